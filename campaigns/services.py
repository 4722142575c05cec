"""The only writers of signatures: plain functions, one for each thing that can happen to one.

Every transition is one conditional UPDATE (or DELETE), so two at once cannot both happen and a
repetition changes nothing. The counts follow by a trigger in the same transaction.
"""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db import connection, transaction
from django.db.models import Max, Q
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables
from wagtail.log_actions import log

from campaigns import normalizing, tokens, vault
from campaigns.choices import SignatureStatus, SignerKind
from campaigns.models import (
    Call,
    EmailDomainRule,
    OutboundMail,
    Signature,
    StatementVersion,
)
from campaigns.models.mail import MailStatus
from campaigns.models.signatures import MAILS_PER_SIGNATURE, make_reference
from campaigns.normalizing import DomainRule
from nnirr_site import pagecache

MAIL_CHANNEL = "campaigns_mail"
REPEAT_AFTER = timedelta(minutes=4)  # a repetition within this time sends no further mail
UNCONFIRMED_DAYS = tokens.LINK_DAYS

NOTHING_PERSONAL = {
    "sealed_name": None,
    "sealed_email": None,
    "sealed_role": None,
    "sealed_comment": None,
    "email_key": None,
    "domain_key": None,
    "postal_code": "",
    "organization_name": "",
    "website": "",
    "show_name": False,
    "wants_letters": False,
    "approved_at": None,
    "comment_approved_at": None,
}


class StatementError(ValueError):
    """A change of the text that may not be made; the message says why."""


class Outcome(enum.Enum):
    """What a transition did. Only staff and the signer's own link learn it."""

    DONE = "done"
    ALREADY = "already"
    REFUSED = "refused"


# -- Signing -----------------------------------------------------------------------------------


@dataclass(frozen=True)
class SignerData:
    """What a signer typed, cleaned by `SigningForm`. Never logged: its repr names nobody."""

    name: str = field(repr=False)
    email: str = field(repr=False)
    country: str
    kind: str = SignerKind.PERSON
    region: str = ""
    postal_code: str = field(default="", repr=False)
    organization: str = field(default="", repr=False)
    role: str = field(default="", repr=False)
    website: str = field(default="", repr=False)
    is_authorized: bool = False
    comment: str = field(default="", repr=False)
    show_name: bool = False
    wants_letters: bool = False
    source: str = ""

    @classmethod
    def from_form(cls, cleaned: Mapping[str, object]) -> SignerData:
        names = (
            "name email country region postal_code organization role website is_authorized"
            " comment show_name wants_letters source"
        )
        return cls(kind=cleaned["sign_as"], **{name: cleaned[name] for name in names.split()})


