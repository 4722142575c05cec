"""About, contact, privacy and accessibility."""

from .parts import (
    PageText,
    entry,
    fact,
    facts,
    heading,
    links,
    note,
    prose,
    sources,
    timeline,
)

ABOUT = PageText(
    key="about",
    model="nnirr_site.StandardPage",
    title="About this work",
    lead=(
        "International Migrant Rights & Global Justice is the part of NNIRR's work that looks "
        "beyond the United States."
    ),
    search_description=(
        "Who NNIRR is, what its program on international migrant rights and global justice does, "
        "and how this site deals with facts and sources."
    ),
    print_art="voice",
    band="leaf",
    fields={
        "body": [
            heading("The network", "network"),
            prose(
                "<p>The National Network for Immigrant and Refugee Rights (NNIRR) was founded in "
                "June 1986, during the struggle over the Immigration Reform and Control Act. It is "
                "a national alliance of local coalitions and of immigrant, refugee, community, "
                "faith, civil rights and labor groups, based in Oakland, California.</p>"
                "<p>It works for fair immigration and refugee policy in the United States, for "
                "the rights of all, whatever their status, and for full labor, environmental, "
                "civil and human rights. It sees international cooperation as part of that.</p>"
            ),
            heading("The program", "program"),
            prose(
                "<p>Migration is global, and so are its root causes. Since the mid-1990s NNIRR "
                "has built ties between migrant communities in the United States and migrant "
                "rights movements around the world. It helped found three "
                '<a href="page:networks">networks</a>, follows '
                '<a href="page:updates">international policy</a> and takes part in it. Four '
                '<a href="page:initiatives">initiatives</a> carry the work.</p>'
            ),
            timeline(
                "Some dates",
                entry(
                    "1986-06-01",
                    "NNIRR is founded",
                    "In the year of the Immigration Reform and Control Act.",
                    "nnirr-35",
                    precision="month",
                ),
                entry(
                    "1994-01-01",
                    "Migrants Rights International",
                    "NNIRR is a founding member of the network now known by that name.",
                    "nnirr-program",
                    precision="year",
                ),
                entry(
                    "2011-12-03",
                    "Global Coalition on Migration",
                    "Launched in Geneva.",
                    "gcm-launch",
                ),
                entry(
                    "2012-01-01",
                    "Women in Migration Network",
                    "Formed in Istanbul, with NNIRR among the founders.",
                    "nnirr-womens-day-2014",
                    precision="year",
                ),
                entry(
                    "2026-06-01",
                    "Forty years of NNIRR",
                    "Counted from its founding in June 1986.",
                    "nnirr-35",
                    precision="month",
                ),
            ),
            heading("How we deal with facts", "facts"),
            prose(
                "<p>Pages that state facts end with their sources and a date: up to then the "
                "source was followed. Treaties gain members and bodies change, so look at the "
                "date before you quote a number. If you find a mistake, please "
                '<a href="page:contact">tell us</a>.</p>'
            ),
            links(
                "NNIRR elsewhere",
                ("nnirr", "nnirr.org", "NNIRR's main site"),
                ("nnirr-history", "History and mission", ""),
                ("nnirr-border-justice", "Border justice", ""),
                ("nnirr-womens-voices", "Raising women's voices", ""),
            ),
            sources("nnirr-history", "nnirr-35", "nnirr-profile", "nnirr-program"),
        ]
    },
)

CONTACT = PageText(
    key="contact",
    model="nnirr_site.StandardPage",
    title="Contact",
    lead="Questions, corrections, or something we should know? Write to us.",
    search_description=(
        "How to reach the National Network for Immigrant and Refugee Rights (NNIRR): "
        "nnirrinfo@nnirr.org, Oakland, California."
    ),
    band="wash",
    fields={
        "body": [
            facts(
                "",
                fact(
                    "E-mail", '<p><a href="mailto:nnirrinfo@nnirr.org">nnirrinfo@nnirr.org</a></p>'
                ),
                fact("Place", "Oakland, California, United States"),
                fact("On social media", "@NNIRRNetwork"),
                fact("Organization", "National Network for Immigrant and Refugee Rights (NNIRR)"),
            ),
            heading("Good to know before you write", "before"),
            prose(
                "<ul>"
                "<li>Please don't send anyone's immigration status, papers or case number by "
                "e-mail. We don't need them to answer you.</li>"
                "<li>We can't give legal advice by e-mail.</li>"
                "<li>You want to take a signature back? The link in the mail you got does it. See "
                '<a href="page:privacy">privacy</a>.</li>'
                "<li>Something on this site doesn't work for you? See "
                '<a href="page:accessibility">accessibility</a>.</li>'
                "</ul>"
            ),
            sources("nnirr-blog-2021", "nnirr-history"),
        ]
    },
)

