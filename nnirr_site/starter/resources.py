"""The resource library: documents that other bodies keep, and the materials made here."""

from .parts import (
    PageText,
    download,
    fact,
    facts,
    heading,
    note,
    own_file,
    prose,
    sources,
    steps,
)

INDEX = PageText(
    key="resources",
    model="resources.ResourceLibraryPage",
    title="Resources",
    lead=(
        "The texts that migrants' rights rest on, guides to them, figures, and material to print. "
        "You see language and format before you click."
    ),
    search_description=(
        "Resource library on migrant rights: the Migrant Workers Convention, the border "
        "principles, general comments, guides, figures, poster and fact sheet."
    ),
    print_art="convention",
    band="gold",
)


def resource(
    slug, title, lead, description, kind, year, publisher, topics, body, downloads, **more
):
    """Return one resource; ``more`` may hold published_note, citation and related (keys)."""
    related = more.pop("related", ())
    return PageText(
        key=f"resources/{slug}",
        model="resources.ResourcePage",
        title=title,
        lead=lead,
        search_description=description,
        topics=tuple(topics),
        fields={
            "resource_type": kind,
            "year": year,
            "publisher": publisher,
            "body": body,
            **more,
        },
        children={
            "downloads": list(downloads),
            "related_pages": [f"resources/{name}" for name in related],
        },
    )


BORDER_PRINCIPLES = resource(
    "principles-on-human-rights-at-borders",
    "Recommended Principles and Guidelines on Human Rights at International Borders",
    "The UN document that sets out what human rights ask of States at their borders: three "
    "groups of principles and ten guidelines.",
    "The UN Principles and Guidelines on Human Rights at International Borders (2014): the ten "
    "guidelines in brief, and links to the document in English and Spanish.",
    "legal-text",
    2014,
    "UN Human Rights Office (OHCHR)",
    ["borders", "ohchr"],
    [
        heading("About this document", "about"),
        prose(
            "<p>A border is no zone outside human rights. This document gathers the duties that "
            "States already have and shows what follows from them at a border. It isn't binding "
            "and creates no new rights. The UN human rights office wrote it with expert meetings "
            "and civil society.</p>"
        ),
        steps(
            "The principles, in three groups",
            ("Human rights first", "Principles 1 to 7: human rights are at the center."),
            ("No discrimination", "Principles 8 and 9."),
            ("Assistance and protection from harm", "Principles 10 to 13."),
        ),
        facts(
            "The ten guidelines, by subject",
            fact("Guideline 1", "Promoting human rights"),
            fact("Guideline 2", "Law and policy"),
            fact("Guideline 3", "Training, and what border staff need to be able to do"),
            fact("Guideline 4", "Rescue and interception"),
            fact("Guideline 5", "Immediate help"),
            fact("Guideline 6", "Screening and interviews"),
            fact("Guideline 7", "Finding out who needs what, and referring them"),
            fact("Guideline 8", "Avoiding detention"),
            fact("Guideline 9", "Return that respects human rights"),
            fact("Guideline 10", "Cooperation"),
        ),
        prose(
            "<p>Each guideline also deals with accountability: who keeps watch, and what people "
            "can do when their rights are broken.</p>"
        ),
        heading("Three dates", "dates"),
        prose(
            "<p>The paper, A/69/CRP.1, is dated July 23, 2014. Its release was announced in New "
            "York on October 22, 2014, and the launch event was on October 23. The second launch "
            "followed in Geneva on March 23, 2015. "
            '<a href="page:initiatives/human-rights-at-borders">How NNIRR took part</a></p>'
        ),
        sources(
            "borders-paper",
            "borders-reliefweb",
            "borders-summary",
            "borders-release",
            "borders-spanish",
            "borders-geneva",
        ),
    ],
    [
        download(
            "borders-reliefweb", "Principles and Guidelines (ReliefWeb)", note="Text and file"
        ),
        download("borders-paper", "A/69/CRP.1, July 23, 2014", note="Copy of the paper"),
        download(
            "borders-spanish",
            "Principios y Directrices recomendados",
            language="es",
            note="Página de ACNUDH",
        ),
        download("borders-icrc", "Entry in the ICRC library"),
        download("borders-statement", "OHCHR statement at the launch"),
    ],
    published_note="Announced October 22, 2014; paper dated July 23, 2014",
    citation=(
        "OHCHR, Recommended Principles and Guidelines on Human Rights at International Borders, "
        "A/69/CRP.1, 2014."
    ),
    related=["convention-text", "general-comment-2", "micic-guidelines"],
)

