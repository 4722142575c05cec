"""Answers of the API: JSON that every site may read, errors included."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse

from nnirr_site.http.caching import private_page, public_page, unlisted_page
from nnirr_site.http.security_headers import allow_cross_origin

METHODS = "GET, HEAD, OPTIONS"
TITLES = {
    400: "Bad request",
    404: "Not found",
    405: "Method not allowed",
    429: "Too many requests",
    500: "Internal server error",
    503: "Service unavailable",
}


def answer_json(data: object, *, stale_allowed: bool = True) -> HttpResponse:
    """The same for everybody: the page cache keeps it and gives it an ETag."""
    response = JsonResponse(data, json_dumps_params={"ensure_ascii": False})
    return public_page(allow_cross_origin(unlisted_page(response)), stale_allowed=stale_allowed)


def answer_problem(status: int, detail: str, **headers: str) -> HttpResponse:
    """An error as RFC 9457 describes it; kept nowhere."""
    response = JsonResponse(
        {"status": status, "title": TITLES[status], "detail": detail},
        status=status,
        content_type="application/problem+json",
        headers=headers,
    )
    return allow_cross_origin(private_page(response))


def answer_preflight(request: HttpRequest) -> HttpResponse:
    """What a browser asks before it sends a header that is not simple, such as If-None-Match."""
    response = HttpResponse(status=204, headers={"Allow": METHODS})
    response["Access-Control-Allow-Methods"] = METHODS
    response["Access-Control-Allow-Headers"] = "Accept, Content-Type, If-None-Match"
    response["Access-Control-Max-Age"] = "86400"
    return allow_cross_origin(response)
