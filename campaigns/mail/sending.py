"""Sending what is due: each mail is claimed, looked at, sent and marked.

A mail is claimed by one UPDATE (`SKIP LOCKED`, so several workers share the work), sent outside
any transaction, and marked. A claim ends with the life of its worker (see `lifeline`): one that
dies between send and mark makes one mail go out twice at worst, and never loses one. What the mail
server says of a recipient or a message counts against that mail; a server that is away counts
against none. Times are the database's (see `nnirr_site.database.clock`).
"""

from __future__ import annotations

import logging
import smtplib
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta

from django.db import Error as DatabaseTrouble
from django.db.models.functions import Now
from django.views.decorators.debug import sensitive_variables

from campaigns import services
from campaigns.choices import SignatureStatus
from campaigns.mail import rendering
from campaigns.mail.liveness import Claimant
from campaigns.mail.providers import SHORT, Providers, domains_of, find_provider, public_name
from campaigns.mail.smtp import make_mail_connection
from campaigns.mail.smtp_errors import (
    describe_failure,
    is_hang_up,
    is_server_trouble,
    is_too_many,
    pause_after,
)
from campaigns.models import OutboundMail
from campaigns.models.mail_limits import LONGEST_HANGING_UP
from campaigns.models.outbox import TO_ANOTHER_MAILBOX, MailHold, MailKind, MailStatus
from campaigns.privacy import vault
from campaigns.services.mail.outbox import claim_mail, defer_domains, mark, mark_sent
from nnirr_site.database import clock

logger = logging.getLogger(__name__)

MAX_ATTEMPTS = 8  # with the pauses below: given up after about 12 hours
# A mail at which the server hangs up so often is to blame itself, if others went out meanwhile or
# if it goes on for days: a server that is away altogether does not answer in the first place.
MOST_HANG_UPS = 6
BATCH = 100
# What counts forms in memory looks at one at a time.
judging = threading.Lock()
JUDGING_PAUSE = timedelta(seconds=1)  # for a mail whose form another worker looks at


@dataclass
class Batch:
    """What happened to the mails of one round, for one line in the log."""

    sent: int = 0
    retried: int = 0
    failed: int = 0
    dropped: int = 0
    held: int = 0  # within the bounds of their address or domain only later
    waiting: int = 0  # another worker looks at their forms; not in `total`
    server_trouble: str = ""  # why the round ended early; the mail concerned is in no number
    mail: OutboundMail | None = None  # is claimed, and not marked yet
    unmarked: OutboundMail | None = None  # has gone out, and the database does not know it yet
    is_connected: bool = False  # the mail server has let us in
    # Waits for one's turn before a mail goes out.
    wait_for_turn: Callable[[], None] = lambda: None
    # Which providers rest, and how fast mail goes to each.
    providers: Providers = field(default_factory=Providers)

    @property
    def held_mails(self) -> list[int]:
        """Numbers of the mails that nobody else may take up."""
        return [mail.pk for mail in (self.mail, self.unmarked) if mail is not None]

    @property
    def total(self) -> int:
        return self.sent + self.retried + self.failed + self.dropped + self.held


def is_needed(mail: OutboundMail) -> bool:
    """Whether the signature is still as the mail says, and its address has not bounced."""
    states = {
        MailKind.CONFIRM: {SignatureStatus.PENDING},
        MailKind.REMINDER: {SignatureStatus.PENDING},
        MailKind.ALREADY_SIGNED: {SignatureStatus.CONFIRMED},
        MailKind.WITHDRAWN: {SignatureStatus.WITHDRAWN, SignatureStatus.REJECTED},
        MailKind.NEW_EMAIL: {SignatureStatus.PENDING, SignatureStatus.CONFIRMED},
        MailKind.FORMER_EMAIL: set(SignatureStatus),
    }
    if mail.kind == MailKind.NEW_EMAIL and mail.email_change.sealed_email is None:
        return False
    if mail.signature.bounced_at is not None and mail.kind not in TO_ANOTHER_MAILBOX:
        return False
    return mail.signature.status in states[MailKind(mail.kind)]


