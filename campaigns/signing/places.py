"""Countries, and the states and territories of the United States, in the languages of the site.

Sources and licenses of the lists are in data/README.md here and in nnirr_site.
"""

from __future__ import annotations

import json
import unicodedata
from functools import lru_cache
from pathlib import Path

from nnirr_site.i18n.territories import TERRITORIES as COUNTRIES
from nnirr_site.i18n.territories import base_language
from nnirr_site.i18n.territories import territory_name as country_name

DATA = Path(__file__).resolve().parents[1] / "data"
REGION_NAMES: dict[str, dict[str, str]] = json.loads((DATA / "regions.json").read_text("utf-8"))
REGIONS: dict[str, str] = {code: names["en"] for code, names in REGION_NAMES.items()}
"""Code → English name, in the order of the list: states, territories, armed forces."""
# The first that are no state: each group is sorted by itself.
GROUPS_BEGIN = ("AS", "AA")


def _sorting_key(name: str) -> str:
    """Å beside A: accents do not decide the order."""
    decomposed = unicodedata.normalize("NFD", name)
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign)).casefold()


@lru_cache
def _countries(language: str) -> tuple[tuple[str, str], ...]:
    names = ((code, names.get(language, names["en"])) for code, names in COUNTRIES.items())
    return tuple(sorted(names, key=lambda item: _sorting_key(item[1])))


@lru_cache
def _regions(language: str) -> tuple[tuple[str, str], ...]:
    rows, group = [], 0
    for code, names in REGION_NAMES.items():
        group += code in GROUPS_BEGIN
        name = names.get(language, names["en"])
        rows.append((group, _sorting_key(name), code, name))
    return tuple((code, name) for _group, _key, code, name in sorted(rows))


def countries(language: str | None = None) -> tuple[tuple[str, str], ...]:
    """(code, name) in the alphabetical order of `language`, by default the active one."""
    return _countries(base_language(language))


def regions(language: str | None = None) -> tuple[tuple[str, str], ...]:
    """(code, name) of what a US address may name: states by the alphabet, then the others."""
    return _regions(base_language(language))


def region_name(code: str, language: str | None = None) -> str:
    """The name of a state or territory of the United States, "" for an unknown code."""
    names = REGION_NAMES.get(code, {})
    return names.get(base_language(language), names.get("en", ""))


def place_name(country: str, region: str = "", language: str | None = None) -> str:
    """What stands beside a public name: “Oregon, United States” or “Mexico”."""
    parts = [
        region_name(region, language) if country == "US" else "",
        country_name(country, language),
    ]
    return ", ".join(part for part in parts if part)
