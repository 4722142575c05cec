"""Reports of errors to a Sentry server, if one is set: what broke and where, never for whom.

What the SDK gathers is not filtered but left behind: the event that goes out is made anew of a few
fields that our source decides. Values of exceptions stay here, as they quote what was typed and
what the database holds; so do messages that are not a constant of our own code.
"""

from __future__ import annotations

import logging
import os

import sentry_sdk
from django.conf import settings
from sentry_sdk.integrations.logging import EventHandler

from nnirr_site.database import is_outage
from nnirr_site.watching import request_ids

OUR_LOGGERS = ("nnirr_site", "initiatives", "resources", "campaigns")
FRAME = ("filename", "module", "function", "lineno", "in_app")
KEPT = ("event_id", "timestamp", "platform", "level", "logger", "environment", "sdk")


class IsFault(logging.Filter):
    """Lets pass what is broken in the code: not an outage, which `/readyz` tells, nor a visitor's
    mistake.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        status = getattr(record, "status_code", 500)
        error = record.exc_info[1] if record.exc_info else None
        return status == 500 and not is_outage(error)


class ErrorReports(EventHandler):
    """A handler of the log that reports errors, with an SDK of its own in each process.

    The server forks at any time, also while the SDK holds a lock: who was forked begins anew.
    """

    def __init__(self):
        super().__init__(level=logging.ERROR)
        self.addFilter(IsFault())
        self._started_in = 0

    def emit(self, record: logging.LogRecord) -> None:
        if self._started_in != os.getpid():
            self._started_in = os.getpid()
            start()
        super().emit(record)


def start() -> None:
    """Start the SDK, with everything off that it may gather by itself."""
    sentry_sdk.init(
        dsn=settings.SENTRY_DSN,
        environment=settings.ENVIRONMENT,
        default_integrations=False,
        auto_enabling_integrations=False,
        integrations=[],
        send_default_pii=False,
        include_local_variables=False,
        include_source_context=False,
        max_request_body_size="never",
        max_breadcrumbs=0,
        auto_session_tracking=False,
        send_client_reports=False,
        trace_propagation_targets=[],
        server_name="",
        before_send=strip_event,
    )


def strip_event(event: dict, hint: dict) -> dict:
    """The event that goes out."""
    record = hint.get("log_record")
    kept = {name: event[name] for name in KEPT if name in event}
    kept["tags"] = find_tags(record, hint)
    if view := find_view(record):
        kept["transaction"] = view
    if record is not None and record.name.split(".")[0] in OUR_LOGGERS:
        kept["logentry"] = {"message": str(record.msg)}
    values = [strip_exception(value) for value in event.get("exception", {}).get("values", [])]
    if values:
        kept["exception"] = {"values": values}
    return kept


def strip_exception(value: dict) -> dict:
    """Class and places of an exception; neither its words nor what variables held."""
    frames = (value.get("stacktrace") or {}).get("frames", [])
    return {
        "type": value.get("type"),
        "module": value.get("module"),
        "stacktrace": {
            "frames": [
                {name: frame[name] for name in FRAME if frame.get(name) is not None}
                for frame in frames
            ]
        },
    }


def find_tags(record: logging.LogRecord | None, hint: dict) -> dict[str, str]:
    """The name of the request, and PostgreSQL's five signs for what it refused."""
    tags = {}
    if request_id := request_ids.current.get():
        tags["request_id"] = request_id
    error = (hint.get("exc_info") or (None, None))[1]
    while error is not None:
        if sqlstate := getattr(error, "sqlstate", None):
            tags["sqlstate"] = sqlstate
        error = error.__cause__
    return tags


def find_view(record: logging.LogRecord | None) -> str:
    """The name of the address that was asked for, which stands in our source; "" if unknown."""
    match = getattr(getattr(record, "request", None), "resolver_match", None)
    return match.view_name if match is not None else ""
