"""Dates as precisely as a source gives them: a day, a month or only a year."""

from __future__ import annotations

import datetime

from django.db import models
from django.utils import formats, timezone
from django.utils.translation import gettext_lazy as _


class DatePrecision(models.TextChoices):
    DAY = "day", _("Day")
    MONTH = "month", _("Month")
    YEAR = "year", _("Year")


def format_date(
    date: datetime.date | None,
    precision: str = DatePrecision.DAY,
    day_format: str = "DATE_FORMAT",
) -> str:
    """`date` in the active language, showing no more than `precision` allows.

    A source that says "November 2024" must not turn into "November 1, 2024" on our pages.
    `day_format` names the format of whole dates; "SHORT_DATE_FORMAT" is for narrow columns.
    """
    if date is None:
        return ""
    if precision == DatePrecision.YEAR:
        return str(date.year)
    if precision == DatePrecision.MONTH:
        return formats.date_format(date, "YEAR_MONTH_FORMAT")
    return formats.date_format(date, day_format)


def machine_date(date: datetime.date | None, precision: str = DatePrecision.DAY) -> str:
    """The value of an HTML `datetime` attribute: `2024`, `2024-11` or `2024-11-19`."""
    if date is None:
        return ""
    length = {DatePrecision.YEAR: 4, DatePrecision.MONTH: 7}.get(precision, 10)
    return date.isoformat()[:length]


def write_offset(moment: datetime.datetime) -> str:
    """How far the clock of an aware moment is from UTC, such as `UTC−8` or `UTC+5:30`."""
    minutes = round(moment.utcoffset().total_seconds() / 60)
    if not minutes:
        return "UTC"
    hours, rest = divmod(abs(minutes), 60)
    sign = "−" if minutes < 0 else "+"
    return f"UTC{sign}{hours}" + (f":{rest:02}" if rest else "")


def write_moment(moment: datetime.datetime) -> str:
    """Day, hour and zone by the site's clock: who has until then may live under another one."""
    local = timezone.localtime(moment)
    zone = ", ".join(dict.fromkeys([formats.date_format(local, "T"), write_offset(local)]))
    return f"{formats.date_format(local, 'DATETIME_FORMAT')} ({zone})"
