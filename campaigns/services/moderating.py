"""What staff can do to one signature: each with a reason, an audit entry and fresh pages."""

from __future__ import annotations

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.db.models.functions import Now

from campaigns.choices import SignatureStatus, SignerKind
from campaigns.models import CaughtForm, Signature
from campaigns.models.signatures import DepartureKind
from campaigns.services.departures.noting import note_departure
from campaigns.services.mail.mailing import make_sure_of_a_link
from campaigns.services.outcomes import Outcome, audit
from campaigns.services.signer import take_back
from campaigns.services.vault_keys.email_keys import find_present_keys, lock_email
from nnirr_site.http.page_cache.memory import purge


def reject_signature(signature: Signature, reason: str, user=None) -> Outcome:
    """Pending or confirmed → rejected. It counts nowhere; a restore brings it back."""
    return _moderate(
        signature,
        "campaigns.reject_signature",
        reason,
        user,
        Q(status__in=[SignatureStatus.PENDING, SignatureStatus.CONFIRMED]),
        status=SignatureStatus.REJECTED,
        rejection_reason=reason,
        ended_at=Now(),
    )


def restore_signature(
    signature: Signature, reason: str, user=None, *, is_audited: bool = True
) -> Outcome:
    """Rejected → what it was: confirmed if its link had been used, else waiting for that.

    Not if the signer had it emptied since (`forget_rejected`): nobody is left to be counted. Nor
    while another signature holds the same mailbox. From paper, an organization may have none.
    """
    keys = find_present_keys(signature)
    with transaction.atomic():
        # Before the row: who signs holds the address first, and then waits for the row.
        held = lock_email(signature, keys) if len(keys) > 1 else None
        row = Signature.objects.select_for_update().filter(pk=signature.pk).first()
        if row is None:
            return Outcome.REFUSED
        earlier = SignatureStatus.CONFIRMED if row.confirmed_at else SignatureStatus.PENDING
        key = keys[0] if keys else row.email_key
        if len(keys) > 1 and held != key:
            if held != row.email_key:
                return Outcome.REFUSED
            key = held
        try:
            outcome = _moderate(
                signature,
                "campaigns.restore_signature",
                reason,
                user,
                Q(status=SignatureStatus.REJECTED)
                & (Q(email_key__isnull=False) | Q(is_on_paper=True, sealed_name__isnull=False)),
                status=earlier,
                email_key=key,
                rejection_reason="",
                ended_at=None,
                is_audited=is_audited,
            )
        except IntegrityError:
            return Outcome.REFUSED
        if outcome is Outcome.DONE and earlier == SignatureStatus.PENDING:
            row.email_key = key
            make_sure_of_a_link(row)
        if outcome is Outcome.DONE:
            CaughtForm.objects.filter(pk=row.pk).delete()
    return outcome


def delete_on_request(signature: Signature, reason: str, user=None) -> Outcome:
    """A signer asked staff to be forgotten: what the button on the personal link does."""
    with transaction.atomic():
        outcome = take_back(signature.reference)
        if outcome is Outcome.DONE:
            audit(signature, "campaigns.delete_on_request", reason, user)
    return outcome


def hide_name(signature: Signature, reason: str, user=None) -> Outcome:
    """Staff take a name off the page; the signature still counts."""
    return _moderate(
        signature,
        "campaigns.hide_name",
        reason,
        user,
        Q(is_name_hidden=False),
        noted=DepartureKind.HIDDEN,
        is_name_hidden=True,
    )


def show_name_again(signature: Signature, reason: str, user=None) -> Outcome:
    """Undo `hide_name`. Whether the name is shown still depends on the signer's consent."""
    return _moderate(
        signature,
        "campaigns.show_name",
        reason,
        user,
        Q(is_name_hidden=True),
        is_name_hidden=False,
    )


def approve_name(signature: Signature, reason: str, user=None) -> Outcome:
    """An organization appears by name only after somebody has looked; so does a person whose name
    looks like an advertisement.
    """
    return _moderate(
        signature,
        "campaigns.approve_organization",
        reason,
        user,
        (Q(kind=SignerKind.ORGANIZATION) | Q(needs_approval=True))
        & Q(approved_at__isnull=True)
        & ~Q(status=SignatureStatus.WITHDRAWN),
        approved_at=Now(),
        declined_at=None,
    )


def decline_name(signature: Signature, reason: str, user=None) -> Outcome:
    """It counts and is not listed, nor is a name like an advertisement. Approving undoes this."""
    return _moderate(
        signature,
        "campaigns.decline_organization",
        reason,
        user,
        (Q(kind=SignerKind.ORGANIZATION) | Q(needs_approval=True))
        & Q(declined_at__isnull=True)
        & ~Q(status=SignatureStatus.WITHDRAWN),
        approved_at=None,
        declined_at=Now(),
    )


def approve_comment(signature: Signature, reason: str, user=None) -> Outcome:
    """A comment appears only after somebody has read it, and only beside a name that is shown."""
    return _moderate(
        signature,
        "campaigns.approve_comment",
        reason,
        user,
        Q(
            sealed_comment__isnull=False,
            comment_approved_at__isnull=True,
            status__in=[SignatureStatus.PENDING, SignatureStatus.CONFIRMED],
        ),
        comment_approved_at=Now(),
        comment_declined_at=None,
    )


def hide_comment(signature: Signature, reason: str, user=None) -> Outcome:
    """Undo `approve_comment`: somebody has read it and decided, so it waits for nobody."""
    return _moderate(
        signature,
        "campaigns.hide_comment",
        reason,
        user,
        Q(comment_approved_at__isnull=False),
        noted=DepartureKind.COMMENT,
        comment_approved_at=None,
        comment_declined_at=Now(),
    )


def decline_comment(signature: Signature, reason: str, user=None) -> Outcome:
    """A comment that somebody has read is not shown. The signature and its name stay."""
    return _moderate(
        signature,
        "campaigns.decline_comment",
        reason,
        user,
        Q(
            sealed_comment__isnull=False,
            comment_approved_at__isnull=True,
            comment_declined_at__isnull=True,
        ),
        comment_declined_at=Now(),
    )


def _moderate(
    signature: Signature,
    action: str,
    reason: str,
    user,
    condition: Q,
    *,
    is_audited: bool = True,
    noted: DepartureKind | None = None,
    **changes,
) -> Outcome:
    """One conditional change with its audit entry; pages forget what they showed."""
    with transaction.atomic():
        changed = Signature.objects.filter(condition, pk=signature.pk).update(**changes)
        if not changed:
            return Outcome.REFUSED
        if is_audited:
            audit(signature, action, reason, user)
        if noted is not None:
            note_departure(noted, signature.reference)
        purge()
    return Outcome.DONE
