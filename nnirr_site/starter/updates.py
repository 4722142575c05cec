"""Policy updates: what bodies decided, why it matters to migrants, where it is written.

The texts stay with what a source says. What NNIRR did is told only where a source tells it.
"""

from .parts import PageText, prose, sources
from .sources import SOURCES

INDEX = PageText(
    key="updates",
    model="initiatives.PolicyUpdatesIndexPage",
    title="Policy updates",
    lead=(
        "What the UN and other inter-governmental bodies decide about migration, and what it "
        "means for migrants. Every update names its source."
    ),
    search_description=(
        "Dated, sourced updates on the Migrant Workers Convention, the Global Compact, the GFMD, "
        "the Human Rights Council, the ILO and other bodies."
    ),
    print_art="voice",
    band="wash",
)


def update(slug, date, title, lead, description, topics, html, *keys, precision="day"):
    """Return one policy update; the first of ``keys`` is its main source."""
    main = SOURCES[keys[0]]
    return PageText(
        key=f"updates/{slug}",
        model="initiatives.PolicyUpdatePage",
        title=title,
        lead=lead,
        search_description=description,
        topics=tuple(topics),
        fields={
            "date": date,
            "date_precision": precision,
            "body": [prose(html), sources(*keys)],
            "source_label": main.label,
            "source_url": main.url,
        },
    )


