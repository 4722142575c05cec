"""Several connections to the mail server at a time, each in a thread of its own.

While a server takes its time for one mail, others go out, and who judges, counts and reminds does
not wait. Each sender claims mails under a number of its own, so what one of them has in its hands
is left to it by the others and by other workers.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Sequence

from django.conf import settings
from django.db import Error as DatabaseTrouble
from django.db import connection

from campaigns.mail.job_runner import Trouble
from campaigns.mail.liveness import Claimant
from campaigns.mail.providers import Providers
from campaigns.mail.sending import Batch, send_due_mails
from campaigns.services.mail.outbox import mark_sent
from nnirr_site.dev.embedded_postgres.errors import EmbeddedError

FIRST_SERVER_PAUSE = 30  # seconds without sending while the mail server is away; doubles
LONGEST_SERVER_PAUSE = 15 * 60
LOOK_SECONDS = 0.5
MOST_IN_A_ROW = 100  # over one connection; then a new one, as servers end long ones
logger = logging.getLogger(__name__)


class ServerPause:
    """How long nobody sends after the mail server was found away."""

    def __init__(self):
        self._lock = threading.Lock()
        self.until = 0.0  # by `time.monotonic`
        self.next_seconds = FIRST_SERVER_PAUSE

    @property
    def is_on(self) -> bool:
        return time.monotonic() < self.until

    def note(self, batch: Batch) -> None:
        """What one sender met. Of several who find it away at the same time, one is enough."""
        with self._lock:
            if batch.total:
                self.next_seconds = FIRST_SERVER_PAUSE
            if not batch.server_trouble or self.is_on:
                return
            logger.warning(
                "mail: the server is away (%s), sending pauses for %d s",
                batch.server_trouble,
                self.next_seconds,
            )
            self.until = time.monotonic() + self.next_seconds
            self.next_seconds = min(LONGEST_SERVER_PAUSE, self.next_seconds * 2)


class Pace:
    """No more than MAILS_PER_SECOND of one worker, evenly; 0: as fast as it goes."""

    def __init__(self, is_stopping: threading.Event):
        self._is_stopping = is_stopping
        self._lock = threading.Lock()
        self._next = 0.0

    def wait(self) -> None:
        """Wait for one's turn, or for the end."""
        if not settings.MAILS_PER_SECOND:
            return
        with self._lock:
            turn = max(self._next, time.monotonic())
            self._next = turn + 1 / settings.MAILS_PER_SECOND
        self._is_stopping.wait(max(0.0, turn - time.monotonic()))


class Senders:
    """Threads that send what is due, whenever they are told to, until nothing is."""

    def __init__(
        self,
        claimants: Sequence[Claimant],
        is_stopping: threading.Event,
        trouble: Trouble,
        may_judge: Callable[[], bool],
    ):
        self.pause, self.pace = ServerPause(), Pace(is_stopping)
        self.providers = Providers()
        self._is_stopping, self._trouble, self._may_judge = is_stopping, trouble, may_judge
        self._claimants = claimants
        self._changed = threading.Condition()
        self._round = self._done = 0
        numbers = [one.number for one in claimants]
        self._finished = dict.fromkeys(numbers, 0)  # the last round of each
        self._batches = {number: Batch() for number in numbers}
        self._rests_until = dict.fromkeys(numbers, 0.0)
        self._threads = [
            threading.Thread(target=self._run, args=[one], daemon=True, name="sender")
            for one in claimants
        ]

    @property
    def are_running(self) -> bool:
        return any(thread.is_alive() for thread in self._threads)

    def start(self) -> None:
        for thread in self._threads:
            thread.start()

    def join(self, seconds: float) -> None:
        """Wait until what is in their hands is sent and marked, but not longer."""
        end = time.monotonic() + seconds
        for thread in self._threads:
            if thread.is_alive():
                thread.join(max(0.0, end - time.monotonic()))

    def send(self, seconds: float = LOOK_SECONDS) -> int:
        """Have them send what is due, and wait for so long at most.

        Gives how many mails they are done with since it was asked last, and one more as long as
        any of them is still at work. Before they are started, the caller sends in their place.
        """
        if not self.are_running:
            return self._send_guarded(self._claimants[0]).total
        with self._changed:
            self._round += 1
            self._changed.notify_all()
            self._changed.wait_for(lambda: self._are_idle or self._is_stopping.is_set(), seconds)
            done, self._done = self._done, 0
            return done + (not self._are_idle)

    @property
    def _are_idle(self) -> bool:
        return all(finished == self._round for finished in self._finished.values())

    def _run(self, claimant: Claimant) -> None:
        number = claimant.number
        while not self._is_stopping.is_set():
            with self._changed:
                self._changed.wait_for(lambda: self._finished[number] != self._round, LOOK_SECONDS)
                begun = self._round
            done = 0
            if begun != self._finished[number] and time.monotonic() >= self._rests_until[number]:
                connection.close_if_unusable_or_obsolete()
                done = self._send_guarded(claimant).total
            with self._changed:
                self._finished[number] = begun
                self._done += done
                self._changed.notify_all()
        if self._batches[number].unmarked is not None:
            self._send_guarded(claimant)
        connection.close()

    def _send_guarded(self, claimant: Claimant) -> Batch:
        """Send until nothing is due. What went out and could not be marked is marked first."""
        begun, number = time.monotonic(), claimant.number
        batch = self._batches[number] = Batch(
            unmarked=self._batches[number].unmarked,
            wait_for_turn=self.pace.wait,
            providers=self.providers,
        )
        try:
            if batch.unmarked is not None:
                mark_sent(batch.unmarked)
                batch.unmarked = None
            send_due_mails(
                limit=MOST_IN_A_ROW,
                should_stop=lambda: self._is_stopping.is_set() or self.pause.is_on,
                claimant=claimant,
                batch=batch,
                may_judge=self._may_judge,
                held_by_others=lambda: self._held_by_others(number),
            )
        except (DatabaseTrouble, OSError, EmbeddedError) as error:
            self._trouble.note(error, begun)
            connection.close()
        except Exception:
            # Through the log, whose filter knows what may not be written; never to stderr.
            logger.exception("worker: something went wrong while sending")
            connection.close()
        if batch.server_trouble and self._is_another_let_in(number):
            # Such as a server that takes fewer connections than there are senders.
            self._rests_until[number] = time.monotonic() + FIRST_SERVER_PAUSE
            logger.info("mail: the server takes no further connection (%s)", batch.server_trouble)
        else:
            self.pause.note(batch)
        return batch

    def _held_by_others(self, number: int) -> list[int]:
        return [
            mail
            for other, batch in self._batches.items()
            if other != number
            for mail in batch.held_mails
        ]

    def _is_another_let_in(self, number: int) -> bool:
        return any(batch.is_connected for other, batch in self._batches.items() if other != number)