CONVENTION_TEXT = resource(
    "convention-text",
    "The Migrant Workers Convention: full text",
    "All 93 articles of the treaty that protects migrant workers and their families.",
    "Full text of the International Convention on the Protection of the Rights of All Migrant "
    "Workers and Members of Their Families, 1990.",
    "legal-text",
    1990,
    "United Nations",
    ["migrant-workers-convention", "work"],
    [
        prose(
            "<p>The General Assembly adopted the Convention on December 18, 1990, in resolution "
            "45/158. It is in force since July 1, 2003. Its six languages, Arabic, Chinese, "
            "English, French, Russian and Spanish, are equally valid.</p>"
            "<p>For a first reading, go to Part III (articles 8 to 35): the rights of all migrant "
            "workers and their families, whatever their status. Our page on the "
            '<a href="page:initiatives/migrant-workers-convention">Convention</a> puts the main '
            "articles into plain words.</p>"
        ),
        sources("convention-text", "resolution-45-158", "convention-registration"),
    ],
    [
        download("convention-text", "Text of the Convention"),
        download("resolution-45-158", "Resolution 45/158 with the Convention"),
    ],
    published_note="Adopted December 18, 1990",
    citation=(
        "International Convention on the Protection of the Rights of All Migrant Workers and "
        "Members of Their Families, December 18, 1990, UN Treaty Series vol. 2220, p. 3."
    ),
    related=["convention-status", "fact-sheet-24", "general-comment-2"],
)

CONVENTION_STATUS = resource(
    "convention-status",
    "Who has joined the Convention: the official list",
    "The UN keeps the list of States that have signed or joined, with dates. It is the one to "
    "quote.",
    "The UN Treaty Collection's list of States that signed, ratified or acceded to the Migrant "
    "Workers Convention: 60 parties as of December 2025.",
    "legal-text",
    None,
    "UN Treaty Collection",
    ["migrant-workers-convention", "figures"],
    [
        prose(
            "<p>The UN Secretary-General keeps the treaty and the list of who is in it. Sixty "
            "States are parties (December 2025): 29 by ratification, which follows a signature, "
            "and 31 by accession, which needs none. Eleven more have signed only.</p>"
            "<p>Older pages give other numbers, because the list has grown. Look at the date of "
            "any figure before you use it.</p>"
        ),
        sources("convention-status-xml", "committee-december-2025", "status-dataset-2022"),
    ],
    [
        download("convention-status", "Status of the Convention"),
        download("convention-status-fr", "État de la Convention", language="fr"),
        download("convention-status-xml", "The list with dates", kind="XML"),
    ],
    published_note="Kept up to date by the UN",
    related=["convention-text", "senate-treaties"],
)

ALLIANCE = resource(
    "alliance-of-alliances",
    "Alliance of Alliances: Building Civil Society Convergences Around Global Movements for "
    "Migrant Rights",
    "A publication that NNIRR's program page has long pointed to. The file itself is not online "
    "here yet.",
    "Library entry for “Alliance of Alliances: Building Civil Society Convergences Around Global "
    "Movements for Migrant Rights.” The file is not posted yet.",
    "report",
    None,
    "",
    ["peoples-global-action"],
    [
        note(
            "NNIRR has not yet posted the file here. If you have a copy, or need one, write to "
            "nnirrinfo@nnirr.org."
        ),
        prose(
            "<p>Alliances that join alliances: that is how the migrant rights movement came to "
            "act across borders, and what the title names. NNIRR's earlier program page links to "
            "the text. Its author and year will be added when the file is here.</p>"
            '<p>For the story of the networks themselves, see <a href="page:networks">Networks'
            "</a>.</p>"
        ),
        sources("nnirr-program"),
    ],
    [download("nnirr-program", "NNIRR's earlier program page", note="Names the publication")],
)

GENERAL_COMMENT_1 = resource(
    "general-comment-1",
    "General comment No. 1: migrant domestic workers",
    "The Committee on Migrant Workers explains what the Convention means for people who work in "
    "private homes.",
    "General comment No. 1 (2011) of the Committee on Migrant Workers on migrant domestic workers.",
    "legal-text",
    2011,
    "Committee on Migrant Workers",
    ["work", "women-and-gender", "migrant-workers-convention", "committee-on-migrant-workers"],
    [
        prose(
            "<p>Dated February 23, 2011, this is the Committee's first general comment. It is "
            "about domestic workers. Use it together with the articles of the Convention that "
            "hold for everyone: pay and conditions (25), unions (26), papers (21).</p>"
        ),
        sources("general-comment-1", "general-comments"),
    ],
    [download("general-comment-1", "CMW/C/GC/1")],
    published_note="February 23, 2011",
    related=["general-comment-2", "convention-text"],
)

