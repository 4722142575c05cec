"""Dates of the Migrant Workers Convention that never change, and what is counted from them."""

import datetime

ADOPTED_ON = datetime.date(1990, 12, 18)
"""General Assembly resolution 45/158, which also opened the Convention for signature."""

IN_FORCE_SINCE = datetime.date(2003, 7, 1)
"""Article 87: three months after the twentieth ratification or accession."""


def count_days(since: datetime.date, today: datetime.date) -> int:
    """Days from one date to another; 1 on the day after."""
    return (today - since).days


def count_years(since: datetime.date, today: datetime.date) -> int:
    """Whole years from one date to another, as people count birthdays."""
    is_before_anniversary = (today.month, today.day) < (since.month, since.day)
    return today.year - since.year - is_before_anniversary
