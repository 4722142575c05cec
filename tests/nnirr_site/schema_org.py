"""What search engines ask of the schema.org data that we write, read as rules."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.utils.dateparse import parse_date, parse_datetime

ARTICLE = {
    "headline",
    "description",
    "image",
    "datePublished",
    "dateModified",
    "author",
    "publisher",
    "url",
}
DOCUMENT = {"name", "url"}
REQUIRED = {
    "Article": ARTICLE,
    "AudioObject": DOCUMENT,
    "BreadcrumbList": {"itemListElement"},
    "CreativeWork": DOCUMENT,
    "DataDownload": {"encodingFormat", "contentUrl"},
    "Dataset": {"name", "description", "url", "creator", "distribution", "license"},
    "DigitalDocument": DOCUMENT,
    "Event": {"name", "startDate", "location", "eventStatus", "eventAttendanceMode", "url"},
    "LearningResource": DOCUMENT,
    "ListItem": {"position", "name"},
    "MediaObject": {"name", "contentUrl"},
    "NGO": {"name", "url"},
    "NewsArticle": ARTICLE,
    "Organization": {"name"},
    "Place": {"name", "address"},
    "PostalAddress": {"addressLocality"},
    "Poster": DOCUMENT,
    "Report": DOCUMENT,
    "SearchAction": {"target", "query-input"},
    "Thing": {"name"},
    "VirtualLocation": {"url"},
    "WebPage": {"name", "lastReviewed"},
    "WebSite": {"name", "url", "publisher", "potentialAction"},
}
ADDRESSES = {"url", "item", "image", "contentUrl", "logo", "isBasedOn", "license", "target"}
DATES = {"lastReviewed"}
DATES_OR_MOMENTS = {"startDate", "endDate"}
MOMENTS = {"datePublished", "dateModified"}
# Whose date of publication is a year, all that is known of many documents.
WITH_YEAR = {name for name, required in REQUIRED.items() if required == DOCUMENT}


def find_faults(thing: dict) -> list[str]:
    """What is wrong with a thing and the things in it, one line each."""
    return list(_faults(thing))


def _faults(thing: dict) -> Iterator[str]:
    kind = thing.get("@type", "")
    if set(thing) == {"@id"}:
        return
    if kind not in REQUIRED:
        yield f"{kind!r} is no type that we write"
        return
    yield from (f"{kind} has no {name}" for name in sorted(REQUIRED[kind] - set(thing)))
    for name, value in thing.items():
        for item in value if isinstance(value, list) else [value]:
            if isinstance(item, dict):
                yield from _faults(item)
            elif not _is_right(kind, name, item):
                yield f"{kind}.{name} is {item!r}"
    yield from _faults_of_lists(thing)


def _is_right(kind: str, name: str, value) -> bool:
    if value in ("", None):
        return False
    if name in ADDRESSES:
        return bool(re.match(r"https?://[^/\s]+/\S*$", value))
    if name in DATES:
        return bool(parse_date(value))
    if name in DATES_OR_MOMENTS:
        moment = parse_datetime(value) if "T" in value else None
        return bool(moment and moment.tzinfo) if "T" in value else bool(parse_date(value))
    if name in MOMENTS and kind not in WITH_YEAR:
        moment = parse_datetime(value)
        return bool(moment and moment.tzinfo)
    if name == "headline":
        return len(value) <= 110
    return True


def _faults_of_lists(thing: dict) -> Iterator[str]:
    if thing["@type"] == "BreadcrumbList":
        steps = thing["itemListElement"]
        if [step["position"] for step in steps] != list(range(1, len(steps) + 1)):
            yield "BreadcrumbList does not count from 1"
        # Only the page itself, the last step, may leave its address out.
        yield from (f"{step['name']} leads nowhere" for step in steps[:-1] if "item" not in step)
    if thing["@type"] == "Dataset" and not 50 <= len(thing.get("description", "")) <= 5000:
        yield "Dataset is described in less than 50 or more than 5000 characters"
