"""The bounds of mail: to one address, to one domain, and to nobody who said “This wasn't me”.

A signature's mail is queued with it; whether it goes out now is decided when the worker has it in
its hand, for all workers one after the other. What would exceed a bound waits or is dropped; the
request does the same work for every address.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection, transaction
from django.db.models import F, Max, Q, Value
from django.db.models.functions import Greatest, Now
from django.views.decorators.debug import sensitive_variables

from campaigns.choices import SignatureStatus
from campaigns.models import (
    AbuseLimits,
    EmailDomainRule,
    MailPause,
    MailTurn,
    OutboundMail,
    Signature,
)
from campaigns.models.mail_limits import DOMAIN_WINDOW, MAIL_WINDOW, MOST_MAILS, PAUSE
from campaigns.models.outbox import LAST_MAILS, MailCause, MailHold, MailKind, MailStatus
from campaigns.privacy import tokens, vault
from campaigns.services.departures.noting import note_opposition
from campaigns.services.outcomes import Outcome, audit
from campaigns.services.retention.erasing import delete_signatures
from campaigns.services.vault_keys.email_keys import find_all_email_keys, find_domain_keys
from campaigns.signing import normalizing
from nnirr_site.database.prepared import PreparedStatement
from nnirr_site.http.page_cache.kept import once_per_moment

# Those whose links open the signature itself.
WITH_LINKS = (MailKind.CONFIRM, MailKind.REMINDER, MailKind.ALREADY_SIGNED)
TURNS_LOCK = 8155  # held for the two or three statements of one decision

# Whether `signature` may get one more mail: what went to its address in the window and what waits
# for this signature are fewer than the bound, and the owner of the address wants mail. What waits
# is worded as what is not over: else PostgreSQL may go through all that waits for anybody.
IS_WAITING = "waiting.status NOT IN ('sent', 'failed', 'dropped')"
HAS_ROOM = f"""(
    (SELECT count(*) FROM campaigns_mailturn AS turn
     WHERE turn.email_key = signature.email_key AND turn.by_staff = %(by_staff)s
       AND turn.at > statement_timestamp() - interval '{MAIL_WINDOW.days} days')
    + (SELECT count(*) FROM campaigns_outboundmail AS waiting
       WHERE waiting.signature_id = signature.id AND waiting.counted_at IS NULL
         AND {IS_WAITING}
         AND (waiting.cause = 'staff') = %(by_staff)s)
    < {MOST_MAILS}
)"""  # noqa: S608
IS_PAUSED = f"""EXISTS (
    SELECT FROM campaigns_mailpause AS pause
    WHERE pause.email_key = signature.email_key
      AND pause.created_at > statement_timestamp() - interval '{PAUSE.days} days'
)"""

# Whether the address is paused, when mails went to it in the window (the newest first), and when
# the next one to its domain may go: turns that were given away lie ahead of `now`.
READ_BOUNDS = PreparedStatement(f"""SELECT
    EXISTS (
        SELECT FROM campaigns_mailpause
        WHERE email_key = ANY (%(email_keys)s)
          AND created_at > %(now)s - interval '{PAUSE.days} days'
    ),
    ARRAY(
        SELECT at FROM campaigns_mailturn
        WHERE email_key = ANY (%(email_keys)s) AND by_staff = %(by_staff)s
          AND at > %(now)s - interval '{MAIL_WINDOW.days} days'
        ORDER BY at DESC LIMIT {MOST_MAILS}
    ),
    CASE WHEN %(most_to_domain)s > 0 THEN (
        SELECT at + interval '{DOMAIN_WINDOW.total_seconds():.0f} seconds' FROM campaigns_mailturn
        WHERE domain_key = ANY (%(domain_keys)s)
          AND at > %(now)s - interval '{DOMAIN_WINDOW.total_seconds():.0f} seconds'
        ORDER BY at DESC OFFSET greatest(%(most_to_domain)s - 1, 0) LIMIT 1
    ) END
