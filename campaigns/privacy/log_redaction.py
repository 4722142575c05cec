"""Keeps personal links and e-mail addresses out of every log line."""

from __future__ import annotations

import logging
import re

from nnirr_site.http.caching import PRIVATE_PREFIXES

# Servers and proxies quote addresses percent-encoded, sometimes twice (%252F); people and mail
# programs double slashes, change their case, and leave quotes around a link.
ESCAPE = r"%(?:25)*"
SLASH = rf"(?:[/\\]|{ESCAPE}(?:2[fF]|5[cC]))"
AT = rf"(?:@|{ESCAPE}40)"
DOT = rf"(?:\.|{ESCAPE}2[eE])"
# A letter, a digit, `-` or `_`, plain or encoded.
LETTER = (
    rf"(?:[A-Za-z0-9_-]|{ESCAPE}"
    r"(?:2[dD]|3\d|[46][1-9A-Fa-f]|[57][0-9Aa]|5[fF]))"
)


def _spelled(word: str) -> str:
    """A word in either case, each letter plain or encoded."""
    return "".join(
        rf"(?:[{letter}{letter.upper()}]|{ESCAPE}(?:{ord(letter):x}|{ord(letter.upper()):x}))"
        for letter in word
    )


# What follows the address of a personal link, up to the end of that part of the path. Quotes and
# brackets at the very end belong to the line, not to the address.
LINK = re.compile(
    rf"({SLASH}(?:{'|'.join(map(_spelled, PRIVATE_PREFIXES))}){SLASH}+)"
    rf"(?!\[token\])(?:(?!{SLASH})[^\s?#&])+?(?=[\"')\]}}>,;:]{{0,4}}(?:\s|$)|{SLASH}|[?#&])"
)
# The link with which staff choose a new password: whose account it is, and the token.
RESET = re.compile(
    rf"({_spelled('password_reset')}{SLASH}+{_spelled('confirm')}{SLASH}+)(?!\[token\])[^\s?#\"']+"
)
# What looks like a token, wherever it stands: reference, time and signature (`tokens.py`).
TOKEN = re.compile(rf"{LETTER}{{8,64}}{DOT}{LETTER}{{4,10}}{DOT}{LETTER}{{20,}}")
MAILBOX = r"[^\s<>\"'(),;:\[\]{}=&?]"
EMAIL = re.compile(rf"{MAILBOX}{{1,320}}{AT}(?:(?!#){MAILBOX})+")
# Searching costs the square of a word's length, and whoever asks chooses it: 60,000 letters of a
# path held a process for minutes.
LONG_WORD = re.compile(r"\S{1000,}")


def redact(text: str) -> str:
    """`text` with the token of a personal link and every e-mail address replaced.

    Words of 1,000 signs and more are replaced whole.
    """
    text = LONG_WORD.sub("[long]", text)
    text = TOKEN.sub("[token]", text)
    for pattern in (LINK, RESET):
        text = pattern.sub(r"\1[token]", text)
    return EMAIL.sub("[address]", text)


class RedactPersonalData(logging.Filter):
    """Rewrites each record before it is written; tracebacks too, since errors quote addresses."""

    formatter = logging.Formatter()

    def filter(self, record: logging.LogRecord) -> bool:
        try:
            message = record.getMessage()
        except (TypeError, ValueError):
            message = str(record.msg)
        record.msg, record.args = redact(message), None
        if record.exc_info and record.exc_info[0] and not record.exc_text:
            record.exc_text = self.formatter.formatException(record.exc_info)
        if record.exc_text:
            record.exc_text = redact(record.exc_text)
        if record.stack_info:
            record.stack_info = redact(record.stack_info)
        return True
