"""Brings the table of US Senators up to date.

States without a row in the table keep theirs, so a table of one state can be imported. Senators of
a state that the table names without them leave, unless a row was left out: it might be theirs.
A state needs both its rows; a seat that nobody holds is a row whose name is VACANT.
"""

from __future__ import annotations

import datetime
import re
from collections import Counter
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from campaigns.imports.place_names import find_region
from campaigns.models import Senator
from campaigns.services.legislators import remove_senators, store_senator
from campaigns.signing import places
from nnirr_site.http.page_cache.memory import purge
from nnirr_site.tabular.dates import read_date
from nnirr_site.tabular.reader import ImportOutcome, Problem, check_url, read_table

TABLE = Path(__file__).resolve().parents[1] / "data" / "senators.csv"
COLUMNS = ("state", "name", "contact_form", "bioguide", "as_of")
# Their people elect no Senator.
WITHOUT_SENATORS = frozenset({"DC", "AS", "GU", "MP", "PR", "VI"})
# Addresses of the forces are no places: who uses one votes in a state.
FORCES = frozenset({"AA", "AE", "AP"})
STATES = tuple(code for code in places.REGIONS if code not in WITHOUT_SENATORS | FORCES)
VACANT = "vacant"
LENGTHS = {"name": 120, "party": 40, "phone": 20, "address": 200, "source": 200}


def import_senators(text: str, dry_run: bool = False, user=None) -> ImportOutcome:
    """Import a table that was read as text. Raises `TableError` if it is none."""
    outcome, seen = ImportOutcome(), []
    with transaction.atomic():
        stored = {senator.bioguide: senator for senator in Senator.objects.select_for_update()}
        rows = list(read_table(text, COLUMNS, outcome.problems))
        for _number, cells in rows:
            cells["state"] = read_state(cells["state"])
        seats = Counter(cells["state"] for _number, cells in rows)
        halved = {state for state in STATES if seats[state] == 1}
        for number, cells in rows:
            if cells["name"].casefold() == VACANT and seats[cells["state"]] == 2:
                continue
            try:
                if cells["state"] in halved:
                    raise ValidationError(_("the table has one row for this state and not two"))
                values = clean_senator(cells, seen, stored)
            except ValidationError as problem:
                message, typed = "; ".join(problem.messages), tuple(cells.values())
                outcome.problems.append(Problem(number, message, typed))
                continue
            seen.append(values)
            outcome.understood.append((number, describe_senator(values)))
            save_row(values, stored.get(values["bioguide"]), outcome, dry_run)
        named = {values["state"] for values in seen}
        kept = {values["bioguide"] for values in seen}
        gone = [one for one in stored.values() if one.state in named and one.bioguide not in kept]
        if outcome.problems:
            outcome.count("kept", len(gone))
        else:
            outcome.count("removed", len(gone))
            outcome.leaving = [f"{senator.name} ({senator.state})" for senator in gone]
        if dry_run:
            return outcome
        if gone and not outcome.problems:
            remove_senators(gone)
        first = Senator.objects.first()
        if first is not None:
            log(first, "campaigns.import_senators", user=user, data={"counts": outcome.counts})
        purge()
    return outcome


def read_state(text: str) -> str:
    """The code of a state by code or name; what is none is said so where the row is checked."""
    try:
        return find_region(text)
    except ValidationError:
        return text.upper()


def describe_senator(values: dict) -> tuple[str, ...]:
    """How a row was understood."""
    day = date_format(values["as_of"], "DATE_FORMAT")
    return values["name"], places.region_name(values["state"]), day


def save_row(values: dict, senator: Senator | None, outcome: ImportOutcome, dry_run: bool) -> None:
    if senator is None:
        outcome.count("new")
        if not dry_run:
            store_senator(values)
        return
    changed = {name for name, value in values.items() if getattr(senator, name) != value}
    outcome.count("changed" if changed else "unchanged")
    if changed and not dry_run:
        store_senator(values, senator)


def clean_senator(cells: dict[str, str], seen: list[dict], stored: dict[str, Senator]) -> dict:
    """The values of one row. Raises ValidationError with every reason against it."""
    problems: list[str] = []

    def check(rule, text: str, instead=""):
        try:
            return rule(text)
        except ValidationError as problem:
            problems.extend(problem.messages)
            return instead

    values = {
        "bioguide": check(clean_bioguide, cells["bioguide"]),
        "state": check(clean_state, cells["state"]),
        "contact_form": check(check_url, cells["contact_form"]),
        "website": check(check_url, cells.get("website") or cells.get("url", "")),
        "email": check(check_public_email, cells.get("email", "")),
        "term_end": check(clean_day, cells.get("term_end", ""), None),
        "as_of": check(clean_table_date, cells["as_of"], None),
    }
    for name, length in LENGTHS.items():
        values[name] = cells.get(name, "")
        if len(values[name]) > length:
            problems.append(_("%(column)s is too long") % {"column": name})
    if not values["name"]:
        problems.append(_("the name is missing"))
    if not (values["contact_form"] or values["email"] or values["phone"]):
        problems.append(_("there is no way to write or call"))
    if any(other["bioguide"] == values["bioguide"] for other in seen):
        problems.append(_("this Senator stands in the table twice"))
    if sum(other["state"] == values["state"] for other in seen) >= 2:
        problems.append(_("the table has two Senators of this state already"))
    known = stored.get(values["bioguide"])
    if known and values["as_of"] and values["as_of"] < known.as_of:
        problems.append(_("what is stored is newer"))
    if problems:
        raise ValidationError(problems)
    return values


def clean_bioguide(text: str) -> str:
    """The number in the Biographical Directory of Congress, which outlives a change of name."""
    if not re.fullmatch(r"[A-Z]\d{6}", text):
        raise ValidationError(_("“%(text)s” is no Bioguide ID, such as S001198") % {"text": text})
    return text


def clean_state(text: str) -> str:
    if text not in STATES:
        raise ValidationError(_("“%(text)s” is no state that has Senators") % {"text": text})
    return text


def check_public_email(text: str) -> str:
    try:
        if text:
            validate_email(text)
    except ValidationError:
        raise ValidationError(_("“%(text)s” is no e-mail address") % {"text": text}) from None
    return text


def clean_day(text: str) -> datetime.date | None:
    """A day, or None for nothing."""
    try:
        return read_date(text) if text else None
    except ValueError:
        raise ValidationError(
            _("“%(text)s” is no date such as 2026-06-15") % {"text": text}
        ) from None


def clean_table_date(text: str) -> datetime.date:
    """The day of the table, which cannot lie ahead."""
    date = clean_day(text)
    if date is None:
        raise ValidationError(_("“%(text)s” is no date such as 2026-06-15") % {"text": text})
    if date > timezone.localdate() + datetime.timedelta(days=1):
        raise ValidationError(_("the date lies in the future"))
    return date
