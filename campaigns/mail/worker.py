"""The mail worker: sends what is in the outbox, counts what changed, deletes what is overdue.

Each mail is claimed by one UPDATE (`SKIP LOCKED`, so several workers share the work), sent outside
any transaction, and marked. A claim ends with the life of its worker (see `lifeline`): one that
dies between send and mark makes one mail go out twice at worst, and never loses one. What the mail
server says of a recipient or a message counts against that mail; a server that is away counts
against none. Times are the database's (see `nnirr_site.database.clock`).
"""

from __future__ import annotations

import logging
import smtplib
import threading
import time
from dataclasses import dataclass
from datetime import timedelta

import psycopg
from django.conf import settings
from django.db import Error as DatabaseTrouble
from django.db import connection
from django.db.models.functions import Now

from campaigns import services
from campaigns.choices import SignatureStatus
from campaigns.mail import rendering, scheduled_jobs
from campaigns.mail.job_runner import Housekeeper, Trouble
from campaigns.mail.liveness import KEEPALIVES, Lifeline
from campaigns.mail.smtp import make_mail_connection
from campaigns.mail.smtp_errors import describe_failure, is_hang_up, is_server_trouble, pause_after
from campaigns.models import OutboundMail, Switches
from campaigns.models.outbox import MailHold, MailKind, MailStatus
from campaigns.services import tally, worker_state
from campaigns.services.mail.outbox import claim_mail, mark
from nnirr_site.database import clock
from nnirr_site.dev.embedded_postgres.server import EmbeddedError

logger = logging.getLogger(__name__)

MAX_ATTEMPTS = 8  # with the pauses below: given up after about 12 hours
# A mail at which the server hangs up so often is to blame itself, if others went out meanwhile or
# if it goes on for days: a server that is away altogether does not answer in the first place.
MOST_HANG_UPS = 6
LONGEST_HANGING_UP = timedelta(days=3)
LONGEST_PAUSE = 15  # seconds between two tries to reach the database; begins with one
FIRST_SERVER_PAUSE = 30  # seconds without sending while the mail server is away; doubles
LONGEST_SERVER_PAUSE = 15 * 60
POLL_SECONDS = 5
BATCH = 100
JUDGING_PAUSE = timedelta(seconds=1)  # for a mail whose form another worker looks at
PULSE_SECONDS = 15  # between two signs of life
STOPPING_SECONDS = 5  # for a chore to come to its end; then it goes on after the next start


@dataclass
class Batch:
    """What happened to the mails of one round, for one line in the log."""

    sent: int = 0
    retried: int = 0
    failed: int = 0
    dropped: int = 0
    held: int = 0  # within the bounds of their address or domain only later
    waiting: int = 0  # another worker looks at their forms; not in `total`
    server_trouble: str = ""  # why the round ended early; the mail concerned is in no number
    unmarked: OutboundMail | None = None  # has gone out, and the database does not know it yet

    @property
    def total(self) -> int:
        return self.sent + self.retried + self.failed + self.dropped + self.held


def is_needed(mail: OutboundMail) -> bool:
    """Whether the signature is still as the mail says, and its address has not bounced."""
    states = {
        MailKind.CONFIRM: {SignatureStatus.PENDING},
        MailKind.REMINDER: {SignatureStatus.PENDING},
        MailKind.ALREADY_SIGNED: {SignatureStatus.CONFIRMED},
        MailKind.WITHDRAWN: {SignatureStatus.WITHDRAWN, SignatureStatus.REJECTED},
        MailKind.NEW_EMAIL: {SignatureStatus.PENDING, SignatureStatus.CONFIRMED},
        MailKind.FORMER_EMAIL: set(SignatureStatus),
    }
    if mail.kind == MailKind.NEW_EMAIL and mail.email_change.sealed_email is None:
        return False
    if mail.signature.bounced_at is not None and mail.kind != MailKind.NEW_EMAIL:
        return False
    return mail.signature.status in states[MailKind(mail.kind)]


