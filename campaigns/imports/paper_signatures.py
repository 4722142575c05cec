"""Reads a table of organizations that signed on paper. Each row goes through `services`."""

from __future__ import annotations

import datetime
import re
from functools import lru_cache

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables
from wagtail.log_actions import log

from campaigns import services
from campaigns.models import Call
from campaigns.signing import normalizing, places
from campaigns.signing.forms import ROLE_LENGTH
from nnirr_site.tabular.cells import read_cell
from nnirr_site.tabular.reader import ImportOutcome, Problem, check_url, read_table

COLUMNS = ("organization", "contact", "date")
OLDEST_YEAR = 2000  # an older date is a slip of the pen


@sensitive_variables()
def import_organizations(
    call: Call, text: str, are_named: bool, language: str, dry_run: bool = False, user=None
) -> ImportOutcome:
    """Enter the organizations of a table. A dry run does the same and takes all of it back.

    Raises `TableError` if the text is no such table.
    """
    outcome = ImportOutcome()
    with transaction.atomic():
        known_names = services.find_known_names(call)
        for number, cells in read_table(text, COLUMNS, outcome.problems):
            try:
                endorser = clean_endorser(cells, call)
                services.add_paper_organization(
                    call, endorser, are_named, language, user, known_names
                )
            except ValidationError as problem:
                outcome.problems.append(Problem(number, "; ".join(problem.messages)))
            except services.AlreadySigned as problem:
                outcome.problems.append(Problem(number, word_duplicate(problem.by)))
            else:
                outcome.count("new")
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
def clean_endorser(cells: dict[str, str], call: Call) -> services.PaperEndorser:
    """One row, checked like the form of the site. Raises ValidationError with every reason.

    No reason repeats what stands in the row: it may be shown where the row itself may not.
    """
    problems: list[str] = []

    def check(column: str, rule, instead=""):
        try:
            return rule(read_cell(cells.get(column, "")))
        except ValidationError as problem:
            problems.extend(f"{column}: {message}" for message in problem.messages)
            return instead

    country = check("country", find_country)
    region = check("state", find_region)
    if region and not country:
        country = "US"
    if not country and not any(line.startswith("country") for line in problems):
        problems.append(_("country: name the country, or the state for the United States"))
    endorser = services.PaperEndorser(
        organization=check("organization", normalizing.clean_name),
        contact=check("contact", normalizing.clean_name),
        role=check("role", lambda text: normalizing.clean_name(text, ROLE_LENGTH) if text else ""),
        email=check("email", lambda text: normalizing.clean_email(text) if text else ""),
        website=check("website", check_website),
        signed_on=check("date", lambda text: clean_signing_date(text, call), timezone.localdate()),
        country=country,
        region=region if country == "US" else "",
    )
    if problems:
        raise ValidationError(problems)
    return endorser


def check_website(text: str) -> str:
    try:
        return check_url(text)
    except ValidationError:
        raise ValidationError(_("this is no web address")) from None


def read_date(text: str) -> datetime.date:
    """2026-06-15, or 6/15/2026 as spreadsheets of the United States write it."""
    if parts := re.fullmatch(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})", text):
        month, day, year = map(int, parts.groups())
        return datetime.date(year, month, day)
    return datetime.date.fromisoformat(text)


def clean_signing_date(text: str, call: Call) -> datetime.date:
    try:
        day = read_date(text)
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


@lru_cache
def names_of_countries() -> dict[str, str]:
    """Small letters → code, in every language of the site."""
    return {
        name.casefold(): code
        for language in ("en", "es", "fr", "ar")
        for code, name in places.countries(language)
    }


def find_country(text: str) -> str:
    """The code for a code or a name; "" for nothing."""
    if not text:
        return ""
    if text.upper() in places.COUNTRIES:
        return text.upper()
    try:
        return names_of_countries()[text.casefold()]
    except KeyError:
        raise ValidationError(_("this country is not on our list")) from None


def find_region(text: str) -> str:
    if not text:
        return ""
    if text.upper() in places.REGIONS:
        return text.upper()
    names = {name.casefold(): code for code, name in places.REGIONS.items()}
    try:
        return names[text.casefold()]
    except KeyError:
        raise ValidationError(_("this is no state or territory of the United States")) from None
