"""The printed materials in English."""

from . import FactSheetText, LessonText, PosterText, SignOnText, Wording

POSTER = PosterText(
    title="Poster: People move. Rights move with them.",
    subject="Poster for International Migrants Day, December 18",
    headline=("People move.", "Rights move", "with them."),
    date="December 18",
    day="International Migrants Day",
    demand="Ask the United States to ratify the Migrant Workers Convention:",
    credit="National Network for Immigrant and Refugee Rights  ·  nnirr.org",
    art=(
        "Linocut print of seven neighbors of different ages, among them a woman in a headscarf, a man "
        "in a turban, a worker in a hard hat and a girl, standing together before a red sun and "
        "looking straight at you. Roots grow from the ground they stand on."
    ),
)

FACT_SHEET = FactSheetText(
    title="Fact sheet: December 18 and the Migrant Workers Convention",
    subject="International Migrants Day, what the Convention says, and the road to US ratification",
    kind="Fact sheet",
    heading="December 18 and the Migrant Workers Convention",
    lead=(
        "International Migrants Day falls on the date a treaty was adopted. Sixty States have joined "
        "that treaty. The United States has not."
    ),
    print_alt="Linocut print: the number 18 cut in white on a red sun with gold rays.",
    dates_heading="How a date became a day",
    dates=(
        ("1990", "Adopted", "On December 18 the UN General Assembly adopts the Convention."),
        (
            "1997",
            "Claimed",
            "Filipino and other Asian migrant groups begin to keep it as a day of solidarity.",
        ),
        ("2000", "Proclaimed", "On December 4 the UN makes it International Migrants Day."),
        ("2003", "In force", "The treaty takes effect on July 1, once twenty States have joined."),
        ("2025", "Sixty States", "Parties as of December 2025. Zimbabwe, in 2024, is the latest."),
    ),
    parties_heading="Who has joined",
    parties_label="States parties",
    parties_as_of="as of December 2025",
    regions=("Africa", "Americas", "Asia", "Europe", "Oceania"),
    absent="United States",
    parties_note=(
        "One tile for each State, whatever its size. Eleven more States have signed and not yet "
        "ratified."
    ),
    parties_alt=(
        "Sixty tiles, one for each State party as of December 2025: 29 in Africa, 18 in the Americas, "
        "10 in Asia, 2 in Europe, 1 in Oceania. One empty tile stands for the United States."
    ),
    rights_heading="What it says, in plain terms",
    rights_lead=(
        "The full name is the International Convention on the Protection of the Rights of All Migrant "
        "Workers and Members of Their Families. These articles protect **every migrant worker and family "
        "member**, with or without papers:"
    ),
    article="Article",
    rights=(
        ("7", "No distinction", "of any kind. Nationality is on the list."),
        ("11", "No slavery", "and no forced labor."),
        ("16", "No arbitrary arrest.", "Reasons in a language you know, your consulate, a judge."),
        (
            "21",
            "Your papers are yours.",
            "No employer may take them, and nobody may destroy a passport.",
        ),
        (
            "22",
            "No collective expulsion.",
            "Each case on its own, decided in writing, with review.",
        ),
        ("25", "Equal pay and conditions.", "A lack of papers does not free the employer."),
        ("26", "Join a union,", "whatever your papers."),
        ("28", "Urgent medical care", "on equal terms with nationals."),
        ("30", "School for every child,", "whatever the parents’ status."),
        ("33", "Know your rights:", "free information, in a language you understand."),
    ),
    limits=(
        "From article 36 on, people in a regular situation have further rights, such as moving freely "
        "and choosing where to live (39). The Convention does not oblige a State to regularize anyone "
        "(35), and migrants must still follow the law of the country (34)."
    ),
    road_heading="The road to US ratification",
    road_lead=(
        "The United States took part in drafting the Convention, yet this is the least ratified of the "
        "core human rights treaties, and no member of the European Union has joined it either. The "
        "Senate does not itself ratify: it gives advice and consent, and the President ratifies. A "
        "treaty that waits in the Senate does not lapse when a new Congress begins."
    ),
    here="You are here",
    road=(
        ("Sign", "The United States signs, or prepares to accede. The Convention allows both."),
        ("Send", "The President sends the treaty to the Senate."),
        ("Study", "The Foreign Relations Committee takes it up."),
        ("Consent", "Two thirds of the Senators present agree."),
        ("Ratify", "The President signs the instrument of ratification."),
        (
            "Deposit",
            "It goes to the UN Secretary-General. Three months on, from the first of the next month, it binds.",
        ),
    ),
    road_note=(
        "As of December 2025 the United States has neither signed the Convention nor acceded to it. "
        "The first step is still to take."
    ),
    ways_heading="Five ways to mark the day",
    ways=(
        (
            "Read it aloud",
            "Ten people, ten articles, ten minutes: in a plaza, a union hall, on the radio.",
        ),
        (
            "Hang the poster",
            "It prints well in black and white. Windows, laundromats, bus shelters.",
        ),
        (
            "Light a candle",
            "Hold a vigil for those who died on the way, and say their names if families agree.",
        ),
        (
            "Visit an official",
            "Take this sheet to your Senators’ local offices and ask about the first step.",
        ),
        ("Gather names", "Take the paper sign-on sheet to work, to school, to worship."),
    ),
    sign_heading="Add your name",
    sign_text=(
        "The call asks the United States to ratify the Convention. It never asks about your "
        "immigration status. Sign at:"
    ),
    sources_heading="Sources",
    sources=(
        "**States parties, dates:** UN Treaty Collection, chapter IV.13, treaties.un.org. Sixty parties "
        "at the close of the 41st session of the Committee on Migrant Workers, December 2025, "
        "ungeneva.org. Regions: UN M49, counted from the list.",
        "**Text:** General Assembly resolution 45/158 of December 18, 1990, "
        "un.org/documents/ga/res/45/a45r158.htm; UN Treaty Series, vol. 2220, p. 3.",
        "**Articles in plain terms:** the Convention and general comments 1–5 of the Committee on "
        "Migrant Workers, ohchr.org.",
        "**The Day:** General Assembly resolution 55/93 of December 4, 2000, "
        "un.org/en/observances/migrants-day; history of the date, hrea.org/index.php?doc_id=932.",
        "**US ratification:** Constitution, article II, section 2; US Senate, “About Treaties,” "
        "senate.gov; Convention, articles 86 and 87. **US part in drafting:** nnirr.org.",
    ),
    checked=(
        "Sources read up to January 2026. Before you quote a number, check it at treaties.un.org."
    ),
    convention_print_alt=(
        "Linocut print: a pen nib that has taken root and grown leaves, with a signature beneath it."
    ),
    page="Page {page} of {pages}",
)

