"""The three networks that NNIRR helped found, and their index page."""

from .parts import PageText, cards, fact, heading, prose, pull, sources
from .sources import SOURCES

INDEX = PageText(
    key="networks",
    model="initiatives.NetworksIndexPage",
    title="Networks",
    lead=(
        "Since the mid-1990s NNIRR has built ties between migrant communities in the United "
        "States and movements elsewhere, and then between those movements."
    ),
    search_description=(
        "The three global networks that NNIRR helped found: Migrants Rights International, the "
        "Global Coalition on Migration and the Women in Migration Network."
    ),
    print_art="rings",
    band="ink",
    fields={
        "body": [
            heading("How one led to the next", "how"),
            prose(
                "<p>In 1994 people from migrant groups, unions, churches, human rights "
                "organizations and inter-governmental bodies came together to form what is now "
                "Migrants Rights International. NNIRR was one of the founders.</p>"
                "<p>Years of joint work followed, above all around the Global Forum on Migration "
                "and Development and the People's Global Action beside it. Out of that work, and "
                "of the advocacy of Migrants Rights International, grew a wider alliance of many "
                "sectors: the Global Coalition on Migration, launched in Geneva on December 3, "
                "2011. Its first coordinator was seconded from NNIRR.</p>"
                "<p>At workshops in Mexico City in 2010 and in Manila in 2012, women worked on a "
                "feminist view of migration policy. In 2012, at a women's conference in Istanbul, "
                "the Women and Global Migration Working Group was formed, with NNIRR among its "
                "founders. It is now the Women in Migration Network.</p>"
            ),
            pull("Networks of networks: each one joins alliances that were there before."),
            cards("How alliances come together", "resources/alliance-of-alliances"),
            sources(
                "nnirr-program",
                "mri",
                "gcm-first-meetings",
                "gcm-launch",
                "wimn-roots",
                "nnirr-womens-day-2014",
            ),
        ]
    },
)

MRI = PageText(
    key="networks/migrants-rights-international",
    model="initiatives.NetworkPage",
    title="Migrants Rights International",
    lead=(
        "A federation of migrant and migrant rights groups, unions and faith groups from several "
        "regions. NNIRR helped found it in 1994."
    ),
    search_description=(
        "Migrants Rights International (MRI), founded in 1994 with NNIRR: the ratification "
        "campaign for the Migrant Workers Convention and the People's Global Action."
    ),
    band="ink",
    fields={
        "acronym": "MRI",
        "founded_year": 1994,
        "founded_note": "By people from churches, unions, migrant and human rights groups",
        "nnirr_role": "Founding member",
        "role_since": 1994,
        "website": SOURCES["mri"].url,
        "website_note": "An older site, with news up to about 2015; it may be offline",
        "region": "Several world regions",
        "ring": "mri",
        "key_facts": [
            fact("Members", "Migrant and migrant rights groups, unions, faith groups"),
            fact("Known for", "The campaign to ratify the Migrant Workers Convention, from 1998"),
        ],
        "body": [
            heading("What it has done", "work"),
            prose(
                "<p>In 1998 MRI, with 14 bodies and networks based in Geneva, started a global "
                "campaign for the ratification of the Migrant Workers Convention. It published a "
                "campaigner's handbook in four languages, argued for a UN Special Rapporteur on "
                "the rights of migrants, and helped organizations take part in the World "
                "Conference Against Racism in Durban in 2001.</p>"
                "<p>In 2006 MRI and partners began the People's Global Action, the forum that "
                "civil society holds beside the governments' summits on migration.</p>"
            ),
            heading("NNIRR's part", "nnirr"),
            prose(
                "<p>NNIRR is a founding member. The two have worked side by side, for instance "
                "on the forum on temporary labor migration in Hong Kong in 2005 and at the "
                "People's Global Action.</p>"
            ),
            sources("mri", "mri-achievements", "pga-background", "hong-kong-2005", "nnirr-program"),
        ],
    },
)

