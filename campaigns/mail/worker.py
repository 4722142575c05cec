"""The mail worker: sends what is in the outbox, counts what changed, deletes what is overdue.

What it does for one mail is in `campaigns/mail/sending.py`; here is when it does what, and how it
lives on while the database or the mail server is away.
"""

from __future__ import annotations

import logging
import threading
import time

import psycopg
from django.conf import settings
from django.db import Error as DatabaseTrouble
from django.db import connection

from campaigns import services
from campaigns.mail import scheduled_jobs
from campaigns.mail.job_runner import Housekeeper, Trouble
from campaigns.mail.liveness import KEEPALIVES, Lifeline
from campaigns.mail.sending import Batch, mark_sent, send_due_mails
from campaigns.models import OutboundMail, Switches
from campaigns.services import tally, worker_state
from nnirr_site.database import clock
from nnirr_site.dev.embedded_postgres.errors import EmbeddedError

logger = logging.getLogger(__name__)

LONGEST_PAUSE = 15  # seconds between two tries to reach the database; begins with one
FIRST_SERVER_PAUSE = 30  # seconds without sending while the mail server is away; doubles
LONGEST_SERVER_PAUSE = 15 * 60
POLL_SECONDS = 5
PULSE_SECONDS = 15  # between two signs of life
STOPPING_SECONDS = 5  # for a chore to come to its end; then it goes on after the next start


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
