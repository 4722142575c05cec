"""How a line of the log looks: for people, or as JSON for programs. Both with the time zone."""

from __future__ import annotations

import json
import logging
import os
from datetime import UTC, datetime


class LineFormatter(logging.Formatter):
    """Time with its zone, level, logger, message; the name of the request if there is one."""

    def __init__(self):
        super().__init__("{asctime} {levelname} {name} {message}", style="{")

    def formatTime(self, record: logging.LogRecord, datefmt=None) -> str:
        return datetime.fromtimestamp(record.created).astimezone().isoformat(" ", "milliseconds")

    def formatMessage(self, record: logging.LogRecord) -> str:
        request_id = getattr(record, "request_id", "")
        line = super().formatMessage(record)
        return f"{line} [request {request_id}]" if request_id else line


class JsonFormatter(logging.Formatter):
    """One object a line, of these fields and no others.

    Libraries put more on a record than they say: Django's carries the request, with its address.
    """

    def format(self, record: logging.LogRecord) -> str:
        fields = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
            "process": os.getpid(),
        }
        if request_id := getattr(record, "request_id", ""):
            fields["request_id"] = request_id
        if record.exc_info and record.exc_info[0] and not record.exc_text:
            record.exc_text = self.formatException(record.exc_info)
        if record.exc_text:
            fields["trace"] = record.exc_text
        if record.stack_info:
            fields["stack"] = record.stack_info
        return json.dumps(fields, ensure_ascii=False)


def formatter_for(form: str) -> str:
    """The path of the class for LOG_FORMAT, as `logging.config` takes it."""
    kind = JsonFormatter if form == "json" else LineFormatter
    return f"{__name__}.{kind.__name__}"
