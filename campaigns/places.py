"""Countries, and the states and territories of the United States.

Sources and licenses of the lists are in data/README.md.
"""

from __future__ import annotations

import json
import unicodedata
from functools import lru_cache
from pathlib import Path

from django.utils.translation import get_language

DATA = Path(__file__).parent / "data"
COUNTRIES: dict[str, dict[str, str]] = json.loads((DATA / "territories.json").read_text("utf-8"))
REGIONS: dict[str, str] = json.loads((DATA / "regions.json").read_text("utf-8"))


def _sorting_key(name: str) -> str:
    """Å beside A: accents do not decide the order."""
    decomposed = unicodedata.normalize("NFD", name)
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign)).casefold()


@lru_cache
def _countries(language: str) -> tuple[tuple[str, str], ...]:
    names = ((code, names.get(language, names["en"])) for code, names in COUNTRIES.items())
    return tuple(sorted(names, key=lambda item: _sorting_key(item[1])))


def _base_language(language: str | None) -> str:
    return (language or get_language() or "en").split("-")[0]


def countries(language: str | None = None) -> tuple[tuple[str, str], ...]:
    """(code, name) in the alphabetical order of `language`, by default the active one."""
    return _countries(_base_language(language))


def country_name(code: str, language: str | None = None) -> str:
    """The name of a country, "" for an unknown code."""
    names = COUNTRIES.get(code, {})
    return names.get(_base_language(language), names.get("en", ""))


def region_name(code: str) -> str:
    """The name of a state or territory of the United States, "" for an unknown code."""
    return REGIONS.get(code, "")


def place_name(country: str, region: str = "", language: str | None = None) -> str:
    """What stands beside a public name: “Oregon, United States” or “Mexico”."""
    parts = [region_name(region) if country == "US" else "", country_name(country, language)]
    return ", ".join(part for part in parts if part)
