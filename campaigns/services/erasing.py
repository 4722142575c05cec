"""What is deleted, and what a signature looks like that keeps nothing of its signer."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from campaigns import tokens
from campaigns.choices import SignatureStatus
from campaigns.models import OutboundMail, Signature

UNCONFIRMED_DAYS = tokens.LINK_DAYS

NOTHING_PERSONAL = {
    "sealed_name": None,
    "sealed_email": None,
    "sealed_role": None,
    "sealed_comment": None,
    "email_key": None,
    "domain_key": None,
    "name_keys": None,
    "postal_code": "",
    "organization_name": "",
    "website": "",
    "show_name": False,
    "wants_letters": False,
    "approved_at": None,
    "comment_approved_at": None,
}


def delete_unconfirmed(now: datetime | None = None, batch: int = 1000) -> int:
    """Delete signatures that nobody confirmed within 30 days of the last mail. Returns how many.

    Every mail says that its link works for 30 days, a repeated one as well.

    In batches of their own transactions: safe to interrupt at any time.
    """
    before = (now or timezone.now()) - timedelta(days=UNCONFIRMED_DAYS)
    # `created_at` is implied by `mailed_at` but is what the index of waiting rows is over.
    overdue = Signature.objects.filter(
        Q(mailed_at__isnull=True) | Q(mailed_at__lt=before),
        status=SignatureStatus.PENDING,
        created_at__lt=before,
    )
    total = 0
    while True:
        ids = list(overdue.order_by("created_at").values_list("pk", flat=True)[:batch])
        deleted = delete_signatures(overdue.filter(pk__in=ids)) if ids else 0
        total += deleted
        if not deleted:
            return total


def delete_signatures(signatures) -> int:
    """Delete rows that are still what the query says when they are locked, and their mails."""
    with transaction.atomic():
        ids = list(signatures.select_for_update().values_list("pk", flat=True))
        OutboundMail.objects.filter(signature__in=ids).delete()
        Signature.objects.filter(pk__in=ids)._raw_delete(using=signatures.db)
    return len(ids)
