"""Queueing one more mail for a signature that is there, and what decides whether it may go."""

from __future__ import annotations

from datetime import timedelta

from django.db import connection, transaction
from django.db.models import F
from django.db.models.functions import Now
from django.views.decorators.debug import sensitive_variables

from campaigns.models import Call, LinkRequest, OutboundMail, Signature
from campaigns.models.outbox import MailCause, MailKind, MailStatus, mail_sealing_place
from campaigns.models.screening import seal_client
from campaigns.privacy import vault
from campaigns.services.mail.mail_limits import (
    HAS_ROOM,
    IS_PAUSED,
    find_mails_with_links,
    has_staff_room,
)
from campaigns.services.outcomes import Outcome, audit
from campaigns.services.vault_keys.email_keys import find_all_email_keys, find_present_keys

MAIL_CHANNEL = "campaigns_mail"
REPEAT_AFTER = timedelta(minutes=4)  # a repetition within this time sends no further mail
AT_ONCE = timedelta(days=-365)  # no pause, also if a mail that waits has its time in the future

# Whether one more mail may be queued for a signature that is there: an address that exists, a pause
# after the last one, room for it, and an owner who wants mail; who has confirmed gets the own link
# on request in any case. It is looked at again when it is sent (`take_turn`): several calls may
# queue mail to one address at once.
MAIL_IS_DUE = f"""(
    signature.bounced_at IS NULL
    AND coalesce(signature.mailed_at < statement_timestamp() - %(repeat_after)s, true)
    AND {HAS_ROOM}
    AND (%(cause)s = 'link' AND signature.status = 'confirmed' OR NOT {IS_PAUSED})
)"""

# The rest of a statement whose first part is called `signed`: mail for the rows that are due.
QUEUE_MAIL = """queued AS (
    INSERT INTO campaigns_outboundmail
        (signature_id, kind, cause, language, status, attempts, next_attempt_at, error, created_at)
    SELECT id, CASE status WHEN 'confirmed' THEN 'already_signed' ELSE 'confirm' END,
           %(cause)s, language, 'queued', 0, statement_timestamp(), '', statement_timestamp()
    FROM signed
    WHERE is_due
    RETURNING id
)
SELECT pg_notify(%(channel)s, '') FROM queued
"""

# The same for an address alone: never a new signature.
MAIL_AGAIN = f"""
WITH signed AS (
    UPDATE campaigns_signature AS signature
    SET mail_count = mail_count + 1, mailed_at = greatest(mailed_at, statement_timestamp())
    WHERE email_key = %(email_key)s AND (%(call)s::bigint IS NULL OR call_id = %(call)s)
      AND (%(signature)s::bigint IS NULL OR id = %(signature)s)
      AND status IN ('pending', 'confirmed')
      AND {MAIL_IS_DUE}
    RETURNING id, status, language, true AS is_due
), {QUEUE_MAIL}
"""  # noqa: S608


# Stored for every address alike, once for each key it may stand under, the oldest first: a row that
# is given its new key between two looks is found by the second. Who has signed is looked up by the
# worker (`answer_requests`).
ASK_FOR_LINK = """
WITH asked AS (
    INSERT INTO campaigns_linkrequest (call_id, email_key, created_at)
    SELECT %(call)s, email_key, statement_timestamp()
    FROM unnest(%(email_keys)s::text[]) AS email_key
), waiting AS (
    INSERT INTO campaigns_waitingcheck (sealed_client, created_at)
    VALUES (%(client)s, date_trunc('minute', statement_timestamp()))
)
SELECT pg_notify(%(channel)s, '')
"""


