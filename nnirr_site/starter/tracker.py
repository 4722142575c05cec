"""The page that shows where every State stands; the table behind it is data."""

from .parts import PageText, heading, prose, sources

TRACKER = PageText(
    key="who-has-joined",
    model="initiatives.TrackerPage",
    title="Who has joined the Migrant Workers Convention?",
    lead="See every State, the date on which it joined, and who has only signed.",
    search_description=(
        "State by State: who has ratified, acceded to or signed the UN Migrant Workers "
        "Convention, and when. Map, table and data to download."
    ),
    band="ink",
    fields={
        "body": [
            heading("Reading the table", "reading"),
            prose(
                "<p>A State that only signed is not bound yet. Ratification follows a signature; "
                "accession needs none. Of the 60 States that had joined by December 2025, 29 "
                "ratified and 31 acceded. For Togo, Venezuela and Zimbabwe the sources we have give "
                "only the year or the month. Zimbabwe's accession in November 2024 was the latest "
                "we know of. Older lists show other numbers, because the list has grown.</p>"
                '<p><a href="page:initiatives/migrant-workers-convention">What the Convention '
                "says</a></p>"
            ),
            sources("convention-status-xml", "committee-december-2025"),
        ]
    },
)

PAGES = [TRACKER]