GENERAL_COMMENT_2 = resource(
    "general-comment-2",
    "General comment No. 2: migrant workers in an irregular situation",
    "The UN's reading of the rights that hold without papers.",
    "General comment No. 2 (2013) of the Committee on Migrant Workers on the rights of migrant "
    "workers in an irregular situation and their families.",
    "legal-text",
    2013,
    "Committee on Migrant Workers",
    ["migrant-workers-convention", "detention", "work", "committee-on-migrant-workers"],
    [
        prose(
            "<p>Dated August 28, 2013, this comment goes through Part III of the Convention, the "
            "rights of all migrant workers and their families, for people in an irregular "
            "situation: arrest and detention, expulsion, pay, health care, school. It asks that "
            "nobody call migrants “illegal.”</p>"
        ),
        sources("general-comment-2", "general-comments"),
    ],
    [download("general-comment-2", "CMW/C/GC/2")],
    published_note="August 28, 2013",
    related=["convention-text", "general-comment-1", "principles-on-human-rights-at-borders"],
)

FACT_SHEET_24 = resource(
    "fact-sheet-24",
    "OHCHR Fact Sheet No. 24: the Convention and its Committee",
    "A plain guide to the Convention by the UN human rights office.",
    "OHCHR Fact Sheet No. 24 (2005): a plain guide to the Migrant Workers Convention and its "
    "Committee.",
    "fact-sheet",
    2005,
    "UN Human Rights Office (OHCHR)",
    ["migrant-workers-convention", "ohchr"],
    [
        prose(
            "<p>What the Convention covers, how it came about and how the Committee works, "
            "written for readers who are not lawyers. The link leads to a copy of the 2005 "
            "edition, so its list of States is out of date: 60 had joined by December "
            "2025.</p>"
        ),
        sources("fact-sheet-24", "committee-december-2025"),
    ],
    [download("fact-sheet-24", "Fact Sheet No. 24", note="Copy of the 2005 edition")],
    related=["convention-text", "ratification-guide"],
)

RATIFICATION_GUIDE = resource(
    "ratification-guide",
    "Guide on ratification of the Convention",
    "A campaign guide for people who want their country to join.",
    "Guide on ratification of the Migrant Workers Convention, by the Steering Committee of the "
    "global campaign.",
    "toolkit",
    None,
    "Steering Committee of the ratification campaign",
    ["migrant-workers-convention"],
    [
        prose(
            "<p>The committee that steers the global ratification campaign wrote this guide. "
            "Migrants Rights International and 14 bodies and networks in Geneva started the "
            "campaign in 1998. The link leads to a copy.</p>"
        ),
        sources("ratification-guide", "mri-achievements"),
    ],
    [download("ratification-guide", "Guide on ratification", note="Copy")],
    related=["senate-treaties", "convention-status", "sign-on-sheet"],
)

SENATE_TREATIES = resource(
    "senate-treaties",
    "How the US Senate deals with treaties",
    "The Senate's own account: it consents, the President ratifies.",
    "The US Senate on treaties: advice and consent, two thirds of the Senators present, and why "
    "it is the President who ratifies.",
    "fact-sheet",
    None,
    "United States Senate",
    ["united-states", "migrant-workers-convention"],
    [
        prose(
            "<p>The Senate does not ratify treaties. It gives or refuses its consent, by two "
            "thirds of the Senators present; the President ratifies. A treaty that is waiting in "
            "the Senate doesn't lapse when a new Congress begins.</p>"
            "<p>The second link sets out the steps point by point. How this would go for the "
            "Migrant Workers Convention is on our page about "
            '<a href="page:initiatives/migrant-workers-convention">ratification</a>.</p>'
        ),
        sources("senate-treaties", "treaty-basics"),
    ],
    [
        download("senate-treaties", "About treaties"),
        download("treaty-basics", "The basics of treaty ratification"),
    ],
    related=["ratification-guide", "convention-status"],
)

