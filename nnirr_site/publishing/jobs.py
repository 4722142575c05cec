"""Work that a publish sets off but need not wait for: pictures are drawn in a thread of their own.

Nothing that people did may depend on this: a process that ends takes its waiting work with it.
Whatever is done here is noticed as missing by the next request that needs it, or is made up for by
a command. Mails and signatures have the outbox and the worker instead.
"""

from __future__ import annotations

import atexit
import logging
import os
import threading
from collections import deque
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.db import connection, transaction

from nnirr_site.uploads.reader import waiting_at_most

SECONDS_AT_EXIT = 5
# Nobody waits for these jobs, so they let others have the reader of files first.
SECONDS_FOR_THE_READER = 300

logger = logging.getLogger(__name__)
Job = tuple[Callable[..., Any], tuple]


class Background:
    """Jobs of this process, each waiting at most once, done one after the other by one thread."""

    def __init__(self):
        self._begin()

    def _begin(self) -> None:
        self._jobs: deque[Job] = deque()
        self._changed = threading.Condition()
        self._thread: threading.Thread | None = None
        self._is_working = False

    def add(self, job: Job) -> None:
        with self._changed:
            if job in self._jobs:
                return
            self._jobs.append(job)
            if self._thread is None or not self._thread.is_alive():
                self._thread = threading.Thread(
                    target=self._work, daemon=True, name="background-jobs"
                )
                self._thread.start()
            self._changed.notify_all()

    def wait(self, seconds: float) -> bool:
        """True as soon as nothing is left to do, False when `seconds` have passed before that."""
        with self._changed:
            return self._changed.wait_for(lambda: not self._jobs and not self._is_working, seconds)

    def _work(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._jobs)
                job = self._jobs.popleft()
                self._is_working = True
            try:
                with waiting_at_most(SECONDS_FOR_THE_READER):
                    run(job)
            finally:
                # A thread's connection is closed by nobody else.
                connection.close()
                with self._changed:
                    self._is_working = False
                    self._changed.notify_all()


background = Background()
os.register_at_fork(after_in_child=background._begin)


@atexit.register
def _finish() -> None:
    """Give a command that has just published something the time to draw it."""
    background.wait(SECONDS_AT_EXIT)


def run(job: Job) -> None:
    """Do one job. Its failure is logged and stops nothing."""
    function, arguments = job
    try:
        function(*arguments)
    except Exception:
        logger.exception("The background job %s failed", function.__name__)


def soon(function: Callable[..., Any], *arguments: Any) -> None:
    """Do `function(*arguments)` in the background; settings.BACKGROUND_JOBS says how.

    `thread`: in this process's own thread. `inline`: now. `off`: not at all. Arguments have to be
    hashable, as a job that waits already is not added again.
    """
    job = (function, arguments)
    if settings.BACKGROUND_JOBS == "thread":
        background.add(job)
    elif settings.BACKGROUND_JOBS == "inline":
        run(job)


def after_commit(function: Callable[..., Any], *arguments: Any) -> None:
    """As `soon`, once the transaction under way is committed; never if it is rolled back."""
    transaction.on_commit(lambda: soon(function, *arguments))
