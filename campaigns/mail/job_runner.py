"""Has each chore done in a thread of its own: none waits for another, nor mail for any."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable

from django.db import Error as DatabaseTrouble
from django.db import connection

from campaigns.mail import scheduled_jobs
from nnirr_site.dev.embedded_postgres.errors import EmbeddedError

logger = logging.getLogger(__name__)

LOOK_SECONDS = 10  # between two looks at what is due in its time
LONGEST_PAUSE = 60


class Trouble:
    """Says once that the database is away, and once that it is back, whichever thread noticed."""

    def __init__(self):
        self._lock = threading.Lock()
        self._since: float | None = None
        self._ended = float("-inf")

    def note(self, error: Exception, begun: float) -> None:
        """`begun`: when what failed was begun (`time.monotonic`); old failures are heard late."""
        with self._lock:
            if self._since is None and begun > self._ended:
                self._since = time.monotonic()
                # Django's errors have the driver's as their cause, which says more: DiskFull.
                name = type(error.__cause__ or error).__name__
                logger.warning("worker: the database is away (%s)", name)

    def end(self) -> None:
        with self._lock:
            if self._since is not None:
                self._ended = time.monotonic()
                away = self._ended - self._since
                self._since = None
                logger.info("worker: the database is back after %.0f s", away)


class Housekeeper:
    """One thread looks what is due, and starts one for each chore; none is started twice."""

    def __init__(self, stopping: threading.Event, trouble: Trouble):
        self._stopping = stopping
        self._trouble = trouble
        self._looking = threading.Thread(target=self._look, daemon=True, name="housekeeper")
        self._working: dict[str, threading.Thread] = {}

    def start(self) -> None:
        self._looking.start()

    def join(self, seconds: float) -> None:
        """Wait for the chores to end, but not longer: they go on after the next start."""
        end = time.monotonic() + seconds
        for thread in (self._looking, *self._working.values()):
            if thread.is_alive():
                thread.join(max(0.0, end - time.monotonic()))

    def _look(self) -> None:
        pause = LOOK_SECONDS
        while not self._stopping.is_set():
            if self._guarded(self._start_due):
                pause = LOOK_SECONDS
            else:
                pause = min(LONGEST_PAUSE, pause * 2)
            self._stopping.wait(pause)

    def _start_due(self) -> None:
        for duty in scheduled_jobs.find_due():
            before = self._working.get(duty.name)
            if self._stopping.is_set() or (before and before.is_alive()):
                continue
            thread = threading.Thread(
                target=self._guarded,
                args=[scheduled_jobs.do_if_due, duty, self._stopping.is_set],
                daemon=True,
                name=f"chore {duty.name}",
            )
            self._working[duty.name] = thread
            thread.start()

    def _guarded(self, function: Callable, *arguments) -> bool:
        """Call it; True if it raised nothing. A thread's connection is closed by nobody else."""
        begun = time.monotonic()
        try:
            function(*arguments)
        except (DatabaseTrouble, OSError, EmbeddedError) as error:
            self._trouble.note(error, begun)
            return False
        except Exception:
            # Through the log, whose filter knows what may not be written; never to stderr.
            logger.exception("worker: a chore could not be begun or noted")
            return False
        finally:
            connection.close()
        return True
