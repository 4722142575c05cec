"""What has to be done regularly so that nothing is kept for longer than was promised.

The worker does it in its time, a command does it by hand and can say beforehand what it would do.
Nobody is named in what is returned or logged.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from campaigns import services
from campaigns.choices import SignatureStatus
from campaigns.services.outcomes import do_each
from campaigns.services.retention.anonymizing import Erasure, erase_due, plan_erasures
from campaigns.services.retention.erasing import find_unconfirmed
from nnirr_site.database.clock import database_now

logger = logging.getLogger(__name__)


@dataclass
class Retention:
    """What was done, or would be, in numbers."""

    unconfirmed: int = 0
    emails: int = 0
    bounds: int = 0
    erasures: list[Erasure] = field(default_factory=list)

    @property
    def lines(self) -> list[str]:
        """One sentence for each thing, without any name."""
        lines = [
            f"unconfirmed signatures deleted: {self.unconfirmed}",
            f"addresses of last mails deleted: {self.emails}",
            f"marks of mails and pauses of addresses deleted: {self.bounds}",
        ]
        lines += [
            f"{erasure.call}: {erasure.anonymized} signatures anonymized,"
            f" {erasure.deleted} that waited deleted"
            for erasure in self.erasures
        ]
        return lines

    @property
    def total(self) -> int:
        """How many rows were met."""
        erased = sum(erasure.anonymized + erasure.deleted for erasure in self.erasures)
        return self.unconfirmed + self.emails + self.bounds + erased


def plan_retention(now: datetime | None = None) -> Retention:
    """What `apply_retention` would do now."""
    now = now or database_now()
    overdue = find_unconfirmed(now)
    plans = plan_erasures(now)
    # An unconfirmed signature of a call that ends today is deleted once, as what it is first.
    for plan in plans:
        twice = overdue.filter(call__slug=plan.call, anonymized_at__isnull=True)
        waiting = twice.filter(status=SignatureStatus.PENDING).count()
        plan.deleted -= waiting
        plan.anonymized -= twice.count() - waiting
    bounds = sum(rows.count() for rows in services.find_old_bounds(now))
    bounds += services.find_old_changes(now).count()
    return Retention(overdue.count(), services.find_stale_emails(now).count(), bounds, plans)


def apply_retention(
    now: datetime | None = None, should_stop: Callable[[], bool] = lambda: False
) -> Retention:
    """Delete what is overdue. Safe to stop and to repeat at any time.

    What fails stops nothing else of it; raises `SomeFailed` at the end then.
    """
    now = now or database_now()
    done = Retention()

    def delete_unconfirmed() -> None:
        done.unconfirmed = services.delete_unconfirmed(now, should_stop=should_stop)

    def forget_emails() -> None:
        done.emails = services.forget_stale_emails(now)

    def forget_bounds() -> None:
        done.bounds = services.forget_old_bounds(now) + services.forget_old_changes(now)

    def erase_calls() -> None:
        done.erasures = erase_due(now, should_stop=should_stop)

    steps = (delete_unconfirmed, forget_emails, forget_bounds, erase_calls)
    try:
        do_each(steps, lambda step: step(), should_stop)
    finally:
        _log(done)
    return done


def _log(done: Retention) -> None:
    if done.total:
        for line in done.lines:
            logger.info("retention: %s", line)
