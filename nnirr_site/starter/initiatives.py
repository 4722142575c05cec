"""The four initiatives and their index page."""

from .parts import (
    PageText,
    accordion,
    call_to_sign,
    cards,
    entry,
    fact,
    facts,
    heading,
    links,
    note,
    prose,
    pull,
    sources,
    steps,
)

INDEX = PageText(
    key="initiatives",
    model="initiatives.InitiativesIndexPage",
    title="Initiatives",
    lead=(
        "Four lines of work, one aim: that people keep their rights when they move, and have a "
        "say where migration is decided."
    ),
    search_description=(
        "NNIRR's four international initiatives: advocacy, human rights at borders, the Migrant "
        "Workers Convention and International Migrants Day."
    ),
    print_art="voice",
    band="ink",
)

ADVOCACY = PageText(
    key="initiatives/international-advocacy",
    model="initiatives.InitiativePage",
    title="International migrants' rights advocacy",
    lead=(
        "Governments make migration policy in many places. NNIRR follows it, explains it and "
        "speaks up for the people it is about."
    ),
    search_description=(
        "How NNIRR takes part in UN and inter-governmental work on migration: the Human Rights "
        "Council, GFMD, ILO, WTO, MICIC, the Global Compact and the PGA."
    ),
    print_art="voice",
    band="red",
    fields={
        "short_title": "International advocacy",
        "body": [
            heading("Why be there", "why"),
            prose(
                "<p>A rule about recruitment fees, border screening or temporary visas may be "
                "drafted thousands of miles from the people who will live under it. NNIRR follows "
                "these talks, passes on what it learns and takes part itself, together with "
                "migrant rights groups from other countries.</p>"
                "<p>The work has two halves. One is inside: statements, side events and talks "
                "with officials at the bodies where States meet. The other is outside: forums "
                "that migrants and their allies organize for themselves, so that official summits "
                "don't have the last word.</p>"
            ),
            accordion(
                "Where migration is discussed",
                (
                    "UN Human Rights Council",
                    "<p>The Council meets in Geneva, and migrants' rights are among its subjects. The "
                    "principles on human rights at borders had their second launch at its 28th session, in March 2015. By an executive order of February "
                    "4, 2025, the United States ended its part in the Council.</p>",
                ),
                (
                    "Global Forum on Migration and Development (GFMD)",
                    "<p>The Forum grew out of the first UN High-level Dialogue on migration in "
                    "September 2006, from an idea of Secretary-General Kofi Annan. It is led by "
                    "States and informal, and its results don't bind anyone. Its first summit was "
                    "in Brussels in 2007, its 15th in Riohacha, Colombia, in September 2025. "
                    "NNIRR took part in the summit of January 2024 in Geneva as a member of the "
                    "Women in Migration Network.</p>",
                ),
                (
                    "People's Global Action (PGA)",
                    "<p>Beside the governments' summits, migrants' organizations, unions and "
                    "other groups have met in the People's Global Action on Migration, "
                    "Development and Human Rights since 2006. Migrants Rights International and "
                    "partners started it in New York. NNIRR has regularly been among its "
                    "organizers.</p>",
                ),
                (
                    "International Labour Organization (ILO)",
                    "<p>Two ILO treaties deal with migrant workers: Convention No. 97 (1949), on "
                    "equal treatment in pay, social security and union rights, and Convention No. "
                    "143 (1975), on the basic rights of all migrant workers. The Migrant Workers "
                    "Convention builds on both. The United States is not on the ILO's list of "
                    "States that have ratified No. 97.</p>",
                ),
                (
                    "World Trade Organization (WTO)",
                    "<p>Trade rules touch migration as well, for instance through temporary work "
                    "abroad under the services agreement (GATS Mode 4). On December 16, 2005, during the WTO's ministerial conference in "
                    "Hong Kong, NNIRR, Migrants Rights International and the American Friends "
                    "Service Committee held a half-day forum on it.</p>",
                ),
                (
                    "MICIC and the International Organization for Migration (IOM)",
                    "<p>Migrants in Countries in Crisis (MICIC) was started in 2014 by the "
                    "Philippines and the United States; IOM hosts its secretariat. Its Guidelines "
                    "on protecting migrants in conflicts and natural disasters came out in June "
                    "2016. NNIRR took part in civil society's contribution to them.</p>",
                ),
                (
                    "UN Human Rights Office (OHCHR)",
                    "<p>OHCHR wrote the principles and guidelines on human rights at borders, "
                    "with expert meetings and civil society. That story has "
                    '<a href="page:initiatives/human-rights-at-borders">its own page</a>.</p>',
                ),
                (
                    "Global Compact for Safe, Orderly and Regular Migration",
                    "<p>164 States adopted the Compact in Marrakech on December 10, 2018, and the "
                    "General Assembly endorsed it on December 19 with 152 votes for, 5 against "
                    "and 12 abstentions. It has 23 objectives and is not legally binding. The "
                    "United States had left the talks in December 2017 and voted against.</p>"
                    "<p>Every four years a Review Forum looks at progress. Before the first one, "
                    "in May 2022, NNIRR's co-director Alma Maquitico spoke at the close of the "
                    "Latin America and Caribbean review meeting, and NNIRR helped lead civil "
                    "society's consultation.</p>",
                ),
            ),
            pull("Official summits are one half of the story. People's forums are the other."),
            heading("How NNIRR does it", "how"),
            prose(
                "<ul>"
                "<li>It follows international policy and passes on what changes: see the "
                '<a href="page:updates">policy updates</a>.</li>'
                "<li>It speaks and holds events where States meet.</li>"
                "<li>It works through "
                '<a href="page:networks">three global networks</a> that it helped found.</li>'
                "<li>It helps organize the People's Global Action.</li>"
                "</ul>"
            ),
            links(
                "The bodies themselves",
                ("gfmd", "", ""),
                ("network-on-migration", "", "The UN agencies that work on migration"),
                ("pga-cities", "People's Global Action: its cities", "2006 to 2015"),
                ("pga", "People's Global Action", "Older site; may be offline"),
            ),
            sources(
                "nnirr-program",
                "gfmd-origin",
                "gfmd-2025",
                "wimn-gfmd-2024",
                "pga-background",
                "hong-kong-2005",
                "micic",
                "compact-vote",
                "nnirr-blog-2021",
                "ilo-97",
                "withdrawal-memorandum",
            ),
        ],
        "key_facts": [
            fact("Began", "In the mid-1990s"),
            fact("Followed", "Human Rights Council, GFMD, ILO, WTO, IOM and others"),
            fact("Organized with others", "People's Global Action, first held in 2006"),
            fact("Through", "Three global networks"),
        ],
        "timeline": [
            entry(
                "2005-12-16",
                "A forum at the WTO",
                "NNIRR, Migrants Rights International and the American Friends Service Committee "
                "hold a half-day forum on temporary labor migration in Hong Kong.",
                "hong-kong-2005",
            ),
            entry(
                "2006-09-01",
                "The first People's Global Action",
                "Civil society meets in New York beside the first UN High-level Dialogue on "
                "migration.",
                "pga-background",
                precision="month",
            ),
            entry(
                "2011-12-03",
                "A global coalition",
                "The Global Coalition on Migration is launched in Geneva. Its first coordinator "
                "is seconded from NNIRR.",
                "gcm-launch",
            ),
            entry(
                "2016-06-15",
                "Guidelines for crises",
                "The MICIC Guidelines are launched at UN Headquarters in New York.",
                "micic-launch",
            ),
            entry(
                "2018-12-19",
                "The Global Compact",
                "The General Assembly endorses it: 152 for, 5 against, 12 abstentions.",
                "compact-vote",
            ),
            entry(
                "2022-05-17",
                "The first Review Forum",
                "From May 17 to 20, States look in New York at what became of the Compact.",
                "imrf-2022",
            ),
            entry(
                "2026-01-07",
                "The United States turns away",
                "It announces that it will leave 66 international bodies; the GFMD is on the list.",
                "withdrawal-66",
            ),
        ],
    },
    children={
        "related_pages": [
            "networks/global-coalition-on-migration",
            "networks/women-in-migration-network",
            "initiatives/human-rights-at-borders",
            "resources/micic-guidelines",
            "resources/alliance-of-alliances",
        ]
    },
)

