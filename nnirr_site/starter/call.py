"""The call to ratify the Migrant Workers Convention: what is signed, and the page that shows it.

The statement is NNIRR's own text. Its facts are those of the page on the Convention, each with a
source there and at the foot of the call's page.
"""

from .parts import PageText, accordion, own_file, prose, reasons, sources

CALL = {
    "slug": "migrant-workers-convention",
    "title": "Ratify the Migrant Workers Convention",
    "addressee": "the President and the Senate of the United States",
    "share_text": (
        "I signed NNIRR's call on the United States to ratify the Migrant Workers Convention. "
        "Will you?"
    ),
}

STATEMENT = {
    "language": "en",
    "title": "Call for Support: ratify the Migrant Workers Convention",
    "body": (
        "<p>To the President and the Senate of the United States:</p>"
        "<p>We are workers and students, parents and neighbors, people of many faiths and of none, "
        "and the organizations we have built. Some of us have crossed a border to live here or "
        "elsewhere, and some have not. All of us depend on work that migrants do. We want the "
        "people who do it, and their families, to be safe in their rights.</p>"
        "<p>On December 18, 1990, the United Nations General Assembly adopted the International "
        "Convention on the Protection of the Rights of All Migrant Workers and Members of Their "
        "Families. It has been in force since July 1, 2003. As of December 2025, 60 States have "
        "joined it. The United States took part in drafting it and has not signed it.</p>"
        "<p>The Convention obliges no State to give anyone papers, and frees no one from the law. "
        "It says that people keep their rights while they work in a country not their own: no "
        "slavery and no forced labor; no arrest without a reason and a judge; no expulsion in "
        "groups; equal pay and equal conditions at work; the right to join a union; urgent medical "
        "care; a name, a nationality and a school for every child. These hold for everyone, with "
        "papers or without.</p>"
        "<p>We ask</p>"
        "<ol>"
        "<li><b>the President</b> to sign the Convention and send it to the Senate;</li>"
        "<li><b>the Senate</b> to hear migrant workers and their organizations in open session, "
        "and to give its consent, so that the United States can ratify;</li>"
        "<li><b>both</b> to bring law and practice into line with the Convention, at work, in "
        "detention and at the border.</li>"
        "</ol>"
        "<p>We will speak about this treaty where we live, work, study and worship, and we will "
        "keep asking until it is ratified.</p>"
    ),
}

INDEX = PageText(
    key="calls",
    model="campaigns.CallsIndexPage",
    title="Calls",
    lead="What NNIRR asks of people in power, and where you can add your name.",
    search_description=(
        "Calls for support by NNIRR's program on international migrant rights that people and "
        "organizations can sign."
    ),
    print_art="convention",
    band="ink",
)

PAGE = PageText(
    key="calls/migrant-workers-convention",
    model="campaigns.CallPage",
    title="Ratify the Migrant Workers Convention",
    lead="A call for support, to the President and the Senate of the United States.",
    search_description=(
        "Sign NNIRR's call on the President and the Senate of the United States to ratify the UN "
        "Migrant Workers Convention. We never ask about immigration status."
    ),
    print_art="convention",
    band="ink",
    fields={
        "body": [
            reasons(
                "What the treaty is for",
                (
                    "worker",
                    "For a worker",
                    "Equal pay and equal conditions. A worker's missing papers don't free the "
                    "employer of duties (article 25).",
                ),
                (
                    "family",
                    "For a family",
                    "Every child has the right to a name, a nationality (article 29) and a place "
                    "in school (article 30), whatever the parents' status.",
                ),
                (
                    "neighbor",
                    "For everyone",
                    "Where some people can be paid less and silenced, nobody's pay and nobody's "
                    "rights are safe. A common floor holds all of us.",
                ),
            ),
            accordion(
                "Questions people ask",
                (
                    "I don't have papers. Is it safe to sign?",
                    "<p>We never ask about immigration status, and nobody needs papers to sign. Your "
                    "name is shown to the public only if you tick the box for it. "
                    'What we keep, and for how long, is on the <a href="page:privacy">privacy</a> '
                    "page. You decide.</p>",
                ),
                (
                    "I don't live in the United States. Can I sign?",
                    "<p>Yes. People from any country can sign.</p>",
                ),
                (
                    "Can an organization sign?",
                    "<p>Yes, if you are authorized to sign for it. Say so in the form. NNIRR looks at "
                    "an organization's entry before its name is shown.</p>",
                ),
                (
                    "Would the Convention give everyone papers, or open the border?",
                    "<p>Article 35 says that the rights it gives to all migrants don't oblige a State "
                    "to regularize anyone, and article 34 that migrants have to keep the laws of the "
                    "country they are in. The Convention is about how people are treated.</p>",
                ),
                (
                    "Why do I get an e-mail?",
                    "<p>So that nobody can sign in your name. Your signature counts when you open the "
                    "link in the mail and press the button.</p>",
                ),
            ),
            prose(
                "<p>What the treaty says, article by article, with all sources: "
                '<a href="page:initiatives/migrant-workers-convention">the Convention</a>.</p>'
            ),
            sources("resolution-45-158", "convention-status-xml", "committee-december-2025"),
        ],
    },
    children={"downloads": [own_file("sign-on-sheet"), own_file("fact-sheet")]},
)

PAGES = [INDEX, PAGE]
