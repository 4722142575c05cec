"""Time zones as people who organize events know them: by a city."""

from __future__ import annotations

import datetime
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

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


@lru_cache(maxsize=1)
def time_zone_choices() -> list[tuple[str, list[tuple[str, str]] | str]]:
    """Choices for a select: UTC, then the cities of each part of the world."""
    names = sorted(available_timezones())
    choices: list[tuple[str, list[tuple[str, str]] | str]] = [("UTC", "UTC")]
    for area in AREAS:
        cities = [(name, city_of(name)) for name in names if name.startswith(f"{area}/")]
        choices.append((area, cities))
    return choices


def city_of(name: str) -> str:
    """`America/Argentina/Buenos_Aires` as `Buenos Aires`."""
    return name.rpartition("/")[2].replace("_", " ")


def find_zone(name: str) -> datetime.tzinfo:
    """The zone of that name; UTC for a name that this computer does not know."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return datetime.UTC


def write_offset(moment: datetime.datetime) -> str:
    """How far the clock of an aware moment is from UTC, such as `UTC−8` or `UTC+5:30`."""
    minutes = round(moment.utcoffset().total_seconds() / 60)
    if not minutes:
        return "UTC"
    hours, rest = divmod(abs(minutes), 60)
    sign = "−" if minutes < 0 else "+"
    return f"UTC{sign}{hours}" + (f":{rest:02}" if rest else "")
