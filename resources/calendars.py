"""Calendar files (iCalendar, RFC 5545) of events.

Times are written in UTC, which every calendar shows in the clock of its reader; whole days are
written as dates. What is the same writes the same bytes, so that pages can be kept and compared.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

CONTENT_TYPE = "text/calendar; charset=utf-8"
PRODUCT = "-//NNIRR//International Migrants Day//EN"
REFRESH = "PT6H"
LONGEST_LINE = 75  # bytes, without the end of the line
CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f]")


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One event. `start` and `end` are both dates (whole days, `end` is the first day after) or
    both aware moments; without `end` the event is a day long or its end is not known."""

    uid: str
    stamp: datetime.datetime
    summary: str
    start: datetime.date | datetime.datetime
    end: datetime.date | datetime.datetime | None = None
    description: str = ""
    location: str = ""
    contact: str = ""
    url: str = ""
    sequence: int = 0
    is_canceled: bool = False
    is_yearly: bool = False
    is_free_time: bool = False


def write_calendar(entries: Iterable[Entry], name: str = "") -> str:
    """A whole file. With a `name` it is a calendar to follow, without it a file to take over."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{PRODUCT}", "CALSCALE:GREGORIAN"]
    lines.append("METHOD:PUBLISH")
    if name:
        lines += [
            f"NAME:{escape(name)}",
            f"X-WR-CALNAME:{escape(name)}",
            f"REFRESH-INTERVAL;VALUE=DURATION:{REFRESH}",
            f"X-PUBLISHED-TTL:{REFRESH}",
        ]
    for entry in entries:
        lines += write_entry(entry)
    lines.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in lines for part in fold(line))


def write_entry(entry: Entry) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{escape(entry.uid)}"
    yield f"DTSTAMP:{write_moment(entry.stamp)}"
    yield f"SEQUENCE:{entry.sequence}"
    yield f"DTSTART{write_start(entry.start)}"
    if entry.end is not None:
        yield f"DTEND{write_start(entry.end)}"
    if entry.is_yearly:
        yield "RRULE:FREQ=YEARLY"
    texts = {
        "SUMMARY": entry.summary,
        "DESCRIPTION": entry.description,
        "LOCATION": entry.location,
        "CONTACT": entry.contact,
    }
    yield from (f"{key}:{escape(text)}" for key, text in texts.items() if text)
    if entry.url:
        yield f"URL:{CONTROL.sub('', entry.url)}"
    yield f"STATUS:{'CANCELLED' if entry.is_canceled else 'CONFIRMED'}"
    yield f"TRANSP:{'TRANSPARENT' if entry.is_free_time else 'OPAQUE'}"
    yield "END:VEVENT"


def write_start(start: datetime.date | datetime.datetime) -> str:
    """What follows the name of a property that holds a moment or a day."""
    if isinstance(start, datetime.datetime):
        return f":{write_moment(start)}"
    return f";VALUE=DATE:{start:%Y%m%d}"


def write_moment(moment: datetime.datetime) -> str:
    return f"{moment.astimezone(datetime.UTC):%Y%m%dT%H%M%SZ}"


def escape(text: str) -> str:
    """`text` as a value (RFC 5545, 3.3.11), on one line."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = CONTROL.sub("", text.replace("\t", " "))
    for character in ("\\", ";", ","):
        text = text.replace(character, f"\\{character}")
    return text.replace("\n", "\\n")


def fold(line: str) -> Iterator[str]:
    """`line` in parts of 75 bytes at most (RFC 5545, 3.1); no character is cut in two."""
    part, size = "", 0
    for character in line:
        width = len(character.encode())
        if size + width > LONGEST_LINE:
            yield part
            part, size = " ", 1
        part += character
        size += width
    yield part
