"""Menus, topics and what the site says about itself."""

MENUS = {
    "main": [
        ("Initiatives", "page:initiatives"),
        ("Networks", "page:networks"),
        ("Updates", "page:updates"),
        ("Resources", "page:resources"),
        ("Migrants Day", "page:migrants-day"),
        ("Treaty tracker", "page:who-has-joined"),
        ("Search", "/search/"),
    ],
    "explore": [
        ("Initiatives", "page:initiatives"),
        ("Networks", "page:networks"),
        ("Policy updates", "page:updates"),
        ("Resources", "page:resources"),
        ("Who has joined?", "page:who-has-joined"),
        ("International Migrants Day", "page:migrants-day"),
        ("About this work", "page:about"),
    ],
    "take_part": [
        ("Sign the call", "page:calls/migrant-workers-convention"),
        ("Write to your Senators", "/calls/migrant-workers-convention/letter/"),
        ("Paper sign-on sheet", "page:resources/sign-on-sheet"),
        ("Poster", "page:resources/poster"),
        ("Contact", "page:contact"),
        ("NNIRR's main site", "https://nnirr.org/"),
    ],
    "legal": [
        ("Privacy", "page:privacy"),
        ("Accessibility", "page:accessibility"),
        ("Contact", "page:contact"),
    ],
}
"""Slot → links, each (text, target): ``page:key`` or an address."""

TOPICS = {
    "un-human-rights-council": ("body", "Human Rights Council", "UN Human Rights Council"),
    "gfmd": ("body", "GFMD", "Global Forum on Migration and Development"),
    "ilo": ("body", "ILO", "International Labour Organization"),
    "wto": ("body", "WTO", "World Trade Organization"),
    "iom": ("body", "IOM", "International Organization for Migration"),
    "ohchr": ("body", "OHCHR", "Office of the UN High Commissioner for Human Rights"),
    "committee-on-migrant-workers": (
        "body",
        "Committee on Migrant Workers",
        "Committee on the Protection of the Rights of All Migrant Workers and Members of Their "
        "Families",
    ),
    "un-general-assembly": ("body", "UN General Assembly", ""),
    "global-compact": (
        "body",
        "Global Compact",
        "Global Compact for Safe, Orderly and Regular Migration",
    ),
    "micic": ("body", "MICIC", "Migrants in Countries in Crisis initiative"),
    "peoples-global-action": (
        "theme",
        "People's Global Action",
        "People's Global Action on Migration, Development and Human Rights",
    ),
    "women-in-migration-network": ("theme", "WIMN", "Women in Migration Network"),
    "united-states": ("theme", "United States", ""),
    "borders": ("theme", "Borders", ""),
    "migrant-workers-convention": ("theme", "Migrant Workers Convention", ""),
    "international-migrants-day": ("theme", "International Migrants Day", ""),
    "women-and-gender": ("theme", "Women and gender", ""),
    "work": ("theme", "Work", ""),
    "detention": ("theme", "Detention", ""),
    "racism-and-xenophobia": ("theme", "Racism and xenophobia", ""),
    "figures": ("theme", "Figures", ""),
}
"""Slug → (kind, name, full name)."""

IDENTITY = {
    "organization": "National Network for Immigrant and Refugee Rights",
    "organization_short": "NNIRR",
    "organization_url": "https://nnirr.org/",
    "program": "International Migrant Rights & Global Justice",
    "description": (
        "NNIRR connects migrant communities in the United States with migrant rights movements "
        "around the world, and speaks up where governments decide about migration."
    ),
    "place": "Oakland, California",
    "contact_email": "nnirrinfo@nnirr.org",
}
CALL_PAGE = "calls/migrant-workers-convention"
PRIVACY_PAGE = "privacy"
