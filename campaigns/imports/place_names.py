"""Understands how people write countries, and states of the United States, in a table.

By code of two or three letters, by name in any language of the site, or by another common name.
"""

from __future__ import annotations

import json
from functools import lru_cache

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from campaigns.signing import places
from nnirr_site.text.plaintext import fold

ISO3: dict[str, str] = json.loads((places.DATA / "iso3.json").read_text("utf-8"))
# What else a country is called, as `simplify` writes it.
COUNTRY_NAMES = {
    "US": "us of a|united states of america|the united states|the united states of america|america"
    "|ee uu|eeuu|eua|estados unidos de america|estados unidos de norteamerica"
    "|etats unis d amerique",
    "GB": "uk|great britain|england|scotland|wales|northern ireland|inglaterra|gran bretana"
    "|united kingdom of great britain and northern ireland|royaume uni de grande bretagne",
    "AE": "uae|eau",
    "BO": "plurinational state of bolivia|estado plurinacional de bolivia",
    "BR": "brazil|brasil",
    "CD": "drc|dr congo|rdc|rd congo|democratic republic of the congo|congo kinshasa",
    "CG": "congo|republic of the congo|congo brazzaville",
    "CI": "ivory coast|cote d ivoire",
    "CV": "cape verde|cabo verde",
    "CZ": "czech republic|republica checa|republique tcheque",
    "DO": "dominican rep|rep dominicana|republica dominicana|rd",
    "FJ": "fiyi",
    "GM": "the gambia",
    "IR": "islamic republic of iran",
    "KP": "dprk|democratic people s republic of korea",
    "KR": "republic of korea|korea|corea",
    "LA": "lao pdr|lao people s democratic republic",
    "MD": "republic of moldova",
    "MK": "macedonia|fyrom",
    "MM": "burma|birmania|birmanie",
    "MW": "malaui",
    "MX": "mejico|estados unidos mexicanos|united mexican states",
    "NL": "holland|holanda|the netherlands|hollande",
    "PH": "the philippines",
    "PS": "state of palestine|estado de palestina|palestinian territories|etat de palestine",
    "RU": "russian federation|federacion rusa|federacion de rusia|federation de russie",
    "SV": "salvador",
    "SY": "syrian arab republic",
    "SZ": "swaziland|suazilandia",
    "TL": "east timor|timor oriental",
    "TR": "turkey|turkiye|turquia",
    "TZ": "united republic of tanzania",
    "VA": "vatican|holy see|santa sede",
    "VE": "bolivarian republic of venezuela|republica bolivariana de venezuela",
    "VN": "viet nam",
}
# What else states are called: abbreviations that newspapers use, and the capital.
REGION_NAMES = {
    "AL": "ala",
    "AZ": "ariz",
    "AR": "ark",
    "CA": "calif|cal",
    "CO": "colo",
    "CT": "conn",
    "DC": "washington dc|washington d c|washington district of columbia",
    "DE": "del",
    "FL": "fla",
    "IL": "ill",
    "IN": "ind",
    "KS": "kan|kans",
    "MA": "mass",
    "MI": "mich",
    "MN": "minn",
    "MS": "miss",
    "MT": "mont",
    "NE": "neb|nebr",
    "NV": "nev",
    "NY": "new york state|estado de nueva york",
    "OK": "okla",
    "OR": "ore|oreg",
    "PA": "penn|penna",
    "TN": "tenn",
    "TX": "tex",
    "VI": "virgin islands|us virgin islands",
    "WA": "wash|washington state",
    "WI": "wis|wisc",
    "WV": "w va",
    "WY": "wyo",
}


def simplify(text: str) -> str:
    """A name without accents, capitals and punctuation; `U.S.A.` as `usa`."""
    words = fold(text).split()
    return "".join(words) if all(len(word) == 1 for word in words) else " ".join(words)


def _spread(names: dict[str, str]) -> dict[str, str]:
    return {name: code for code, all_of_them in names.items() for name in all_of_them.split("|")}


@lru_cache
def known_countries() -> dict[str, str]:
    """Simplified name or code → code, in every language of the site."""
    known = _spread(COUNTRY_NAMES)
    for language, _name in settings.LANGUAGES:
        known |= {simplify(name): code for code, name in places.countries(language)}
    known |= {letters.lower(): code for letters, code in ISO3.items()}
    return known | {code.lower(): code for code in places.COUNTRIES}


@lru_cache
def known_regions() -> dict[str, str]:
    """The same for states and territories of the United States."""
    known = _spread(REGION_NAMES)
    for language, _name in settings.LANGUAGES:
        known |= {simplify(name): code for code, name in places.regions(language)}
    return known | {code.lower(): code for code in places.REGIONS}


def find_country(text: str) -> str:
    """The code for a code or a name; "" for nothing. Raises `ValidationError`."""
    if not text:
        return ""
    try:
        return known_countries()[simplify(text)]
    except KeyError:
        raise ValidationError(_("this country is not on our list")) from None


def find_region(text: str) -> str:
    """The same for a state or territory of the United States."""
    if not text:
        return ""
    try:
        return known_regions()[simplify(text)]
    except KeyError:
        raise ValidationError(_("this is no state or territory of the United States")) from None
