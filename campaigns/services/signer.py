"""What the personal link of a mail can do to its signature."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Now

from campaigns.choices import SignatureStatus
from campaigns.models import CaughtForm, OutboundMail, Signature
from campaigns.models.outbox import LAST_MAILS
from campaigns.models.signatures import DepartureKind
from campaigns.services.changes.corrections import read_later_form
from campaigns.services.departures.noting import note_departure
from campaigns.services.mail.mail_limits import pause_mail
from campaigns.services.mail.mailing import queue_last_mail
from campaigns.services.outcomes import Outcome
from campaigns.services.retention.erasing import NOTHING_PERSONAL, delete_signatures
from campaigns.services.retention.reasons import forget_reasons
from campaigns.services.vault_keys.email_keys import find_present_keys
from nnirr_site.http.page_cache.memory import purge

KEEPS_SOMETHING = (
    Q(email_key__isnull=False) | Q(sealed_name__isnull=False) | ~Q(organization_name="")
)


def confirm_signature(reference: str, mark: str | None = None) -> Outcome:
    """Pending → confirmed, as the latest form says. A second time changes nothing.

    CHANGED if that is not what the signer was shown, whose `content_mark` was `mark`. The row is
    locked before the form is read: one that comes in meanwhile finds a confirmed signature.
    """
    pending = Signature.objects.filter(reference=reference, status=SignatureStatus.PENDING)
    with transaction.atomic():
        if pending.select_for_update(of=("self",)).first() is not None:
            read_later_form(reference)
            if mark is not None and pending.get().content_mark != mark:
                return Outcome.CHANGED
            pending.update(status=SignatureStatus.CONFIRMED, confirmed_at=Now())
            return Outcome.DONE
    confirmed = Signature.objects.filter(reference=reference).confirmed()
    return Outcome.ALREADY if confirmed.exists() else Outcome.REFUSED


def disown_signature(reference: str) -> Outcome:
    """“This wasn't me”: the pending row goes, with its mails and everything personal.

    What stays for 30 days is the key of the address, so that no form causes mail to it meanwhile.
    """
    with transaction.atomic():
        rows = Signature.objects.filter(reference=reference, status=SignatureStatus.PENDING)
        signature = rows.select_for_update().first()
        if signature is None:
            return Outcome.REFUSED
        keys = [*find_present_keys(signature), signature.email_key]
        if email_key := next(filter(None, keys), None):
            pause_mail(email_key, reference)
        note_departure(DepartureKind.LEFT, reference)
        delete_signatures(rows)
    return Outcome.DONE


def take_off_pending(reference: str) -> Outcome:
    """Who signed takes it back before confirming: the same without a pause."""
    with transaction.atomic():
        deleted = delete_signatures(
            Signature.objects.filter(reference=reference, status=SignatureStatus.PENDING)
        )
        if deleted:
            note_departure(DepartureKind.LEFT, reference)
    return Outcome.DONE if deleted else Outcome.REFUSED


def withdraw_signature(reference: str, *, is_told: bool = True) -> Outcome:
    """Confirmed → withdrawn: the row stays for the count of withdrawals, nothing personal in it."""
    before, after = SignatureStatus.CONFIRMED, SignatureStatus.WITHDRAWN
    return _forget(reference, before, after, is_told)


def forget_rejected(reference: str, *, is_told: bool = True) -> Outcome:
    """A rejected signature keeps nothing personal either once its signer wants that.

    It stays rejected, so that no number moves, and cannot be restored any more.
    """
    return _forget(reference, SignatureStatus.REJECTED, SignatureStatus.REJECTED, is_told)


def take_back(reference: str) -> Outcome:
    """Whatever state the signature is in meanwhile: its signer wants to be forgotten."""
    for action in (take_off_pending, withdraw_signature, forget_rejected):
        if action(reference) is Outcome.DONE:
            return Outcome.DONE
    return Outcome.REFUSED


def take_back_again(reference: str) -> Outcome:
    """The same for who left before, and came back with a backup: no mail says so once more."""
    if take_off_pending(reference) is Outcome.DONE:
        return Outcome.DONE
    for action in (withdraw_signature, forget_rejected):
        if action(reference, is_told=False) is Outcome.DONE:
            return Outcome.DONE
    return Outcome.REFUSED


def _forget(reference: str, before: str, after: str, is_told: bool) -> Outcome:
    """Queue the last mail, then delete what it was about, in one transaction.

    What came on paper may have no address: then there is no mail.
    """
    with transaction.atomic():
        rows = Signature.objects.filter(KEEPS_SOMETHING, reference=reference, status=before)
        signature = rows.select_for_update().first()
        if signature is None:
            return Outcome.REFUSED
        now = Now()
        changes = {"status": after, "ended_at": now, **NOTHING_PERSONAL}
        if is_told and queue_last_mail(signature):
            changes |= {"mail_count": signature.mail_count + 1, "mailed_at": now}
        rows.update(**changes)
        # The times of these stand beside the key of the address in what bounds of mail go by.
        OutboundMail.objects.filter(signature=signature).exclude(kind__in=LAST_MAILS).delete()
        CaughtForm.objects.filter(pk=signature.pk).delete()
        signature.changes.all().delete()
        signature.email_changes.all().delete()
        forget_reasons([signature.pk])
        note_departure(DepartureKind.LEFT, reference)
        purge()
    return Outcome.DONE
