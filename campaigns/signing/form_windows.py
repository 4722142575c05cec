"""How many forms came from a network lately, counted in the memory of the worker that judges.

Nothing of it is stored: a row for each count would lead, by its time, from a signature to the
network that was counted in the same minute. What is lost with the process is the windows of some
hours, and they fill again. In memory, networks stand as hashes under a key of this process alone.
"""

from __future__ import annotations

import hashlib
import secrets
import threading
from collections import OrderedDict
from datetime import datetime
from typing import NamedTuple

from campaigns.privacy.client_networks import Network

MOST_NETWORKS = 200_000  # about 100 MB; beyond that the one that was quiet longest is forgotten
LONGEST_MINUTES = 7 * 24 * 60  # the longest window that staff can set
CROWD_ENDS_AFTER = 6 * 60  # minutes in which nobody of it was caught


def minute_of(moment: datetime) -> int:
    """Minutes since 1970."""
    return int(moment.timestamp() // 60)


class Crowd(NamedTuple):
    """The random name of a network's crowd, and when somebody of it was caught last."""

    name: str
    minute: int


class FormWindows:
    """Forms of each network by the minute, in bounded memory. Safe between threads."""

    def __init__(self, most: int = MOST_NETWORKS):
        self._most = most
        self._lock = threading.Lock()
        self._key = secrets.token_bytes(32)
        self._counts: OrderedDict[bytes, dict[int, int]] = OrderedDict()  # the quietest first
        self._crowds: dict[bytes, Crowd] = {}

    def add(self, network: Network, minute: int) -> None:
        """One more form from `network`."""
        key = self._hash(network)
        with self._lock:
            minutes = self._counts.setdefault(key, {})
            minutes[minute] = minutes.get(minute, 0) + 1
            self._counts.move_to_end(key)
            for old in [each for each in minutes if each <= minute - LONGEST_MINUTES]:
                del minutes[old]
            self._forget_quiet(minute)

    def take_back(self, network: Network, minute: int) -> None:
        """One form less: what counted it was undone."""
        with self._lock:
            minutes = self._counts.get(self._hash(network), {})
            if minutes.get(minute):
                minutes[minute] -= 1

    def count(self, network: Network, minute: int, length: int) -> int:
        """How many forms came in the `length` minutes that end with `minute`."""
        with self._lock:
            minutes = self._counts.get(self._hash(network), {})
            return sum(
                number for each, number in minutes.items() if minute - length < each <= minute
            )

    def crowd_of(self, network: Network, minute: int) -> str:
        """A random name for those who are too many from `network` now; after some quiet hours it is
        another one. It is made here, follows from nothing, and leads to the network only in here.
        """
        key = self._hash(network)
        with self._lock:
            crowd = self._crowds.get(key)
            if crowd is None or minute - crowd.minute > CROWD_ENDS_AFTER:
                crowd = Crowd(secrets.token_hex(8), minute)
            self._crowds[key] = Crowd(crowd.name, max(minute, crowd.minute))
            return crowd.name

    def forget(self) -> None:
        with self._lock:
            self._counts.clear()
            self._crowds.clear()
            self._key = secrets.token_bytes(32)

    def __len__(self) -> int:
        return len(self._counts)

    def _forget_quiet(self, minute: int) -> None:
        """Drop the networks of which nothing can count any more, and the quietest beyond `most`."""
        while self._counts:
            key, minutes = next(iter(self._counts.items()))
            is_over = max(minutes, default=0) <= minute - LONGEST_MINUTES
            if not is_over and len(self._counts) <= self._most:
                break
            del self._counts[key]
            self._crowds.pop(key, None)

    def _hash(self, network: Network) -> bytes:
        packed = network.network_address.packed + bytes([network.prefixlen])
        return hashlib.blake2b(packed, key=self._key, digest_size=12).digest()