SIGN_ON = SignOnText(
    title="Paper sign-on sheet: ratify the Migrant Workers Convention",
    subject="Sheet for collecting signatures on paper, with the promise made to those who sign",
    heading="Call on the United States to ratify the Migrant Workers Convention",
    statement=(
        "**We ask the President** to sign the International Convention on the Protection of the Rights "
        "of All Migrant Workers and Members of Their Families and send it to the Senate; **the Senate** "
        "to hear migrant workers and consent, so that the United States can ratify it; and **both** to "
        "bring law and practice into line with it."
    ),
    facts=(
        "The UN adopted the Convention on December 18, 1990. As of December 2025, 60 States have "
        "joined it. The United States has not."
    ),
    read_first=(
        "By writing your name you sign this call. Read the full statement first, or ask to have it "
        "read to you:"
    ),
    privacy_heading="What happens to what you write",
    privacy=(
        "It goes to the National Network for Immigrant and Refugee Rights (NNIRR), and to nobody else.",
        "Your e-mail is used once: to tell you that your signature is counted.",
        "Your name is published only if you tick “Show my name.”",
        "**Never write your immigration status or a street address.** We do not ask.",
        "Changed your mind? Write to **nnirrinfo@nnirr.org**.",
    ),
    columns=(
        ("", "No."),
        ("Name", "as you wish to sign"),
        ("E-mail", "one message: you are counted"),
        ("City and country", "in the US, add your ZIP code"),
        ("Organization", "optional"),
        ("Show my name", ""),
    ),
    table_summary="Fifteen lines to fill in by hand, one for each person who signs.",
    sheet="Sheet no.",
    collector_heading="For whoever carries this sheet",
    collector=("Collected by", "Place and date", "Names on this sheet"),
    hand_in=(
        "Keep the sheet with you, cover the lines already filled in, and never photograph or post it. "
        "To hand it in, write to nnirrinfo@nnirr.org. Cannot hand it in? Destroy it."
    ),
)

