"""Places for what takes time, counted, so that nobody and nothing can take all of them."""

from __future__ import annotations

import threading
from collections import Counter


class Places:
    """`most` places, of which one client may have `most_of_one`.

    Clients are known by any name, such as an IP address; it is forgotten with the last place.
    """

    def __init__(self, most: int, most_of_one: int | None = None):
        self.most, self.most_of_one = most, most_of_one or most
        self._lock = threading.Lock()
        self._taken: Counter[str] = Counter()

    def __len__(self):
        """How many are taken."""
        with self._lock:
            return self._taken.total()

    def take(self, client: str = "") -> bool:
        """Whether there was one. Who has taken one has to give it back."""
        with self._lock:
            has_all = self._taken[client] >= self.most_of_one
            if has_all or self._taken.total() >= self.most:
                self._forget_empty(client)
                return False
            self._taken[client] += 1
            return True

    def give_back(self, client: str = "") -> None:
        with self._lock:
            self._taken[client] -= 1
            self._forget_empty(client)

    def _forget_empty(self, client: str) -> None:
        if self._taken[client] <= 0:
            del self._taken[client]
