"""Keeps personal links and e-mail addresses out of every log line."""

from __future__ import annotations

import logging
import re

# Servers and proxies quote addresses percent-encoded, sometimes twice (%252F).
SLASH = r"(?:/|%(?:25)*2[fF])"
AT = r"(?:@|%(?:25)*40)"
TOKEN = re.compile(rf"({SLASH}(?:c|own|letters){SLASH})(?:(?!{SLASH})[^\s\"'?#&])+")
ADDRESS = re.compile(rf"[^\s<>\"'(),;:\[\]{{}}=&?]+{AT}[^\s<>\"'(),;:\[\]{{}}=&?#]+")


def redact(text: str) -> str:
    """`text` with the token of a personal link and every e-mail address replaced."""
    return ADDRESS.sub("[address]", TOKEN.sub(r"\1[token]", text))


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
