"""The clock that decides: the database's, which is the same one for every process.

A web server or a worker may run on a machine whose clock is wrong. What is due, claimed, overdue or
to be deleted is therefore asked of the database: in SQL as `statement_timestamp()`, in an update or
a filter as Django's `Now()`, and where Python has to compare, through `database_now()`.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import connection
from django.utils import timezone

TOLERANCE = timedelta(minutes=1)
# Links in mails carry the time of the process that makes them, and live for days: by so much they
# may be wrong without being dead, or living on, where it matters.
TOLERANCE_OF_LINKS = timedelta(hours=1)


def database_now() -> datetime:
    """The time on the database's clock, also within a transaction that began long ago."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        [now] = cursor.fetchone()
    return now


def find_lead() -> timedelta:
    """How far the clock of this process is ahead of the database's; negative if it is behind.

    Time that the question itself took is no difference.
    """
    before, now, after = timezone.now(), database_now(), timezone.now()
    if before > now:
        return before - now
    return min(after - now, timedelta())


def is_too_far(lead: timedelta) -> bool:
    """Whether two clocks differ so much that one of them must be wrong."""
    return abs(lead) > TOLERANCE


def is_too_far_for_links(lead: timedelta) -> bool:
    """Whether links made by this clock would end much sooner or later than is promised."""
    return abs(lead) > TOLERANCE_OF_LINKS
