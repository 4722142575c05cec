"""What every page needs and only staff change, read once and kept until something is published.

A reader that is marked with `once_per_generation` asks the database once for each generation of the
page cache: the purge that drops pages drops with them what they were made of. A process that does
not hear of purges, and a transaction, which may see what never happens or is over already, keep
nothing beyond the request, and nothing in it beyond the next row that is saved.

What is kept is shared by all threads and all visitors. So readers take no request, and nobody
changes what they return; a page or another row is handed on as a copy.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import update_wrapper
from math import inf
from typing import Generic, ParamSpec, TypeVar

from django.conf import settings
from django.core.signals import request_finished, request_started
from django.db import connection
from django.db.models.signals import m2m_changed, post_delete, post_save

from nnirr_site.http.page_cache.memory import page_cache

# Less than the worker waits until it gives signatures the keys of a new rule
# (`campaigns.services.vault_keys.rekeying.SETTLED_AFTER`).
MOMENT_SECONDS = 20.0
# Of one reader. Arguments may come from an address, such as a host.
MOST_KEPT = 200
Arguments = ParamSpec("Arguments")
Value = TypeVar("Value")


class OncePerGeneration(Generic[Arguments, Value]):
    """A reader whose results are kept, by its arguments, for one generation of the page cache.

    No longer than a page that names people would be, nor than `most_seconds`: what was changed past
    Django's signals is soon seen.
    """

    def __init__(self, read: Callable[Arguments, Value], most_seconds: float = inf):
        update_wrapper(self, read)
        self.read, self.most_seconds = read, most_seconds
        self._lock = threading.Lock()
        self._generation = -1
        self._kept: dict[Hashable, tuple[float, Value]] = {}

    def __call__(self, *arguments: Arguments.args) -> Value:
        seconds = min(settings.PAGE_CACHE_SECONDS, self.most_seconds)
        if not (seconds and page_cache.is_listening) or is_in_transaction():
            return self._read_in_request(arguments)
        generation, asked_at = page_cache.generation, time.monotonic()
        with self._lock:
            if generation > self._generation:
                self._kept.clear()
                self._generation = generation
            found = self._kept.get(arguments) if generation == self._generation else None
        if found is not None and asked_at < found[0]:
            return found[1]
        value = self.read(*arguments)
        with self._lock:
            # Only if nothing was purged since it was asked for: it might be what was before.
            is_current = generation == self._generation == page_cache.generation
            if is_current and page_cache.is_listening:
                if len(self._kept) >= MOST_KEPT:
                    self._kept.clear()
                self._kept[arguments] = (asked_at + seconds, value)
        return value

    def _read_in_request(self, arguments: tuple) -> Value:
        found = _of_request.get()
        if found is None:
            return self.read(*arguments)
        key = (self, arguments)
        if key not in found:
            value = self.read(*arguments)  # may save something, and so clear what was found
            found[key] = value
        return found[key]


def once_per_generation(read: Callable[Arguments, Value]) -> OncePerGeneration[Arguments, Value]:
    """Have `read`, a function of hashable arguments, asked once for each purge."""
    return OncePerGeneration(read)


def once_per_moment(read: Callable[Arguments, Value]) -> OncePerGeneration[Arguments, Value]:
    """The same for what decides about signatures and mails: whatever was changed past Django's
    signals, and was not heard of, holds a moment later all the same.
    """
    return OncePerGeneration(read, MOMENT_SECONDS)


def is_in_transaction() -> bool:
    return connection.in_atomic_block


# -- One request ------------------------------------------------------------------------------

_of_request: ContextVar[dict | None] = ContextVar("kept_of_request", default=None)


@contextmanager
def remembering() -> Iterator[None]:
    """Work without a request of a visitor in which nothing is read twice, as in one."""
    token = _of_request.set({})
    try:
        yield
    finally:
        _of_request.reset(token)


def _begin_request(**_signal) -> None:
    _of_request.set({})


def _end_request(**_signal) -> None:
    _of_request.set(None)


def _forget_in_request(**_signal) -> None:
    found = _of_request.get()
    if found:
        found.clear()


request_started.connect(_begin_request, dispatch_uid="kept")
request_finished.connect(_end_request, dispatch_uid="kept")
for signal in (post_save, post_delete, m2m_changed):
    signal.connect(_forget_in_request, dispatch_uid=f"kept {id(signal)}")
