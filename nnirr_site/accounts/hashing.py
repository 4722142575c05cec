"""Django's password hashing, at most one at a time in each process.

A hash takes a third of a second of a whole core, on purpose. The threads that hash also serve
pages, so those who would only wait are told to come back (503) and hold no thread. Every hash of
the site goes this way, whoever asks for it: sign-ins, forms that ask again, new passwords.
"""

from __future__ import annotations

import os
import threading
from contextlib import contextmanager

from django.conf import settings
from django.contrib.auth.hashers import PBKDF2PasswordHasher

WAIT_SECONDS = 2.0
RETRY_SECONDS = 3


class HashingBusy(Exception):
    """Others are being hashed for; ask again in `RETRY_SECONDS`."""


class HashingRoom:
    """Lets one hash, and lets `seats` threads wait for `WAIT_SECONDS` at most."""

    def __init__(self, seats: int, seconds: float = WAIT_SECONDS):
        self.seconds = seconds
        self._seats = threading.Semaphore(seats)
        self._hashing = threading.Lock()

    @contextmanager
    def enter(self):
        """Raises `HashingBusy`."""
        if not self._hashing.acquire(blocking=False):
            self._wait()
        try:
            yield
        finally:
            self._hashing.release()

    def _wait(self) -> None:
        if not self._seats.acquire(blocking=False):
            raise HashingBusy
        try:
            if not self._hashing.acquire(timeout=self.seconds):
                raise HashingBusy
        finally:
            self._seats.release()


def _make_room() -> None:
    """A forked child must not inherit a lock that some thread of its parent holds."""
    global room
    room = HashingRoom(seats=1 if settings.WEB_THREADS >= 4 else 0)


_make_room()
os.register_at_fork(after_in_child=_make_room)


class BoundedPBKDF2PasswordHasher(PBKDF2PasswordHasher):
    """Writes and reads what Django's own does."""

    def encode(self, password, salt, iterations=None):
        with room.enter():
            return super().encode(password, salt, iterations)
