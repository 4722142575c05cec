"""What every page needs and only staff change, read once and kept until something is published.

A reader that is marked with `once_per_generation` asks the database once for each generation of the
page cache: the purge that drops pages drops with them what they were made of. A process that does
not hear of purges keeps nothing, and neither does a transaction, which may see what never happens,
or what is over already.

What is kept is shared by all threads and all visitors. So readers take no request, and nobody
changes what they return; a page or another row is handed on as a copy.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Hashable
from functools import update_wrapper
from typing import Generic, ParamSpec, TypeVar

from django.db import connection

from nnirr_site.http.caching import page_seconds
from nnirr_site.http.page_cache.memory import page_cache

# Of one reader. Arguments may come from an address, such as a host.
MOST_KEPT = 200
Arguments = ParamSpec("Arguments")
Value = TypeVar("Value")


class OncePerGeneration(Generic[Arguments, Value]):
    """A reader whose results are kept, by its arguments, for one generation of the page cache.

    No longer than a page would be: what was changed past Django's signals is soon seen.
    """

    def __init__(self, read: Callable[Arguments, Value]):
        update_wrapper(self, read)
        self.read = read
        self._lock = threading.Lock()
        self._generation = -1
        self._kept: dict[Hashable, tuple[float, Value]] = {}

    def __call__(self, *arguments: Arguments.args) -> Value:
        seconds = page_seconds()
        if not (seconds and page_cache.is_listening) or is_in_transaction():
            return self.read(*arguments)
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


def once_per_generation(read: Callable[Arguments, Value]) -> OncePerGeneration[Arguments, Value]:
    """Have `read`, a function of hashable arguments, asked once for each purge."""
    return OncePerGeneration(read)


def is_in_transaction() -> bool:
    return connection.in_atomic_block