BORDERS = PageText(
    key="initiatives/human-rights-at-borders",
    model="initiatives.InitiativePage",
    title="Advancing human rights at international borders",
    lead=(
        "A border is no place outside human rights. NNIRR and its partners stood behind a UN "
        "document that says so, step by step."
    ),
    search_description=(
        "How NNIRR and partners supported the UN Principles and Guidelines on Human Rights at "
        "International Borders: what they say, key dates, the document."
    ),
    print_art="border",
    band="leaf",
    fields={
        "short_title": "Human rights at borders",
        "body": [
            heading("What is at stake", "stake"),
            prose(
                "<p>Borders are often run as a matter of security alone. But a person who stands "
                "at a fence, sits in a boat or waits in an interview room has the same human "
                "rights as anyone else, and the State that controls the border has the same "
                "duties there as in its capital.</p>"
                "<p>From 2012 or 2013 on, the UN human rights office (OHCHR) worked with "
                "experts and civil society on a text that would spell this out. NNIRR supported "
                "the project with its partners; members of the Global Coalition on Migration from "
                "several regions contributed.</p>"
            ),
            heading("The Principles and Guidelines", "principles"),
            prose(
                "<p>The result is called <i>Recommended Principles and Guidelines on Human Rights "
                "at International Borders</i>. It carries the UN symbol A/69/CRP.1 and goes with "
                "the Secretary-General's report A/69/277. It has three groups of principles and "
                "ten guidelines.</p>"
                "<p>It isn't a treaty and creates no new rights. It gathers the duties that "
                "States already have and applies them to one place, the border.</p>"
            ),
            pull("It asks for nothing new. It asks that old promises hold at the border too."),
            steps(
                "Three groups of principles",
                (
                    "Human rights first",
                    "Human rights are at the center of how a border is governed.",
                ),
                (
                    "No discrimination",
                    "Everyone at a border is protected against discrimination.",
                ),
                (
                    "Help, and protection from harm",
                    "People at a border are assisted and kept safe.",
                ),
            ),
            note(
                "The ten guidelines, subject by subject, are on the "
                "resource page of the document, with links to the text in English and Spanish."
            ),
            cards("Read the document", "resources/principles-on-human-rights-at-borders"),
            heading("What came after", "after"),
            prose(
                "<p>The General Assembly took note of the document in its resolutions on the "
                "protection of migrants and on migrant children. At home, NNIRR continues with "
                "its border justice work.</p>"
            ),
            sources(
                "borders-paper",
                "borders-reliefweb",
                "borders-release",
                "borders-advisory",
                "borders-statement",
                "borders-summary",
                "borders-expert-meeting",
                "borders-geneva",
                "borders-spanish",
                "nnirr-program",
                "nnirr-border-justice",
            ),
        ],
        "key_facts": [
            fact("Release announced", "October 22, 2014", big=True),
            fact("Launch event", "October 23, 2014, New York"),
            fact("Written by", "OHCHR, with experts and civil society"),
            fact("Contents", "Three groups of principles, ten guidelines"),
            fact("Legal force", "Not binding; restates duties that States already have"),
        ],
        "timeline": [
            entry(
                "2013-11-18",
                "Experts meet",
                "Part of OHCHR's work on the text.",
                "borders-expert-meeting",
            ),
            entry(
                "2014-07-23",
                "The paper",
                "Conference room paper A/69/CRP.1 carries this date.",
                "borders-paper",
            ),
            entry(
                "2014-10-22",
                "The announcement",
                "The release is announced in New York with a report of the Secretary-General.",
                "borders-release",
            ),
            entry(
                "2014-10-23",
                "The launch",
                "OHCHR presents the document at a side event of the General Assembly. Catherine "
                "Tactaquin, then NNIRR's executive director, is announced as a speaker.",
                "borders-advisory",
            ),
            entry(
                "2015-03-23",
                "Geneva",
                "Second launch, at the 28th session of the Human Rights Council.",
                "borders-geneva",
            ),
        ],
    },
    children={
        "related_pages": [
            "resources/principles-on-human-rights-at-borders",
            "networks/global-coalition-on-migration",
            "initiatives/international-advocacy",
        ]
    },
)