GCM = PageText(
    key="networks/global-coalition-on-migration",
    model="initiatives.NetworkPage",
    title="Global Coalition on Migration",
    lead=(
        "An alliance of many sectors: regional networks, unions, faith groups and academics who "
        "speak up together for migrants' rights."
    ),
    search_description=(
        "The Global Coalition on Migration, launched in Geneva on December 3, 2011: how it grew "
        "out of joint work around the GFMD, and NNIRR's part in it."
    ),
    band="leaf",
    fields={
        "acronym": "GCM",
        "founded_year": 2011,
        "founded_note": "First meetings in June 2011, launched in Geneva on December 3, 2011",
        "nnirr_role": "Founding member",
        "role_since": 2011,
        "website": SOURCES["gcm"].url,
        "region": "Worldwide",
        "ring": "gcm",
        "key_facts": [
            fact("Members", "Regional networks, unions, faith groups, academics"),
            fact("First coordinator", "Colin Rajah, seconded from NNIRR"),
        ],
        "body": [
            heading("What it has done", "work"),
            prose(
                "<p>The Coalition grew out of work that its members did together around the "
                "Global Forum on Migration and Development and the People's Global Action, which "
                "it later helped organize. Several of its members contributed to the UN "
                '<a href="page:initiatives/human-rights-at-borders">principles on human rights at '
                "borders</a>, and it welcomed their release in New York in October 2014.</p>"
                "<p>Its secretariat was with Migrants Rights International at first and with "
                "Alianza Americas in 2017.</p>"
            ),
            heading("NNIRR's part", "nnirr"),
            prose(
                "<p>The Coalition's first coordinator, Colin Rajah, was seconded from NNIRR. "
                "Catherine Tactaquin, then NNIRR's executive director, was announced as its "
                "speaker at the launch of the border principles. In 2017 NNIRR was on its executive "
                "committee.</p>"
                "<p>Mind the letters: “GCM” is also used for the Global Compact for Migration.</p>"
            ),
            sources(
                "gcm", "gcm-first-meetings", "gcm-launch", "borders-advisory", "borders-release"
            ),
        ],
    },
)

WIMN = PageText(
    key="networks/women-in-migration-network",
    model="initiatives.NetworkPage",
    title="Women in Migration Network",
    lead=(
        "Migration policy means something else to women than to men. This network looks at it "
        "with feminist eyes and brings women's groups into the debate."
    ),
    search_description=(
        "The Women in Migration Network (WIMN), formed in 2012 with NNIRR among its founders: "
        "feminist analysis, caucuses at UN events and a grassroots program."
    ),
    band="red",
    fields={
        "acronym": "WIMN",
        "founded_year": 2012,
        "founded_note": (
            "At a women's conference in Istanbul, as the Women and Global Migration Working Group"
        ),
        "nnirr_role": "Founding member",
        "role_since": 2012,
        "website": SOURCES["wimn"].url,
        "region": "Worldwide",
        "ring": "wimn",
        "key_facts": [
            fact("Present name", "In use by mid-2016"),
            fact("Grassroots program", "LIGA, since 2023"),
        ],
        "body": [
            heading("What it does", "work"),
            prose(
                "<p>WIMN studies migration policy from a feminist point of view, holds caucuses "
                "at UN events and brings its members together every month. Since 2023 it has run "
                "a grassroots program called LIGA. In December 2024 it held a "
                '<a href="page:updates/feminist-forum-bangkok-2024">Feminist Forum on Migration '
                "and Displacement</a> in Bangkok.</p>"
            ),
            heading("NNIRR's part", "nnirr"),
            prose(
                "<p>NNIRR is a founding member. In January 2024 it took part in the Global Forum "
                "on Migration and Development in Geneva as a member of WIMN.</p>"
            ),
            sources(
                "wimn",
                "wimn-work",
                "wimn-roots",
                "wimn-bosch",
                "wimn-gfmd-2024",
                "wimn-forum-2024",
                "nnirr-womens-day-2014",
            ),
        ],
    },
)

PAGES = [INDEX, MRI, GCM, WIMN]