PRIVACY = PageText(
    key="privacy",
    model="nnirr_site.StandardPage",
    title="Privacy",
    lead=(
        "You can read this whole site without giving us anything. If you sign, we keep as little "
        "as we can, and we tell you here what that is."
    ),
    search_description=(
        "What this site keeps about visitors and signers, how it is protected, how long it stays "
        "and how you take it back."
    ),
    band="ink",
    fields={
        "body": [
            heading("If you only read", "reading"),
            prose(
                "<p>We set no cookie and load nothing from other companies: no counters, no fonts, "
                "no maps, no buttons of social networks. Only staff who log in get a cookie. Links "
                "to other sites are plain links; what happens there is up to those sites.</p>"
            ),
            heading("If you sign", "signing"),
            note(
                "We never ask for immigration status or for a street address. With your signature "
                "we store neither your IP address nor what browser you use.",
                kind="ok",
            ),
            facts(
                "What we keep",
                fact(
                    "Locked",
                    "Name, e-mail address, role and comment. They are encrypted, and the keys are "
                    "not in the database. A copy of the database alone does not reveal them.",
                ),
                fact(
                    "Readable in the database",
                    "Country; for the United States state and five-digit ZIP code, if you gave "
                    "them; an organization's name and website; the boxes you ticked; language; "
                    "which text you signed, and when; a short word in the link that led you here, "
                    "if there was one; and when we mailed you and whether the address exists, "
                    "without the address.",
                ),
                fact(
                    "To find doubles",
                    "A code made from your e-mail address with a secret key. It shows that an "
                    "address has signed already; the address cannot be read from it. A second code of "
                    "that kind is made from the part after the @, to find abuse. If your name is to be "
                    "shown, codes of its words let staff find it.",
                ),
                fact(
                    "To notice robots",
                    "Codes of the network that a form came from, under a key that is deleted after 30 "
                    "days. Your IP address cannot be read from them, and their tie to your signature "
                    "is cut as soon as they have been looked at.",
                ),
                fact(
                    "All of it",
                    '<p><a href="/calls/what-we-keep/">What we keep of people who sign</a> lists every '
                    "column of the database.</p>",
                ),
            ),
            facts(
                "Who sees what",
                fact(
                    "Everybody",
                    "The number of signatures. Your name with your country and state only if you "
                    "ticked the box; then also your comment, if you wrote one and NNIRR has approved it. "
                    "Organizations only after NNIRR has looked at them.",
                ),
                fact(
                    "Staff of NNIRR",
                    "Those who have the right to. They need it to answer you and to keep out "
                    "false signatures.",
                ),
                fact(
                    "The President and the Senate",
                    "Numbers, and the names that people chose to show. Never an e-mail address. What "
                    "was handed over keeps the names that were public on that day.",
                ),
                fact(
                    "A court",
                    "Could demand what exists, also what is locked, since NNIRR holds the keys. "
                    "Nobody can demand what we never stored.",
                ),
            ),
            facts(
                "How long",
                fact(
                    "Not confirmed",
                    "Deleted 30 days after you last asked for our mail",
                    big=True,
                ),
                fact(
                    "“This wasn't me”",
                    "The page behind the link in our mail has a button for it. One press deletes "
                    "the name and the address at once. For 30 days we keep a fingerprint of the address, so "
                    "that nobody can have mail from us sent to you; behind the same link you can undo that.",
                ),
                fact(
                    "Confirmed",
                    "<p>Kept while the call is open. Name, address, role, comment, ZIP code and codes are "
                    "deleted a promised number of days after the call has closed and was delivered; if "
                    "it is delivered late or never, we count from one year after it closed. "
                    '<a href="/calls/what-we-keep/">What we keep</a> has the number for each call. Once '
                    "somebody has signed, it can only become smaller.</p>"
                    "<p>What stays: how many signed on which day, from which country and state, in "
                    "which language, which text and after which link. Organizations that are listed in "
                    "public stay listed.</p>",
                ),
                fact(
                    "Taken back",
                    "Name, address, role, comment, ZIP code and organization are deleted, and "
                    "the signature no longer counts. One last mail says so; your address is kept locked "
                    "for it until it is sent, at most 30 days. What stays is tied to nobody: a random "
                    "number, country, state, language, the word of the link, the text and the dates, so "
                    "that the number of withdrawals is right.",
                ),
            ),
            heading("Your choices", "choices"),
            prose(
                "<p>Our mails have two links. The one that confirms works for 30 days. The other leads "
                "to a page of your own, without an account, for two years: there you see what is "
                "stored, correct your name, choose whether it is shown and whether you get letters, "
                "take a copy along, or take your signature off. If you have lost it, fill in the form "
                "again with the same address, and a new mail comes to you: at most five in seven "
                "days.</p>"
                "<p>If you ticked that you want letters from the network, we keep that wish with "
                "your signature. Nobody who left the box empty gets letters. You can change your mind "
                "on your own page.</p>"
                "<p>If you want to know what we hold about you, or have it changed or deleted, "
                "write to nnirrinfo@nnirr.org.</p>"
            ),
            heading("On paper", "paper"),
            prose(
                "<p>What you write on a paper sheet stays on that sheet until it reaches NNIRR. "
                "The sheet says what happens to it.</p>"
            ),
        ]
    },
)