def deliver(mail: OutboundMail, batch: Batch, mail_connection, may_judge: bool = True) -> None:
    """Send one mail, as `claim_mail` gives it, and mark it.

    Database errors pass through; others become its state. What went out and could not be marked
    stands in `batch.unmarked`.
    """
    if mail.kind == MailKind.CONFIRM and mail.is_unjudged:
        with judging:
            judged = services.judge_signature(mail.signature_id, may_judge)
        if judged.is_waiting:
            due = Now() + JUDGING_PAUSE
            mark(mail, MailStatus.QUEUED, attempts=mail.attempts - 1, next_attempt_at=due)
            batch.waiting += 1
            return
        # Set aside here or, since this mail was claimed, by another worker.
        mail.signature.refresh_from_db(fields=["status"])
    has_later_form = mail.signature.sealed_form is not None
    if has_later_form and services.read_later_form(mail.signature.reference):
        mail.refresh_from_db(fields=["differing", "signature"])
    if not is_needed(mail):
        mark(mail, MailStatus.DROPPED)
        batch.dropped += 1
        return
    if mail.attempts > MAX_ATTEMPTS:
        mark(mail, MailStatus.FAILED, error="worker died each time")
        batch.failed += 1
        return
    provider, wait = _ask_provider(mail, batch)
    if wait > SHORT:
        changes = {"attempts": mail.attempts - 1, "error": MailHold.PROVIDER}
        mark(mail, MailStatus.QUEUED, next_attempt_at=Now() + timedelta(seconds=wait), **changes)
        batch.waiting += 1
        return
    if (held := services.take_turn(mail)) is not None:
        _hold(mail, held, batch)
        return
    time.sleep(wait)
    is_fresh, is_built, is_open = True, False, False
    try:
        built = rendering.build_mail(mail)
        is_built = True
        is_fresh = mail_connection.open() is not False  # False: the one of the mail before
        is_open = batch.is_connected = True
        batch.wait_for_turn()
        mail_connection.send_messages([built])
    except DatabaseTrouble:
        raise
    except Exception as error:
        name, is_final = describe_failure(error)
        if is_built and is_server_trouble(error):
            has_hung_up = is_fresh and is_open and is_hang_up(error)
            _put_back(mail, name, batch, has_hung_up)
            # Servers end a connection after some mails: only a new one shows that one is away.
            batch.server_trouble = name if is_fresh else ""
        elif is_built and is_too_many(error) and mail.attempts < MAX_ATTEMPTS:
            _let_rest(mail, name, provider, batch)
        elif is_final or mail.attempts >= MAX_ATTEMPTS:
            mark(mail, MailStatus.FAILED, error=name[:60])
            batch.failed += 1
        else:
            due = Now() + pause_after(mail.attempts)
            mark(mail, MailStatus.QUEUED, error=name[:60], next_attempt_at=due)
            batch.retried += 1
        batch.is_connected = False
        _close_quietly(mail_connection)
        return
    batch.unmarked = mail
    mark_sent(mail)
    batch.unmarked = None
    batch.sent += 1
    batch.providers.note_sent(provider)


@sensitive_variables()
def _ask_provider(mail: OutboundMail, batch: Batch) -> tuple[str, float]:
    """Whose mailbox it goes to, and how long it has to wait for that."""
    try:
        provider = find_provider(mail.recipient)
    except (vault.Unreadable, ValueError):
        return "", 0.0  # building it says why it cannot be sent
    return provider, batch.providers.find_wait(mail.pk, provider)


