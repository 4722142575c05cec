"""Queueing one more mail for a signature that is there, and what decides whether it may go."""

from __future__ import annotations

from datetime import timedelta

from django.db import connection, transaction
from django.db.models import F
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables

from campaigns import tokens, vault
from campaigns.models import Call, LinkRequest, OutboundMail, Signature
from campaigns.models.mail import MailKind, MailStatus, mail_sealing_place
from campaigns.models.signatures import MAILS_PER_SIGNATURE
from campaigns.services.keys import find_all_email_keys
from campaigns.services.outcomes import Outcome, audit

MAIL_CHANNEL = "campaigns_mail"
REPEAT_AFTER = timedelta(minutes=4)  # a repetition within this time sends no further mail

# Whether one more mail may go to a signature that is there: the limit, a pause after the last one,
# and an address that exists.
MAIL_IS_DUE = """(
    signature.mail_count < %(most)s
    AND signature.bounced_at IS NULL
    AND coalesce(signature.mailed_at < %(repeat_before)s, true)
)"""

# The rest of a statement whose first part is called `signed`: mail for the rows that are due.
QUEUE_MAIL = """queued AS (
    INSERT INTO campaigns_outboundmail
        (signature_id, kind, language, status, attempts, next_attempt_at, error, created_at)
    SELECT id, CASE status WHEN 'confirmed' THEN 'already_signed' ELSE 'confirm' END,
           language, 'queued', 0, %(now)s, '', %(now)s
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
    SET mail_count = mail_count + 1, mailed_at = %(now)s
    WHERE email_key = %(email_key)s AND (%(call)s::bigint IS NULL OR call_id = %(call)s)
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
    SELECT %(call)s, email_key, %(now)s FROM unnest(%(email_keys)s::text[]) AS email_key
)
SELECT pg_notify(%(channel)s, '')
"""


@sensitive_variables()
def ask_for_link(call: Call | None, email: str) -> None:
    """Note that an address wants the link to what it signed again, of `call` or of any call."""
    with connection.cursor() as cursor:
        cursor.execute(
            ASK_FOR_LINK,
            {
                "call": call.pk if call else None,
                "email_keys": list(reversed(find_all_email_keys(email))),
                "now": timezone.now(),
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
    call_id: int | None, email_key: str, repeat_after: timedelta = REPEAT_AFTER
) -> None:
    """One more mail to what was signed with this address, within the limit of each signature."""
    now = timezone.now()
    with connection.cursor() as cursor:
        cursor.execute(
            MAIL_AGAIN,
            {
                "call": call_id,
                "email_key": email_key,
                "now": now,
                "repeat_before": now - repeat_after,
                "most": MAILS_PER_SIGNATURE,
                "channel": MAIL_CHANNEL,
            },
        )


def make_sure_of_a_link(signature: Signature) -> None:
    """Queue the confirmation for a pending signer who holds no link that still works.

    A mail that waited when the signature was rejected was dropped, and an older link is stale.
    """
    usable = OutboundMail.objects.filter(
        signature=signature,
        status__in=[MailStatus.QUEUED, MailStatus.SENDING, MailStatus.SENT],
        created_at__gt=timezone.now() - timedelta(days=tokens.LINK_DAYS),
    )
    if signature.email_key and not usable.exists():
        queue_again(signature.call_id, signature.email_key, timedelta(0))


@sensitive_variables()
def queue_last_mail(signature: Signature) -> bool:
    """A mail to somebody of whom nothing will be kept: it carries the address until it is sent.

    Returns whether there is one: five mails are the limit for this one too, and none goes to an
    address that does not exist. To be called in the transaction that deletes the address.
    """
    if signature.mail_count >= MAILS_PER_SIGNATURE or signature.bounced_at is not None:
        return False
    try:
        address = signature.email
    except vault.Unreadable:
        return False
    if not address:
        return False
    OutboundMail.objects.create(
        signature=signature,
        kind=MailKind.WITHDRAWN,
        language=signature.language,
        sealed_to=vault.seal(address, mail_sealing_place(signature.reference)),
    )
    wake_worker()
    return True


def wake_worker() -> None:
    """Tell the worker, when this transaction commits, that a mail is waiting."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_notify(%s, '')", [MAIL_CHANNEL])


def resend_to_signer(signature: Signature, reason: str, user=None) -> Outcome:
    """Staff send the confirmation again; the limit for one signature holds for them too.

    That the address bounced before is forgotten: somebody has asked, and means to try.
    """
    before = OutboundMail.objects.filter(signature=signature).count()
    with transaction.atomic():
        Signature.objects.filter(pk=signature.pk).update(bounced_at=None)
        if signature.email_key:
            queue_again(signature.call_id, signature.email_key, timedelta(0))
        if OutboundMail.objects.filter(signature=signature).count() == before:
            transaction.set_rollback(True)
            return Outcome.REFUSED
        audit(signature, "campaigns.resend_confirmation", reason, user)
    return Outcome.DONE


def retry_mail(mail: OutboundMail, user=None) -> Outcome:
    """A failed mail is tried again from the start, also if its address had bounced.

    If it had gone out before it came back, this is one more mail, and five are the limit.
    """
    with transaction.atomic():
        failed = OutboundMail.objects.filter(pk=mail.pk, status=MailStatus.FAILED)
        row = failed.select_for_update().first()
        if row is None:
            return Outcome.REFUSED
        signatures = Signature.objects.filter(pk=row.signature_id)
        if row.sent_at is not None:
            within_limit = signatures.filter(mail_count__lt=MAILS_PER_SIGNATURE)
            if not within_limit.update(mail_count=F("mail_count") + 1):
                return Outcome.REFUSED
        failed.update(
            status=MailStatus.QUEUED,
            attempts=0,
            hang_ups=0,
            hung_up_at=None,
            next_attempt_at=timezone.now(),
            sent_at=None,
            error="",
        )
        signatures.update(bounced_at=None)
        wake_worker()
        audit(mail, "campaigns.retry_mail", "", user)
    return Outcome.DONE
