"""What the worker does in its time: one row for each chore, and a lock while it is done.

Of several workers one does a chore. One that dies leaves the row as it was, and its lock goes with
its connection: another begins anew. Every chore can be stopped and begun again at any time. To add
one, add a `Duty` to `DUTIES`: it gets a thread of its own, its times and its row in the report.
"""

from __future__ import annotations

import logging
import zlib
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import Error as DatabaseTrouble
from django.db import connection
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from campaigns import services
from campaigns.mail.arriving.bounce_mailbox import read_bounces
from campaigns.mail.smtp import make_mail_connection
from campaigns.mail.staff_notices import tell_staff
from campaigns.models import Chore, Switches
from campaigns.services.delivering import print_waiting
from campaigns.services.departures.following import follow_departures
from campaigns.services.retention.due import apply_retention
from campaigns.services.vault_keys import keyring
from campaigns.services.vault_keys.reindexing import reindex
from campaigns.services.vault_keys.rotating import rotate_keys
from campaigns.services.worker_state import note_run
from nnirr_site.accounts import housekeeping as accounts
from nnirr_site.admin.bin import empty_bin
from nnirr_site.database import clock
from nnirr_site.database.sessions import is_pooled, open_session
from nnirr_site.publishing.cdn import tell_cdn
from nnirr_site.publishing.scheduled import publish_due
from nnirr_site.typesetting.upkeep import keep_files
from nnirr_site.upkeep.checking import check_links

logger = logging.getLogger(__name__)

LOCKS = 8154  # the class of our advisory locks
TRY_AGAIN = timedelta(minutes=15)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
QUARTER = 15 * MINUTE
SOON = timedelta(seconds=10)  # each time that the worker looks
LONGEST_PAUSE = 6 * HOUR
MOST_EARLY = timedelta(minutes=5)


@dataclass(frozen=True)
class Duty:
    """One chore: `run` is told how to know that it is to stop, and may say how many rows it met.

    `label` is what staff read. What `is_final` (deletes, or sends mail) does not happen while the
    clocks of the worker and the database differ: nobody knows then which of the two is right.
    """

    name: str
    every: timedelta
    run: Callable[[Callable[[], bool]], int | None]
    label: str | Promise = ""
    is_final: bool = True


def rotate_some(should_stop: Callable[[], bool]) -> int:
    """Seal and index with the newest keys what was written with older ones.

    Not while a process runs that does not know these keys: it could neither read nor find it. And
    not again on the same day, once nothing was left: that is found out by reading everything.
    """
    if keyring.find_reasons_to_wait() or keyring.is_swept():
        return 0
    resealed = rotate_keys(should_stop=should_stop)
    reindexed = reindex(should_stop=should_stop)
    if reindexed.conflicts:
        logger.info("keys: %d doubles set aside", reindexed.conflicts)
    if forgotten := keyring.forget_unused():
        logger.info("keys: nothing needs %s any more", ", ".join(forgotten))
    if resealed.is_finished and reindexed.is_finished:
        keyring.note_sweep()
    return resealed.resealed + reindexed.reindexed


DUTIES = (
    Duty(
        "publish",
        MINUTE,
        lambda should_stop: publish_due(should_stop=should_stop).total,
        _("Publish pages, and take them off, at the times that were set"),
        is_final=False,
    ),
    Duty(
        "remind",
        HOUR,
        lambda should_stop: services.queue_reminders(should_stop=should_stop),
        _("Remind who has not confirmed after two days"),
    ),
    Duty(
        "keep retention",
        HOUR,
        lambda should_stop: apply_retention(should_stop=should_stop).total,
        _("Delete personal data on the promised day, and signatures that nobody confirmed"),
    ),
    Duty(
        "print deliveries",
        SOON,
        lambda should_stop: print_waiting(should_stop),
        _("Set the PDFs of deliveries"),
        is_final=False,
    ),
    Duty(
        "write departures",
        SOON,
        lambda should_stop: follow_departures() and None,
        _("Write down, apart from the database, who left: so that no backup brings anybody back"),
        is_final=False,
    ),
    Duty(
        "tell staff",
        MINUTE,
        lambda should_stop: tell_staff(should_stop, make_mail_connection),
        _("Tell staff by mail what waits, in the morning or at once"),
    ),
    Duty(
        "forget caught",
        HOUR,
        lambda should_stop: services.forget_caught(),
        _("Forget who was set aside together with whom"),
    ),
    Duty(
        "forget reasons",
        DAY,
        lambda should_stop: services.forget_old_reasons(),
        _("Delete what staff typed about signatures of which nothing personal is kept"),
    ),
    Duty(
        "clear sessions",
        DAY,
        lambda should_stop: accounts.clear_sessions(),
        _("Delete logins that have ended"),
    ),
    Duty(
        "wipe judged forms",
        HOUR,
        lambda should_stop: services.wipe_waiting_checks(should_stop),
        _("Wipe from the disk where forms came from that have been looked at"),
        is_final=False,
    ),
    Duty(
        "read bounces",
        5 * MINUTE,
        lambda should_stop: read_bounces(should_stop),
        _("Read what came back to the mailbox for bounces, if there is one"),
        is_final=False,
    ),
    Duty(
        "account mail",
        SOON,
        lambda should_stop: send_account_mail(should_stop),
        _("Send mail about accounts of staff"),
        is_final=False,
    ),
    Duty(
        "forget sign-ins",
        DAY,
        lambda should_stop: accounts.purge_old_rows(),
        _("Delete old records of who logged in"),
    ),
    Duty(
        "empty the bin",
        DAY,
        lambda should_stop: empty_bin(),
        _("Delete pages that have lain in the bin for 30 days"),
    ),
    Duty(
        "check links",
        HOUR,
        lambda should_stop: check_links(should_stop),
        _("Open the links of pages, a few at a time, unless that is turned off"),
        is_final=False,
    ),
    Duty(
        "rotate keys",
        HOUR,
        lambda should_stop: rotate_some(should_stop),
        _("Write anew with the newest keys what older ones have written"),
        is_final=False,
    ),
    Duty(
        "tell the CDN",
        SOON,
        lambda should_stop: tell_cdn(should_stop),
        _("Tell the content delivery network what has changed"),
        is_final=False,
    ),
    Duty(
        "make prints",
        MINUTE,
        lambda should_stop: keep_files(should_stop),
        _("Make poster, fact sheet, lesson plan and sign-on sheet anew when what they say changes"),
        is_final=False,
    ),
    Duty(
        "round times",
        QUARTER,
        lambda should_stop: services.round_times(should_stop=should_stop),
        _("Round times that nothing needs to the second any more"),
    ),
)


