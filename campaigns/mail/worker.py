"""The mail worker: sends what is in the outbox, counts what changed, deletes what is overdue.

What it does for one mail is in `campaigns/mail/sending.py`, and by how many at a time in
`campaigns/mail/senders.py`; here is when it does what, and how it lives on while the database is
away.
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
from campaigns.mail.senders import Senders
from campaigns.mail.sending import judging
from campaigns.models import Switches
from campaigns.services import tally, worker_state
from campaigns.services.departures.following import follow_departures
from nnirr_site.database import clock
from nnirr_site.database.sessions import open_session
from nnirr_site.dev.embedded_postgres.errors import EmbeddedError
from nnirr_site.http.page_cache.memory import page_cache

logger = logging.getLogger(__name__)

LONGEST_PAUSE = 15  # seconds between two tries to reach the database; begins with one
POLL_SECONDS = 5
FOLLOW_SECONDS = 8  # between two looks for who left; docs/backup.md promises ten
PULSE_SECONDS = 15  # between two signs of life
STOPPING_SECONDS = 5  # for a chore to come to its end; then it goes on after the next start
SENDING_SECONDS = 20  # for the mails that are on their way; less than a supervisor waits


class Worker:
    """Runs until `stop()` is called: mail at once, the count and the cleaning in their time."""

    def __init__(self):
        self._stopping = threading.Event()
        self._listener: psycopg.Connection | None = None
        self._next_tick = 0.0
        self._next_pulse = 0.0
        self._next_look = 0.0
        self._is_record_away = False
        self._trouble = Trouble()
        self._housekeeper = Housekeeper(self._stopping, self._trouble)
        self._lifeline = Lifeline(settings.MAIL_CONNECTIONS)
        self._senders = Senders(
            self._lifeline.claimants(), self._stopping, self._trouble, lambda: self._may_judge
        )
        self._is_mail_stopped = False
        self._may_judge = True  # until it listens, beside others that may do so too
        self._is_clock_wrong = False
        self._has_chores_to_begin = False  # when it runs, not in single rounds

    def stop(self) -> None:
        self._stopping.set()

    @property
    def is_stopping(self) -> bool:
        return self._stopping.is_set()

    def run(self) -> None:
        logger.info("worker: started, counting every %d seconds", settings.TALLY_SECONDS)
        page_cache.listen()  # drops what mails say of a call when staff change it
        self._lifeline.start()
        self._senders.start()
        self._has_chores_to_begin = True
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
        self._senders.join(SENDING_SECONDS)
        self._housekeeper.join(STOPPING_SECONDS)
        self._lifeline.stop()
        logger.info("worker: stopped")

    def work(self) -> None:
        """One round: everything that is due now."""
        connection.close_if_unusable_or_obsolete()
        if self._listen():
            # Before anything is sent: the database may be another one than before, from a backup.
            self._follow_departures(whole=True)
        if self._has_chores_to_begin:
            self._has_chores_to_begin = False
            self._housekeeper.start()  # among them mail about accounts
        while not self.is_stopping:
            self._beat()
            done = self._send()
            self._keep_time()
            is_rekeying = self._rekey()
            if not is_rekeying and not done:
                break

    def _send(self) -> int:
        """Have sent what is due, unless the server was away a short while ago or staff said stop.

        A worker whose clock is hours off leaves the queue as it is: its links would be dead. Gives
        0 if there is nothing left to do.
        """
        self._judge()
        while not self.is_stopping and services.answer_requests():
            pass
        if self._is_stopped_by_staff() or self._senders.pause.is_on:
            return 0
        if clock.is_too_far_for_links(clock.find_lead()):
            return 0
        done = self._senders.send()
        return 0 if self._senders.pause.is_on else done

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
        while self._may_judge and not self.is_stopping:
            with judging:
                judged = services.judge_waiting()
            if judged.rejected:
                logger.info("rules: %d of %d set aside", judged.rejected, judged.seen)
            if not judged.seen:
                break
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
        until = min(
            self._next_tick,
            self._next_look,
            time.monotonic() + POLL_SECONDS,
            self._senders.providers.next_turn,
        )
        while not self.is_stopping and time.monotonic() < until:
            left = min(0.5, max(0.01, until - time.monotonic()))
            if any(True for _note in self._listener.notifies(timeout=left, stop_after=1)):
                return

    def _keep_time(self) -> None:
        now = time.monotonic()
        if now >= self._next_tick:
            self._next_tick = now + settings.TALLY_SECONDS
            changed = tally.tick()
            self._senders.providers.forget_turns_before()
            if changed:
                logger.info("tally: %d calls counted anew", len(changed))
        if now >= self._next_look:
            self._follow_departures(whole=False)

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

    def _follow_departures(self, *, whole: bool) -> None:
        """Write this worker's own record of who left; each has one, so this is no shared chore."""
        self._next_look = time.monotonic() + FOLLOW_SECONDS
        try:
            follow_departures(whole=whole)
        except OSError as error:
            if not self._is_record_away:
                logger.error("departures: the record cannot be kept (%s)", type(error).__name__)
            self._is_record_away = True
        else:
            self._is_record_away = False

    def _listen(self) -> bool:
        """A connection of its own: waiting on Django's would block its transactions.

        Whether there was none.
        """
        if self._listener is not None and not self._listener.closed:
            return False
        self._may_judge = False
        connection.ensure_connection()
        self._listener = open_session(application_name="campaigns worker")
        # It holds the lock of who judges: a machine that vanished must not keep it for hours.
        for setting in KEEPALIVES:
            self._listener.execute(setting)
        self._listener.execute(f"LISTEN {services.MAIL_CHANNEL}")
        return True

    def _forget_connections(self) -> None:
        if self._listener is not None:
            self._listener.close()
            self._listener = None
        self._may_judge = False
        connection.close()
