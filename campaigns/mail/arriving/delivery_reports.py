"""Reads what mail servers send when a mail did not arrive (RFC 3464), and says what it means.

Believed is only what came to a return path that we made: in a mail anybody can write anything.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message
from email.utils import getaddresses

from campaigns.mail.arriving.return_path import read_return_path

# Where the address stands to which a report came, by the habits of several servers.
TO = ("Delivered-To", "X-Original-To", "Envelope-To", "X-Envelope-To", "To")
# RFC 3463: no such mailbox, domain or place (1.x), mailbox switched off (2.1), no such host (4.4).
# Not a full mailbox (2.2) and not what somebody's rules refuse (7.x): that is no dead address.
GONE = re.compile(r"5\.(?:1\.(?:0|1|2|3|6|10)|2\.1|4\.4)")
STATUS = re.compile(r"\b5\.\d{1,3}\.\d{1,3}\b")
UNKNOWN = re.compile(
    r"user unknown|unknown user|no such (?:user|recipient|mailbox|person)|does ?n[o']t exist"
    r"|mailbox unavailable|recipient rejected|invalid recipient|address rejected",
    re.I,
)


@dataclass(frozen=True)
class Report:
    """Of which mail it tells, and whether no mail will ever arrive at its address."""

    mail_id: int
    is_hard: bool


def read_report(message: Message) -> Report | None:
    """What came back; None if it came to no return path of ours."""
    mail_id = next(_find_mails(message), None)
    return None if mail_id is None else Report(mail_id, any(_is_gone(*f) for f in _fields(message)))


def _find_mails(message: Message) -> Iterator[int]:
    headers = [value for name in TO for value in message.get_all(name, [])]
    for _name, address in getaddresses([str(value) for value in headers]):
        mail_id = read_return_path(address)
        if mail_id is not None:
            yield mail_id


def _fields(message: Message) -> Iterator[tuple[str, str, str]]:
    """(Action, Status, Diagnostic-Code) of each recipient in the report."""
    for part in message.walk():
        if part.get_content_type() != "message/delivery-status" or not part.is_multipart():
            continue
        for block in part.get_payload():
            if block.get("Final-Recipient") or block.get("Original-Recipient"):
                fields = (block.get(name, "") for name in ("Action", "Status", "Diagnostic-Code"))
                yield tuple(str(field).strip() for field in fields)


def _is_gone(action: str, status: str, diagnostic: str) -> bool:
    """A server that only knows 5.0.0 says more in words."""
    if action.lower() != "failed" or not status.startswith("5"):
        return False
    if status.split()[0] != "5.0.0":
        return GONE.fullmatch(status.split()[0]) is not None
    if exact := STATUS.search(diagnostic):
        return GONE.fullmatch(exact[0]) is not None
    return UNKNOWN.search(diagnostic) is not None
