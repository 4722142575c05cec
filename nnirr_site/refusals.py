"""Requests that are not taken: what the visitor sees, and how little of it is logged."""

from __future__ import annotations

import logging

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.csrf import csrf_failure

from nnirr_site.cache import private_page
from nnirr_site.security import is_admin_path


def refuse_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form without Django's token: no page of ours sends one to a page.

    Staff get Django's own words, which say what to do about their cookies.
    """
    if is_admin_path(request.path):
        return csrf_failure(request, reason)
    return private_page(render(request, "400.html", status=400))


class BriefRefusals(logging.Filter):
    """Make one line of a request that a visitor, or a scanner, got wrong.

    Django logs an unknown host and a broken form as errors with a traceback; nothing of ours is
    broken then, and a real error would drown in them.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        if 400 <= getattr(record, "status_code", 0) < 500:
            record.exc_info = record.exc_text = None
            if record.levelno > logging.WARNING:
                record.levelno = logging.WARNING
                record.levelname = logging.getLevelName(logging.WARNING)
        return True
