"""How often one network may ask for what is not in the page cache.

Each process counts for itself, so each gives its share of what the site promises at most: with
several of them a network may be told to wait before it has used all of it.
Networks are known by a keyed hash under a random key that each process makes anew every hour and
never stores: no address is kept in clear, and nobody can find one from what is kept.
"""

from __future__ import annotations

import hashlib
import ipaddress
import secrets
import threading
import time

from django.conf import settings
from django.http import HttpRequest

from nnirr_site.http.client_ip import find_client_ip

REQUESTS = 120
SECONDS = 60
KEY_SECONDS = 3600
MOST_NETWORKS = 20_000


class RateLimiter:
    """Counts requests of each network in windows of a minute, in bounded memory."""

    def __init__(self, requests: int = REQUESTS, seconds: int = SECONDS):
        self.requests, self.seconds = requests, seconds
        self._lock = threading.Lock()
        self._window, self._counts = -1, {}
        self._key, self._key_hour = b"", -1

    def seconds_to_wait(self, network: str, now: float | None = None) -> int:
        """Count one request. 0 if it may be answered, else the seconds until the next may."""
        now = time.time() if now is None else now
        window = int(now // self.seconds)
        with self._lock:
            if window != self._window:
                self._window, self._counts = window, {}
            key = self._hash(network, now)
            if key not in self._counts and len(self._counts) >= MOST_NETWORKS:
                self._counts.pop(next(iter(self._counts)))
            self._counts[key] = self._counts.get(key, 0) + 1
            if self._counts[key] <= self.requests:
                return 0
        return max(1, int((window + 1) * self.seconds - now))

    def forget(self) -> None:
        with self._lock:
            self._counts = {}

    def _hash(self, network: str, now: float) -> bytes:
        hour = int(now // KEY_SECONDS)
        if hour != self._key_hour:
            self._key, self._key_hour = secrets.token_bytes(32), hour
        return hashlib.blake2b(network.encode(), key=self._key, digest_size=12).digest()


def client_network(request: HttpRequest) -> str:
    """The address of the client, or of its /64 with IPv6, which one household holds whole."""
    client_ip = find_client_ip(request)
    if ":" in client_ip:
        return str(ipaddress.ip_network(f"{client_ip}/64", strict=False))
    return client_ip or "unknown"


def share_of(processes: int) -> int:
    """What one of so many processes answers to a network in a window."""
    return max(1, REQUESTS // processes)


limiter = RateLimiter(share_of(settings.WEB_WORKERS))
