"""Numbers for the panel of the staff, each at a cost that does not grow with the signatures.

Days come from the ledger. Shares of confirmed signatures are taken from at most two thousand of
each day, and the panel says so; what waits is counted to a thousand.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.db import connection
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Sum
from django.db.models.functions import Now
from django.utils import timezone

from campaigns.choices import SignatureStatus, SignerKind
from campaigns.mail.watching.conditions import LATE_AFTER
from campaigns.models import (
    AbuseLimits,
    CaughtForm,
    DailyTally,
    OutboundMail,
    Signature,
    Switches,
)
from campaigns.models.outbox import MailHold, MailStatus
from campaigns.models.switches import RestoredMail
from campaigns.privacy import vault

DAYS = 30
DAYS_OF_SHARES = 14
SAMPLE_OF_A_DAY = 2000
MOST_COUNTED = 1000
IS_HELD = Q(
    status=MailStatus.QUEUED, error__in=[MailHold.EMAIL, MailHold.DOMAIN, MailHold.PROVIDER]
)
IS_LATE = Q(status=MailStatus.QUEUED, next_attempt_at__lt=Now() - LATE_AFTER)
# Providers are known by a key only, so those that are worth a line have to be named here.
PROVIDERS = (
    "gmail.com",
    "yahoo.com",
    "hotmail.com",
    "outlook.com",
    "icloud.com",
    "aol.com",
    "proton.me",
    "protonmail.com",
    "riseup.net",
    "live.com",
    "msn.com",
    "comcast.net",
)

SHARES = """
SELECT days.day::date,
       CASE WHEN signed.domain_key = ANY(%(known)s) THEN signed.domain_key ELSE '' END,
       count(*), count(signed.confirmed_at)
FROM generate_series(%(first)s::date, %(last)s::date, interval '1 day') AS days(day)
CROSS JOIN LATERAL (
    SELECT domain_key, confirmed_at FROM campaigns_signature
    WHERE created_at >= days.day::timestamp AT TIME ZONE %(zone)s
      AND created_at < (days.day::timestamp + interval '1 day') AT TIME ZONE %(zone)s
      AND NOT is_on_paper
    ORDER BY created_at DESC
    LIMIT %(sample)s
) AS signed
GROUP BY 1, 2
"""


@dataclass(frozen=True)
class Share:
    """How many of some signatures were confirmed."""

    name: str
    signed: int
    confirmed: int

    @property
    def percent(self) -> int:
        return round(100 * self.confirmed / self.signed) if self.signed else 0


@dataclass(frozen=True)
class Capped:
    """A number that is exact up to a thousand."""

    number: int
    is_more: bool


def count_capped(rows: QuerySet) -> Capped:
    counted = rows[: MOST_COUNTED + 1].count()
    return Capped(min(counted, MOST_COUNTED), counted > MOST_COUNTED)


def signed_by_day(today: date | None = None) -> list[tuple[date, int]]:
    """By how much the count of all calls moved on each of the last thirty days, oldest first."""
    today = today or timezone.localdate()
    first = today - timedelta(days=DAYS - 1)
    found = dict(
        DailyTally.objects.filter(day__range=(first, today))
        .values_list("day")
        .annotate(moved=Sum(F("people") + F("organizations")))
        .order_by()
    )
    days = (first + timedelta(days=number) for number in range(DAYS))
    return [(day, found.get(day, 0)) for day in days]


def provider_keys() -> dict[str, str]:
    """Key of a domain → the domain, under each key of the index that is known."""
    return {key: domain for domain in PROVIDERS for key in vault.blind_indexes(domain, "domain")}


def shares_parameters(today: date) -> dict[str, object]:
    return {
        "known": list(provider_keys()),
        "first": today - timedelta(days=DAYS_OF_SHARES - 1),
        "last": today,
        "zone": settings.TIME_ZONE,
        "sample": SAMPLE_OF_A_DAY,
    }


def confirmed_shares(today: date | None = None) -> tuple[list[Share], list[Share], bool]:
    """By day (newest first) and by provider (largest first); whether a day was cut to a sample."""
    parameters = shares_parameters(today or timezone.localdate())
    names = provider_keys()
    by_day: dict[date, list[int]] = defaultdict(lambda: [0, 0])
    by_provider: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    with connection.cursor() as cursor:
        cursor.execute(SHARES, parameters)
        for day, key, signed, confirmed in cursor.fetchall():
            for sums in (by_day[day], by_provider[names.get(key, "")]):
                sums[0] += signed
                sums[1] += confirmed
    days = [Share(day.isoformat(), *sums) for day, sums in sorted(by_day.items(), reverse=True)]
    providers = [Share(name, *sums) for name, sums in by_provider.items()]
    is_cut = any(sums[0] >= SAMPLE_OF_A_DAY for sums in by_day.values())
    return days, sorted(providers, key=lambda share: -share.signed), is_cut


def organizations_to_approve() -> QuerySet:
    return Signature.objects.waiting_for_approval().filter(kind=SignerKind.ORGANIZATION)


def names_to_approve() -> QuerySet:
    """Of people whose name could be an advertisement."""
    return Signature.objects.waiting_for_approval().filter(kind=SignerKind.PERSON)


def comments_to_read() -> QuerySet:
    return Signature.objects.with_unread_comment()


def caught_together() -> QuerySet:
    """What a limit for networks set aside and about which nobody has decided."""
    return CaughtForm.objects.filter(signature__status=SignatureStatus.REJECTED)


def caught_lately() -> QuerySet:
    """What rules and limits set aside since yesterday: people from one hall may be among it."""
    return Signature.objects.filter(
        Q(rejection_reason__startswith="Caught ") | Q(rejection_reason__startswith="Rule "),
        status=SignatureStatus.REJECTED,
        ended_at__gt=Now() - timedelta(days=1),
    )


def failed_mails() -> QuerySet:
    return OutboundMail.objects.filter(status=MailStatus.FAILED)


def held_mails() -> QuerySet:
    """What waits because the address or its domain got too many."""
    return OutboundMail.objects.filter(IS_HELD)


def restored_mails() -> QuerySet:
    """What came with a restored backup and waits until staff decide whether it goes out."""
    held = Switches.objects.filter(
        restored_mail=RestoredMail.HELD, restored_at__gte=OuterRef("created_at")
    )
    waiting = OutboundMail.objects.filter(status__in=[MailStatus.QUEUED, MailStatus.SENDING])
    return waiting.filter(Exists(held))


@dataclass(frozen=True)
class MailAlarm:
    """More mails in the last hour than staff have said is normal."""

    queued: int
    most: int


def find_mail_alarm() -> MailAlarm | None:
    most = AbuseLimits.load().alarm_mails
    if not most:
        return None
    # The clock of the database: several web servers and the worker write these times.
    lately = OutboundMail.objects.filter(created_at__gt=Now() - timedelta(hours=1))
    queued = lately.count()
    return MailAlarm(queued, most) if queued > most else None


def late_mails() -> QuerySet:
    """Due for a quarter of an hour: the worker stands still, or the server of mail does."""
    return OutboundMail.objects.filter(IS_LATE)
