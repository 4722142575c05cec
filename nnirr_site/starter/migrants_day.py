"""International Migrants Day: the landing page and a page for each year with a known theme."""

from .parts import (
    PageText,
    call_to_sign,
    checklist,
    entry,
    heading,
    links,
    note,
    own_file,
    page,
    paragraph,
    prose,
    pull,
    sources,
)
from .sources import SOURCES


def way(title, text):
    """Return one way to take part."""
    return {"title": title, "text": paragraph(text)}


LANDING = PageText(
    key="migrants-day",
    model="resources.MigrantsDayPage",
    title="International Migrants Day",
    lead=(
        "December 18 is the day on which the UN adopted the Migrant Workers Convention. Migrants "
        "made it a day of their own. Mark it where you live."
    ),
    search_description=(
        "International Migrants Day, December 18: background, ways to take part, posters and "
        "sheets to print, a timeline with sources, and themes year by year."
    ),
    print_art="day",
    band="red",
    fields={
        "body": [
            heading("Why December 18", "background"),
            prose(
                "<p>On December 18, 1990, the UN General Assembly adopted the Migrant Workers "
                "Convention. By the end of 1997 only nine States had joined it. Filipino and other "
                "Asian migrant organizations didn't wait: that year they began to keep December 18 "
                "as an International Day of Solidarity with Migrants.</p>"
                "<p>In late 1999 the organization December 18, Migrants Rights International and "
                "the committee of the ratification campaign ran an online campaign for an "
                "official UN day. On December 4, 2000, the General Assembly proclaimed "
                "International Migrants Day, in resolution 55/93.</p>"
                "<p>NNIRR says that it helped lobby for the Day, and it has marked it since the "
                "UN proclaimed it, with calls to action, posters and shirts.</p>"
            ),
            pull("Migrants kept the Day first. The United Nations followed."),
            call_to_sign(
                "The Day is named for a treaty. The United States is not in it.",
                "Ask the President and the Senate to change that.",
            ),
            sources(
                "hrea-day",
                "day-of-solidarity",
                "day-history",
                "nnirr-day-2008",
                "un-day",
                "convention-status-xml",
                "visit-officials",
                "day-ideas",
                "statement-2015",
            ),
        ],
        "ways_heading": "Ways to take part",
        "ways": [
            way(
                "Light candles",
                "Hold a vigil for people who died or disappeared on the way. IOM called for "
                "candlelight vigils in 2016.",
            ),
            way(
                "Show a film",
                "A film and a talk afterwards fill an evening. Film screenings have been part of "
                "the Day in many places.",
            ),
            way(
                "Go on the radio",
                "From 2006 on, stations in dozens of countries shared programs for Radio 1812. A "
                "local station may give you an hour.",
            ),
            way(
                "Tell your story",
                "Read out, write down or post what moving meant for you or your family. In 2025 "
                "people did so under #MyGreatStory.",
            ),
            way(
                "Speak up online together",
                "Agree on an hour and post at the same time. NNIRR has used #migrantrightsnow "
                "and #StandUp4Migrants; its account is @NNIRRNetwork.",
            ),
            way(
                "Hang the posters",
                "In windows, union halls, laundromats and classrooms. Ours are below, free to "
                "print.",
            ),
            way(
                "Teach the hour",
                "The lesson plan below takes a group aged twelve and up through the Convention.",
            ),
            way(
                "March, eat, shop",
                "Walk together, share a meal, buy from shops that migrants run.",
            ),
            way(
                "Visit your officials",
                "Tell them why you care and bring the fact sheet. Ask what they will do.",
            ),
            way(
                "Publish something",
                "A statement that people sign, as in 2015, or a report on your town. NNIRR presented "
                "one in 2010.",
            ),
            way(
                "Gather names",
                "Put out the paper sign-on sheet, or pass on the link to "
                '<a href="page:calls/migrant-workers-convention">the call</a>.',
            ),
        ],
        "materials_intro": "Made for this site, free to print and copy.",
        "timeline_heading": "How a date became a day",
        "timeline": [
            entry(
                "1990-12-18",
                "The Convention is adopted",
                "General Assembly resolution 45/158.",
                "resolution-45-158",
            ),
            entry(
                "1997-01-01",
                "Migrants claim the date",
                "Filipino and other Asian migrant organizations start to keep December 18.",
                "hrea-day",
                precision="year",
            ),
            entry(
                "1999-01-01",
                "A campaign for a UN day",
                "The organization December 18 and others run it online, late in the year.",
                "day-of-solidarity",
                precision="year",
            ),
            entry(
                "2000-12-04",
                "The UN proclaims the Day",
                "General Assembly resolution 55/93.",
                "day-history",
            ),
            entry(
                "2003-07-01",
                "The Convention takes effect",
                "Twenty States have joined.",
                "convention-status-xml",
            ),
            entry(
                "2006-12-18",
                "Radio 1812 goes on air",
                "More than 50 stations and programs in more than 20 countries.",
                "radio-1812-first",
            ),
            entry(
                "2010-12-01",
                "A report from Oakland",
                "NNIRR presents a report for the Day.",
                "nnirr-report-2010",
                precision="month",
            ),
            entry(
                "2018-12-18",
                "A storm of posts",
                "NNIRR calls for a joint action on social media.",
                "nnirr-day-2018",
            ),
            entry(
                "2025-12-18",
                "Twenty-five years",
                "The Secretary-General recalls nearly 70,000 dead or missing since 2014.",
                "secretary-general-2025",
            ),
        ],
        "link_groups": [
            links(
                "United Nations",
                ("un-day", "International Migrants Day", "The UN's page on the Day"),
                ("secretary-general-2025", "Secretary-General's message of 2025", ""),
                ("convention-text", "The Convention", "Text, at the UN human rights office"),
                ("convention-status", "Who has joined", "The official list"),
            ),
            links(
                "History and ideas",
                ("hrea-day", "Human Rights Education Associates", "History, teaching materials"),
                ("radio-1812", "Radio 1812", "The radio marathon, a call of 2009"),
                ("nnirr-day-2018", "NNIRR in 2018", "An action on social media"),
            ),
            links(
                "Movements",
                ("wimn", "Women in Migration Network", ""),
                ("gcm", "Global Coalition on Migration", ""),
                ("mri", "Migrants Rights International", "Older site; may be offline"),
            ),
            links(
                "On this site",
                (page("initiatives/migrant-workers-convention"), "The Convention explained", ""),
                (page("resources/teaching-migrants-day"), "Teaching materials", ""),
                (page("updates/secretary-general-deaths-2025"), "Deaths on the way", ""),
            ),
        ],
    },
    children={
        "materials": [
            own_file("poster"),
            own_file("fact-sheet"),
            own_file("lesson-plan"),
            own_file("sign-on-sheet"),
        ]
    },
)


