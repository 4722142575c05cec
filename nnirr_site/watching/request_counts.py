"""Counts of what this process answers, made so that nobody is seen in them.

A counter that goes up in the second in which a form arrives is a list of the times at which people
signed, and outlives what we promise to forget. So requests are counted here in memory, and told in
steps: pages and files as of the last tick of the public count, whatever somebody does with a
signature (every form, every personal link) as of the last full hour, like the times that are
stored. What went wrong on our side is told with the others, without saying where.
"""

from __future__ import annotations

import threading
import time
from collections import Counter
from itertools import count

from django.conf import settings

from nnirr_site.http.caching import is_secret_path
from nnirr_site.http.security_headers import is_admin_path, with_one_slash

PROBES = frozenset({"/healthz", "/readyz", "/metrics"})
READS = frozenset({"GET", "HEAD", "OPTIONS"})
SIGNING = "/sign/"  # forms, and the pages that whoever has sent one is led to
PRIVATE = "private"
HOUR_SECONDS = 3600


class Count:
    """Goes up by one at the cost of one call in C, whichever threads do it."""

    def __init__(self):
        self._count = count()
        self._looks = 0
        self.add = self._count.__next__

    def take(self) -> int:
        """How often `add` was called since this was asked last. For one thread alone."""
        now = next(self._count)
        self._looks, looked = now + 1, self._looks
        return now - looked


def name_kind(method: str, path: str) -> str:
    """What was asked for, as coarse as it is told."""
    path = with_one_slash(path)
    if is_admin_path(path):
        return "admin"
    if method not in READS or is_secret_path(path) or SIGNING in path:
        return PRIVATE
    if path.startswith(settings.STATIC_URL):
        return "static"
    if path.startswith(settings.MEDIA_URL) or path.startswith("/documents/"):
        return "file"
    return "api" if path.startswith("/api/") else "page"


class RequestCounts:
    """What was answered since it was taken last, by what it was and how it went."""

    def __init__(self):
        self.fast_hits = Count()
        self._lock = threading.Lock()
        self._requests: Counter[tuple[str, str]] = Counter()
        self._private: dict[int, Counter[str]] = {}
        self._errors: Counter[str] = Counter()
        self._cache: Counter[str] = Counter()

    def note(self, method: str, path: str, status: int, cache_state: str = "") -> None:
        """One answer. `cache_state` is what the page cache says of it, if it had a part in it."""
        if path in PROBES:
            return
        kind, outcome = name_kind(method, path), f"{status // 100}xx"
        with self._lock:
            if status >= 500:
                self._errors[str(status)] += 1
            if kind == PRIVATE:
                hour = int(time.time()) // HOUR_SECONDS
                self._private.setdefault(hour, Counter())[outcome] += 1
                return
            self._requests[kind, outcome] += 1
            if cache_state:
                self._cache[cache_state] += 1

    def take(self) -> Taken:
        """What may be told now and was not yet."""
        hour = int(time.time()) // HOUR_SECONDS
        hits = self.fast_hits.take()
        with self._lock:
            requests, self._requests = self._requests, Counter()
            errors, self._errors = self._errors, Counter()
            cache, self._cache = self._cache, Counter()
            for old in [each for each in self._private if each < hour]:
                for outcome, number in self._private.pop(old).items():
                    requests[PRIVATE, outcome] += number
        if hits:
            requests["page", "2xx"] += hits
            cache["hit"] += hits
        return Taken(requests, errors, cache)


class Taken:
    """Numbers to be added to those that were told before."""

    def __init__(self, requests, errors, cache):
        self.requests: Counter[tuple[str, str]] = requests
        self.errors: Counter[str] = errors
        self.cache: Counter[str] = cache


request_counts = RequestCounts()