MICIC_GUIDELINES = resource(
    "micic-guidelines",
    "Guidelines to Protect Migrants in Countries Experiencing Conflict or Natural Disaster",
    "Principles, guidelines and practices for the time when a crisis hits the country where "
    "migrants live.",
    "The MICIC Guidelines (2016): protecting migrants in countries experiencing conflict or "
    "natural disaster.",
    "toolkit",
    2016,
    "MICIC initiative",
    ["micic", "iom"],
    [
        prose(
            "<p>On 132 pages the Guidelines bring together principles, guidelines and practices. "
            "Following them is voluntary. They come from Migrants in Countries in Crisis (MICIC), "
            "an initiative led by States; IOM hosts its secretariat. NNIRR took part in civil "
            "society's contribution.</p>"
        ),
        sources("micic", "micic-launch", "nnirr-program"),
    ],
    [download("micic", "MICIC initiative and Guidelines")],
    published_note="June 10, 2016",
    related=["principles-on-human-rights-at-borders"],
)

MIGRANT_STOCK = resource(
    "migrant-stock-2024",
    "International Migrant Stock 2024",
    "How many people live outside their country, where they come from and where they are: the "
    "UN's data.",
    "UN DESA International Migrant Stock 2024: 304 million international migrants in mid-2024, "
    "3.7 percent of the world's population.",
    "report",
    2024,
    "UN Department of Economic and Social Affairs (UN DESA)",
    ["figures"],
    [
        facts(
            "In mid-2024",
            fact("International migrants", "304 million", big=True),
            fact("Share of the world's people", "3.7 percent: about 1 in 27"),
            fact("Women and girls", "48 percent, or 146 million"),
            fact("Moved within their own region", "53 percent"),
            fact("Largest number in one country", "United States, 52.4 million"),
        ),
        prose(
            "<p>The dataset covers 1990 to 2024 and 233 countries and areas. In this edition the "
            "number for 2020 is 275 million; earlier editions, which count in another way, give "
            "a different one, so don't mix editions.</p>"
            "<p>The Migration Data Portal explains the figures.</p>"
        ),
        sources("migrant-stock", "migration-data-portal", "migrants-dawn"),
    ],
    [
        download("migrant-stock", "International Migrant Stock"),
        download("migration-data-portal", "Migration Data Portal: stocks explained"),
    ],
    published_note="Figures for mid-2024",
    related=["world-migration-report-2024"],
)

WORLD_MIGRATION_REPORT = resource(
    "world-migration-report-2024",
    "World Migration Report 2024, chapter 2",
    "IOM's overview of migration by numbers, from 1970 to 2020.",
    "Chapter 2 of IOM's World Migration Report 2024: numbers and trends of international "
    "migration, 1970 to 2020.",
    "report",
    2024,
    "International Organization for Migration (IOM)",
    ["figures", "iom"],
    [
        prose(
            "<p>The chapter follows the number of international migrants over fifty years. It "
            "rests on an older series than the UN's 2024 "
            "data, so take figures that you compare from one and the same source.</p>"
        ),
        sources("world-migration-report"),
    ],
    [download("world-migration-report", "Numbers and trends")],
    related=["migrant-stock-2024"],
)

MIGRANTS_DAY_TEACHING = resource(
    "teaching-migrants-day",
    "International Migrants Day: history and teaching materials",
    "Human Rights Education Associates tells how the Day came about and lists material for "
    "teaching.",
    "History of International Migrants Day and teaching materials, collected by Human Rights "
    "Education Associates.",
    "lesson-plan",
    None,
    "Human Rights Education Associates (HREA)",
    ["international-migrants-day"],
    [
        prose(
            "<p>A starting point for a lesson or a workshop: how Asian migrant organizations "
            "began to keep December 18 in 1997, and how it became a UN day in 2000. See also our "
            '<a href="page:migrants-day">Migrants Day pages</a>.</p>'
        ),
        sources("hrea-day"),
    ],
    [download("hrea-day", "International Migrants Day")],
    related=["poster", "fact-sheet"],
)

ILO_97 = resource(
    "ilo-convention-97",
    "ILO Convention No. 97: who has ratified it",
    "An older treaty on migrant workers, on which the Migrant Workers Convention builds.",
    "The ILO's list of States that have ratified Convention No. 97, Migration for Employment "
    "(Revised), 1949.",
    "legal-text",
    1949,
    "International Labour Organization (ILO)",
    ["ilo", "work"],
    [
        prose(
            "<p>Convention No. 97 of July 1, 1949, asks for equal treatment of migrant workers "
            "with nationals in pay, social security and union rights. The Migrant Workers "
            "Convention names it in its preamble. The linked list shows 54 ratifications (copy "
            "of 2023 or 2024); the United States is not among them.</p>"
        ),
        sources("ilo-97", "preamble"),
    ],
    [download("ilo-97", "NORMLEX : ratifications de C097", language="fr")],
    published_note="July 1, 1949",
    related=["convention-text"],
)

