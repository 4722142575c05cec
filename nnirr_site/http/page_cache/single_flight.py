"""A page that many ask for at once is made once: the others wait for it, and take no seat.

After each purge, everybody who reads finds nothing in memory. Without this all of them would have
the same page made at the same moment, while nobody else is answered.
"""

from __future__ import annotations

import threading
from collections.abc import Hashable

from nnirr_site.http.places import Places

# Each of them holds a thread of the server (`nnirr_site.http.front.count_threads`).
MOST_FOLLOWING = 150
# A page takes a fraction of it. Whoever waits longer goes on alone.
FOLLOW_SECONDS = 5.0


class SingleFlight:
    """Who makes something, by its key, and who waits until it is made."""

    def __init__(self, most_following: int = MOST_FOLLOWING):
        self._lock = threading.Lock()
        self._flights: dict[Hashable, threading.Event] = {}
        self._following = Places(most_following)

    def lead(self, key: Hashable) -> bool:
        """Whether the caller is to make it; who leads has to `land`, whatever happens."""
        with self._lock:
            if key in self._flights:
                return False
            self._flights[key] = threading.Event()
            return True

    def land(self, key: Hashable) -> None:
        with self._lock:
            flight = self._flights.pop(key)
        flight.set()

    def follow(self, key: Hashable) -> bool:
        """Wait for who leads; False if too many wait already, or it takes too long."""
        with self._lock:
            flight = self._flights.get(key)
        if flight is None:
            return True  # has landed meanwhile
        if not self._following.take():
            return False
        try:
            return flight.wait(FOLLOW_SECONDS)
        finally:
            self._following.give_back()
