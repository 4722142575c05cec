"""`/metrics`, for Prometheus and whoever has its token."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_safe

from nnirr_site.http.caching import private_page


@require_safe
@sensitive_variables()
def metrics(request: HttpRequest) -> HttpResponse:
    """404 without METRICS_TOKEN as a bearer token: who does not know it hears of nothing here."""
    from nnirr_site.watching.metrics import CONTENT_TYPE, render  # see there

    given = request.headers.get("Authorization", "").removeprefix("Bearer ")
    token = settings.METRICS_TOKEN
    if not token or not constant_time_compare(given, token):
        return private_page(HttpResponse("not found\n", "text/plain", status=404))
    return private_page(HttpResponse(render(), CONTENT_TYPE))
