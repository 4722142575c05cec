"""Requests that cannot be answered: what the visitor sees, and how little of it is logged."""

from __future__ import annotations

import logging

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.csrf import csrf_failure

from nnirr_site.admin.keeping_words import refuse_autosave, signed_out_words, wants_json
from nnirr_site.database import is_outage, kind_given_up
from nnirr_site.http.caching import private_page
from nnirr_site.http.outages import OneLineOfMany, lines_of_kind, outage_lines, unready_lines
from nnirr_site.http.security_headers import is_admin_path


def refuse_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form without Django's token: no page of ours sends one to a page.

    Staff get Django's own words, which say what to do about their cookies.
    """
    if is_admin_path(request.path):
        if wants_json(request):
            return private_page(refuse_autosave(signed_out_words()))
        return csrf_failure(request, reason)
    return private_page(render(request, "400.html", status=400))


class BriefRefusals(logging.Filter):
    """Make one line of a request that a visitor, or a scanner, got wrong, and few of an outage.

    Django logs an unknown host and a broken form as errors with a traceback; nothing of ours is
    broken then, and a real error would drown in them. The same is true of each request that comes
    while the database is away. A statement that was given up is told apart from that by its kind,
    so that a page that is too slow is found; no line has the statement, which has values in it.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        if getattr(record, "is_brief", False):  # another handler has asked before
            return True
        if record.exc_info and is_outage(record.exc_info[1]):
            return self._shorten_outage(record)
        if getattr(record, "status_code", 0) == 503:
            return self._shorten(record, unready_lines, "asked to come back later")
        if 400 <= getattr(record, "status_code", 0) < 500:
            record.exc_info = record.exc_text = None
            if record.levelno > logging.WARNING:
                record.levelno = logging.WARNING
                record.levelname = logging.getLevelName(logging.WARNING)
        return True

    def _shorten_outage(self, record: logging.LogRecord) -> bool:
        error = record.exc_info[1]
        kind = kind_given_up(error)
        if kind:
            return self._shorten(record, lines_of_kind[kind], f"a statement was given up: {kind}")
        name = type(error.__cause__ or error).__name__
        return self._shorten(record, outage_lines, f"the database is away: {name}")

    @staticmethod
    def _shorten(record: logging.LogRecord, lines: OneLineOfMany, reason: str) -> bool:
        left_out = lines.take()
        if left_out is None:
            return False
        record.msg = f"{record.getMessage()} ({reason}; {left_out} more)"
        record.args = None
        record.exc_info = record.exc_text = None
        record.is_brief = True
        return True
