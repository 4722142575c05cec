"""What is deleted, and what a signature looks like that keeps nothing of its signer."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from campaigns.choices import SignatureStatus
from campaigns.models import EmailChange, OutboundMail, Signature, SignatureChange
from campaigns.models.outbox import MailStatus
from campaigns.privacy import tokens
from campaigns.privacy.field_types import Ending
from campaigns.privacy.fields import emptied
from campaigns.services.retention.reasons import forget_reasons
from nnirr_site.database.clock import database_now

UNCONFIRMED_DAYS = tokens.LINK_DAYS
BOUNCED_DAYS = 1
BATCH = 1000

# Column → what stands in it once a signature was taken off.
NOTHING_PERSONAL = emptied(Ending.WITH_THE_SIGNATURE, Ending.UNLESS_LISTED, Ending.ONCE_READ)


def find_unconfirmed(now: datetime):
    """Signatures that nobody confirmed within 30 days of the last mail, rejected ones as well.

    Every mail says that its link works for 30 days, a repeated one as well. But a day after its
    mail came back nobody holds a link, and the row would only be in the way of a form whose signer
    has the mailbox under another spelling.
    """
    before = now - timedelta(days=UNCONFIRMED_DAYS)
    is_old = Q(mailed_at__isnull=True) | Q(mailed_at__lt=before)
    return Signature.objects.filter(
        Q(is_old, created_at__lt=before) | Q(bounced_at__lt=now - timedelta(days=BOUNCED_DAYS)),
        status__in=[SignatureStatus.PENDING, SignatureStatus.REJECTED],
        confirmed_at__isnull=True,
    )


def delete_unconfirmed(
    now: datetime | None = None,
    batch: int = BATCH,
    should_stop: Callable[[], bool] = lambda: False,
) -> int:
    """Delete what nobody confirmed in time. Returns how many.

    In batches of their own transactions: safe to interrupt at any time.
    """
    overdue = find_unconfirmed(now or database_now()).order_by("created_at")
    return _delete_in_batches(overdue, batch, should_stop)


def _delete_in_batches(signatures, batch: int, should_stop: Callable[[], bool]) -> int:
    total = 0
    while not should_stop():
        ids = list(signatures.values_list("pk", flat=True)[:batch])
        deleted = delete_signatures(signatures.order_by().filter(pk__in=ids)) if ids else 0
        total += deleted
        if not deleted:
            break
    return total


def delete_signatures(signatures) -> int:
    """Delete rows that are still what the query says when they are locked, and their mails."""
    with transaction.atomic():
        ids = list(signatures.select_for_update().values_list("pk", flat=True))
        OutboundMail.objects.filter(signature__in=ids).delete()
        EmailChange.objects.filter(signature__in=ids).delete()
        SignatureChange.objects.filter(signature__in=ids).delete()
        forget_reasons(ids)
        Signature.objects.filter(pk__in=ids)._raw_delete(using=signatures.db)
    return len(ids)


def find_stale_emails(now: datetime):
    """Last mails that could not be sent for so long that nobody will send them any more."""
    return OutboundMail.objects.filter(
        sealed_to__isnull=False, created_at__lt=now - timedelta(days=UNCONFIRMED_DAYS)
    )


def forget_stale_emails(now: datetime) -> int:
    """Delete the addresses that those mails still carry. Returns how many."""
    return find_stale_emails(now).update(
        sealed_to=None, status=MailStatus.DROPPED, next_attempt_at=now
    )
