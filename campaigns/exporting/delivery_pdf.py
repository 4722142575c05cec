"""The PDF that is handed over: the words that were signed, the numbers, and the public names.

`delivery.typ` beside it lays it out. A name with a character that no typeface has is not printed as
boxes: the page says on which lines of the CSV file such names stand.
"""

from __future__ import annotations

import logging
import unicodedata
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import NamedTuple

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import get_language_info, ngettext
from django.utils.translation import gettext as _

from nnirr_site.i18n.languages import text_direction
from nnirr_site.i18n.numbers import write_number as write_decimal
from nnirr_site.i18n.territories import base_language
from nnirr_site.typesetting.coverage import has_every_character, is_covered, missing_characters
from nnirr_site.typesetting.render import CannotSet, render_pdf

TEMPLATE = "campaigns/exporting/delivery.typ"
NAMES_PRINTED = 3000
LINES_NAMED = 300
STRONG = {"L", "R", "AL"}

logger = logging.getLogger(__name__)


class Named(NamedTuple):
    """A public name, and the line of the CSV file on which it stands."""

    name: str
    line: int


def write_count(number: int) -> str:
    return write_decimal(Decimal(number))


@dataclass(frozen=True)
class Printed:
    """All that the PDF says. Names are in the order in which they are printed."""

    title: str
    addressee: str
    delivered_to: str
    delivered_on: str
    frozen_at: datetime
    language: str
    people: int
    organizations: int
    offline: int
    note: str = ""
    texts: list[dict] = field(default_factory=list)
    totals: list[tuple[str, int, int]] = field(default_factory=list)
    organization_names: list[Named] = field(default_factory=list)
    names: list[Named] = field(default_factory=list)
    name_count: int = 0


def spelled_out(text: str) -> str:
    """`text` on one line, with the code of each character that no typeface has in its place."""
    text = " ".join(text.split())
    if not missing_characters(text):
        return text
    return "".join(sign if is_covered(sign) else f"[U+{ord(sign):04X}]" for sign in text)


def isolate(text: str) -> str:
    """`text`, which somebody typed, marked as of a direction of its own where it has another one
    than the paper: what stands at its end stays there (UAX 9, first strong isolate).
    """
    is_rtl = text_direction(base_language()) == "rtl"
    for sign in text:
        kind = unicodedata.bidirectional(sign)
        if kind in STRONG:
            return text if (kind != "L") is is_rtl else f"\u2068{text}\u2069"
    return text


def make_pdf(content: Printed) -> bytes:
    """The finished file; the same content gives the same bytes. Raises `CannotSet`."""
    data = describe_printed(content)
    try:
        return render_pdf(TEMPLATE, data, made_on=content.frozen_at)
    except CannotSet as problem:
        # PDF/UA refuses a document for one combination of letters that no typeface can join.
        # Nobody's name shall keep a call from being delivered.
        logger.warning("delivery: set again without PDF/UA: %s", problem)
        return render_pdf(TEMPLATE, data, made_on=content.frozen_at, standards=())


def describe_printed(content: Printed) -> dict:
    """What the template prints, in words of the language that is active."""
    named = [
        describe_names(_("People who asked to be named"), content.names, content.name_count),
    ]
    if content.organization_names:
        count = len(content.organization_names)
        named.insert(0, describe_names(_("Organizations"), content.organization_names, count))
    return {
        "language": content.language,
        "author": settings.WAGTAIL_SITE_NAME,
        "title": spelled_out(content.title),
        "delivered": _("Delivered to %(addressee)s on %(day)s")
        % {"addressee": isolate(spelled_out(content.delivered_to)), "day": content.delivered_on},
        "note": isolate(spelled_out(content.note)),
        "counts": describe_counts(content),
        "moment": describe_moment(content.frozen_at),
        "texts": [describe_text(text) for text in content.texts],
        "totals": {
            "title": _("Where people signed"),
            "header": [_("Country or state"), _("People"), _("Organizations")],
            "rows": describe_totals(content.totals),
        },
        "named": named,
    }


def describe_totals(totals: list[tuple[str, int, int]]) -> list[dict]:
    """Parts of a country follow it, and are counted in its row already."""
    rows, whole = [], ""
    for place, people, organizations in totals:
        is_part = bool(whole) and place.startswith(f"{whole}: ")
        whole = whole if is_part else place
        cells = [spelled_out(place), write_count(people), write_count(organizations)]
        rows.append({"cells": cells, "is_part": is_part})
    return rows


def describe_counts(content: Printed) -> str:
    """“21 people, 1 organization.”; what was collected on paper only if anything was."""
    kinds = [
        (ngettext("%(number)s person", "%(number)s people", content.people), content.people),
        (
            ngettext("%(number)s organization", "%(number)s organizations", content.organizations),
            content.organizations,
        ),
    ]
    if content.offline:
        words = ngettext("%(number)s on paper", "%(number)s on paper", content.offline)
        kinds.append((words, content.offline))
    return _(", ").join(words % {"number": write_count(number)} for words, number in kinds) + "."


def describe_moment(moment: datetime) -> str:
    return _(
        "People confirmed by mail; organizations did so too or signed on paper. As of %(moment)s"
    ) % {"moment": date_format(moment, "DATETIME_FORMAT")}


def describe_text(text: dict) -> dict:
    code = text["language"]
    name = get_language_info(code)["name_translated"]
    return {
        "language": code,
        "title": spelled_out(text["title"]),
        "lines": [spelled_out(line) for line in text["plain"].splitlines() if line.strip()],
        "source": _("Text in %(language)s, version %(number)s, SHA-256 %(sha256)s")
        % {
            # Of the languages of the site only English writes these names with a capital.
            "language": name if base_language() == "en" else name.lower(),
            "number": text["number"],
            "sha256": text["sha256"],
        },
    }


def describe_names(title: str, names: list[Named], total: int) -> dict:
    """Names that can be printed; in words how many more there are, and where they are found."""
    considered = names[:NAMES_PRINTED]
    shown = [isolate(named.name) for named in considered if has_every_character(named.name)]
    unprinted = sorted(named.line for named in considered if not has_every_character(named.name))
    remarks = []
    if total > len(shown):
        remarks.append(
            _("%(shown)s of %(total)s names are printed here; the CSV file holds all of them.")
            % {"shown": write_count(len(shown)), "total": write_count(total)}
        )
    if unprinted:
        lines = ", ".join(str(line) for line in unprinted[:LINES_NAMED])
        remarks.append(
            _("There are no letters here for the names on these lines of the CSV file: %(lines)s")
            % {"lines": lines + (" …" if len(unprinted) > LINES_NAMED else "")}
        )
    if not total:
        remarks.append(_("None."))
    return {"title": title, "remarks": remarks, "names": shown}