def deliver(mail: OutboundMail, batch: Batch, mail_connection, may_judge: bool = True) -> None:
    """Send one claimed mail and mark it. Database errors pass through; others become its state.

    What went out and could not be marked stands in `batch.unmarked`.
    """
    if mail.kind == MailKind.CONFIRM:
        judged = services.judge_signature(mail.signature_id, may_judge)
        if judged.is_waiting:
            due = Now() + JUDGING_PAUSE
            mark(mail, MailStatus.QUEUED, attempts=mail.attempts - 1, next_attempt_at=due)
            batch.waiting += 1
            return
        # Set aside here or, since this mail was claimed, by another worker.
        mail.signature.refresh_from_db(fields=["status"])
    if services.read_later_form(mail.signature.reference):
        mail.refresh_from_db(fields=["differing", "signature"])
    if not is_needed(mail):
        mark(mail, MailStatus.DROPPED)
        batch.dropped += 1
        return
    if mail.attempts > MAX_ATTEMPTS:
        mark(mail, MailStatus.FAILED, error="worker died each time")
        batch.failed += 1
        return
    if (held := services.take_turn(mail)) is not None:
        _hold(mail, held, batch)
        return
    is_fresh, is_built, is_open = True, False, False
    try:
        built = rendering.build_mail(mail)
        is_built = True
        is_fresh = mail_connection.open() is not False  # False: the one of the mail before
        is_open = True
        mail_connection.send_messages([built])
    except DatabaseTrouble:
        raise
    except Exception as error:
        name, is_final = describe_failure(error)
        if is_built and is_server_trouble(error):
            has_hung_up = is_fresh and is_open and is_hang_up(error)
            _put_back(mail, name, batch, has_hung_up)
            # Servers end a connection after some mails: only a new one shows that one is away.
            batch.server_trouble = name if is_fresh else ""
        elif is_final or mail.attempts >= MAX_ATTEMPTS:
            mark(mail, MailStatus.FAILED, error=name[:60])
            batch.failed += 1
        else:
            due = Now() + pause_after(mail.attempts)
            mark(mail, MailStatus.QUEUED, error=name[:60], next_attempt_at=due)
            batch.retried += 1
        _close_quietly(mail_connection)
        return
    batch.unmarked = mail
    mark_sent(mail)
    batch.unmarked = None
    batch.sent += 1


def mark_sent(mail: OutboundMail) -> None:
    mark(mail, MailStatus.SENT, sent_at=Now(), error="")


def _hold(mail: OutboundMail, held: services.Held, batch: Batch) -> None:
    """What exceeds a bound waits for its turn, or is not sent at all."""
    if held.until is not None:
        services.hold_back(mail, held)
        again = {"attempts": mail.attempts - 1, "next_attempt_at": held.until}
        mark(mail, MailStatus.QUEUED, error=held.why, **again)
        batch.held += 1
        return
    if held.why != MailHold.PAUSED or not services.forget_unwanted(mail):
        mark(mail, MailStatus.DROPPED, error=held.why)
    batch.dropped += 1


def _put_back(mail: OutboundMail, name: str, batch: Batch, has_hung_up: bool) -> None:
    """Queue it behind what is due now: a mail at which the server hangs up must not block those.

    Nor is it tried for ever: see `_is_to_blame`.
    """
    now = clock.database_now()
    changes = {"attempts": mail.attempts - 1, "error": name[:60], "next_attempt_at": now}
    if has_hung_up:
        changes |= {"hang_ups": mail.hang_ups + 1, "hung_up_at": mail.hung_up_at or now}
        if _is_to_blame(mail, now):
            mark(mail, MailStatus.FAILED, error=f"{name}: each time"[:60])
            batch.failed += 1
            return
        if mail.hang_ups:
            changes["next_attempt_at"] = now + pause_after(mail.hang_ups)
    mark(mail, MailStatus.QUEUED, **changes)


def _is_to_blame(mail: OutboundMail, now) -> bool:
    """Whether the server hangs up because of this mail, as far as its history tells."""
    if mail.hang_ups + 1 < MOST_HANG_UPS or mail.hung_up_at is None:
        return False
    if now - mail.hung_up_at > LONGEST_HANGING_UP:
        return True
    return OutboundMail.objects.filter(sent_at__gt=mail.hung_up_at).exists()


