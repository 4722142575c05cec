"""Places for what takes time, counted, so that nobody and nothing can take all of them."""

from __future__ import annotations

import threading
from collections import Counter

from nnirr_site.http.client_ip import find_networks


class Places:
    """`most` places, of which one client may have `most_of_one`, and its network `most_of_network`.

    A client is an IP address, with IPv6 its /56, and a network a /24 or a /48: one customer has
    many addresses. Any other name is client and network in one. Each is forgotten with its last
    place.
    """

    def __init__(
        self, most: int, most_of_one: int | None = None, most_of_network: int | None = None
    ):
        self.most = most
        self.most_of_one = most_of_one or most
        self.most_of_network = most_of_network or most
        self._lock = threading.Lock()
        self._taken = 0
        self._clients: Counter[str | int] = Counter()
        self._networks: Counter[str | int] = Counter()

    def __len__(self):
        """How many are taken."""
        with self._lock:
            return self._taken

    def take(self, client: str = "") -> bool:
        """Whether there was one. Who has taken one has to give it back."""
        one, network = find_networks(client)
        with self._lock:
            if (
                self._taken >= self.most
                or self._clients.get(one, 0) >= self.most_of_one
                or self._networks.get(network, 0) >= self.most_of_network
            ):
                return False
            self._taken += 1
            self._clients[one] += 1
            self._networks[network] += 1
            return True

    def give_back(self, client: str = "") -> None:
        one, network = find_networks(client)
        with self._lock:
            self._taken -= 1
            for counter, name in ((self._clients, one), (self._networks, network)):
                counter[name] -= 1
                if counter[name] <= 0:
                    del counter[name]