CONVENTION = PageText(
    key="initiatives/migrant-workers-convention",
    model="initiatives.InitiativePage",
    title="Ratification of the Migrant Workers Convention",
    lead=(
        "One treaty sets out the rights of all migrant workers and their families. NNIRR asks the "
        "United States to join it."
    ),
    search_description=(
        "The UN Migrant Workers Convention in plain terms: what it says, who has joined, how the "
        "United States could ratify it, and what people get wrong about it."
    ),
    print_art="convention",
    band="ink",
    fields={
        "short_title": "Migrant Workers Convention",
        "body": [
            heading("What it is", "what"),
            prose(
                "<p>Its full name is the International Convention on the Protection of the Rights "
                "of All Migrant Workers and Members of Their Families. The UN General Assembly "
                "adopted it on December 18, 1990, and it has been in force since July 1, 2003. "
                "It follows people along the whole path: getting ready, leaving, crossing other "
                "countries, staying and working, going back.</p>"
                "<p>Its main idea is simple. Some rights belong to every migrant worker and every "
                "family member, whatever their status. People who have papers get further rights "
                "on top. States may give more, never less.</p>"
            ),
            facts(
                "How it is built: 93 articles in nine parts",
                fact("Opening parts", "Who is covered, and no discrimination of any kind"),
                fact(
                    "Part III, articles 8 to 35",
                    "Rights of all migrant workers and their families, with or without papers",
                ),
                fact(
                    "Part IV, from article 36",
                    "Further rights of those who are documented or in a regular situation",
                ),
                fact("Later parts", "Duties of States, the Committee, how a State joins"),
            ),
            heading("What it says, in plain terms", "articles"),
            prose(
                "<p>Some of its articles in short. What counts is "
                '<a href="page:resources/convention-text">the text itself</a>.</p>'
            ),
            facts(
                "For everyone, whatever their status",
                fact("Article 7", "No distinction of any kind, nationality included"),
                fact("Articles 9 to 11", "Life; no torture; no slavery or forced labor"),
                fact(
                    "Article 16",
                    "Liberty and security: reasons for an arrest in a language you know, contact "
                    "with your consulate, a judge",
                ),
                fact("Article 17", "Humane treatment in detention, at no cost to the person held"),
                fact(
                    "Article 21",
                    "Only an authorized official may take your papers; nobody may destroy a "
                    "passport",
                ),
                fact(
                    "Article 22",
                    "No expulsion in groups: each case on its own, with a decision in writing",
                ),
                fact(
                    "Article 25",
                    "Equal pay and conditions; missing papers don't free the employer of duties",
                ),
                fact("Article 26", "The right to join a trade union"),
                fact("Article 28", "Urgent medical care, on the same terms as nationals"),
                fact("Articles 29 and 30", "A name, a nationality and a school for every child"),
                fact("Article 33", "Free information about your rights, in a language you know"),
            ),
            facts(
                "Also, for people in a regular situation",
                fact("Article 37", "Full information before you leave or when you are admitted"),
                fact("Article 38", "You can be away for a time without losing your status"),
                fact("Article 39", "You can move freely and choose where to live"),
            ),
            accordion(
                "What people get wrong",
                (
                    "Does it force a country to give everyone papers?",
                    "<p>No. Article 35 says that the rights of all migrants in Part III don't "
                    "oblige a State to regularize anyone.</p>",
                ),
                (
                    "Does it put migrants above the law?",
                    "<p>No. Article 34 says that migrants have to keep the laws of the country "
                    "they are in, like everybody else.</p>",
                ),
                (
                    "Does it cover everybody who crosses a border?",
                    "<p>No. It covers migrant workers and their families. Among those left out "
                    "are students and trainees, investors and the staff of international bodies; "
                    "refugees and stateless people are covered only where national law or another "
                    "treaty says so (article 3).</p>",
                ),
                (
                    "Can a State join and leave out the parts it dislikes?",
                    "<p>No State may leave out a whole part, or a category of workers (article "
                    "88). A State that has joined can give notice after five years "
                    "(article 89).</p>",
                ),
                (
                    "Didn't States sign it in 1990?",
                    "<p>In 1990 the General Assembly adopted it and opened it for signature. "
                    "Mexico was the first to sign, on May 22, 1991.</p>",
                ),
            ),
            heading("Who watches over it", "committee"),
            prose(
                "<p>The Committee on Migrant Workers has 14 independent experts. States report to "
                "it one year after joining and then every five years. Its general comments explain "
                "the treaty: on domestic workers, on people in an irregular situation, on "
                "children, on detention and, since December 2025, on xenophobia. It asks everyone "
                "to stop calling migrants “illegal.”</p>"
            ),
            cards("State by State", "who-has-joined"),
            heading("How the United States could join", "united-states"),
            prose(
                "<p>The United States took part in the drafting. It hasn't signed the Convention "
                "and hasn't joined it (NNIRR's sources reach to January 2026). In US practice it "
                "is the President who ratifies; the Senate has to consent first.</p>"
            ),
            steps(
                "Six steps",
                (
                    "The government decides",
                    "It signs the Convention or prepares to accede. Both ways are open "
                    "(article 86).",
                ),
                ("The President sends it to the Senate", "For the Senate's advice and consent."),
                (
                    "The Foreign Relations Committee takes it up",
                    "It can recommend a resolution of ratification. Conditions and declarations "
                    "can be added by simple majority.",
                ),
                ("The Senate votes", "Two thirds of the Senators present have to agree."),
                ("The President ratifies", "By signing the instrument of ratification."),
                (
                    "The UN Secretary-General receives it",
                    "For the United States the Convention then takes effect on the first day of "
                    "the month after three more months have passed.",
                ),
            ),
            call_to_sign(
                "Ask for it by name",
                "NNIRR's call asks the President and the Senate to take these steps.",
            ),
            sources(
                "convention-status-xml",
                "resolution-45-158",
                "committee-december-2025",
                "general-comments",
                "part-three",
                "part-three-expulsion",
                "final-clauses",
                "fact-sheet-24",
                "committee-guide",
                "senate-treaties",
                "treaty-basics",
                "nnirr-ratification",
            ),
        ],
        "key_facts": [
            fact("States that have joined", "[[states_parties]]", big=True),
            fact("As of", "[[states_as_of]]"),
            fact("Signed only", "[[signatories_only]] States"),
            fact("Adopted", "December 18, 1990"),
            fact("In force", "July 1, 2003"),
            fact("United States", "Took part in drafting; has not signed"),
        ],
        "timeline": [
            entry(
                "1979-12-17",
                "The drafting begins",
                "The General Assembly sets up a working group (resolution 34/172).",
                "drafting-history",
            ),
            entry(
                "1990-12-18",
                "Adoption",
                "The General Assembly adopts the Convention (resolution 45/158).",
                "resolution-45-158",
            ),
            entry(
                "1998-01-01",
                "A campaign to ratify",
                "Migrants Rights International and 14 bodies and networks in Geneva start it.",
                "mri-achievements",
                precision="year",
            ),
            entry(
                "2003-07-01",
                "In force",
                "The Convention takes effect after 20 States have joined.",
                "convention-status-xml",
            ),
            entry(
                "2004-03-01",
                "The Committee meets",
                "First session in Geneva, March 1 to 5. There are 25 parties.",
                "committee-first-session",
            ),
            entry(
                "2024-11-01",
                "The 60th State",
                "Zimbabwe joins by accession.",
                "committee-april-2025",
                precision="month",
            ),
            entry(
                "2025-12-01",
                "Still 60",
                "The count at the close of the Committee's 41st session.",
                "committee-december-2025",
                precision="month",
            ),
        ],
    },
    children={
        "related_pages": [
            "calls/migrant-workers-convention",
            "resources/convention-text",
            "resources/general-comment-2",
            "networks/migrants-rights-international",
            "initiatives/international-migrants-day",
        ]
    },
)