@sensitive_variables()
def _let_rest(mail: OutboundMail, name: str, provider: str, batch: Batch) -> None:
    """The receiver takes no more for now: all that is queued for it waits, and others go on.

    The one mail that was refused is tried again like any other, and is not the first to be.
    """
    seconds, is_new = batch.providers.begin_rest(provider)
    rest = timedelta(seconds=seconds)
    due = Now() + max(rest, pause_after(mail.attempts))
    domains = domains_of(provider, mail.recipient)
    mark(mail, MailStatus.QUEUED, error=name[:60], next_attempt_at=due)
    batch.retried += 1
    if not is_new:
        return
    waiting = defer_domains(domains, rest)
    logger.warning(
        "mail: %s takes no more (%s), %d mails to it rest for %d s",
        public_name(provider),
        name,
        waiting,
        seconds,
    )


def _hold(mail: OutboundMail, held: services.Held, batch: Batch) -> None:
    """What exceeds a bound waits for its turn, or is not sent at all."""
    if held.until is not None:
        services.hold_back(mail, held)
        again = {"attempts": mail.attempts - 1, "next_attempt_at": held.until}
        mark(mail, MailStatus.QUEUED, error=held.why, **again)
        batch.held += 1
        return
    if held.why != MailHold.PAUSED or not services.forget_unwanted(mail):
        mark(mail, MailStatus.DROPPED, error=held.why)
    batch.dropped += 1


def _put_back(mail: OutboundMail, name: str, batch: Batch, has_hung_up: bool) -> None:
    """Queue it behind what is due now: a mail at which the server hangs up must not block those.

    Nor is it tried for ever: see `_is_to_blame`.
    """
    now = clock.database_now()
    changes = {"attempts": mail.attempts - 1, "error": name[:60], "next_attempt_at": now}
    if has_hung_up:
        changes |= {"hang_ups": mail.hang_ups + 1, "hung_up_at": mail.hung_up_at or now}
        if _is_to_blame(mail, now):
            mark(mail, MailStatus.FAILED, error=f"{name}: each time"[:60])
            batch.failed += 1
            return
        if mail.hang_ups:
            changes["next_attempt_at"] = now + pause_after(mail.hang_ups)
    mark(mail, MailStatus.QUEUED, **changes)


def _is_to_blame(mail: OutboundMail, now) -> bool:
    """Whether the server hangs up because of this mail, as far as its history tells."""
    if mail.hang_ups + 1 < MOST_HANG_UPS or mail.hung_up_at is None:
        return False
    if now - mail.hung_up_at > LONGEST_HANGING_UP:
        return True
    return OutboundMail.objects.filter(sent_at__gt=mail.hung_up_at).exists()


def send_due_mails(
    limit: int = BATCH,
    should_stop=lambda: False,
    claimant: Claimant | None = None,
    batch: Batch | None = None,
    may_judge: Callable[[], bool] = lambda: True,
    held_by_others: Callable[[], list[int]] = list,
) -> Batch:
    """Send up to `limit` mails that are due, over one connection, until the server is away.

    `claimant` has the number to claim with; `held_by_others` are mails in the hands of this process
    all the same. A caller that gives a `batch` can see what was done before an error.
    """
    batch, started = batch or Batch(), time.monotonic()
    mail_connection = make_mail_connection()
    try:
        while (
            batch.total + batch.waiting < limit and not batch.server_trouble and not should_stop()
        ):
            batch.mail = claim_mail(claimant and claimant.seen_number, held_by_others())
            if batch.mail is None:
                break
            deliver(batch.mail, batch, mail_connection, may_judge())
            batch.mail = None
    finally:
        batch.mail, batch.is_connected = None, False
        _close_quietly(mail_connection)
        if batch.total:
            logger.info(
                "mail: %d sent, %d to be retried, %d failed, %d not needed, %d held, in %.1f s",
                batch.sent,
                batch.retried,
                batch.failed,
                batch.dropped,
                batch.held,
                time.monotonic() - started,
            )
    return batch


def _close_quietly(mail_connection) -> None:
    try:
        mail_connection.close()
    except (OSError, smtplib.SMTPException):
        logger.debug("the mail server had closed the connection")
