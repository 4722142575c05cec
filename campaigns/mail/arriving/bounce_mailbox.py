"""The mailbox to which mail comes back, for those whose provider reports nothing (IMAP).

What came to a return path of ours is read, acted upon and deleted, as it holds addresses. Anything
else is left for people, marked as seen. Read again after a crash, a report changes nothing more.
"""

from __future__ import annotations

import email
import imaplib
import logging
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.views.decorators.debug import sensitive_variables

from campaigns import services
from campaigns.mail.arriving.delivery_reports import Report, read_report
from campaigns.models import OutboundMail
from campaigns.models.outbox import LAST_MAILS, TO_ANOTHER_MAILBOX
from campaigns.privacy import vault
from campaigns.services.mail.mail_limits import find_first_of_address

SECONDS = 20
MOST_AT_A_TIME = 500
MOST_BYTES = 256 * 1024  # a report is at the front; what follows is the mail itself
logger = logging.getLogger(__name__)


@dataclass
class Read:
    """What was found, for one line in the log."""

    reports: int = 0
    ended: int = 0
    others: int = 0


@contextmanager
@sensitive_variables()
def opened(url: str) -> Iterator[imaplib.IMAP4]:
    """The mailbox of `imaps://user:password@host:port/INBOX`, selected."""
    parts = urlsplit(url)
    if parts.scheme == "imaps":
        box = imaplib.IMAP4_SSL(
            parts.hostname,
            parts.port or 993,
            ssl_context=ssl.create_default_context(),
            timeout=SECONDS,
        )
    else:
        box = imaplib.IMAP4(parts.hostname, parts.port or 143, timeout=SECONDS)
    try:
        box.login(unquote(parts.username or ""), unquote(parts.password or ""))
        status, _answer = box.select(unquote(parts.path.strip("/")) or "INBOX")
        if status != "OK":
            raise imaplib.IMAP4.error("there is no such folder")
        yield box
    finally:
        with suppress(OSError, imaplib.IMAP4.error):
            box.logout()


def read_bounces(should_stop: Callable[[], bool] = lambda: False) -> int:
    """Read what came back since. Gives how many reports that were; 0 without a mailbox."""
    if not settings.BOUNCE_MAILBOX:
        return 0
    found = Read()
    with opened(settings.BOUNCE_MAILBOX) as box:
        _status, [numbers] = box.uid("SEARCH", None, "UNSEEN")
        try:
            for number in (numbers or b"").split()[:MOST_AT_A_TIME]:
                if should_stop():
                    break
                flag = r"(\Seen \Deleted)" if _take(box, number, found) else r"(\Seen)"
                box.uid("STORE", number, "+FLAGS.SILENT", flag)
        finally:
            box.expunge()
    if found.reports or found.others:
        logger.info(
            "mail that came back: %d reports, %d addresses ended, %d others",
            found.reports,
            found.ended,
            found.others,
        )
    return found.reports


@sensitive_variables()
def _take(box: imaplib.IMAP4, number: bytes, found: Read) -> bool:
    """Act upon one message. Whether it was about a mail of ours, and is to be deleted."""
    _status, answer = box.uid("FETCH", number, f"(BODY.PEEK[]<0.{MOST_BYTES}>)")
    raw = next((part[1] for part in answer if isinstance(part, tuple)), b"")
    report = _read(raw)
    if report is None:
        found.others += 1
        return False
    found.reports += 1
    if report.is_hard and end_mail(report.mail_id):
        found.ended += 1
    return True


@sensitive_variables()
def _read(raw: bytes) -> Report | None:
    """None also for what Python's reader of mail breaks at: anybody can send anything here."""
    try:
        return read_report(email.message_from_bytes(raw))
    except (RecursionError, ValueError, LookupError, TypeError, AttributeError):
        return None


@sensitive_variables()
def end_mail(mail_id: int) -> int:
    """No further mail goes to the address that this one went to. Gives how many signatures it has:
    none if the address is not kept any more, or was the one before the present.
    """
    mail = OutboundMail.objects.select_related("signature", "email_change").filter(pk=mail_id)
    if (found := mail.first()) is None:
        return 0
    if found.kind in LAST_MAILS and found.sealed_to is None:
        return 0
    first = find_first_of_address(found.signature_id) or 0
    if found.kind not in TO_ANOTHER_MAILBOX and found.pk < first:
        return 0
    try:
        recipient = found.recipient
    except (vault.Unreadable, ValueError):
        return 0
    return services.note_bounce(recipient) if recipient else 0
