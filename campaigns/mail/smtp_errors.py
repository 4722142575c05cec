"""What an error in sending means: for this mail, or for the server as a whole."""

from __future__ import annotations

import random
import smtplib
from datetime import timedelta

FIRST_PAUSE = 60  # seconds; doubles and more with each attempt
LONGEST_PAUSE = 6 * 3600


def pause_after(attempts: int) -> timedelta:
    """Longer after each attempt, and never the same for two mails (jitter of ± a quarter)."""
    seconds = min(LONGEST_PAUSE, FIRST_PAUSE * 3 ** (attempts - 1))
    return timedelta(seconds=seconds * random.uniform(0.75, 1.25))  # noqa: S311


def describe_failure(error: Exception) -> tuple[str, bool]:
    """(name of the failure without what the server said, whether it is final)."""
    name = type(error).__name__
    if isinstance(error, smtplib.SMTPRecipientsRefused) and error.recipients:
        codes = [code for code, _answer in error.recipients.values()]
        return f"{name} {codes[0]}", all(500 <= code < 600 for code in codes)
    if isinstance(error, smtplib.SMTPResponseException):
        return f"{name} {error.smtp_code}", False
    return name, False


def is_server_trouble(error: Exception) -> bool:
    """Whether the server would have treated any other mail in the same way.

    Refused senders count as such (the sender is the site's own, and "log in first" is said here),
    but not 552: the message is too large. 421 means that the service closes (RFC 5321, 3.8).
    """
    if isinstance(error, smtplib.SMTPSenderRefused):
        return error.smtp_code != 552
    if isinstance(error, smtplib.SMTPResponseException):
        own = (smtplib.SMTPConnectError, smtplib.SMTPHeloError, smtplib.SMTPAuthenticationError)
        return isinstance(error, own) or error.smtp_code == 421
    if isinstance(error, smtplib.SMTPException):  # is itself an OSError
        return isinstance(error, smtplib.SMTPServerDisconnected | smtplib.SMTPNotSupportedError)
    return isinstance(error, OSError)


def is_hang_up(error: Exception) -> bool:
    """Whether the server ended the connection, which it may do because of one mail."""
    if isinstance(error, smtplib.SMTPResponseException):
        own = (smtplib.SMTPConnectError, smtplib.SMTPHeloError, smtplib.SMTPSenderRefused)
        return error.smtp_code == 421 and not isinstance(error, own)
    if isinstance(error, ConnectionRefusedError):
        return False
    return isinstance(error, smtplib.SMTPServerDisconnected | ConnectionError | TimeoutError)