ACCESSIBILITY = PageText(
    key="accessibility",
    model="nnirr_site.StandardPage",
    title="Accessibility",
    lead=(
        "This site is meant for everyone: on an old phone, with a screen reader, from the "
        "keyboard, in bright sun, with little data."
    ),
    search_description=(
        "How this site was made accessible, what was tested and how, what does not work well "
        "yet, and how to tell us about a problem."
    ),
    band="gold",
    fields={
        "body": [
            heading("What we aim for", "aim"),
            prose(
                "<p>Our aim is the Web Content Accessibility Guidelines (WCAG) 2.2 at level AA, "
                "and the stricter AAA contrast for text. No outside body has audited the "
                "site.</p>"
                "<ul>"
                "<li>Everything works without JavaScript, signing included.</li>"
                "<li>Everything works from the keyboard, and you can see where you are.</li>"
                "<li>Text can be enlarged and pages fit a screen 320 pixels wide.</li>"
                "<li>Colors follow your light or dark setting. If you asked your device for less "
                "motion, nothing moves.</li>"
                "<li>Pages are small, so that they open on a slow line.</li>"
                "<li>Errors in a form say what to do, and what you typed stays.</li>"
                "</ul>"
            ),
            heading("What was tested", "tested"),
            prose(
                "<p>Automatic tests run whenever the site's software is changed. They check every "
                "kind of page with the axe rules in a Chromium browser, at the width of a phone "
                "and of a desk screen, in light and dark, and they sign the call with and without "
                "JavaScript.</p>"
            ),
            heading("What we know is missing", "limits"),
            prose(
                "<ul>"
                "<li>We have not yet tested with people who use screen readers or other aids "
                "every day, nor on many real phones, nor in Safari and Firefox.</li>"
                "<li>The pages are in English and Spanish. Most documents of other bodies are in English, and no native editor has read the Spanish yet.</li>"
                "<li>Documents on other sites, UN documents above all, may not be accessible. We "
                "link to a web page where there is one.</li>"
                "<li>Our own PDF files are made for print. Their contents are also on the pages "
                "of this site.</li>"
                "</ul>"
            ),
            heading("Tell us", "tell"),
            prose(
                "<p>Write to nnirrinfo@nnirr.org and say which page it was and what happened. If "
                "you need a text in another form, ask for it there too.</p>"
            ),
        ]
    },
)

PAGES = [ABOUT, CONTACT, PRIVACY, ACCESSIBILITY]
