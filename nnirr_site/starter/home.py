"""The program's landing page: its whole story in short, with the way into every section."""

from .parts import PageText, page, sources

HOME = PageText(
    key="",
    model="nnirr_site.HomePage",
    title="International Migrant Rights & Global Justice",
    lead=(
        "The National Network for Immigrant and Refugee Rights (NNIRR) connects migrant "
        "communities in the United States with migrant rights movements around the world, and "
        "speaks up where governments decide about migration."
    ),
    search_description=(
        "How NNIRR connects migrant communities in the United States with migrant rights "
        "movements around the world, and how you can take part."
    ),
    print_art="voice",
    fields={
        "headline": "People move. Rights move with them.",
        "more_page": page("initiatives"),
        "call_more_page": page("who-has-joined"),
        "call_heading": "Ask the United States to ratify the Migrant Workers Convention",
        "call_text": (
            "<p>The treaty that protects all migrant workers and their families has "
            "[[states_parties]] States parties (as of [[states_as_of]]). The United States took "
            "part in drafting it and has not signed it.</p>"
        ),
        "sections": [
            (
                "initiatives",
                {
                    "heading": "Four initiatives",
                    "intro": (
                        "NNIRR follows what governments agree on about migration, tells members "
                        "and the public, and argues for migrants' rights in person."
                    ),
                    "pages": [
                        page("initiatives/international-advocacy"),
                        page("initiatives/human-rights-at-borders"),
                        page("initiatives/migrant-workers-convention"),
                        page("initiatives/international-migrants-day"),
                    ],
                },
            ),
            (
                "prose_band",
                {
                    "heading": "Migration is global. So are its root causes.",
                    "band": "wash",
                    "text": (
                        "<p>Nearly every country is a place that people leave, cross or reach. No "
                        "country can answer the questions of migration alone, so NNIRR works for "
                        "cooperation between nations and presses governments to deal with the "
                        "root causes: the reasons why people have to leave home at all.</p>"
                        "<p>NNIRR was founded in 1986 to defend the rights of all immigrants and "
                        "refugees in the United States, whatever their immigration status. From "
                        "the start its mission named the world's economy and politics as part of "
                        "the picture. Since the mid-1990s it has built lasting ties between "
                        "migrant communities here and migrant rights movements everywhere.</p>"
                    ),
                },
            ),
            (
                "networks",
                {
                    "heading": "Three networks, one thread",
                    "text": (
                        "<p>In 1994 people from migrant groups, unions, churches and human rights "
                        "organizations founded the network now called Migrants Rights "
                        "International; NNIRR was among them. Its advocacy opened the way for a "
                        "wider alliance, the Global Coalition on Migration, launched in Geneva in "
                        "2011. In 2012, at a women's conference in Istanbul, NNIRR helped found "
                        "what became the Women in Migration Network, which brings a gender "
                        "perspective to the debate.</p>"
                        "<p>Each of them joins alliances that were there before. Hence the title "
                        "of NNIRR's publication "
                        '<a href="page:resources/alliance-of-alliances">Alliance of Alliances: '
                        "Building Civil Society Convergences Around Global Movements for Migrant "
                        "Rights</a>.</p>"
                    ),
                    "index_page": page("networks"),
                },
            ),
            (
                "prose_band",
                {
                    "heading": "In the room, and outside it",
                    "band": "",
                    "text": (
                        "<p>NNIRR has followed and taken part in the work of the UN Human Rights "
                        "Council, the Global Forum on Migration and Development (GFMD), the "
                        "International Labour Organization, the World Trade Organization and "
                        "other bodies. When trade ministers met in "
                        '<a href="page:updates/hong-kong-forum-2005">Hong Kong in 2005</a>, NNIRR '
                        "and two partners held a forum on temporary labor migration. When the UN "
                        "human rights office presented its "
                        '<a href="page:initiatives/human-rights-at-borders">principles on rights '
                        "at borders</a> in New York in 2014, the program announced NNIRR's "
                        "executive director as a speaker.</p>"
                        "<p>Governments hold summits on migration. Migrants and their allies hold "
                        "a forum of their own: the People's Global Action on Migration, "
                        "Development and Human Rights. NNIRR has regularly been one of its "
                        "organizers.</p>"
                    ),
                },
            ),
            (
                "updates",
                {
                    "heading": "Policy updates",
                    "index_page": page("updates"),
                    "count": 4,
                },
            ),
            (
                "day",
                {
                    "heading": "December 18 is International Migrants Day",
                    "text": (
                        "<p>It is the date on which the United Nations adopted the Migrant Workers "
                        "Convention. Read how the Day came about, and print what you need to mark "
                        "it where you live.</p>"
                    ),
                    "page": page("migrants-day"),
                },
            ),
            sources(
                "nnirr-program",
                "nnirr-history",
                "mri",
                "gcm-launch",
                "nnirr-womens-day-2014",
                "hong-kong-2005",
                "borders-advisory",
                "committee-december-2025",
            ),
        ],
    },
)