""")  # noqa: S608
COUNT_TURN = PreparedStatement("""WITH counted AS (
    UPDATE campaigns_outboundmail SET counted_at = %(at)s
    WHERE id = %(mail)s AND counted_at IS NULL
    RETURNING id
)
INSERT INTO campaigns_mailturn (email_key, domain_key, by_staff, at)
SELECT (%(email_keys)s::text[])[1], (%(domain_keys)s::text[])[1], %(by_staff)s, %(at)s FROM counted
""")


@dataclass(frozen=True)
class Held:
    """A mail that does not go out now. Without a time it never will."""

    why: MailHold
    until: datetime | None = None


@sensitive_variables()
def take_turn(mail: OutboundMail) -> Held | None:
    """Let a mail go: None, and it is counted, or why it does not go out now.

    Every further attempt at the same mail goes without being counted again. What waits for its
    domain has its time, and is counted already: however many wait, each is decided once, in the
    order in which they came. The last mail to an address has no bound.
    """
    if mail.kind in LAST_MAILS:
        return None
    try:
        email = mail.recipient
        email_keys = find_all_email_keys(email)
        domain_keys = find_domain_keys(email)
        most_to_domain = _find_most_to_domain(normalizing.email_domain(email))
    except (vault.Unreadable, ValueError):
        return None  # it cannot be sent either: building it says why
    by_staff = mail.cause == MailCause.STAFF
    asked = {
        "email_keys": email_keys,
        "domain_keys": domain_keys,
        "by_staff": by_staff,
        "most_to_domain": most_to_domain,
        "mail": mail.pk,
    }
    with transaction.atomic():
        now = _lock_and_ask_the_time()
        [bounds] = READ_BOUNDS.run(connection, asked | {"now": now})
        is_paused, latest, domain_is_full_until = bounds
        if is_paused and not _may_pass_a_pause(mail):
            return Held(MailHold.PAUSED)
        if mail.counted_at is not None:
            return None
        if held := _find_full_window(mail, latest, now):
            return held
        at = domain_is_full_until or now
        COUNT_TURN.run(connection, asked | {"at": at})
    return Held(MailHold.DOMAIN, at) if at > now else None


def _lock_and_ask_the_time() -> datetime:
    """Until this transaction ends no other worker decides; the time is the database's, after it had
    waited for those before.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT clock_timestamp() FROM (SELECT pg_advisory_xact_lock(%s) OFFSET 0) AS held",
            [TURNS_LOCK],
        )
        return cursor.fetchone()[0]


def find_pauses(email_keys: list[str], now: datetime):
    """An address may stand under several keys while those of the index are replaced."""
    return MailPause.objects.filter(email_key__in=email_keys, created_at__gt=now - PAUSE)


def _may_pass_a_pause(mail: OutboundMail) -> bool:
    """A pause stops whatever a form causes, and its reminders; staff have to end it first.

    Who has confirmed can still ask for the own link: leaving must not depend on staff.
    """
    return mail.kind == MailKind.ALREADY_SIGNED and mail.cause == MailCause.LINK


def _find_full_window(mail: OutboundMail, latest: list[datetime], now: datetime) -> Held | None:
    """Why it does not go out, if the address has had as many as may go; `latest` are their times,
    the newest first.
    """
    if len(latest) < MOST_MAILS:
        return None
    # A wish to use another address can be repeated: what is too much for that one is dropped.
    is_worth_waiting = mail.kind == MailKind.REMINDER or not (
        mail.kind == MailKind.NEW_EMAIL or _has_working_link(mail, now)
    )
    return Held(MailHold.EMAIL, latest[-1] + MAIL_WINDOW if is_worth_waiting else None)


def _has_working_link(mail: OutboundMail, now: datetime) -> bool:
    """Whether another mail about the same signature went out while its link still works."""
    others = find_mails_with_links(mail.signature_id, now).filter(
        Q(counted_at__isnull=False) | Q(status=MailStatus.SENT)
    )
    return others.exclude(pk=mail.pk).exists()


def find_first_of_address(signature_id: int) -> int | None:
    """The number of the mail that brought the links to the present address after a change."""
    mails = OutboundMail.objects.filter(
        signature_id=signature_id, kind__in=WITH_LINKS, cause=MailCause.OWN
    )
    return mails.aggregate(number=Max("pk"))["number"]


def find_mails_with_links(signature_id: int, now: datetime | Now):
    """Mails whose links lead to the signature: of the last 30 days, and not from before its address
    was changed. Whether they went out is for the caller to ask.
    """
    return OutboundMail.objects.filter(
        signature_id=signature_id,
        kind__in=WITH_LINKS,
        pk__gte=find_first_of_address(signature_id) or 0,
        created_at__gt=now - timedelta(days=tokens.LINK_DAYS),
    )


@sensitive_variables()
def _find_most_to_domain(domain: str) -> int:
    """How many mails an hour may go to a domain; 0: any number."""
    most_to_all, exceptions = _read_most_to_domains()
    return exceptions.get(domain, most_to_all)


