"""What visitors see while the database is away: 503, and what they typed is not lost.

Nothing here may need the database. Who asks for it: `nnirr_site.http.refusals.show_error`.
"""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Callable

from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.http.request import UnreadablePostError
from django.template.loader import render_to_string
from django.utils import translation

from nnirr_site.database import GIVEN_UP
from nnirr_site.http.caching import private_page
from nnirr_site.i18n.languages import text_direction

RETRY_SECONDS = 10
MOST_FIELDS = 10_000
# Never sent back in a page: what others could read in it.
SECRET_NAME = re.compile(r"password|passphrase|otp|recovery|credential|^code$", re.IGNORECASE)
LOG_SECONDS = 10.0

# Name of an address → template and context that show its form again without the database.
form_pages: dict[str, Callable[[HttpRequest], tuple[str, dict[str, object]]]] = {}


def show_outage(request: HttpRequest) -> HttpResponse:
    """503 in the design and the language of the address, with the form that was sent, if any."""
    language = translation.get_language_from_request(request, check_path=True)
    with translation.override(language):
        template, context = choose_page(request)
        context |= {"page_language": language, "page_direction": text_direction(language)}
        content = render_to_string(template, context)
    response = private_page(HttpResponse(content, status=503))
    response["Retry-After"] = str(RETRY_SECONDS)
    response.is_outage = True
    return response


def choose_page(request: HttpRequest) -> tuple[str, dict[str, object]]:
    """Template and context: a form's own page if it has one that needs no database."""
    if request.method != "POST":
        return "503.html", {}
    match = request.resolver_match
    build = form_pages.get(match.view_name) if match else None
    if build is not None:
        return build(request)
    try:
        return "503.html", {"sent": read_sent(request), "has_files": bool(request.FILES)}
    except (SuspiciousOperation, MultiPartParserError, UnreadablePostError):
        return "503.html", {}


def without_database(name: str):
    """Decorate what shows the form of the address `name` again, asking the database nothing."""

    def register(build):
        form_pages[name] = build
        return build

    return register


def read_sent(request: HttpRequest) -> list[tuple[str, str]]:
    """Names and values of the form, to be sent again by a button; without passwords and codes."""
    return [
        (name, value)
        for name, values in request.POST.lists()
        if not SECRET_NAME.search(name)
        for value in values
    ][:MOST_FIELDS]


class OneLineOfMany:
    """One line of many alike in `LOG_SECONDS`, which says how many were left out before it."""

    def __init__(self):
        self._lock = threading.Lock()
        self._next_at = 0.0
        self._left_out = 0

    def take(self) -> int | None:
        """None if the line is to be left out, else how many were."""
        now = time.monotonic()
        with self._lock:
            if now < self._next_at:
                self._left_out += 1
                return None
            self._next_at = now + LOG_SECONDS
            left_out, self._left_out = self._left_out, 0
            return left_out


outage_lines = OneLineOfMany()
# Whoever looks after the site asks every second whether it is ready.
unready_lines = OneLineOfMany()
# Kinds of statements that were given up, so that none hides behind lines of an outage.
lines_of_kind = {kind.__name__: OneLineOfMany() for kind in GIVEN_UP}