KIT = PageText(
    key="migrants-day/kit",
    model="resources.MigrantsDayKitPage",
    title="Migrants Day kit",
    lead=(
        "Checklists, what there is to print and the Convention in brief, on a few sheets of paper "
        "to take along."
    ),
    search_description=(
        "A kit to print for International Migrants Day, December 18: checklists, materials with "
        "their addresses, ways to take part and the Convention in brief."
    ),
    print_art="day",
    band="gold",
    fields={
        "body": [
            checklist(
                "Four weeks before",
                "Choose one thing to do. One is enough.",
                "Ask others to join: unions, congregations, schools, clinics, radio stations.",
                "Find a place that people reach by bus and enter without steps.",
                "Ask which languages people speak and who can interpret.",
                "Tell us what, where and when, so that we can list it.",
            ),
            checklist(
                "Two weeks before",
                "Print the posters. Hang them where people wait: bus stops, laundromats, clinics.",
                "Write to the local paper and the radio station.",
                "Ask those who will speak how they want to be named, or whether at all.",
                "Agree on whom to call and where to go if somebody does not feel safe.",
            ),
            checklist(
                "On the day",
                "Bring the fact sheet, the sign-on sheet, pens and tape.",
                "Say at the door that nobody needs papers to take part or to sign.",
                "Ask before you take a picture of anybody, and show it to them.",
                "Keep the sign-on sheet with you and cover the lines that are filled in.",
            ),
            checklist(
                "In the days after",
                "Put the sign-on sheets away safely and hand them in; never photograph or post one.",
                "Thank everybody who helped.",
                "Write down what went well, for next year.",
            ),
            note(
                "<b>Nobody has to say where they come from or what papers they have.</b> Don't ask, "
                "and don't let others ask.",
                kind="ok",
            ),
        ],
        "brief_page": page("initiatives/migrant-workers-convention"),
    },
)


def year_page(year, theme, source, lead, description, html, *keys):
    """Return the page of one year; ``source`` is the key of the theme's source, or empty."""
    found = SOURCES[source] if source else None
    return PageText(
        key=f"migrants-day/{year}",
        model="resources.MigrantsDayYearPage",
        title=f"International Migrants Day {year}",
        lead=lead,
        search_description=description,
        print_art="day",
        band="wash",
        fields={
            "year": year,
            "theme": theme,
            "theme_source_label": found.label if found else "",
            "theme_source_url": found.url if found else "",
            "body": [prose(html), sources(*keys)],
        },
    )


