"""Names of countries and territories in the languages of the site, for every part of it.

One table for the form, the tracker and the exports, so that a country has one name in a language.
Sources and licenses are in data/README.md.
"""

from __future__ import annotations

import json
from pathlib import Path

from django.utils.translation import get_language

DATA = Path(__file__).resolve().parents[1] / "data" / "territories.json"
TERRITORIES: dict[str, dict[str, str]] = json.loads(DATA.read_text("utf-8"))


def base_language(language: str | None = None) -> str:
    """`es` for `es-mx`; by default that of the active language, and English while there is none."""
    return (language or get_language() or "en").split("-")[0]


def territory_name(code: str, language: str | None = None) -> str:
    """The name of an ISO 3166-1 code, "" for an unknown one; English if need be."""
    names = TERRITORIES.get(code, {})
    return names.get(base_language(language), names.get("en", ""))