POSTER = resource(
    "poster",
    "Poster: People move. Rights move with them.",
    "A poster for International Migrants Day, to print and hang in windows, halls and classrooms.",
    "Printable poster for International Migrants Day, December 18, with the call to ratify the "
    "Migrant Workers Convention.",
    "poster",
    2026,
    "NNIRR",
    ["international-migrants-day", "migrant-workers-convention"],
    [
        prose(
            "<p>Seven neighbors of different ages stand side by side and look at you. Below them "
            "are the date, December 18, and the call to ratify the Migrant Workers Convention. "
            "Print it at home or at a copy shop.</p>"
        ),
        sources("day-history"),
    ],
    [own_file("poster")],
    related=["fact-sheet", "sign-on-sheet", "teaching-migrants-day"],
)

FACT_SHEET = resource(
    "fact-sheet",
    "Fact sheet: December 18 and the Migrant Workers Convention",
    "How a date became a day, what the treaty says and how the United States could join it.",
    "Printable fact sheet on International Migrants Day and the Migrant Workers Convention: "
    "dates, articles in plain terms, the road to US ratification.",
    "fact-sheet",
    2026,
    "NNIRR",
    ["international-migrants-day", "migrant-workers-convention"],
    [
        prose(
            "<p>Made to be copied and handed out: the dates, the rights in plain terms, who has "
            "joined, and the steps from a signature to ratification. Its figures are as of "
            "December 2025, and its sources are printed on it.</p>"
        ),
        sources("committee-december-2025", "resolution-45-158", "hrea-day", "senate-treaties"),
    ],
    [own_file("fact-sheet")],
    related=["poster", "convention-text", "fact-sheet-24"],
)

LESSON_PLAN = resource(
    "lesson-plan",
    "Lesson plan: rights that travel",
    "One hour on the Migrant Workers Convention, for a group aged twelve and up, with cards to cut "
    "apart.",
    "Printable lesson plan on the Migrant Workers Convention: one hour, for learners aged twelve "
    "and up, with ten cards.",
    "lesson-plan",
    2026,
    "NNIRR",
    ["migrant-workers-convention", "international-migrants-day"],
    [
        note(
            "Never ask learners about their own or their family's immigration status, and stop "
            "others who ask.",
            kind="ok",
        ),
        prose(
            "<p>Two pages lead through the hour; the third has ten cards with articles of the "
            "Convention. You need a world map, something to write on and the "
            '<a href="page:resources/fact-sheet">fact sheet</a>.</p>'
        ),
        sources("committee-december-2025", "resolution-45-158", "general-comments"),
    ],
    [own_file("lesson-plan")],
    related=["fact-sheet", "poster", "teaching-migrants-day"],
)

SIGN_ON_SHEET = resource(
    "sign-on-sheet",
    "Paper sign-on sheet for the Migrant Workers Convention",
    "For tables, meetings and marches: the call on paper, with lines to sign.",
    "Printable sign-on sheet for NNIRR's call on the United States to ratify the Migrant Workers "
    "Convention, with notes for whoever collects names.",
    "toolkit",
    2026,
    "NNIRR",
    ["migrant-workers-convention", "international-migrants-day"],
    [
        note(
            "Keep filled sheets safe: they hold people's names. Never ask anyone about their "
            "immigration status.",
            kind="ok",
        ),
        prose(
            "<p>The sheet carries the call, a few facts, lines for names, and notes for the "
            "person who collects them. Ask nnirrinfo@nnirr.org where to send what you have "
            "collected. People who can go online can "
            '<a href="page:calls/migrant-workers-convention">sign the call</a> on this site.</p>'
        ),
        sources("committee-december-2025", "convention-status-xml"),
    ],
    [own_file("sign-on-sheet")],
    related=["ratification-guide", "poster", "fact-sheet"],
)

PAGES = [
    INDEX,
    BORDER_PRINCIPLES,
    CONVENTION_TEXT,
    CONVENTION_STATUS,
    ALLIANCE,
    GENERAL_COMMENT_1,
    GENERAL_COMMENT_2,
    FACT_SHEET_24,
    RATIFICATION_GUIDE,
    SENATE_TREATIES,
    MICIC_GUIDELINES,
    MIGRANT_STOCK,
    WORLD_MIGRATION_REPORT,
    MIGRANTS_DAY_TEACHING,
    ILO_97,
    POSTER,
    FACT_SHEET,
    LESSON_PLAN,
    SIGN_ON_SHEET,
]
