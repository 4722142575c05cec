"""What the worker does in its time: one row for each chore, and a lock while it is done.

Of several workers one does a chore. One that dies leaves the row as it was, and its lock goes with
its connection: another begins anew. Every chore can be stopped and begun again at any time.
"""

from __future__ import annotations

import logging
import zlib
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import InterfaceError, OperationalError, connection
from django.utils import timezone

from campaigns import services
from campaigns.models import Chore, Switches
from campaigns.retention import apply_retention
from nnirr_site.accounts import chores as accounts

logger = logging.getLogger(__name__)

LOCKS = 8154  # the class of our advisory locks
TRY_AGAIN = timedelta(minutes=15)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
SOON = timedelta(seconds=10)  # each time that the worker looks


@dataclass(frozen=True)
class Duty:
    """One chore: `run` is told how to know that it is to stop, and may say how many rows it met."""

    name: str
    every: timedelta
    run: Callable[[Callable[[], bool]], int | None]


DUTIES = (
    Duty("remind", HOUR, lambda should_stop: services.queue_reminders(should_stop=should_stop)),
    Duty(
        "keep retention", HOUR, lambda should_stop: apply_retention(should_stop=should_stop).total
    ),
    Duty("wipe judged forms", HOUR, lambda should_stop: services.wipe_waiting_checks()),
    Duty("account mail", SOON, lambda should_stop: send_account_mail(should_stop)),
    Duty("forget sign-ins", DAY, lambda should_stop: accounts.forget()),
)


def send_account_mail(should_stop: Callable[[], bool]) -> int:
    """Mails about accounts of staff; the switch that stops all mail stops them too."""
    return 0 if Switches.load().is_mail_stopped else accounts.send_due(should_stop)


def is_due(duty: Duty, now: datetime) -> bool:
    chore = Chore.objects.filter(name=duty.name).first()
    if chore is None:
        return True
    if chore.failed_at and now < chore.failed_at + TRY_AGAIN:
        return False
    return chore.ran_at is None or now >= chore.ran_at + duty.every


def lock_number(name: str) -> int:
    """A number of 32 bits with a sign, as PostgreSQL wants it."""
    return zlib.crc32(name.encode()) - 2**31


@contextmanager
def lock(name: str):
    """Whether this connection got the lock; it is given back at the end."""
    key = [LOCKS, lock_number(name)]
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", key)
        [is_ours] = cursor.fetchone()
    try:
        yield is_ours
    finally:
        if is_ours and not connection.needs_rollback and connection.is_usable():
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s, %s)", key)


def do_due(duties=None, should_stop=lambda: False) -> list[str]:
    """Do what is due now and nobody else is doing. Returns the names of what was done."""
    done = []
    for duty in DUTIES if duties is None else duties:
        if should_stop():
            break
        if not is_due(duty, timezone.now()):
            continue
        with lock(duty.name) as is_ours:
            # Somebody may have finished it between the look and the lock.
            if is_ours and is_due(duty, timezone.now()) and _do(duty, should_stop):
                done.append(duty.name)
    return done


def _do(duty: Duty, should_stop: Callable[[], bool]) -> bool:
    """Do one chore and note it. One that fails is noted too, and one that was stopped is not."""
    try:
        count = duty.run(should_stop)
    except (OperationalError, InterfaceError):
        raise
    except Exception as error:
        name = type(error).__name__
        _note(duty, failed_at=timezone.now(), error=name[:60])
        logger.exception("chore: %s failed", duty.name)
        return False
    if should_stop():
        return False
    _note(duty, ran_at=timezone.now(), failed_at=None, error="")
    if count:
        logger.info("chore: %s, %d rows", duty.name, count)
    return True


def _note(duty: Duty, **fields) -> None:
    Chore.objects.update_or_create(name=duty.name, defaults=fields)