@sensitive_variables()
def ask_for_link(call: Call | None, email: str, client: str = "") -> None:
    """Note that an address wants the link to what it signed again, of `call` or of any call.

    The form counts in the windows of the visitor's network like one that signs.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            ASK_FOR_LINK,
            {
                "call": call.pk if call else None,
                "email_keys": list(reversed(find_all_email_keys(email))),
                "client": seal_client(client),
                "channel": MAIL_CHANNEL,
            },
        )


def answer_requests(batch: int = 200) -> int:
    """Queue the mails that were asked for, the oldest request first. Returns how many were read."""
    with transaction.atomic():
        waiting = LinkRequest.objects.order_by("pk").select_for_update(skip_locked=True)
        requests = list(waiting[:batch])
        for request in requests:
            queue_again(request.call_id, request.email_key)
        LinkRequest.objects.filter(pk__in=[request.pk for request in requests]).delete()
    return len(requests)


def queue_again(
    call_id: int | None,
    email_key: str,
    cause: str = MailCause.LINK,
    repeat_after: timedelta = REPEAT_AFTER,
    signature_id: int | None = None,
) -> None:
    """One more mail to what was signed with this address, or to one signature of it, within the
    bounds of its cause.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            MAIL_AGAIN,
            {
                "call": call_id,
                "email_key": email_key,
                "signature": signature_id,
                "repeat_after": repeat_after,
                "cause": str(cause),
                "by_staff": cause == MailCause.STAFF,
                "channel": MAIL_CHANNEL,
            },
        )


def make_sure_of_a_link(signature: Signature) -> None:
    """Queue the confirmation for a pending signer who holds no link that still works.

    A mail that waited when the signature was rejected was dropped, an older link is stale, and one
    from before a change of the address leads to nothing.
    """
    usable = find_mails_with_links(signature.pk, Now()).filter(
        status__in=[MailStatus.QUEUED, MailStatus.SENDING, MailStatus.SENT]
    )
    if signature.email_key and not usable.exists():
        queue_again(signature.call_id, signature.email_key, MailCause.STAFF, AT_ONCE, signature.pk)


@sensitive_variables()
def queue_last_mail(signature: Signature) -> bool:
    """A mail to somebody of whom nothing will be kept: it carries the address until it is sent.

    Returns whether there is one: none goes to an address that does not exist, and no bound applies
    to it. To be called in the transaction that deletes the address.
    """
    if signature.bounced_at is not None:
        return False
    try:
        email = signature.email
    except vault.Unreadable:
        return False
    if not email:
        return False
    OutboundMail.objects.create(
        signature=signature,
        kind=MailKind.WITHDRAWN,
        cause=MailCause.OWN,
        language=signature.language,
        sealed_to=vault.seal(email, mail_sealing_place(signature.reference)),
        next_attempt_at=Now(),
        created_at=Now(),
    )
    wake_worker()
    return True


def wake_worker() -> None:
    """Tell the worker, when this transaction commits, that a mail is waiting."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_notify(%s, '')", [MAIL_CHANNEL])


def resend_to_signer(signature: Signature, reason: str, user=None) -> Outcome:
    """Staff send the confirmation again, within a bound of their own that no form uses up.

    Refused while the owner of the address wants no mail: staff end that first, with a reason.
    That the address bounced before is forgotten: somebody has asked, and means to try.
    """
    before = OutboundMail.objects.filter(signature=signature).count()
    with transaction.atomic():
        Signature.objects.filter(pk=signature.pk).update(bounced_at=None)
        if signature.email_key:
            queue_again(
                signature.call_id, signature.email_key, MailCause.STAFF, AT_ONCE, signature.pk
            )
        if OutboundMail.objects.filter(signature=signature).count() == before:
            transaction.set_rollback(True)
            return Outcome.REFUSED
        audit(signature, "campaigns.resend_confirmation", reason, user)
    return Outcome.DONE


def retry_mail(mail: OutboundMail, user=None) -> Outcome:
    """A failed mail is tried again from the start, also if its address had bounced.

    If it had gone out before it came back, this is one more mail, and one by staff.
    """
    with transaction.atomic():
        failed = OutboundMail.objects.filter(pk=mail.pk, status=MailStatus.FAILED)
        row = failed.select_for_update().first()
        if row is None:
            return Outcome.REFUSED
        signatures = Signature.objects.filter(pk=row.signature_id)
        anew = {}
        if row.sent_at is not None:
            if not has_staff_room(find_present_keys(row.signature)):
                return Outcome.REFUSED
            signatures.update(mail_count=F("mail_count") + 1)
            anew = {"cause": MailCause.STAFF, "counted_at": None}
        failed.update(
            **anew,
            status=MailStatus.QUEUED,
            attempts=0,
            hang_ups=0,
            hung_up_at=None,
            next_attempt_at=Now(),
            sent_at=None,
            error="",
        )
        signatures.update(bounced_at=None)
        wake_worker()
        audit(mail, "campaigns.retry_mail", "", user)
    return Outcome.DONE
