"""How often one may try: counted in the database, for all processes, before anything is hashed.

An attempt is counted before it is judged, in one statement, so that a hundred at the same moment
are not judged a hundred times; a right one is given back. Names and addresses are stored as keyed
hashes. A window ends by itself: attempts that were refused do not lengthen it.
"""

from __future__ import annotations

import ipaddress
import unicodedata
from dataclasses import dataclass
from datetime import timedelta

from django.db import connection
from django.db.models import F
from django.db.models.functions import Now
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

from nnirr_site.http.client_ip import find_client_ip
from nnirr_site.models import AttemptWindow

QUARTER, HOUR, DAY = 15 * 60, 60 * 60, 24 * 60 * 60


@dataclass(frozen=True)
class Limit:
    """`most` attempts in `seconds`; `name` keeps the counts of different limits apart."""

    name: str
    most: int
    seconds: int


NAME_FROM_NETWORK = Limit("sign in, name and network", 5, QUARTER)
# One customer may have 256 networks of IPv6, and more: all that share `records.shared_network`
# (a /48 or a /24) together stay so far below NAME that they cannot use it up for the others.
NAME_FROM_NEIGHBOURS = Limit("sign in, name and neighbours", 15, HOUR)
NETWORK = Limit("sign in, network", 20, QUARTER)
NAME = Limit("sign in, name", 50, HOUR)
SECOND_STEP = Limit("second step, account", 5, QUARTER)
# Six digits can be guessed by who has the password and time: the day's count is of these alone,
# so that a passkey or a recovery code lets the owner in while somebody guesses.
SIX_DIGITS = Limit("second step, six digits", 20, DAY)
TOLD_OF_GUESSES = Limit("second step, owner told", 1, DAY)
PASSWORD_AGAIN = Limit("password again, account", 5, QUARTER)
RESET_EMAIL = Limit("new password, address", 3, HOUR)
RESET_NETWORK = Limit("new password, network", 10, HOUR)
SHARED_PASSWORD = Limit("shared password, network", 10, QUARTER)
SHARED_PASSWORD_FROM_NEIGHBOURS = Limit("shared password, neighbours", 60, HOUR)
SHARED_PASSWORD_OF_ALL = Limit("shared password, all networks", 300, HOUR)


class Throttled(Exception):
    """Too many attempts; `seconds` until the next one is taken. `is_first`: it was fine before."""

    def __init__(self, seconds: int, is_first: bool):
        super().__init__(seconds)
        self.seconds = seconds
        self.is_first = is_first


@dataclass(frozen=True)
class Attempt:
    """One count: of which limit, at whose account (`subject`), and what else tells it apart."""

    limit: Limit
    subject: str
    detail: str = ""

    @property
    def key(self) -> str:
        return keyed(f"{self.limit.name}\0{self.subject}\0{self.detail}")


def keyed(text: str) -> str:
    """32 hex digits that tell nothing without SECRET_KEY."""
    hashed = salted_hmac("nnirr_site.accounts.limits", text, algorithm="sha256")
    return hashed.hexdigest()[:32]


def subject_of_name(name: str) -> str:
    """One spelling of a user name as it was typed, whether or not anybody has it."""
    return f"name {unicodedata.normalize('NFKC', name).strip().casefold()}"


def household_network(request: HttpRequest) -> str:
    """The visitor's IPv4 address, or the /56 that a household has in IPv6; "" if not known."""
    client_ip = find_client_ip(request)
    if ":" in client_ip:
        return str(ipaddress.ip_network(f"{client_ip}/56", strict=False))
    return client_ip


TAKE = """
INSERT INTO nnirr_site_attemptwindow AS counted (key, subject, most, count, ends_at)
VALUES (%s, %s, %s, 1, clock_timestamp() + make_interval(secs => %s))
ON CONFLICT (key) DO UPDATE SET
    count = CASE WHEN counted.ends_at <= clock_timestamp() THEN 1 ELSE counted.count + 1 END,
    most = excluded.most,
    ends_at = CASE
        WHEN counted.ends_at <= clock_timestamp() THEN excluded.ends_at ELSE counted.ends_at
    END
RETURNING count, ceil(extract(epoch FROM ends_at - clock_timestamp()))
"""


def take(*attempts: Attempt) -> None:
    """Count the attempts, narrow ones first. Raises `Throttled` at the first that is beyond its
    limit: those after it are not counted, so neither one network nor all of one /48 or /24 can
    lock a name for the others. Four of these together can, for an hour."""
    for attempt in attempts:
        limit = attempt.limit
        with connection.cursor() as cursor:
            cursor.execute(TAKE, [attempt.key, keyed(attempt.subject), limit.most, limit.seconds])
            count, seconds = cursor.fetchone()
        if count > limit.most:
            raise Throttled(max(1, int(seconds)), is_first=count == limit.most + 1)


def give_back(*attempts: Attempt) -> None:
    """Uncount attempts that turned out right."""
    keys = [attempt.key for attempt in attempts]
    AttemptWindow.objects.filter(key__in=keys, count__gt=0).update(count=F("count") - 1)


def forget_attempts(attempt: Attempt) -> None:
    """Begin anew: whoever is in has no wrong attempts behind them."""
    AttemptWindow.objects.filter(key=attempt.key).delete()


def subjects_of_user(user) -> list[str]:
    """All that is counted at one account."""
    return [subject_of_name(user.get_username()), subject_of_user(user)]


def subject_of_user(user) -> str:
    return f"account {user.pk}"


def locked_until(user):
    """When the last limit at this account ends; None if it is open."""
    full = AttemptWindow.objects.filter(
        subject__in=[keyed(subject) for subject in subjects_of_user(user)],
        count__gte=F("most"),
        ends_at__gt=Now(),
    )
    return full.order_by("-ends_at").values_list("ends_at", flat=True).first()


def unlock(user) -> None:
    """Forget every attempt at this account."""
    subjects = [keyed(subject) for subject in subjects_of_user(user)]
    AttemptWindow.objects.filter(subject__in=subjects).delete()


def purge_windows() -> int:
    """Delete windows that are over; returns how many."""
    return AttemptWindow.objects.filter(ends_at__lt=timezone.now() - timedelta(hours=1)).delete()[0]
