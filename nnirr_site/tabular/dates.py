"""Dates as people write them in tables. What can be read in two ways is asked, never guessed."""

from __future__ import annotations

import datetime
import re

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

DAY_AND_MONTH = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})", re.ASCII)
YEAR_FIRST = re.compile(r"(\d{4})[/.-](\d{1,2})[/.-](\d{1,2})", re.ASCII)
CENTURY = 2000  # of years in two digits


class DateOrder(TextChoices):
    """What comes first in a date that could be either."""

    MONTH = "month", _("Month first, as in 6/15/2026")
    DAY = "day", _("Day first, as in 15/6/2026")


class AmbiguousDate(ValueError):
    """The date is one of two, and nobody has said which."""


def read_date(text: str, order: str = "") -> datetime.date:
    """2026-06-15, 6/15/2026, 15.6.26 and the like. Raises `ValueError`.

    Raises `AmbiguousDate` for 05/06/2026, unless `order` says what comes first there.
    """
    if found := YEAR_FIRST.fullmatch(text):
        return datetime.date(*map(int, found.groups()))
    found = DAY_AND_MONTH.fullmatch(text)
    if found is None:
        return datetime.date.fromisoformat(text)
    first, second, year = int(found[1]), int(found[3]), int(found[4])
    year += CENTURY if len(found[4]) == 2 else 0
    if first > 12 or (order == DateOrder.DAY and second <= 12):
        return datetime.date(year, second, first)
    if second > 12 or first == second or order == DateOrder.MONTH:
        return datetime.date(year, first, second)
    raise AmbiguousDate("day and month could be either way round")