def send_account_mail(should_stop: Callable[[], bool]) -> int:
    """Mails about accounts of staff; the switch that stops all mail stops them too."""
    if Switches.load().is_mail_stopped:
        return 0
    return accounts.send_due(should_stop, make_mail_connection)


def next_time(duty: Duty, chore: Chore | None, now: datetime) -> datetime:
    """When a chore is to be done. A last time in the future is not believed: then it is due now."""
    if chore is None:
        return now
    if chore.failed_at and chore.failed_at <= now:
        return chore.failed_at + pause_after_failures(duty, chore.failures)
    if chore.ran_at and chore.ran_at <= now:
        return chore.ran_at + duty.every - _jitter(duty, chore.ran_at)
    return now


def pause_after_failures(duty: Duty, failures: int) -> timedelta:
    """Twice as long after each failure in a row; what is done every minute is tried sooner."""
    longest = max(TRY_AGAIN, min(duty.every, LONGEST_PAUSE))
    return min(longest, min(duty.every, TRY_AGAIN) * 2 ** min(max(failures, 1) - 1, 10))


def _jitter(duty: Duty, ran_at: datetime) -> timedelta:
    """Up to a tenth sooner, so that chores which began together do not go on in step."""
    share = zlib.crc32(f"{duty.name} {ran_at.timestamp()}".encode()) / 2**32
    return min(duty.every / 10, MOST_EARLY) * share


def is_due(duty: Duty, now: datetime) -> bool:
    chore = Chore.objects.filter(name=duty.name).first()
    return next_time(duty, chore, now) <= now


def lock_number(name: str) -> int:
    """A number of 32 bits with a sign, as PostgreSQL wants it."""
    return zlib.crc32(name.encode()) - 2**31


@contextmanager
def lock(name: str):
    """Whether we got the lock; it is given back at the end.

    A pooler would give it to whoever has the connection next: with one the lock has its own.
    """
    key = [LOCKS, lock_number(name)]
    if is_pooled():
        with open_session() as held:
            yield held.execute("SELECT pg_try_advisory_lock(%s, %s)", key).fetchone()[0]
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", key)
        [is_ours] = cursor.fetchone()
    try:
        yield is_ours
    finally:
        if is_ours and not connection.needs_rollback and connection.is_usable():
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s, %s)", key)


def find_due() -> list[Duty]:
    """The chores whose time has come, as far as this worker's clock lets it do them."""
    now, chores = clock.database_now(), Chore.objects.in_bulk()
    due = [duty for duty in DUTIES if next_time(duty, chores.get(duty.name), now) <= now]
    if any(duty.is_final for duty in due) and clock.is_too_far(clock.find_lead()):
        due = [duty for duty in due if not duty.is_final]
    return due


def do_due(duties=None, should_stop=lambda: False) -> list[str]:
    """Do what is due now and nobody else is doing. Returns the names of what was done."""
    done = []
    for duty in DUTIES if duties is None else duties:
        if should_stop():
            break
        if do_if_due(duty, should_stop):
            done.append(duty.name)
    return done


def do_if_due(duty: Duty, should_stop: Callable[[], bool]) -> bool:
    """Do one chore, unless its time has not come, somebody else does it, or the clocks differ."""
    if not is_due(duty, clock.database_now()):
        return False
    if duty.is_final and clock.is_too_far(clock.find_lead()):
        return False
    with lock(duty.name) as is_ours:
        # Somebody may have finished it between the look and the lock.
        return is_ours and is_due(duty, clock.database_now()) and _do(duty, should_stop)


def _do(duty: Duty, should_stop: Callable[[], bool]) -> bool:
    """Do one chore and note it. One that fails is noted too, and one that was stopped is not."""
    try:
        count = duty.run(should_stop)
    except Exception as error:
        if isinstance(error, DatabaseTrouble) and not connection.is_usable():
            raise
        _note_failure(duty, getattr(error, "summary", type(error).__name__)[:60])
        return False
    if should_stop():
        return False
    note_run(duty.name, ran_at=clock.database_now(), failed_at=None, error="", failures=0)
    if count:
        logger.info("chore: %s, %d rows", duty.name, count)
    return True


def _note_failure(duty: Duty, name: str) -> None:
    """Its trace is logged once for each kind of error; after that a line says that it goes on."""
    before = Chore.objects.filter(name=duty.name).first()
    failures = min(before.failures + 1 if before else 1, 1000)
    if failures == 1 or before.error != name:
        logger.exception("chore: %s failed", duty.name)
    else:
        logger.warning("chore: %s failed again (%s), %d times", duty.name, name, failures)
    note_run(duty.name, failed_at=clock.database_now(), error=name, failures=failures)