MIGRANTS_DAY = PageText(
    key="initiatives/international-migrants-day",
    model="initiatives.InitiativePage",
    title="International Migrants Day",
    lead=(
        "December 18 belongs to migrants. NNIRR promotes the Day and calls on communities to mark "
        "it in their own way."
    ),
    search_description=(
        "Why December 18 is International Migrants Day, what NNIRR has done to mark it, and where "
        "to find background, ideas and material to print."
    ),
    print_art="day",
    band="gold",
    fields={
        "short_title": "International Migrants Day",
        "seo_title": "International Migrants Day: what NNIRR does",
        "body": [
            heading("A date that migrants chose", "date"),
            prose(
                "<p>On December 18, 1990, the UN General Assembly adopted the Migrant Workers "
                "Convention. In 1997 Filipino and other Asian migrant organizations began to keep "
                "that date as a day of solidarity with migrants. In late 1999 the organization "
                "December 18, Migrants Rights International and the committee of the ratification "
                "campaign asked for an official UN day. On December 4, 2000, the General Assembly "
                "proclaimed it, in resolution 55/93.</p>"
            ),
            heading("What NNIRR has done", "nnirr"),
            prose(
                "<p>NNIRR says that it helped lobby for the Day, and it has marked it since the "
                "UN proclaimed it: with calls to action, posters and shirts, a report launch in "
                "Oakland in 2010, art prints by Favianna Rodriguez in 2017 and a social media "
                "action in 2018. Local groups decide how they take part.</p>"
            ),
            pull("The Day is older in the streets than on the UN calendar."),
            cards("Plan your own", "migrants-day"),
            call_to_sign(
                "The Day and the treaty belong together",
                "The Day recalls the Convention. The United States has not joined it.",
            ),
            sources(
                "hrea-day",
                "day-of-solidarity",
                "day-history",
                "nnirr-day-2008",
                "nnirr-report-2010",
                "print-sale-2017",
                "nnirr-day-2018",
                "un-day",
            ),
        ],
        "key_facts": [
            fact("Date", "December 18, every year", big=True),
            fact("Recalls", "The adoption of the Migrant Workers Convention in 1990"),
            fact("Proclaimed", "December 4, 2000, by resolution 55/93"),
            fact("First kept by", "Filipino and other Asian migrant organizations, 1997"),
        ],
        "timeline": [
            entry(
                "1990-12-18",
                "The Convention",
                "The General Assembly adopts it on December 18.",
                "resolution-45-158",
            ),
            entry(
                "1997-01-01",
                "A day of solidarity",
                "Filipino and other Asian migrant organizations start to keep the date.",
                "hrea-day",
                precision="year",
            ),
            entry(
                "2000-12-04",
                "An official day",
                "The General Assembly proclaims International Migrants Day.",
                "day-history",
            ),
            entry(
                "2006-12-18",
                "On the radio",
                "The first Radio 1812 links more than 50 stations and programs.",
                "radio-1812-first",
            ),
            entry(
                "2010-12-01",
                "A report from Oakland",
                "NNIRR presents a report for the Day.",
                "nnirr-report-2010",
                precision="month",
            ),
        ],
    },
    children={
        "related_pages": [
            "migrants-day",
            "initiatives/migrant-workers-convention",
            "resources/poster",
            "resources/fact-sheet",
        ]
    },
)

PAGES = [INDEX, ADVOCACY, BORDERS, CONVENTION, MIGRANTS_DAY]
