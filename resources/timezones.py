"""Time zones as people who organize events know them: by a city."""

from __future__ import annotations

import datetime
import json
from functools import lru_cache
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from nnirr_site.i18n.territories import base_language

# Zone → language → city, where it is written otherwise than in the name of the zone.
CITIES: dict[str, dict[str, str]] = json.loads(
    (Path(__file__).parent / "data" / "cities.json").read_text("utf-8")
)
AREAS = (
    "Africa",
    "America",
    "Antarctica",
    "Asia",
    "Atlantic",
    "Australia",
    "Europe",
    "Indian",
    "Pacific",
)


def time_zone_choices() -> list[tuple[str, list[tuple[str, str]] | str]]:
    """Choices for a select: UTC, then the cities of each part of the world."""
    return _time_zone_choices(base_language())


@lru_cache(maxsize=8)
def _time_zone_choices(language: str) -> list[tuple[str, list[tuple[str, str]] | str]]:
    names = sorted(available_timezones())
    choices: list[tuple[str, list[tuple[str, str]] | str]] = [("UTC", "UTC")]
    for area in AREAS:
        cities = [(name, city_of(name, language)) for name in names if name.startswith(f"{area}/")]
        choices.append((area, cities))
    return choices


def city_of(name: str, language: str | None = None) -> str:
    """`America/Los_Angeles` as `Los Angeles` or, in Spanish, `Los Ángeles`."""
    city = CITIES.get(name, {}).get(base_language(language))
    return city or name.rpartition("/")[2].replace("_", " ")


def find_zone(name: str) -> datetime.tzinfo:
    """The zone of that name; UTC for a name that this computer does not know."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return datetime.UTC
