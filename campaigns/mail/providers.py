"""How fast mail goes to one provider, and how long one rests that takes no more.

A provider is what `MAIL_RATES` may name: some large ones with all their domains, or any other
domain by itself. One worker keeps this in its memory; of a rest the queue in the database learns as
well, so that other workers leave its mail alone.
"""

from __future__ import annotations

import re
import threading
import time

from django.conf import settings
from django.views.decorators.debug import sensitive_variables

from campaigns.signing import normalizing

GROUPS = {
    "google": ("gmail.com", "googlemail.com"),
    "microsoft": ("outlook.com", "hotmail.com", "live.com", "msn.com", "windowslive.com"),
    "yahoo": ("yahoo.com", "ymail.com", "rocketmail.com", "aol.com", "aim.com"),
    "apple": ("icloud.com", "me.com", "mac.com"),
    "proton": ("proton.me", "protonmail.com", "pm.me"),
}
# Their domains of countries: hotmail.co.uk, outlook.es, yahoo.com.mx.
OF_COUNTRIES = {
    "microsoft": re.compile(r"(?:hotmail|outlook|live)\.(?:com?\.)?[a-z]{2}"),
    "yahoo": re.compile(r"yahoo\.(?:com?\.)?[a-z]{2}"),
}
FIRST_REST, LONGEST_REST = 60.0, 3600.0  # seconds; doubles until one mail gets through
SHORT = 0.5  # who has to wait no longer keeps the mail in hand


@sensitive_variables()
def find_provider(email: str) -> str:
    """Name of the group, or the domain itself."""
    domain = normalizing.email_domain(email).lower()
    for name, domains in GROUPS.items():
        if domain in domains or (name in OF_COUNTRIES and OF_COUNTRIES[name].fullmatch(domain)):
            return name
    return domain


@sensitive_variables()
def domains_of(provider: str, email: str) -> list[str]:
    """The domains whose mail rests with that to `email`."""
    return sorted({*GROUPS.get(provider, ()), normalizing.email_domain(email)})


def public_name(provider: str) -> str:
    """What the log may say: a domain of its own may be that of one person."""
    return provider if provider in GROUPS else "one domain"


class Providers:
    """Turns and rests of one process, for all its senders. Times are of `time.monotonic`."""

    def __init__(self):
        self._lock = threading.Lock()
        self._next: dict[str, float] = {}  # when the next mail to a provider may go
        self._turns: dict[int, tuple[str, float]] = {}  # of mails that were put back, by number
        self._rests_until: dict[str, float] = {}
        self._rest_seconds: dict[str, float] = {}

    def find_wait(self, mail_id: int, provider: str) -> float:
        """Seconds until a mail may go. What is not short is remembered: it keeps its turn."""
        now = time.monotonic()
        with self._lock:
            rest = self._rests_until.get(provider, 0.0) - now
            if rest > 0:
                return rest
            rate = settings.MAIL_RATES.get(provider)
            if not rate:
                return 0.0
            _provider, turn = self._turns.pop(mail_id, (provider, None))
            if turn is None:
                turn = max(now, self._next.get(provider, 0.0))
                self._next[provider] = turn + 1 / rate
            if turn - now > SHORT:
                self._turns[mail_id] = provider, turn
            return max(0.0, turn - now)

    @property
    def next_turn(self) -> float:
        """When the first of the mails that were put back may go; far away if there is none.

        One whose turn is past and that is still there was sent by another worker, or by nobody.
        """
        now = time.monotonic()
        with self._lock:
            turns = (turn for _provider, turn in self._turns.values() if turn > now)
            return min(turns, default=float("inf"))

    def note_sent(self, provider: str) -> None:
        """It takes mail: the next rest is a short one again."""
        with self._lock:
            self._rest_seconds.pop(provider, None)

    def begin_rest(self, provider: str) -> tuple[float, bool]:
        """It takes no more for now. Gives the seconds for which nobody asks again, and whether the
        rest begins with this: what several have in hand may be refused one after the other.
        """
        now = time.monotonic()
        with self._lock:
            if (left := self._rests_until.get(provider, 0.0) - now) > 0:
                return left, False
            seconds = self._rest_seconds.get(provider, FIRST_REST)
            self._rest_seconds[provider] = min(LONGEST_REST, seconds * 2)
            self._rests_until[provider] = self._next[provider] = now + seconds
            self._turns = {
                number: turn for number, turn in self._turns.items() if turn[0] != provider
            }
            return seconds, True

    def forget_turns_before(self, seconds: float = 600.0) -> None:
        """Of mails that somebody else has sent, or nobody."""
        limit = time.monotonic() - seconds
        with self._lock:
            self._turns = {number: turn for number, turn in self._turns.items() if turn[1] > limit}
