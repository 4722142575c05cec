"""Reads a table of organizations that signed on paper. Each row goes through `services`."""

from __future__ import annotations

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables
from wagtail.log_actions import log

from campaigns import services
from campaigns.imports.place_names import find_country, find_region
from campaigns.models import Call
from campaigns.signing import normalizing, places
from campaigns.signing.forms import ROLE_LENGTH
from nnirr_site.tabular.cells import read_cell
from nnirr_site.tabular.dates import AmbiguousDate, read_date
from nnirr_site.tabular.reader import ImportOutcome, Problem, check_url, read_table

COLUMNS = ("organization", "contact", "date")
AMBIGUOUS = "ambiguous"
OLDEST_YEAR = 2000  # an older date is a slip of the pen


@sensitive_variables()
def import_organizations(
    call: Call,
    text: str,
    are_named: bool,
    language: str,
    dry_run: bool = False,
    user=None,
    date_order: str = "",
) -> ImportOutcome:
    """Enter the organizations of a table. A dry run does the same and takes all of it back.

    `date_order` says what comes first in dates such as 5/6/2026; without it they are problems.
    Raises `TableError` if the text is no such table.
    """
    outcome = ImportOutcome()
    with transaction.atomic():
        known_names = services.find_known_names(call)
        for number, cells in read_table(text, COLUMNS, outcome.problems):
            try:
                endorser, notes = clean_endorser(cells, call, date_order)
                services.add_paper_organization(
                    call, endorser, are_named, language, user, known_names
                )
            except ValidationError as problem:
                message, values = "; ".join(problem.messages), tuple(cells.values())
                outcome.problems.append(Problem(number, message, values))
                codes = {error.code for error in problem.error_list}
                outcome.asks_for_order |= AMBIGUOUS in codes
            except services.AlreadySigned as problem:
                values = tuple(cells.values())
                outcome.problems.append(Problem(number, word_duplicate(problem.by), values))
            else:
                outcome.count("new")
                outcome.notes += [Problem(number, note) for note in notes]
                outcome.understood.append((number, describe_endorser(endorser)))
        if dry_run:
            transaction.set_rollback(True)
        else:
            data = {"added": outcome.counts.get("new", 0), "left_out": len(outcome.problems)}
            log(call, "campaigns.import_organizations", user=user, data=data)
    return outcome


def word_duplicate(by: str) -> str:
    if by == "organization":
        return _("an organization of this name has signed already, or stands in the table twice")
    return _(
        "this e-mail address has signed already, or stands in the table twice: leave the address "
        "out to enter the organization"
    )


@sensitive_variables()
def clean_endorser(
    cells: dict[str, str], call: Call, date_order: str = ""
) -> tuple[services.PaperEndorser, list[str]]:
    """One row, checked like the form of the site, and what was left out of it.

    Raises ValidationError with every reason.

    No reason repeats what stands in the row: it may be shown where the row itself may not.
    """
    problems: list[ValidationError] = []
    notes: list[str] = []

    def check(column: str, rule, instead=""):
        try:
            return rule(read_cell(cells.get(column, "")))
        except ValidationError as problem:
            problems.extend(
                ValidationError(f"{column}: {message}", code=error.code)
                for error in problem.error_list
                for message in error.messages
            )
            return instead

    country = check("country", find_country)
    if country in {"", "US"}:
        region = check("state", find_region)
    else:
        region = ""
        if cells.get("state"):
            notes.append(_("state: left out, as only those of the United States are kept"))
    if region and not country:
        country = "US"
    if not (country or cells.get("country") or cells.get("state")):
        sentence = _("country: name the country, or the state for the United States")
        problems.append(ValidationError(sentence))
    endorser = services.PaperEndorser(
        organization=check("organization", normalizing.clean_name),
        contact=check("contact", normalizing.clean_name),
        role=check("role", lambda text: normalizing.clean_name(text, ROLE_LENGTH) if text else ""),
        email=check("email", lambda text: normalizing.clean_email(text) if text else ""),
        website=check("website", check_website),
        signed_on=check(
            "date", lambda text: clean_signing_date(text, call, date_order), timezone.localdate()
        ),
        country=country,
        region=region,
    )
    if problems:
        raise ValidationError(problems)
    return endorser, notes


def describe_endorser(endorser: services.PaperEndorser) -> tuple[str, ...]:
    """How a row was understood: what staff compare with the sheet before anything is stored."""
    return (
        endorser.organization,
        places.place_name(endorser.country, endorser.region),
        date_format(endorser.signed_on, "DATE_FORMAT"),
    )


def check_website(text: str) -> str:
    try:
        return check_url(text)
    except ValidationError:
        raise ValidationError(_("this is no web address")) from None


def clean_signing_date(text: str, call: Call, date_order: str) -> datetime.date:
    try:
        day = read_date(text, date_order)
    except AmbiguousDate:
        sentence = _("this may be one of two days: choose whether months or days come first")
        raise ValidationError(sentence, code=AMBIGUOUS) from None
    except ValueError:
        raise ValidationError(_("write the date like 2026-06-15 or 6/15/2026")) from None
    if day.year < OLDEST_YEAR:
        raise ValidationError(_("the date lies before 2000"))
    if day > timezone.localdate():
        raise ValidationError(_("the date lies in the future"))
    end = call.organizations_close_at or call.closes_at
    if end and day > timezone.localdate(end):
        raise ValidationError(_("organizations could not sign any more on that day"))
    return day