PAGES = [
    INDEX,
    update(
        "hong-kong-forum-2005",
        "2005-12-16",
        "A forum on temporary labor migration at the WTO in Hong Kong",
        "While trade ministers met, NNIRR and two partners asked what trade rules do to people "
        "who work abroad for a time.",
        "On December 16, 2005, NNIRR, Migrants Rights International and the American Friends "
        "Service Committee held a forum on GATS Mode 4 at the WTO in Hong Kong.",
        ["wto", "work"],
        "<p>On December 16, 2005, during the World Trade Organization's ministerial conference in "
        "Hong Kong, NNIRR held a half-day forum with Migrants Rights International and the "
        "American Friends Service Committee. The subject was temporary labor migration, which "
        "trade negotiators call GATS Mode 4.</p>"
        "<p>Why it matters: when work abroad is dealt with as trade, the talk is of services and "
        "markets. The forum put the workers back into it, and their rights.</p>",
        "hong-kong-2005",
    ),
    update(
        "general-comment-1-domestic-workers",
        "2011-02-23",
        "Committee on Migrant Workers: general comment on domestic workers",
        "In its first general comment the Committee explains what the Convention means for "
        "people who work in other people's homes.",
        "General comment No. 1 of the Committee on Migrant Workers, dated February 23, 2011, is "
        "about migrant domestic workers.",
        ["committee-on-migrant-workers", "work", "women-and-gender"],
        "<p>A general comment is a committee's own explanation of its treaty. The first one by "
        "the Committee on Migrant Workers, dated February 23, 2011, is about migrant domestic "
        "workers.</p>"
        "<p>Why it matters: domestic work happens behind a front door. Advocates can use the "
        "comment to show how the Convention's articles apply there too. The text is in our "
        '<a href="page:resources/general-comment-1">resource library</a>.</p>',
        "general-comment-1",
        "general-comments",
    ),
    update(
        "general-comment-2-irregular-situation",
        "2013-08-28",
        "Committee on Migrant Workers: rights do not depend on papers",
        "General comment No. 2 reads Part III of the Convention for migrants in an irregular "
        "situation.",
        "General comment No. 2 of the Committee on Migrant Workers, August 28, 2013: the rights "
        "of migrant workers in an irregular situation and their families.",
        ["committee-on-migrant-workers", "migrant-workers-convention", "detention"],
        "<p>The Committee's second general comment, dated August 28, 2013, is about migrant "
        "workers in an irregular situation and their families. It goes through the rights that "
        "Part III of the Convention (articles 8 to 35) gives to everyone: among them protection "
        "in detention, no expulsion in groups, equal pay, urgent medical care and school for "
        "every child.</p>"
        "<p>The Committee also asks that nobody call migrants “illegal.”</p>"
        "<p>Why it matters: this is the clearest UN text for anyone who has to answer the claim "
        "that people without papers have no rights. The "
        '<a href="page:resources/general-comment-2">text</a> is in our resource library.</p>',
        "general-comment-2",
        "general-comments",
        "part-three",
    ),
    update(
        "border-principles-2014",
        "2014-10-22",
        "UN principles on human rights at borders are announced",
        "A UN document now says, step by step, what States owe people at their borders. NNIRR's "
        "director was announced as a speaker at the launch.",
        "On October 22, 2014, the release of the Recommended Principles and Guidelines on Human "
        "Rights at International Borders was announced in New York.",
        ["ohchr", "un-general-assembly", "borders"],
        "<p>On October 22, 2014, the release of the <i>Recommended Principles and Guidelines on "
        "Human Rights at International Borders</i> was announced in New York, together with a "
        "report of the Secretary-General. The paper itself (A/69/CRP.1) is dated July 23, 2014. "
        "It was written by the UN human rights office with experts and civil society.</p>"
        "<p>The next day the office held a launch event at the General Assembly. Catherine "
        "Tactaquin, then NNIRR's executive director, was announced as a speaker, representing "
        "the Global Coalition on Migration.</p>"
        "<p>Why it matters: the text creates no new rights and isn't binding. It shows that the "
        "rights which States have already promised apply at the border as well. "
        '<a href="page:initiatives/human-rights-at-borders">Read how it came about</a>.</p>',
        "borders-release",
        "borders-advisory",
        "borders-statement",
        "borders-paper",
    ),
    update(
        "border-principles-geneva-2015",
        "2015-03-23",
        "Border principles launched in Geneva",
        "Five months after New York, the principles are presented at the Human Rights Council.",
        "The Principles and Guidelines on Human Rights at International Borders had a second "
        "launch at the 28th session of the Human Rights Council, March 23, 2015.",
        ["un-human-rights-council", "ohchr", "borders"],
        "<p>The principles and guidelines on human rights at borders had a second launch on March "
        "23, 2015, in Geneva, at the 28th session of the UN Human Rights Council.</p>"
        "<p>Why it matters: the Council is where States answer to each other for human rights. "
        "Presenting the text there put it in front of the people who speak for their governments "
        "on these questions.</p>",
        "borders-geneva",
        "borders-reliefweb",
    ),
    update(
        "micic-guidelines-2016",
        "2016-06-10",
        "Guidelines for migrants caught in a crisis",
        "What should happen to migrants when war or disaster strikes the country they live in.",
        "The MICIC Guidelines to Protect Migrants in Countries Experiencing Conflict or Natural "
        "Disaster were published on June 10, 2016.",
        ["micic", "iom"],
        "<p>The <i>Guidelines to Protect Migrants in Countries Experiencing Conflict or Natural "
        "Disaster</i> were published on June 10, 2016, and launched the same month in New York "
        "and Geneva. They come from Migrants in Countries in Crisis (MICIC), an initiative led by "
        "States. The Philippines and the United States began it in 2014; IOM hosts the "
        "secretariat. Following the Guidelines is voluntary.</p>"
        "<p>NNIRR took part in civil society's contribution to the Guidelines. For the New "
        "York launch, Colin Rajah of the Global Coalition on Migration was on the list of "
        "speakers.</p>"
        "<p>Why it matters: in a war or a flood, people from abroad are easily left out. The "
        "Guidelines bring together principles, guidelines and practices for such times.</p>",
        "micic",
        "micic-launch",
        "micic-invitation",
        "nnirr-program",
    ),
    update(
        "new-york-declaration-2016",
        "2016-09-19",
        "UN summit adopts the New York Declaration",
        "A UN summit on refugees and migrants opens the way to a Global Compact.",
        "The UN Summit for Refugees and Migrants on September 19, 2016, adopted the New York "
        "Declaration, resolution 71/1.",
        ["un-general-assembly", "global-compact"],
        "<p>On September 19, 2016, the UN Summit for Refugees and Migrants met in New York. Its "
        "result is the New York Declaration, General Assembly resolution 71/1.</p>"
        "<p>Why it matters: the Declaration stands at the beginning of the road to the Global "
        "Compact for Safe, Orderly and Regular Migration, adopted two years later. For civil "
        "society the Compact was a priority until its completion in 2018.</p>",
        "iom-together",
        "compact-resolution",
        "nnirr-program",
    ),
    update(
        "us-leaves-compact-talks-2017",
        "2017-12-01",
        "United States leaves the Global Compact talks",
        "The government walks away from the UN talks on migration.",
        "In December 2017 the United States left the process that led to the Global Compact for "
        "Safe, Orderly and Regular Migration.",
        ["united-states", "global-compact"],
        "<p>In December 2017 the United States left the process that was to lead to the Global "
        "Compact for Safe, Orderly and Regular Migration.</p>"
        "<p>Why it matters: the Compact isn't legally binding, and States keep the right to "
        "decide their own policy. Still, a country where so many migrants live took itself out of "
        "the conversation. NNIRR raised the decision in its message for International Migrants "
        "Day that month.</p>",
        "compact-jurist",
        "print-sale-2017",
        precision="month",
    ),
    update(
        "global-compact-marrakech-2018",
        "2018-12-10",
        "164 States adopt the Global Compact in Marrakech",
        "A UN conference agrees on 23 objectives. They are not legally binding.",
        "On December 10, 2018, 164 States adopted the Global Compact for Safe, Orderly and Regular "
        "Migration in Marrakech, Morocco.",
        ["global-compact", "peoples-global-action"],
        "<p>At a conference in Marrakech on December 10 and 11, 2018, 164 States adopted the "
        "Global Compact for Safe, Orderly and Regular Migration. It has 23 objectives. It is not "
        "legally binding.</p>"
        "<p>On December 8 and 9 migrants' organizations and their allies had met in the same city "
        "for the People's Global Action.</p>"
        "<p>Why it matters: the objectives give organizers a list against which they can hold "
        "their governments, year after year.</p>",
        "compact-vote",
        "compact-jurist",
        "compact-resolution",
    ),
    update(
        "global-compact-endorsed-2018",
        "2018-12-19",
        "General Assembly endorses the Compact, 152 to 5",
        "Five States vote against the Global Compact. The United States is one of them.",
        "General Assembly resolution 73/195 of December 19, 2018, endorsed the Global Compact: "
        "152 for, 5 against, 12 abstentions.",
        ["un-general-assembly", "global-compact", "united-states"],
        "<p>On December 19, 2018, the UN General Assembly endorsed the Global Compact for Safe, "
        "Orderly and Regular Migration in resolution 73/195. 152 States voted for it and five "
        "against: Czechia, Hungary, Israel, Poland and the United States. Twelve abstained and 24 "
        "were absent.</p>"
        "<p>Why it matters: the vote shows who stands behind the Compact and who does not. Since "
        "2022 a Review Forum under the General Assembly looks at progress every four years.</p>",
        "compact-vote",
        "compact-resolution",
        "compact-jurist",
        "action-committee-imrf",
    ),
    update(
        "general-comment-5-liberty-2021",
        "2021-09-23",
        "Committee on Migrant Workers: liberty is the rule",
        "General comment No. 5 is about the right to liberty and about detention.",
        "General comment No. 5 of the Committee on Migrant Workers, dated September 23, 2021, is "
        "about migrants' liberty and about detention.",
        ["committee-on-migrant-workers", "detention"],
        "<p>The Committee's fifth general comment, dated September 23, 2021, explains migrants' "
        "right to liberty and the limits of detention. Article 16 of the Convention protects "
        "liberty and security: whoever is arrested has to be told why, in a language they "
        "understand, may contact their consulate and can go to a judge.</p>"
        "<p>Why it matters: detention is one of the hardest things that can happen to a person on "
        "the move. The comment gives lawyers and advocates a UN text to quote.</p>",
        "general-comments",
    ),
    update(
        "review-forum-2022",
        "2022-05-17",
        "First International Migration Review Forum",
        "Four years after Marrakech, States meet in New York to see what became of the Compact.",
        "The first International Migration Review Forum met in New York from May 17 to 20, 2022, "
        "after a stakeholder hearing on May 16.",
        ["global-compact", "un-general-assembly", "iom"],
        "<p>The first International Migration Review Forum met in New York from May 17 to 20, "
        "2022, with a hearing for civil society and other stakeholders on May 16. The Forum meets "
        "every four years under the General Assembly to look at progress on the Global "
        "Compact.</p>"
        "<p>NNIRR helped lead civil society's consultation for the Forum. In 2021 its co-director "
        "Alma Maquitico had spoken at the close of the review meeting for Latin America and the "
        "Caribbean.</p>"
        "<p>Why it matters: the Compact isn't binding, so public review is the main way to hold "
        "governments to it.</p>",
        "imrf-2022",
        "action-committee-imrf",
        "nnirr-blog-2021",
        "ngo-committee",
    ),
    update(
        "progress-declaration-2022",
        "2022-06-07",
        "General Assembly endorses the Progress Declaration",
        "The text agreed at the first Review Forum becomes a text of the General Assembly.",
        "On June 7, 2022, the UN General Assembly endorsed the Progress Declaration of the first "
        "International Migration Review Forum.",
        ["un-general-assembly", "global-compact"],
        "<p>Every Review Forum ends with a Progress Declaration. The first one was agreed by "
        "consensus, and the General Assembly endorsed it on June 7, 2022.</p>"
        "<p>Why it matters: the Declaration is what all States together were ready to put on "
        "paper about migrants' lives since 2018. Migrants' organizations can start from there "
        "and ask for the rest.</p>",
        "progress-declaration",
        "action-committee-imrf",
        "imrf-2022-spanish",
    ),
    update(
        "chad-malawi-join-2022",
        "2022-09-23",
        "Chad and Malawi join the Migrant Workers Convention",
        "Two African States ratify within a year. The number of parties rises to 58.",
        "Chad ratified the Migrant Workers Convention on February 22, 2022, and Malawi on "
        "September 23, 2022: the 57th and 58th parties.",
        ["migrant-workers-convention"],
        "<p>Malawi signed and ratified the Migrant Workers Convention on the same day, September "
        "23, 2022. Chad, which had signed in 2012, ratified on February 22, 2022. They are the "
        "58th and the 57th State to join.</p>"
        "<p>Why it matters: 29 of the 60 States in the Convention are in Africa (December 2025). Each new "
        "party brings its own citizens abroad, and the migrants who live in it, under the "
        "Convention's protection.</p>",
        "convention-status-xml",
        "status-dataset-2022",
    ),
    update(
        "cote-divoire-joins-2023",
        "2023-09-26",
        "Côte d'Ivoire joins the Migrant Workers Convention",
        "The 59th State joins by accession.",
        "Côte d'Ivoire acceded to the Migrant Workers Convention on September 26, 2023, and "
        "became its 59th party.",
        ["migrant-workers-convention"],
        "<p>Côte d'Ivoire joined the Migrant Workers Convention on September 26, 2023, by "
        "accession, which means without a signature beforehand. It is the 59th State to do so. "
        "The Convention took effect for it on January 1, 2024.</p>"
        "<p>Why it matters: the United States could join in the same way. The Convention is open "
        "both to signature and to accession.</p>",
        "convention-status-xml",
        "convention-registration",
        "final-clauses",
    ),
    update(
        "gfmd-geneva-2024",
        "2024-01-23",
        "The Global Forum meets in Geneva",
        "France chairs the 14th summit of the Global Forum on Migration and Development. NNIRR is "
        "there with the Women in Migration Network.",
        "The 14th summit of the Global Forum on Migration and Development met in Geneva from "
        "January 23 to 25, 2024, chaired by France. NNIRR took part.",
        ["gfmd", "women-and-gender"],
        "<p>The 14th summit of the Global Forum on Migration and Development met in Geneva from "
        "January 23 to 25, 2024. France was in the chair and handed over to Colombia.</p>"
        "<p>NNIRR took part as a member of the "
        '<a href="page:networks/women-in-migration-network">Women in Migration Network</a>.</p>'
        "<p>Why it matters: the Forum takes no binding decisions, but governments talk about "
        "migration there, and migrants' organizations can speak to them.</p>",
        "wimn-gfmd-2024",
        "gfmd-2024",
    ),
    update(
        "zimbabwe-joins-2024",
        "2024-11-01",
        "Zimbabwe becomes the 60th State in the Convention",
        "With Zimbabwe's accession, 60 States have joined the Migrant Workers Convention.",
        "In November 2024 Zimbabwe acceded to the Migrant Workers Convention and became its 60th "
        "party.",
        ["migrant-workers-convention"],
        "<p>In November 2024 Zimbabwe joined the Migrant Workers Convention by accession. It is "
        "the 60th State to join since the Convention was adopted in 1990.</p>"
        "<p>Why it matters: the number grows slowly, but it grows. Among the core human rights "
        "treaties of the UN this is still the one that the fewest States have ratified, and no "
        "member of the European Union is in it.</p>",
        "committee-april-2025",
        "committee-december-2025",
        precision="month",
    ),
    update(
        "feminist-forum-bangkok-2024",
        "2024-12-01",
        "Feminist Forum on Migration and Displacement in Bangkok",
        "The Women in Migration Network brings more than 120 people from 35 countries together.",
        "In December 2024 the Women in Migration Network held a Feminist Forum on Migration and "
        "Displacement in Bangkok.",
        ["women-in-migration-network", "women-and-gender"],
        "<p>In December 2024 the "
        '<a href="page:networks/women-in-migration-network">Women in Migration Network</a> held a '
        "Feminist Forum on Migration and Displacement in Bangkok. More than 120 people came from "
        "35 countries.</p>"
        "<p>Why it matters: women's groups that work on migration seldom get to set the agenda at "
        "official meetings. At a forum of their own they do.</p>",
        "wimn-forum-2024",
        precision="month",
    ),
    update(
        "ilo-estimates-2024",
        "2024-12-01",
        "ILO counts 167.7 million migrants in the labor force",
        "New global estimates show how many migrants work or look for work, and where.",
        "ILO global estimates of December 2024: 167.7 million migrants were in the labor force "
        "in 2022, 4.7 percent of the world's labor force.",
        ["ilo", "work", "figures"],
        "<p>According to the fourth edition of the ILO's global estimates, published in December "
        "2024, 167.7 million migrants were in the labor force in 2022. That is 4.7 percent of "
        "the world's labor force. 102.7 million of them were men and 64.9 million women. 155.6 million had a job "
        "and 12.1 million were looking for one.</p>"
        "<p>More than two thirds (68.4 percent) were in high-income countries.</p>"
        "<p>Why it matters: whole economies rest on migrants' work. The numbers help to ask "
        "whether those who do the work have equal rights. They are for 2022, and editions use "
        "their own methods, so we don't set them against earlier ones.</p>",
        "ilo-estimates",
        "ilo-estimates-press",
        precision="month",
    ),
    update(
        "us-leaves-human-rights-council-2025",
        "2025-02-04",
        "United States ends its part in the Human Rights Council",
        "Executive Order 14199 takes the United States out of the Council's work.",
        "Executive Order 14199 of February 4, 2025, ended US participation in the UN Human "
        "Rights Council.",
        ["un-human-rights-council", "united-states"],
        "<p>With Executive Order 14199 of February 4, 2025, the United States ended its part in "
        "the UN Human Rights Council.</p>"
        "<p>Why it matters: the Council in Geneva is one of the bodies that NNIRR has followed "
        "and addressed. Migrants in the United States have the same rights as before, but one "
        "place where their government could be asked about them is gone.</p>",
        "withdrawal-memorandum",
        "nnirr-program",
    ),
    update(
        "gfmd-riohacha-2025",
        "2025-09-02",
        "The Global Forum meets in Riohacha, Colombia",
        "Colombia chairs the 15th summit of the Global Forum on Migration and Development.",
        "The 15th summit of the Global Forum on Migration and Development met in Riohacha, "
        "Colombia, from September 2 to 4, 2025.",
        ["gfmd"],
        "<p>The 15th summit of the Global Forum on Migration and Development met in Riohacha, "
        "Colombia, from September 2 to 4, 2025. The host country was in the chair.</p>"
        "<p>Why it matters: the Forum is where governments from all regions talk about migration "
        "on a regular basis, and it has a mechanism through which civil society takes part.</p>",
        "gfmd-2025",
        "gfmd-civil-society",
        "gfmd-2025-mercy",
    ),
    update(
        "joint-comments-xenophobia-2025",
        "2025-12-01",
        "Two UN committees speak out against xenophobia",
        "The committees on migrant workers and on racial discrimination adopt joint texts.",
        "On December 1, 2025, the Committee on Migrant Workers adopted joint general comments 7 "
        "and 8 on xenophobia, with the committee on racial discrimination.",
        ["committee-on-migrant-workers", "racism-and-xenophobia"],
        "<p>On December 1, 2025, the Committee on Migrant Workers adopted general comments No. 7 "
        "and No. 8, on xenophobia. They are joint texts with general recommendations 38 and 39 of "
        "the committee that watches over the treaty against racial discrimination.</p>"
        "<p>Why it matters: the United States isn't in the Migrant Workers Convention. A text "
        "that two committees share rests on two treaties, so more States are asked to listen. "
        "Migrants who face hatred get a UN standard that names it.</p>",
        "committee-opening-2025",
        "committee-december-2025",
    ),
    update(
        "secretary-general-deaths-2025",
        "2025-12-02",
        "Nearly 70,000 dead or missing on migration routes",
        "The UN Secretary-General's message for International Migrants Day names the human cost.",
        "The UN Secretary-General's message for International Migrants Day 2025: nearly 70,000 "
        "people dead or missing on migration routes since 2014.",
        ["international-migrants-day", "borders", "figures"],
        "<p>In his message for International Migrants Day 2025, dated December 2, the UN "
        "Secretary-General says that nearly 70,000 migrants have died or gone missing on their "
        "way since 2014, and that the true number is surely higher.</p>"
        "<p>Why it matters: behind the number are people whose families are waiting. Counting "
        "them is a first step; safe ways to travel would be the next.</p>",
        "secretary-general-2025",
    ),
    update(
        "committee-41st-session-2025",
        "2025-12-11",
        "Committee on Migrant Workers closes its session: still 60 parties",
        "At the end of its 41st session the Committee counts the same number of States as a "
        "year before.",
        "At the close of the 41st session of the Committee on Migrant Workers in December 2025, "
        "the Convention still had 60 parties.",
        ["committee-on-migrant-workers", "migrant-workers-convention"],
        "<p>The Committee on Migrant Workers ended its 41st session in Geneva in December 2025. "
        "Sixty States were parties to the Convention, as many as a year before. Fatimata Diallo "
        "was in the chair.</p>"
        "<p>Why it matters: 35 years after its adoption this is still the core human rights "
        "treaty with the fewest ratifications. The United States has neither signed nor joined "
        'it. <a href="page:calls/migrant-workers-convention">NNIRR asks it to</a>.</p>',
        "committee-december-2025",
        "status-dataset-2022",
        precision="month",
    ),
    update(
        "us-withdraws-66-bodies-2026",
        "2026-01-07",
        "United States announces that it will leave 66 international bodies",
        "The Global Forum on Migration and Development is on the list.",
        "On January 7, 2026, the United States announced its withdrawal from 66 international "
        "bodies, the Global Forum on Migration and Development among them.",
        ["united-states", "gfmd"],
        "<p>On January 7, 2026, the United States announced that it would leave 66 international "
        "bodies. The Global Forum on Migration and Development is one of them, according to a "
        "published list.</p>"
        "<p>Why it matters: when a government leaves the table, the people who live under its "
        "policies lose a place to be heard. Ties between movements become more important, not "
        "less. That is what NNIRR's "
        '<a href="page:networks">networks</a> are for.</p>',
        "withdrawal-66",
        "withdrawal-list",
        "withdrawal-memorandum",
    ),
]
