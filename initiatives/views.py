"""The table of States for spreadsheets and programs."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from initiatives.exports import build_csv, build_json
from initiatives.models.states import all_states
from nnirr_site.documents.serving import disposition
from nnirr_site.http.caching import public_page
from nnirr_site.http.security_headers import allow_cross_origin

FILE_NAME = "migrant-workers-convention-states"


@require_safe
def download_csv(request: HttpRequest) -> HttpResponse:
    """All States as CSV; docs/data.md describes the columns."""
    response = HttpResponse(build_csv(all_states()), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = disposition(f"{FILE_NAME}.csv", is_shown=False)
    return public_page(allow_cross_origin(response))


@require_safe
def download_json(request: HttpRequest) -> HttpResponse:
    """All States as JSON; docs/data.md describes the keys."""
    response = HttpResponse(build_json(all_states()), content_type="application/json")
    return public_page(allow_cross_origin(response))
