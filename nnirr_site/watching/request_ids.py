"""A name for each request that is not answered from memory: in its log lines, and in its errors.

It is drawn at random. A proxy's own is taken if it has the form of a random number (32 hexadecimal
digits, or a UUID), so that nothing anybody typed can stand in it.
"""

from __future__ import annotations

import logging
import re
import secrets
from contextvars import ContextVar

HEADER = "X-Request-ID"
WELL_FORMED = re.compile(r"[0-9a-f]{32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.ASCII)
# Whoever reads one of these on a screen did nothing that we should look up.
UNNAMED = frozenset({404, 410})

current: ContextVar[str] = ContextVar("request_id", default="")


def begin(environ: dict) -> str:
    """Name the request that this thread answers from now on."""
    given = environ.get("HTTP_X_REQUEST_ID", "")
    name = given if WELL_FORMED.fullmatch(given) else secrets.token_hex(16)
    current.set(name)
    return name


def is_named_in_answer(status: int) -> bool:
    """Whether a visitor is told the name: of what went wrong, so that it can be looked up."""
    return status >= 400 and status not in UNNAMED


class RequestIdFilter(logging.Filter):
    """Puts the name of the request under way on each record; "" outside of requests."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.request_id = current.get()
        return True
