"""The view of every page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase
from wagtail.views import serve

from nnirr_site.http.routing import find_route


def serve_page(request: HttpRequest, path: str) -> HttpResponseBase:
    """Wagtail's view, which takes the way that is found for it here."""
    find_route(request, path)
    return serve(request, path)