@once_per_moment
def _read_most_to_domains() -> tuple[int, dict[str, int]]:
    rules = EmailDomainRule.objects.filter(mails_per_hour__isnull=False)
    exceptions = dict(rules.values_list("domain", "mails_per_hour"))
    return AbuseLimits.load().domain_mails, exceptions


def has_staff_room(email_keys: list[str]) -> bool:
    """Whether staff may send one more mail to this address now."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT statement_timestamp()")
        [now] = cursor.fetchone()
    turns = MailTurn.objects.filter(
        email_key__in=email_keys, by_staff=True, at__gt=now - MAIL_WINDOW
    )
    return turns.count() < MOST_MAILS and not find_pauses(email_keys, now).exists()


def hold_back(mail: OutboundMail, held: Held) -> None:
    """The life of a signature counts from the mail that its signer can use."""
    if mail.kind == MailKind.NEW_EMAIL:
        return
    Signature.objects.filter(pk=mail.signature_id).update(
        mailed_at=Greatest("mailed_at", Value(held.until))
    )


def release_domain(domain: str) -> int:
    """Staff changed how much may go to a domain: what waits for it is decided anew, in order."""
    domain_keys = vault.blind_indexes(domain, "domain")
    waiting = OutboundMail.objects.filter(
        status=MailStatus.QUEUED, error=MailHold.DOMAIN, signature__domain_key__in=domain_keys
    )
    with transaction.atomic():
        now = _lock_and_ask_the_time()
        MailTurn.objects.filter(domain_key__in=domain_keys, at__gt=now).delete()
        # Else "send again" would wait for a time that does not come any more.
        Signature.objects.filter(pk__in=waiting.values("signature_id"), mailed_at__gt=now).update(
            mailed_at=now
        )
        return OutboundMail.objects.filter(pk__in=waiting.values("pk")).update(
            counted_at=None, next_attempt_at=F("created_at"), error=""
        )


def forget_unwanted(mail: OutboundMail) -> int:
    """A form for an address whose owner wants none leaves nothing, if nobody has its link."""
    if mail.kind == MailKind.NEW_EMAIL:
        return 0
    mails = OutboundMail.objects.filter(signature_id=mail.signature_id)
    if mails.filter(Q(counted_at__isnull=False) | Q(status=MailStatus.SENT)).exists():
        return 0
    return delete_signatures(
        Signature.objects.filter(pk=mail.signature_id, status=SignatureStatus.PENDING)
    )


def pause_mail(email_key: str, reference: str) -> None:
    """The owner of an address said that a form was not theirs. `reference`: of its signature."""
    MailPause.objects.bulk_create(
        [MailPause(email_key=email_key, reference=reference)], ignore_conflicts=True
    )
    note_opposition(email_key)


def end_pause(reference: str) -> Outcome:
    """Its owner wants mail again. All pauses of the address end with the one of this link."""
    pause = find_pause_of_link(reference)
    if pause is None:
        return Outcome.REFUSED
    MailPause.objects.filter(email_key=pause.email_key).delete()
    return Outcome.DONE


def find_pause_of_link(reference: str) -> MailPause | None:
    """The pause that the link of a signature leads to, while it lasts."""
    pause = MailPause.objects.filter(reference=reference).first()
    if pause is None:
        return None
    with connection.cursor() as cursor:
        cursor.execute("SELECT statement_timestamp() < %s", [pause.ends_at])
        [lasts] = cursor.fetchone()
    return pause if lasts else None


@sensitive_variables("email", "email_keys")
def end_pauses_of_email(email: str, reason: str, user=None) -> Outcome:
    """Staff end the pause of an address whose owner asked them to."""
    email_keys = find_all_email_keys(email)
    with transaction.atomic():
        pauses = list(MailPause.objects.filter(email_key__in=email_keys).select_for_update())
        if not pauses:
            return Outcome.REFUSED
        for pause in pauses:
            audit(pause, "campaigns.end_pause", reason, user)
        MailPause.objects.filter(pk__in=[pause.pk for pause in pauses]).delete()
    return Outcome.DONE


def find_old_bounds(now: datetime):
    """(turns that no window reaches any more, pauses that are over)."""
    return (
        MailTurn.objects.filter(at__lte=now - MAIL_WINDOW),
        MailPause.objects.filter(created_at__lte=now - PAUSE),
    )


def forget_old_bounds(now: datetime) -> int:
    """Delete them. Returns how many."""
    return sum(rows._raw_delete(using=rows.db) for rows in find_old_bounds(now))
