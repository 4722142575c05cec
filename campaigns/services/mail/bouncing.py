"""What mail providers tell us about addresses: that there is no such mailbox, or a complaint."""

from __future__ import annotations

from email.utils import parseaddr

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models.functions import Now
from django.views.decorators.debug import sensitive_variables

from campaigns.choices import SignatureStatus
from campaigns.models import OutboundMail, Signature
from campaigns.models.outbox import TO_ANOTHER_MAILBOX, MailStatus
from campaigns.models.signatures import ChangedBy, DepartureKind
from campaigns.privacy import vault
from campaigns.services.changes.corrections import note_change
from campaigns.services.departures.noting import note_departure
from campaigns.services.vault_keys.email_keys import find_all_email_keys
from campaigns.signing import normalizing


@sensitive_variables()
def _clean(recipient: str) -> str:
    """The bare address of a report; "" if it is none."""
    try:
        return normalizing.clean_email(parseaddr(recipient)[1])
    except ValidationError:
        return ""


@sensitive_variables()
def _find_keys(email: str) -> list[str]:
    return find_all_email_keys(email) if email else []


@sensitive_variables()
def _wire_form(email: str) -> str:
    """How mail servers report an address: what comes after `+` is part of it."""
    return f"{email.rpartition('@')[0].lower()}@{normalizing.email_domain(email)}"


@sensitive_variables()
def _is_sent_to(signature: Signature, email: str) -> bool:
    try:
        return _wire_form(signature.email) == _wire_form(email)
    except (vault.Unreadable, ValueError):
        return False


@sensitive_variables()
def note_bounce(recipient: str) -> int:
    """There is no such mailbox: no further mail goes there. Returns how many signatures it has.

    The last mail becomes a failed one, so that staff see it and can try again. Only this very
    address is meant: rosa@example.org gets her mail also if rosa+nosuch@example.org does not exist.
    """
    email = _clean(recipient)
    keys = _find_keys(email)
    with transaction.atomic():
        rows = Signature.objects.filter(
            email_key__in=keys,
            bounced_at__isnull=True,
            status__in=[SignatureStatus.PENDING, SignatureStatus.CONFIRMED],
        )
        ids = [row.pk for row in rows.select_for_update() if _is_sent_to(row, email)]
        Signature.objects.filter(pk__in=ids).update(bounced_at=Now())
        to_it = OutboundMail.objects.filter(signature__in=ids).exclude(kind__in=TO_ANOTHER_MAILBOX)
        last_sent = (
            to_it.filter(status=MailStatus.SENT)
            .order_by("signature_id", "-pk")
            .distinct("signature_id")
        )
        OutboundMail.objects.filter(pk__in=list(last_sent.values_list("pk", flat=True))).update(
            status=MailStatus.FAILED, error="bounced"
        )
        to_it.filter(status=MailStatus.QUEUED).update(status=MailStatus.FAILED, error="bounced")
    return len(ids)


@sensitive_variables()
def note_complaint(recipient: str) -> int:
    """Somebody marked a mail as spam: no letters any more. Returns how many signatures changed."""
    keys = _find_keys(_clean(recipient))
    return _end_letters(Signature.objects.filter(email_key__in=keys), ChangedBy.COMPLAINT)


def stop_letters(reference: str) -> int:
    """The one-click way out of letters. A repetition changes nothing."""
    return _end_letters(
        Signature.objects.filter(reference=reference), ChangedBy.MAIL, changed_at=Now()
    )


def _end_letters(signatures, by: ChangedBy, **changes) -> int:
    """Each with its line of the consent receipt."""
    with transaction.atomic():
        rows = list(signatures.filter(wants_letters=True).select_for_update().order_by("pk"))
        Signature.objects.filter(pk__in=[row.pk for row in rows]).update(
            wants_letters=False, **changes
        )
        for row in rows:
            consents = {"show_name": row.show_name, "wants_letters": False}
            note_change(row, by, ["wants_letters"], consents)
            note_departure(DepartureKind.LETTERS, row.reference)
    return len(rows)
