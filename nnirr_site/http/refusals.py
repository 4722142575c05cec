"""What a request is told that no view has answered: in the design, and without the database.

Django asks `handler500` of `nnirr_site.urls` (`show_error`) for every error, whichever middleware
it came from; the front asks `refuse` for what Django does not see.
"""

from __future__ import annotations

import io
import logging
import sys
from collections.abc import Callable
from http import HTTPStatus

from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.middleware.security import SecurityMiddleware
from django.template.loader import render_to_string
from django.utils import translation
from django.views.defaults import bad_request

from nnirr_site.database import is_outage, is_unstorable_text
from nnirr_site.http.caching import private_page
from nnirr_site.http.outages import show_outage
from nnirr_site.http.security_headers import SecurityHeadersMiddleware, admin_path
from nnirr_site.i18n.languages import text_direction
from nnirr_site.watching import request_ids

# By the names of RFC 9110, of which Python 3.11 has an older one.
STATUS_LINES = {status.value: f"{status.value} {status.phrase}" for status in HTTPStatus}
STATUS_LINES[413] = "413 Content Too Large"

logger = logging.getLogger(__name__)


def show_error(request: HttpRequest) -> HttpResponse:
    """503 if the database is away, 400 if something was sent that it cannot hold, else 500."""
    error = sys.exc_info()[1]
    if is_outage(error):
        return show_outage(request)
    if is_unstorable_text(error):
        return show_refusal(request, 400)
    return show_fault()


def show_fault() -> HttpResponse:
    """500, with the name of the request: who writes to us can say which it was."""
    content = render_to_string("500.html", {"request_id": request_ids.current.get()})
    return HttpResponse(content, status=500)


def show_bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """413 with the limits if it was too long, else the page that says to try again."""
    if isinstance(exception, RequestDataTooBig):
        return show_refusal(request, 413)
    return bad_request(request, exception)


def refuse(status: int, environ: dict, start_response: Callable) -> list[bytes]:
    """Answer with a page and the headers that Django's answers have, or with bare words.

    Closes the connection, for what is left of the body may still be on its way.
    """
    try:
        response = build_refusal(status, environ)
    except Exception as error:
        if not isinstance(error, SuspiciousOperation):
            logger.exception("A refusal is sent without its page")
        response = HttpResponse(
            f"{STATUS_LINES[status]}\n", status=status, content_type="text/plain"
        )
    private_page(response)
    response["Content-Length"] = str(len(response.content))
    response["Connection"] = "close"
    start_response(
        STATUS_LINES.get(response.status_code, str(response.status_code)), list(response.items())
    )
    return [b"" if environ["REQUEST_METHOD"] == "HEAD" else response.content]


def build_refusal(status: int, environ: dict) -> HttpResponse:
    """The answer to a request whose body is nobody's business any more."""
    bare = environ | {"wsgi.input": io.BytesIO(), "CONTENT_LENGTH": "0", "CONTENT_TYPE": ""}

    def answer(request: HttpRequest) -> HttpResponse:
        if status == 302:
            return HttpResponseRedirect(f"{admin_path()}login/")
        if status == 500:
            return show_fault()
        return show_outage(request) if status == 503 else show_refusal(request, status)

    return SecurityMiddleware(SecurityHeadersMiddleware(answer))(WSGIRequest(bare))


def show_refusal(request: HttpRequest, status: int) -> HttpResponse:
    """Say in the language of the address what is wrong with what was sent."""
    language = translation.get_language_from_request(request, check_path=True)
    with translation.override(language):
        context = {
            "is_too_long": status == 413,
            "page_language": language,
            "page_direction": text_direction(language),
        }
        content = render_to_string("refused.html", context)
    return private_page(HttpResponse(content, status=status))
