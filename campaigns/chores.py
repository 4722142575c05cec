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
from campaigns.models import Chore
from campaigns.retention import apply_retention
from campaigns.services import keyring
from campaigns.services.reindexing import reindex
from campaigns.services.rotating import rotate_keys

logger = logging.getLogger(__name__)

LOCKS = 8154  # the class of our advisory locks
TRY_AGAIN = timedelta(minutes=15)
QUARTER = timedelta(minutes=15)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@dataclass(frozen=True)
class Duty:
    """One chore: `run` is told how to know that it is to stop, and returns how many rows it met."""

    name: str
    every: timedelta
    run: Callable[[Callable[[], bool]], int]


def rotate_some(should_stop: Callable[[], bool]) -> int:
    """Seal and index with the newest keys what was written with older ones.

    Not while a process runs that does not know these keys: it could neither read nor find it.
    """
    if keyring.find_reasons_to_wait():
        return 0
    resealed = rotate_keys(should_stop=should_stop)
    reindexed = reindex(should_stop=should_stop)
    if reindexed.conflicts:
        logger.info("keys: %d doubles set aside", reindexed.conflicts)
    if forgotten := keyring.forget_unused():
        logger.info("keys: nothing needs %s any more", ", ".join(forgotten))
    return resealed.resealed + reindexed.reindexed


DUTIES = (
    Duty("remind", HOUR, lambda should_stop: services.queue_reminders(should_stop=should_stop)),
    Duty(
        "keep retention", HOUR, lambda should_stop: apply_retention(should_stop=should_stop).total
    ),
    Duty("rotate keys", HOUR, lambda should_stop: rotate_some(should_stop)),
    Duty("round times", QUARTER, lambda should_stop: services.round_times(should_stop=should_stop)),
    Duty("forget networks", DAY, lambda should_stop: services.forget_networks()),
)


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
