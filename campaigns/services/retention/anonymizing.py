"""Keeping the promise that names and addresses do not outlive the call.

On the promised day the personal data of everybody who signed are deleted; how many signed, from
which country and state, on which day and which text, stays. Batches in transactions of their own,
each row marked: it can be stopped at any time and goes on where it was.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import DateTimeField, F, Func, Q, Value
from django.utils import timezone

from campaigns.choices import SignatureStatus, SignerKind
from campaigns.models import Call, CaughtForm, EmailChange, OutboundMail, Signature, SignatureChange
from campaigns.models.outbox import MailStatus
from campaigns.privacy.field_types import Ending
from campaigns.privacy.fields import emptied, rounded_names
from campaigns.services.outcomes import do_each
from campaigns.services.retention.erasing import BATCH, delete_signatures
from campaigns.services.retention.reasons import forget_reasons
from nnirr_site.database.clock import database_now
from nnirr_site.http.page_cache.memory import purge

# An organization that is named in public is no personal datum: its name and website stay.
NAMED_ORGANIZATION = Q(
    kind=SignerKind.ORGANIZATION,
    status=SignatureStatus.CONFIRMED,
    show_name=True,
    is_name_hidden=False,
    approved_at__isnull=False,
)


@dataclass
class Erasure:
    """What was, or would be, done for one call."""

    call: str  # its short name
    anonymized: int = 0
    deleted: int = 0  # waited for a confirmation that cannot come any more
    is_finished: bool = False


def find_due_calls(now: datetime) -> Iterator[Call]:
    """Calls whose promised day has come and that still keep something."""
    for call in Call.objects.filter(closes_at__lt=now).order_by("pk"):
        day = call.erasure_day
        # Who presses the link within the day of grace must find the signature there.
        if day is None or day > timezone.localdate(now) or now < call.confirmable_until():
            continue
        if call.anonymized_at is None or _has_remaining(call):
            yield call


def _has_remaining(call: Call) -> bool:
    """Whether anything came after the deletion. In the order of `signature_by_erasure`: without one
    PostgreSQL looks through the whole table for a row that is likely to be there, and is not.
    """
    rows = find_remaining(call, call.anonymized_at).order_by("anonymized_at")
    return bool(rows.values_list("pk")[:1])


def find_remaining(call: Call, since: datetime | None = None):
    """Signatures of a call that have not been anonymized, of those that came after `since`.

    What was entered from paper bears the day of its sheet, so it may have come at any time.
    """
    rows = Signature.objects.filter(call=call, anonymized_at__isnull=True)
    # Times are those of the hour, so who came in the hour of the deletion may seem to be earlier.
    since = since and since - timedelta(hours=1)
    came_later = Q(created_at__gt=since) | Q(kind=SignerKind.ORGANIZATION, is_on_paper=True)
    return rows.filter(came_later) if since else rows


def plan_erasures(now: datetime | None = None) -> list[Erasure]:
    """What `erase_due` would do now: the same rows, counted instead of changed."""
    plans = []
    for call in find_due_calls(now or database_now()):
        remaining = find_remaining(call)
        waiting = remaining.filter(status=SignatureStatus.PENDING).count()
        plans.append(Erasure(call.slug, remaining.count() - waiting, waiting))
    return plans


def erase_due(
    now: datetime | None = None,
    batch: int = BATCH,
    should_stop: Callable[[], bool] = lambda: False,
) -> list[Erasure]:
    """Delete the personal data of every call whose promised day has come.

    One call with which it fails stops no other; raises `SomeFailed` at the end then.
    """
    now = now or database_now()

    stopped_at: list[Call] = []

    def erase(call: Call) -> Erasure | None:
        if stopped_at:
            return None
        erasure, last = Erasure(call.slug), 0
        while not should_stop():
            last = _erase_batch(call, now, batch, erasure, last)
            if not last:
                erasure.is_finished = True
                Call.objects.filter(pk=call.pk).update(anonymized_at=now)
                return erasure
        stopped_at.append(call)
        return erasure

    return [erasure for erasure in do_each(find_due_calls(now), erase) if erasure]


def _start_of_day(column: str) -> Func:
    """Midnight on the clock of the site. `TruncDay` would store the midnight of UTC."""
    return Func(
        Value("day"),
        F(column),
        Value(settings.TIME_ZONE),
        function="date_trunc",
        output_field=DateTimeField(),
    )


def _erase_batch(call: Call, now: datetime, batch: int, erasure: Erasure, last: int) -> int:
    """One transaction, of signatures behind the one with the number `last`: those before it need
    not be passed over again. Returns the number of its own last, 0 when nothing was left to do.
    """
    with transaction.atomic():
        rows = find_remaining(call).filter(pk__gt=last).order_by("pk")
        locked = rows.select_for_update(of=("self",))
        found = list(locked.values_list("pk", "status")[:batch])
        if not found:
            return 0
        waiting = [pk for pk, status in found if status == SignatureStatus.PENDING]
        kept = [pk for pk, status in found if status != SignatureStatus.PENDING]
        erasure.deleted += delete_signatures(Signature.objects.filter(pk__in=waiting))
        # A last mail that was queued this very day still goes out, and forgets its address then.
        is_last = Q(sealed_to__isnull=False, status__in=[MailStatus.QUEUED, MailStatus.SENDING])
        OutboundMail.objects.filter(~is_last, signature__in=kept).delete()
        signatures = Signature.objects.filter(pk__in=kept)
        signatures.exclude(NAMED_ORGANIZATION).update(**emptied(Ending.UNLESS_LISTED))
        signatures.update(
            **emptied(Ending.WITH_THE_SIGNATURE, Ending.ON_THE_DAY, Ending.ONCE_READ),
            # The hour at which somebody signed may be in other people's records too.
            **{name: _start_of_day(name) for name in rounded_names()},
            anonymized_at=now,
        )
        CaughtForm.objects.filter(signature__in=kept).delete()
        EmailChange.objects.filter(signature__in=kept).delete()
        SignatureChange.objects.filter(signature__in=kept).delete()
        forget_reasons(kept)
        erasure.anonymized += len(kept)
        purge()
    return found[-1][0]
