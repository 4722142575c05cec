"""How workers know of each other who is alive: each holds locks that end with its process.

PostgreSQL gives a lock back when the connection ends, which it sees at once if a process is
killed, and within half a minute if a whole machine goes (keepalives of TCP). A mail whose worker
holds its lock is left to it however long its server takes; any other is free after a moment.
"""

from __future__ import annotations

import contextlib
import random
import threading
from dataclasses import dataclass

import psycopg
from django.db import Error as DatabaseTrouble

from campaigns.services.mail.outbox import WORKER_LOCKS
from nnirr_site.database.sessions import open_session
from nnirr_site.dev.embedded_postgres.errors import EmbeddedError

LOOK_SECONDS = 2.0
STOPPING_SECONDS = 5
TROUBLES = (DatabaseTrouble, psycopg.Error, OSError, EmbeddedError)
# The server asks whether a silent peer is there: after 10 s, three times. Over a socket of the
# same machine the settings do nothing, and none is needed.
KEEPALIVES = (
    "SET tcp_keepalives_idle = 10",
    "SET tcp_keepalives_interval = 5",
    "SET tcp_keepalives_count = 3",
)


@dataclass(frozen=True)
class Claimant:
    """One of those in a process who have a mail in their hands at a time."""

    lifeline: Lifeline
    number: int

    @property
    def seen_number(self) -> int | None:
        """The number to claim mails with; None while others cannot see that we are alive."""
        return self.number if self.lifeline.is_held else None


class Lifeline:
    """Holds the locks of this process in a thread and on a connection of its own.

    `count` claim mails at the same time, each under a number of its own.
    """

    def __init__(self, count: int = 1):
        self.numbers = random.SystemRandom().sample(range(1, 2**31), count)
        self._is_held = threading.Event()
        self._is_ending = threading.Event()
        self._thread = threading.Thread(target=self._keep, daemon=True, name="lifeline")

    @property
    def number(self) -> int:
        """By which this process is known."""
        return self.numbers[0]

    @property
    def is_held(self) -> bool:
        return self._is_held.is_set()

    def claimants(self) -> list[Claimant]:
        return [Claimant(self, number) for number in self.numbers]

    def start(self, seconds: float = 5.0) -> None:
        """Begin to hold the lock; waits for it, but not for long."""
        self._thread.start()
        self._is_held.wait(seconds)

    def stop(self) -> None:
        self._is_ending.set()
        if self._thread.is_alive():
            self._thread.join(STOPPING_SECONDS)

    def _keep(self) -> None:
        while not self._is_ending.is_set():
            with contextlib.suppress(*TROUBLES):
                self._hold()
            self._is_held.clear()
            self._is_ending.wait(1)

    def _hold(self) -> None:
        with open_session() as held:
            for setting in KEEPALIVES:
                held.execute(setting)
            # Shared: a former connection of ours, whose end nobody has seen yet, is no hindrance.
            for number in self.numbers:
                held.execute("SELECT pg_advisory_lock_shared(%s, %s)", [WORKER_LOCKS, number])
            self._is_held.set()
            while not self._is_ending.wait(LOOK_SECONDS):
                held.execute("SELECT 1")
