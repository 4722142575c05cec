"""What an error in sending means: for this mail, or for the server as a whole."""

from __future__ import annotations

import random
import re
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
    but not 552: the message is too large. 421 means that the service closes (RFC 5321, 3.8), 454
    that it has a trouble of its own: SES says so when one sends faster than one's account may.
    """
    if isinstance(error, smtplib.SMTPSenderRefused):
        return error.smtp_code != 552
    if isinstance(error, smtplib.SMTPResponseException):
        own = (smtplib.SMTPConnectError, smtplib.SMTPHeloError, smtplib.SMTPAuthenticationError)
        return isinstance(error, own) or error.smtp_code in (421, 454)
    if isinstance(error, smtplib.SMTPException):  # is itself an OSError
        return isinstance(error, smtplib.SMTPServerDisconnected | smtplib.SMTPNotSupportedError)
    return isinstance(error, OSError)


# RFC 3463: 4.7.x is what a policy of the receiver defers. Others say it in words alone.
TOO_MANY = re.compile(r"\b4\.7\.\d+|too (?:many|much|fast)|rate.?limit|throttl", re.I)


def is_too_many(error: Exception) -> bool:
    """Whether the receiver defers this mail because it got too many, and would any other.

    Not a server that refuses our sender or closes: that is its own trouble (`is_server_trouble`).
    """
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        answers = list(error.recipients.values())
    elif isinstance(error, smtplib.SMTPDataError) and not is_server_trouble(error):
        answers = [(error.smtp_code, error.smtp_error)]
    else:
        return False
    return bool(answers) and all(
        400 <= code < 500 and _says_too_many(text) for code, text in answers
    )


def _says_too_many(answer: bytes | str) -> bool:
    text = answer.decode("ascii", "replace") if isinstance(answer, bytes) else str(answer)
    return TOO_MANY.search(text) is not None


def is_hang_up(error: Exception) -> bool:
    """Whether the server ended the connection, which it may do because of one mail."""
    if isinstance(error, smtplib.SMTPResponseException):
        own = (smtplib.SMTPConnectError, smtplib.SMTPHeloError, smtplib.SMTPSenderRefused)
        return error.smtp_code == 421 and not isinstance(error, own)
    if isinstance(error, ConnectionRefusedError):
        return False
    return isinstance(error, smtplib.SMTPServerDisconnected | ConnectionError | TimeoutError)