# Whether one more mail may go to a signature that is there: the limit, and a pause after the last.
MAIL_IS_DUE = """(
    signature.mail_count < %(most)s
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

# A new signature and its mail, or one more mail for one that is there: one statement, so nothing
# can come between, and the work is the same whatever the database knows of the address. The WHERE
# is evaluated on the locked row: of many at once only one passes. What is there stays, since a
# stranger may know the address too; but while nobody has confirmed, a consent that one of the two
# forms did not give is taken back, so that a name is shown only if every form asked for it.
SIGN = f"""
WITH signed AS (
    INSERT INTO campaigns_signature AS signature (
        call_id, statement_id, reference, kind, status, sealed_name, sealed_email, sealed_role,
        sealed_comment, email_key, domain_key, country, region, postal_code, organization_name,
        website, is_authorized, show_name, wants_letters, language, source, is_name_hidden,
        rejection_reason, mail_count, mailed_at, created_at
    ) VALUES (
        %(call)s, %(statement)s, %(reference)s, %(kind)s, 'pending', %(name)s, %(email)s, %(role)s,
        %(comment)s, %(email_key)s, %(domain_key)s, %(country)s, %(region)s, %(postal_code)s,
        %(organization)s, %(website)s, %(is_authorized)s, %(show_name)s, %(wants_letters)s,
        %(language)s, %(source)s, false, '', 1, %(now)s, %(now)s
    )
    ON CONFLICT (call_id, email_key) WHERE email_key IS NOT NULL
    DO UPDATE SET
        mail_count = signature.mail_count + {MAIL_IS_DUE}::int,
        mailed_at = CASE WHEN {MAIL_IS_DUE} THEN excluded.mailed_at ELSE signature.mailed_at END,
        show_name = signature.show_name
            AND (signature.status = 'confirmed' OR excluded.show_name),
        wants_letters = signature.wants_letters
            AND (signature.status = 'confirmed' OR excluded.wants_letters)
    WHERE signature.status IN ('pending', 'confirmed')
      AND (
        {MAIL_IS_DUE}
        OR signature.status = 'pending'
            AND (signature.show_name AND NOT excluded.show_name
                 OR signature.wants_letters AND NOT excluded.wants_letters)
      )
    RETURNING id, status, language, mailed_at = %(now)s AS is_due
), {QUEUE_MAIL}
"""  # noqa: S608

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


@sensitive_variables()
def find_email_keys(email: str) -> tuple[str, str]:
    """(key of the address, key of its domain) under the rules that staff keep."""
    domain = normalizing.email_domain(email)
    rules = {
        rule.domain: DomainRule(rule.same_as, rule.drops_dots, rule.tag_separator)
        for rule in EmailDomainRule.objects.filter(domain=domain)
    }
    canonical = normalizing.canonical_email(email, rules)
    return vault.blind_index(canonical, "email"), vault.blind_index(domain, "domain")


@sensitive_variables()
def sign(call: Call, statement: StatementVersion, signer: SignerData, language: str) -> None:
    """Store a signature and queue its mail, or queue a mail for the one that is there.

    Returns nothing on purpose: no caller can tell a new address from a known one.
    """
    reference = make_reference()
    email_key, domain_key = find_email_keys(signer.email)
    now = timezone.now()
    parameters = {
        "call": call.pk,
        "statement": statement.pk,
        "reference": reference,
        "kind": str(signer.kind),
        "name": vault.seal(signer.name, f"name:{reference}"),
        "email": vault.seal(signer.email, f"email:{reference}"),
        "role": vault.seal(signer.role, f"role:{reference}"),
        "comment": vault.seal(signer.comment, f"comment:{reference}"),
        "email_key": email_key,
        "domain_key": domain_key,
        "country": signer.country,
        "region": signer.region,
        "postal_code": signer.postal_code,
        "organization": signer.organization,
        "website": signer.website,
        "is_authorized": signer.is_authorized,
        "show_name": signer.show_name,
        "wants_letters": signer.wants_letters,
        "language": language,
        "source": signer.source,
        "now": now,
        "repeat_before": now - REPEAT_AFTER,
        "most": MAILS_PER_SIGNATURE,
        "channel": MAIL_CHANNEL,
    }
    with connection.cursor() as cursor:
        cursor.execute(SIGN, parameters)


@sensitive_variables()
def resend_confirmation(call: Call | None, email: str) -> None:
    """Mail the link again to an address that signed `call`, or any call. Tells nothing either."""
    email_key, _domain_key = find_email_keys(email)
    _queue_again(call.pk if call else None, email_key)


def _queue_again(
    call_id: int | None, email_key: str, repeat_after: timedelta = REPEAT_AFTER
) -> None:
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


# -- What the signer's link can do -------------------------------------------------------------


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
    deleted = _delete(Signature.objects.filter(reference=reference, status=SignatureStatus.PENDING))
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


# -- What staff can do -------------------------------------------------------------------------


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
        ended_at=timezone.now(),
    )


def restore_signature(signature: Signature, reason: str, user=None) -> Outcome:
    """Rejected → what it was: confirmed if its link had been used, else waiting for that."""
    with transaction.atomic():
        row = Signature.objects.select_for_update().filter(pk=signature.pk).first()
        if row is None:
            return Outcome.REFUSED
        earlier = SignatureStatus.CONFIRMED if row.confirmed_at else SignatureStatus.PENDING
        outcome = _moderate(
            signature,
            "campaigns.restore_signature",
            reason,
            user,
            Q(status=SignatureStatus.REJECTED),
            status=earlier,
            rejection_reason="",
            ended_at=None,
        )
        if outcome is Outcome.DONE and earlier == SignatureStatus.PENDING:
            _make_sure_of_a_link(row)
    return outcome


def _make_sure_of_a_link(signature: Signature) -> None:
    """Queue the confirmation for a pending signer who holds no link that still works.

    A mail that waited when the signature was rejected was dropped, and an older link is stale.
    """
    usable = OutboundMail.objects.filter(
        signature=signature,
        status__in=[MailStatus.QUEUED, MailStatus.SENDING, MailStatus.SENT],
        created_at__gt=timezone.now() - timedelta(days=UNCONFIRMED_DAYS),
    )
    if signature.email_key and not usable.exists():
        _queue_again(signature.call_id, signature.email_key, timedelta(0))


def hide_name(signature: Signature, reason: str, user=None) -> Outcome:
    """Staff take a name off the page; the signature still counts."""
    return _moderate(
        signature,
        "campaigns.hide_name",
        reason,
        user,
        Q(is_name_hidden=False),
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


def approve_organization(signature: Signature, reason: str, user=None) -> Outcome:
    """An organization appears by name only after somebody has looked."""
    return _moderate(
        signature,
        "campaigns.approve_organization",
        reason,
        user,
        Q(kind=SignerKind.ORGANIZATION, approved_at__isnull=True)
        & ~Q(status=SignatureStatus.WITHDRAWN),
        approved_at=timezone.now(),
    )


def resend_to_signer(signature: Signature, reason: str, user=None) -> Outcome:
    """Staff send the confirmation again; the limit for one signature holds for them too."""
    before = OutboundMail.objects.filter(signature=signature).count()
    with transaction.atomic():
        if signature.email_key:
            _queue_again(signature.call_id, signature.email_key, timedelta(0))
        if OutboundMail.objects.filter(signature=signature).count() == before:
            return Outcome.REFUSED
        _audit(signature, "campaigns.resend_confirmation", reason, user)
    return Outcome.DONE


def retry_mail(mail: OutboundMail, user=None) -> Outcome:
    """A failed mail is tried again from the start."""
    with transaction.atomic():
        changed = OutboundMail.objects.filter(pk=mail.pk, status=MailStatus.FAILED).update(
            status=MailStatus.QUEUED, attempts=0, next_attempt_at=timezone.now(), error=""
        )
        if not changed:
            return Outcome.REFUSED
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_notify(%s, '')", [MAIL_CHANNEL])
        _audit(mail, "campaigns.retry_mail", "", user)
    return Outcome.DONE


def _moderate(
    signature: Signature, action: str, reason: str, user, condition: Q, **changes
) -> Outcome:
    """One conditional change with its audit entry; pages forget what they showed."""
    with transaction.atomic():
        changed = Signature.objects.filter(condition, pk=signature.pk).update(**changes)
        if not changed:
            return Outcome.REFUSED
        _audit(signature, action, reason, user)
        pagecache.purge()
    return Outcome.DONE


def _audit(instance, action: str, reason: str, user) -> None:
    """Who did what to which reference, and why. The label is a reference, never a name."""
    log(instance, action, user=user, data={"reason": reason})


# -- Time --------------------------------------------------------------------------------------


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
        deleted = _delete(overdue.filter(pk__in=ids)) if ids else 0
        total += deleted
        if not deleted:
            return total


def _delete(signatures) -> int:
    """Delete rows that are still what the query says when they are locked, and their mails."""
    with transaction.atomic():
        ids = list(signatures.select_for_update().values_list("pk", flat=True))
        OutboundMail.objects.filter(signature__in=ids).delete()
        Signature.objects.filter(pk__in=ids)._raw_delete(using=signatures.db)
    return len(ids)


# -- The text ----------------------------------------------------------------------------------


def publish_statement(
    call: Call, language: str, title: str, body: str, reason: str = "", user=None
) -> StatementVersion | None:
    """Make these words the ones that are signed from now on. None if they are that already.

    Raises `StatementError` when the call has a confirmed signature and no reason is given: who
    signed the words before has to be able to read why they changed.
    """
    with transaction.atomic():
        Call.objects.select_for_update().get(pk=call.pk)
        newest = call.statements.filter(language=language).order_by("-number").first()
        if newest and (newest.title, newest.body) == (title, body):
            return None
        if newest and not reason and call.signatures.confirmed().exists():
            raise StatementError("reason")
        numbers = call.statements.filter(language=language).aggregate(Max("number"))
        version = StatementVersion(
            call=call,
            language=language,
            number=(numbers["number__max"] or 0) + 1,
            title=title,
            body=body,
            reason=reason,
        )
        version.save(force_insert=True)
        log(
            call,
            "campaigns.publish_statement",
            user=user,
            data={"reason": reason, "language": language, "number": version.number},
        )
        pagecache.purge()
    call.__dict__.pop("newest_statements", None)
    return version


def is_reason_needed(call: Call, language: str) -> bool:
    """Whether a change of the text in this language has to say why."""
    return (
        call.statements.filter(language=language).exists() and call.signatures.confirmed().exists()
    )