PAGES = [
    LANDING,
    KIT,
    year_page(
        2016,
        "Together",
        "day-2016",
        "The theme of 2016 was “Together.”",
        "International Migrants Day 2016: the theme “Together,” and candlelight vigils for "
        "migrants who died on the way.",
        "<p>Three months after the UN Summit for Refugees and Migrants in New York, the Day "
        "carried the theme “Together.” IOM called for candlelight vigils for migrants who had "
        "lost their lives, and for film screenings.</p>",
        "day-2016",
        "iom-together",
    ),
    year_page(
        2018,
        "Migration with Dignity",
        "day-2018",
        "The theme of 2018 was “Migration with Dignity.”",
        "International Migrants Day 2018: “Migration with Dignity,” a day before the vote on the "
        "Global Compact, and NNIRR's action on social media.",
        "<p>The theme was “Migration with Dignity.” Eight days earlier 164 States had adopted the "
        '<a href="page:updates/global-compact-marrakech-2018">Global Compact</a> in Marrakech; '
        "the General Assembly voted on it one day later.</p>"
        "<p>NNIRR called for a joint action on social media, with the tag #IMD2018.</p>",
        "day-2018",
        "nnirr-day-2018",
        "compact-vote",
    ),
    year_page(
        2019,
        "We Together",
        "day-2019",
        "The theme of 2019 was “We Together.”",
        "International Migrants Day 2019, under the theme “We Together.”",
        "<p>The theme was “We Together.” NNIRR used the tag #IMD2019. By the end of the year 55 "
        "States had joined the Migrant Workers Convention; Fiji had become the first in Oceania "
        "in August.</p>",
        "day-2019",
        "convention-status-xml",
    ),
    year_page(
        2020,
        "Reimagining Human Mobility",
        "un-day",
        "The theme of 2020 was “Reimagining Human Mobility.”",
        "International Migrants Day 2020, under the theme “Reimagining Human Mobility.”",
        "<p>The UN gave the Day the theme “Reimagining Human Mobility.” It was the twentieth year "
        "since the General Assembly proclaimed it.</p>",
        "un-day",
        "day-history",
    ),
    year_page(
        2021,
        "Harnessing the Potential of Human Mobility",
        "day-2021",
        "The theme of 2021 was “Harnessing the Potential of Human Mobility.”",
        "International Migrants Day 2021, under the theme “Harnessing the Potential of Human "
        "Mobility.”",
        "<p>The theme was “Harnessing the Potential of Human Mobility.” In September of that year "
        "the Committee on Migrant Workers had published its "
        '<a href="page:updates/general-comment-5-liberty-2021">general comment on liberty and '
        "detention</a>.</p>",
        "day-2021",
        "general-comments",
    ),
    year_page(
        2024,
        "Honouring the Contributions of Migrants and Respecting Their Rights",
        "day-2024",
        "The theme of 2024 spoke of migrants' contributions and of their rights.",
        "International Migrants Day 2024: “Honouring the Contributions of Migrants and Respecting "
        "Their Rights.”",
        "<p>The theme, credited to the World Health Organization, was “Honouring the "
        "Contributions of Migrants and Respecting Their Rights.” In the month before, Zimbabwe "
        'had become <a href="page:updates/zimbabwe-joins-2024">the 60th State</a> in the Migrant '
        "Workers Convention.</p>",
        "day-2024",
        "committee-april-2025",
    ),
    year_page(
        2025,
        "My Great Story: Cultures and Development",
        "day-2025",
        "In 2025 the Day was 25 years old, and the Convention 35. IOM asked people to tell their "
        "stories.",
        "International Migrants Day 2025: IOM's theme “My Great Story: Cultures and Development,” "
        "25 years after the UN proclaimed the Day.",
        "<p>IOM's theme was “My Great Story: Cultures and Development.” People shared their "
        "stories under #MyGreatStory. It was the 25th anniversary of the Day and the 35th of the "
        "Convention.</p>"
        "<p>In his message the Secretary-General recalled that "
        '<a href="page:updates/secretary-general-deaths-2025">nearly 70,000 migrants</a> had died '
        "or gone missing since 2014.</p>",
        "day-2025",
        "story-sharing-2025",
        "secretary-general-2025",
        "day-history",
    ),
    year_page(
        2026,
        "",
        "",
        "December 18, 2026, is a Friday. It is 26 years since the UN proclaimed the Day and 36 "
        "since it adopted the Convention.",
        "International Migrants Day on Friday, December 18, 2026: 26 years after the UN "
        "proclaimed the Day. Ideas and material for your event.",
        "<p>International Migrants Day 2026 is on Friday, December 18. It is 26 years since the "
        "General Assembly proclaimed the Day, and 36 since it adopted the Migrant Workers "
        "Convention. We add a theme here when we know of one; there isn't one every year.</p>"
        '<p>You don\'t need a theme to begin. Find <a href="page:migrants-day">ideas and material '
        "to print</a>.</p>",
        "day-history",
        "resolution-45-158",
    ),
]
