"""What the personal link of a mail can do to its signature."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from campaigns.choices import SignatureStatus
from campaigns.models import Signature
from campaigns.services.erasing import NOTHING_PERSONAL, delete_signatures
from campaigns.services.outcomes import Outcome
from nnirr_site import pagecache


def confirm_signature(reference: str) -> Outcome:
    """Pending → confirmed. A second time changes nothing."""
    with transaction.atomic():
        changed = Signature.objects.filter(
            reference=reference, status=SignatureStatus.PENDING
        ).update(status=SignatureStatus.CONFIRMED, confirmed_at=timezone.now())
    if changed:
        return Outcome.DONE
    confirmed = Signature.objects.filter(reference=reference).confirmed()
    return Outcome.ALREADY if confirmed.exists() else Outcome.REFUSED


def disown_signature(reference: str) -> Outcome:
    """“This wasn't me”: the pending row goes, with its mails and everything personal."""
    deleted = delete_signatures(
        Signature.objects.filter(reference=reference, status=SignatureStatus.PENDING)
    )
    return Outcome.DONE if deleted else Outcome.REFUSED


def withdraw_signature(reference: str) -> Outcome:
    """Confirmed → withdrawn: the row stays for the count of withdrawals, nothing personal in it."""
    with transaction.atomic():
        changed = Signature.objects.filter(
            reference=reference, status=SignatureStatus.CONFIRMED
        ).update(status=SignatureStatus.WITHDRAWN, ended_at=timezone.now(), **NOTHING_PERSONAL)
        if changed:
            pagecache.purge()
    return Outcome.DONE if changed else Outcome.REFUSED
