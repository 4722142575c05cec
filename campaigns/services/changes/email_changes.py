"""Another mailbox for a signature: used from the moment in which its owner has agreed.

Asking does the same whatever is known of the new address; what there is to know is told behind the
link that only its owner has.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import IntegrityError, connection, transaction
from django.db.models.functions import Now
from django.views.decorators.debug import sensitive_variables

from campaigns.choices import SignatureStatus
from campaigns.models import EmailChange, OutboundMail, Signature
from campaigns.models.outbox import (
    LAST_MAILS,
    MailCause,
    MailKind,
    MailStatus,
    mail_sealing_place,
)
from campaigns.models.screening import seal_client
from campaigns.models.signatures import ChangedBy, DepartureKind, make_reference
from campaigns.privacy import vault
from campaigns.services.changes.corrections import CONSENTS, hour_of_now, note_change
from campaigns.services.departures.noting import note_departure
from campaigns.services.mail.mail_limits import find_first_of_address, pause_mail
from campaigns.services.mail.mailing import wake_worker
from campaigns.services.outcomes import Outcome
from campaigns.services.vault_keys.email_keys import (
    find_all_email_keys,
    find_domain_keys,
    lock_email,
)

CHANGEABLE = (SignatureStatus.PENDING, SignatureStatus.CONFIRMED)
CHANGE_LIVES = timedelta(days=7)
MOST_CHANGES = 3  # that one signer may ask for in this time: each is a mail to somebody's mailbox

WAIT_FOR_CHECK = """
INSERT INTO campaigns_waitingcheck (sealed_client, created_at)
VALUES (%s, date_trunc('minute', statement_timestamp()))
"""


@sensitive_variables("email", "change", "client")
def ask_for_new_email(reference: str, email: str, language: str, client: str = "") -> Outcome:
    """Send a link to `email`; nothing changes before its button is pressed.

    REFUSED if too many were asked for lately: that tells something of this signer only. The form
    counts in the windows of the visitor's network like one that signs.
    """
    with transaction.atomic():
        rows = Signature.objects.filter(reference=reference, status__in=CHANGEABLE)
        signature = rows.select_for_update().first()
        if signature is None:
            return Outcome.REFUSED
        lately = signature.email_changes.filter(created_at__gt=Now() - CHANGE_LIVES)
        if lately.count() >= MOST_CHANGES:
            return Outcome.REFUSED
        _forget_wishes(signature)
        change = EmailChange(signature=signature, created_at=hour_of_now())
        change.sealed_email = vault.seal(email, change.sealing_place("email"))
        change.save()
        OutboundMail.objects.create(
            signature=signature,
            kind=MailKind.NEW_EMAIL,
            cause=MailCause.FORM,
            language=language,
            email_change=change,
            next_attempt_at=Now(),
            created_at=Now(),
        )
        with connection.cursor() as cursor:
            cursor.execute(WAIT_FOR_CHECK, [seal_client(client)])
        wake_worker()
    return Outcome.DONE


def _forget_wishes(signature: Signature) -> None:
    """The links of earlier wishes lead to nothing, and mails with them do not go out."""
    waiting = OutboundMail.objects.filter(
        email_change__signature=signature, status__in=[MailStatus.QUEUED, MailStatus.SENDING]
    )
    waiting.update(status=MailStatus.DROPPED)
    signature.email_changes.update(sealed_email=None)


@sensitive_variables()
def find_email_change(reference: str) -> EmailChange | None:
    """The wish that a link belongs to, while it can be agreed to."""
    return (
        EmailChange.objects.select_related("signature__call", "signature__statement")
        .filter(
            reference=reference,
            sealed_email__isnull=False,
            created_at__gt=Now() - CHANGE_LIVES,
            signature__status__in=CHANGEABLE,
        )
        .first()
    )


@sensitive_variables()
def use_new_email(reference: str) -> tuple[Outcome, str]:
    """Its owner agreed: from now on mail goes there. Returns the new reference of the signature.

    Every link in the former mailbox ends, so who reads that one sees nothing any more: the
    signature gets another reference. One last mail says so there, if it was confirmed; the new
    mailbox gets the links that work from now on. REFUSED if
    the new mailbox has signed the same call itself, or if there is no such wish any more: then
    `find_email_change` finds none either.
    """
    try:
        with transaction.atomic():
            return _use_new_email(reference)
    except IntegrityError:
        return Outcome.REFUSED, ""


@sensitive_variables()
def _use_new_email(reference: str) -> tuple[Outcome, str]:
    found = find_email_change(reference)
    if found is None:
        return Outcome.REFUSED, ""
    email, keys = found.email, find_all_email_keys(found.email)
    # Before the row, as signing does it: who signs holds the address first.
    held = None
    if len(keys) > 1:
        held = lock_email(found.signature, keys)
    row = Signature.objects.select_for_update().filter(pk=found.signature_id).first()
    change = EmailChange.objects.select_for_update().filter(pk=found.pk).first()
    if row is None or change is None:  # its signer has left meanwhile
        return Outcome.REFUSED, ""
    if change.sealed_email is None or row.status not in CHANGEABLE:
        return Outcome.REFUSED, ""
    if held is not None and held not in {keys[0], row.email_key}:
        return Outcome.REFUSED, ""
    former, renewed = row.email, make_reference()
    changes = _seal_anew(row, renewed) | {
        "sealed_email": vault.seal(email, f"email:{renewed}"),
        "email_key": keys[0],
        "domain_key": find_domain_keys(email)[0],
        "bounced_at": None,
        "changed_at": Now(),
        "mail_count": row.mail_count + 1,
        "mailed_at": Now(),
    }
    Signature.objects.filter(pk=row.pk).update(**changes)
    note_change(row, ChangedBy.SIGNER, ["email"], {name: getattr(row, name) for name in CONSENTS})
    note_departure(DepartureKind.MOVED, row.reference, renewed)
    waiting = OutboundMail.objects.filter(
        signature=row, status__in=[MailStatus.QUEUED, MailStatus.SENDING]
    )
    waiting.exclude(kind__in=LAST_MAILS).update(status=MailStatus.DROPPED)
    _seal_last_mails_anew(row, renewed)
    _forget_wishes(row)
    row.reference = renewed
    if row.status == SignatureStatus.CONFIRMED and row.bounced_at is None:
        _say_farewell(row, former)
    _send_links(row)
    return Outcome.DONE, renewed


@sensitive_variables()
def leave_former_mailbox(signature: Signature) -> None:
    """Once more, of a backup that knows only the former mailbox: its links end, no mail goes there.

    Which one the signer uses now nobody knows any more. To be called on a locked row.
    """
    renewed = make_reference()
    changes = _seal_anew(signature, renewed) | {
        "sealed_email": vault.seal(signature.email, f"email:{renewed}"),
        "wants_letters": False,
        "bounced_at": Now(),
    }
    Signature.objects.filter(pk=signature.pk).update(**changes)
    _seal_last_mails_anew(signature, renewed)
    _forget_wishes(signature)
    signature.reference = renewed


@sensitive_variables()
def _seal_anew(row: Signature, renewed: str) -> dict[str, object]:
    """What is sealed is bound to the reference, so it changes with it. Raises `Unreadable`."""
    changes: dict[str, object] = {"reference": renewed}
    for name in ("name", "role", "comment", "postal_code"):
        changes[f"sealed_{name}"] = vault.seal(getattr(row, name), f"{name}:{renewed}")
    return changes


@sensitive_variables()
def _seal_last_mails_anew(row: Signature, renewed: str) -> None:
    """Last mails to earlier addresses are still owed, or may be tried again by staff."""
    carrying = OutboundMail.objects.filter(signature=row, sealed_to__isnull=False)
    for mail in carrying.select_for_update():
        former = vault.unseal(mail.sealed_to, mail_sealing_place(row.reference))
        sealed = vault.seal(former, mail_sealing_place(renewed))
        OutboundMail.objects.filter(pk=mail.pk).update(sealed_to=sealed)


@sensitive_variables()
def _say_farewell(signature: Signature, former: str) -> None:
    OutboundMail.objects.create(
        signature=signature,
        kind=MailKind.FORMER_EMAIL,
        cause=MailCause.OWN,
        language=signature.language,
        sealed_to=vault.seal(former, mail_sealing_place(signature.reference)),
        next_attempt_at=Now(),
        created_at=Now(),
    )
    wake_worker()


def _send_links(signature: Signature) -> None:
    """Who only pressed the button holds no link that still works after this page is closed."""
    is_confirmed = signature.status == SignatureStatus.CONFIRMED
    OutboundMail.objects.create(
        signature=signature,
        kind=MailKind.ALREADY_SIGNED if is_confirmed else MailKind.CONFIRM,
        cause=MailCause.OWN,
        language=signature.language,
        next_attempt_at=Now(),
        created_at=Now(),
    )
    wake_worker()


def is_change_used(reference: str) -> bool:
    """Whether a link was used, and mail has gone to its mailbox since.

    Of the wishes before the mail that brought the new links only the last could be agreed to.
    """
    change = EmailChange.objects.filter(
        reference=reference, signature__status__in=CHANGEABLE
    ).first()
    first = change and find_first_of_address(change.signature_id)
    if first is None:
        return False
    asked = OutboundMail.objects.filter(
        signature=change.signature_id, kind=MailKind.NEW_EMAIL, pk__lt=first
    )
    return asked.order_by("-pk").values_list("email_change", flat=True).first() == change.pk


@sensitive_variables()
def refuse_new_email(reference: str) -> Outcome:
    """“This wasn't me”: the wish goes, and for 30 days no form causes mail to the address."""
    with transaction.atomic():
        change = find_email_change(reference)
        if change is None:
            return Outcome.REFUSED
        pause_mail(find_all_email_keys(change.email)[0], change.reference)
        _forget_wishes(change.signature)
    return Outcome.DONE


def find_old_changes(now: datetime):
    """Wishes that count no more, and whose links are over."""
    return EmailChange.objects.filter(created_at__lte=now - CHANGE_LIVES)


def forget_old_changes(now: datetime) -> int:
    """Delete them, with their mails. Returns how many."""
    old = find_old_changes(now)
    with transaction.atomic():
        keys = list(old.select_for_update().values_list("pk", flat=True))
        OutboundMail.objects.filter(email_change__in=keys).delete()
        EmailChange.objects.filter(pk__in=keys).delete()
    return len(keys)
