"""Calendar files (iCalendar, RFC 5545) of events.

Times are written in UTC, which every calendar shows in the clock of its reader; whole days are
written as dates. What is the same writes the same bytes, so that pages can be kept and compared.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from dataclasses import dataclass

import icalendar

CONTENT_TYPE = "text/calendar; charset=utf-8"
PRODUCT = "-//NNIRR//International Migrants Day//EN"
REFRESH = datetime.timedelta(hours=6)
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


def write_calendar(entries: Iterable[Entry], name: str = "") -> bytes:
    """A whole file. With a `name` it is a calendar to follow, without it a file to take over."""
    calendar = icalendar.Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", PRODUCT)
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    if name:
        title = icalendar.vText(clean_calendar_text(name))
        calendar.add("name", title)
        calendar.add("x-wr-calname", title)
        calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
        calendar.add("x-published-ttl", icalendar.vDuration(REFRESH).to_ical().decode())
    for entry in entries:
        calendar.add_component(build_event(entry))
    return calendar.to_ical(sorted=False)


def build_event(entry: Entry) -> icalendar.Event:
    event = icalendar.Event()
    event.add("uid", clean_calendar_text(entry.uid))
    event.add("dtstamp", entry.stamp.astimezone(datetime.UTC))
    event.add("sequence", entry.sequence)
    event.add("dtstart", in_utc(entry.start))
    if entry.end is not None:
        event.add("dtend", in_utc(entry.end))
    if entry.is_yearly:
        event.add("rrule", {"freq": "yearly"})
    for key in ("summary", "description", "location", "contact"):
        if text := getattr(entry, key):
            event.add(key, clean_calendar_text(text))
    if entry.url:
        event.add("url", CONTROL.sub("", entry.url).replace("\n", ""))
    event.add("status", "CANCELLED" if entry.is_canceled else "CONFIRMED")
    event.add("transp", "TRANSPARENT" if entry.is_free_time else "OPAQUE")
    return event


def in_utc(start: datetime.date | datetime.datetime) -> datetime.date | datetime.datetime:
    """A moment in the one clock that needs no definition of a zone beside it; days as they are."""
    is_moment = isinstance(start, datetime.datetime)
    return start.astimezone(datetime.UTC) if is_moment else start


def clean_calendar_text(text: str) -> str:
    """`text` without signs that have no place in a file for calendars. Lines stay lines."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return CONTROL.sub("", text.replace("\t", " "))