def send_due_mails(
    limit: int = BATCH,
    should_stop=lambda: False,
    lifeline: Lifeline | None = None,
    batch: Batch | None = None,
    may_judge: bool = True,
) -> Batch:
    """Send up to `limit` mails that are due, over one connection, until the server is away.

    A caller that gives a `batch` can see what was done before an error.
    """
    batch, started = batch or Batch(), time.monotonic()
    mail_connection = make_mail_connection()
    try:
        while (
            batch.total + batch.waiting < limit and not batch.server_trouble and not should_stop()
        ):
            mail = claim_mail(lifeline and lifeline.claimant)
            if mail is None:
                break
            deliver(mail, batch, mail_connection, may_judge)
    finally:
        _close_quietly(mail_connection)
        if batch.total:
            logger.info(
                "mail: %d sent, %d to be retried, %d failed, %d not needed, %d held, in %.1f s",
                batch.sent,
                batch.retried,
                batch.failed,
                batch.dropped,
                batch.held,
                time.monotonic() - started,
            )
    return batch


def _close_quietly(mail_connection) -> None:
    try:
        mail_connection.close()
    except (OSError, smtplib.SMTPException):
        logger.debug("the mail server had closed the connection")


class Worker:
    """Runs until `stop()` is called: mail at once, the count and the cleaning in their time."""

    def __init__(self):
        self._stopping = threading.Event()
        self._listener: psycopg.Connection | None = None
        self._next_sending = 0.0
        self._server_pause = FIRST_SERVER_PAUSE
        self._next_tick = 0.0
        self._next_pulse = 0.0
        self._trouble = Trouble()
        self._housekeeper = Housekeeper(self._stopping, self._trouble)
        self._lifeline = Lifeline()
        self._is_mail_stopped = False
        self._may_judge = True  # until it listens, beside others that may do so too
        self._is_clock_wrong = False
        self._unmarked: OutboundMail | None = None

    def stop(self) -> None:
        self._stopping.set()

    @property
    def is_stopping(self) -> bool:
        return self._stopping.is_set()

    def run(self) -> None:
        logger.info("worker: started, counting every %d seconds", settings.TALLY_SECONDS)
        self._lifeline.start()
        self._housekeeper.start()
        pause = 1.0
        while not self.is_stopping:
            begun = time.monotonic()
            try:
                self.work()
                self._trouble.end()
                pause = 1.0
                self.wait()
            except (DatabaseTrouble, psycopg.Error, OSError, EmbeddedError) as error:
                self._trouble.note(error, begun)
            except Exception:
                # Through the log, whose filter knows what may not be written; never to stderr.
                logger.exception("worker: something went wrong")
            else:
                continue
            self._forget_connections()
            self._stopping.wait(pause)
            pause = min(LONGEST_PAUSE, pause * 2)
        self._forget_connections()
        self._housekeeper.join(STOPPING_SECONDS)
        self._lifeline.stop()
        logger.info("worker: stopped")

    def work(self) -> None:
        """One round: everything that is due now."""
        connection.close_if_unusable_or_obsolete()
        self._listen()
        if self._unmarked is not None:
            mark_sent(self._unmarked)
            self._unmarked = None
        while not self.is_stopping:
            self._beat()
            batch = self._send()
            self._keep_time()
            is_rekeying = self._rekey()
            if not is_rekeying and (batch.server_trouble or not batch.total):
                break

    def _send(self) -> Batch:
        """Send what is due, unless the server was away a short while ago or staff said stop.

        A worker whose clock is hours off leaves the queue as it is: its links would be dead.
        """
        self._judge()
        while not self.is_stopping and services.answer_requests():
            pass
        if self._is_stopped_by_staff() or time.monotonic() < self._next_sending:
            return Batch()
        if clock.is_too_far_for_links(clock.find_lead()):
            return Batch()
        batch = Batch()
        try:
            send_due_mails(
                should_stop=self._has_to_stop_sending,
                lifeline=self._lifeline,
                batch=batch,
                may_judge=self._may_judge,
            )
        finally:
            self._unmarked = batch.unmarked
        if batch.total:
            self._server_pause = FIRST_SERVER_PAUSE
        if batch.server_trouble:
            self._next_sending = time.monotonic() + self._server_pause
            logger.warning(
                "mail: the server is away (%s), sending pauses for %d s",
                batch.server_trouble,
                self._server_pause,
            )
            self._server_pause = min(LONGEST_SERVER_PAUSE, self._server_pause * 2)
        return batch

    def _has_to_stop_sending(self) -> bool:
        """Asked before each mail: who stops mail means the next one, not the next hundred."""
        self._beat()
        return self.is_stopping or self._is_stopped_by_staff()

    def _is_stopped_by_staff(self) -> bool:
        """Whether the queue stands. Said in the log when it changes."""
        is_stopped = Switches.load().is_mail_stopped
        if is_stopped != self._is_mail_stopped:
            self._is_mail_stopped = is_stopped
            logger.info("mail: %s by staff", "stopped" if is_stopped else "let go")
        return is_stopped

    def _judge(self) -> None:
        """Set aside what the rules of the staff catch, before its mail is looked at.

        One worker at a time, as it counts in its memory: it holds a lock as long as its listening
        connection lives, and another takes over when that ends.
        """
        if not self._may_judge:
            key = [scheduled_jobs.LOCKS, scheduled_jobs.lock_number("judge")]
            row = self._listener.execute("SELECT pg_try_advisory_lock(%s, %s)", key).fetchone()
            self._may_judge = row[0]
        while (
            self._may_judge and not self.is_stopping and (judged := services.judge_waiting()).seen
        ):
            if judged.rejected:
                logger.info("rules: %d of %d set aside", judged.rejected, judged.seen)
        if not self.is_stopping:
            services.read_later_forms()

    def _rekey(self) -> bool:
        """A batch of signatures whose provider's rule has changed. False if none waits."""
        done = services.rekey_some()
        if done is not None and (done.changed or done.is_finished):
            logger.info("rekeying: %d changed, %d doubles", done.changed, done.conflicts)
        return done is not None

    def wait(self) -> None:
        """Sleep until a mail is queued, something is due in time, or the end."""
        if self.is_stopping:
            return
        until = min(self._next_tick, time.monotonic() + POLL_SECONDS)
        while not self.is_stopping and time.monotonic() < until:
            left = min(0.5, max(0.01, until - time.monotonic()))
            if any(True for _note in self._listener.notifies(timeout=left, stop_after=1)):
                return

    def _keep_time(self) -> None:
        now = time.monotonic()
        if now >= self._next_tick:
            self._next_tick = now + settings.TALLY_SECONDS
            changed = tally.tick()
            if changed:
                logger.info("tally: %d calls counted anew", len(changed))

    def _beat(self) -> None:
        """Leave a sign of life for staff, and say in the log if the clock is or was wrong."""
        if time.monotonic() < self._next_pulse:
            return
        lead = clock.find_lead()
        now = clock.database_now()
        is_first = self._next_pulse == 0.0
        self._next_pulse = time.monotonic() + PULSE_SECONDS
        worker_state.note_pulse(self._lifeline.number, now, lead, is_first=is_first)
        if clock.is_too_far(lead) != self._is_clock_wrong:
            self._is_clock_wrong = not self._is_clock_wrong
            logger.warning(
                "worker: its clock is %d s ahead of the database's: %s",
                lead.total_seconds(),
                "nothing is deleted" if self._is_clock_wrong else "well enough",
            )

    def _listen(self) -> None:
        """A connection of its own: waiting on Django's would block its transactions."""
        if self._listener is not None and not self._listener.closed:
            return
        self._may_judge = False
        connection.ensure_connection()
        parameters = {
            name: value
            for name, value in connection.get_connection_params().items()
            if name not in {"context", "cursor_factory", "prepare_threshold"}
        }
        self._listener = psycopg.connect(
            **parameters, autocommit=True, application_name="campaigns worker"
        )
        # It holds the lock of who judges: a machine that vanished must not keep it for hours.
        for setting in KEEPALIVES:
            self._listener.execute(setting)
        self._listener.execute(f"LISTEN {services.MAIL_CHANNEL}")

    def _forget_connections(self) -> None:
        if self._listener is not None:
            self._listener.close()
            self._listener = None
        self._may_judge = False
        connection.close()