LESSON = LessonText(
    title="Lesson plan: rights that travel",
    subject="One hour on the Migrant Workers Convention, for learners aged twelve and up",
    kind="Lesson plan",
    heading="Rights that travel",
    lead="One hour on the Migrant Workers Convention, for a group of six to thirty, aged twelve and up.",
    print_alt="Print: squares of ink stacked in steps, one step for each part of a lesson.",
    care_heading="First, take care",
    care=(
        "**Never ask** learners about their own or their family’s immigration status, and stop others "
        "who ask.",
        "A personal story is a gift. Nobody has to give one, and none leaves the room.",
        "Say “people without papers,” never “illegals.” The UN committee on the Convention asks for this.",
    ),
    aims_heading="By the end, learners can",
    aims=(
        "name five rights that go with a person across a border;",
        "tell signing a treaty from ratifying it;",
        "say what they think the United States should do, and why.",
    ),
    need_heading="You need",
    need=(
        "a world map and something to write on;",
        "the ten cards on page 3, cut apart;",
        "the fact sheet “December 18 and the Migrant Workers Convention.”",
    ),
    hour_heading="The hour",
    hour=(
        (
            "5",
            "What do you take along?",
            "Everyone writes two lists: things you would carry if you moved far away, and things nobody "
            "can take from you. Read a few aloud. Somebody usually says “my rights.” Which ones?",
        ),
        (
            "10",
            "Sixty States",
            "On the map, find the parties to the Convention with the fact sheet: 29 in Africa, 18 in the "
            "Americas, 10 in Asia, 2 in Europe, 1 in Oceania (December 2025). Who is missing? Where do "
            "many people go to work?",
        ),
        (
            "20",
            "Ten articles, ten tableaux",
            "Small groups draw one or two cards. They have five minutes to turn each right into a frozen "
            "picture with their bodies, or a drawing. The others guess the right. Then read the card.",
        ),
        (
            "10",
            "The road to ratification",
            "Six volunteers each take one step: sign, send, study, consent, ratify, deposit. The class "
            "puts them in order. Where does the United States stand today? Before the first.",
        ),
        (
            "10",
            "Take a stand",
            "One wall is “agree,” the other “disagree.” Read out: “A country should protect everyone who "
            "works in it, with or without papers.” Move, talk, move again if someone changes your mind.",
        ),
        (
            "5",
            "Plant a right",
            "Everyone writes one right on a paper leaf and says whom it would help. Hang the leaves "
            "together.",
        ),
    ),
    minutes="min.",
    border_print_alt=(
        "Linocut print: a footpath winds toward the sun, across a dotted line on the ground."
    ),
    talk_heading="To talk about",
    talk=(
        "Why would a State that helped write a treaty not join it?",
        "Which article surprised you? Which one is already true where you live?",
        "Asian migrant groups kept December 18 three years before the UN proclaimed the Day. What "
        "changes when people do not wait?",
    ),
    fit_heading="Make it fit",
    fit=(
        (
            "Several languages",
            "Give each group the Spanish and the English card, and let them compare words.",
        ),
        (
            "Thirty minutes",
            "Do the tableaux and the leaves. Leave the map and the walls for another day.",
        ),
        (
            "Adults",
            "Ask after the tableaux which right is hardest to use at work, and who can help.",
        ),
    ),
    after_heading="After the lesson",
    after=(
        "Learners may want to act. The call to ratify is explained and can be read here. Signing is "
        "each person’s own decision and never part of a grade:"
    ),
    sources=(
        "Sources: UN Treaty Collection, chapter IV.13 (parties, December 2025), treaties.un.org; "
        "General Assembly resolutions 45/158 and 55/93; Convention, articles cited by number; Committee "
        "on Migrant Workers, general comment 2 (on words); US Constitution, article II, section 2. "
        "The fact sheet lists them in full."
    ),
    cards_heading="Ten cards",
    cards_lead="Print, cut along the lines, shuffle.",
    page="Page {page} of {pages}",
)

WORDING = Wording(
    language="en",
    program="International Migrant Rights & Global Justice",
    organization="National Network for Immigrant and Refugee Rights (NNIRR)",
    poster=POSTER,
    fact_sheet=FACT_SHEET,
    sign_on=SIGN_ON,
    lesson=LESSON,
)
