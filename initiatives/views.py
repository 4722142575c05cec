"""The table of States for spreadsheets and programs."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from initiatives.exports import build_csv, build_json
from initiatives.models.states import all_states
from nnirr_site.http.caching import public_page

FILE_NAME = "migrant-workers-convention-states"


@require_safe
def download_csv(request: HttpRequest) -> HttpResponse:
    """All States as CSV; docs/data.md describes the columns."""
    response = HttpResponse(build_csv(all_states()), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{FILE_NAME}.csv"'
    return open_to_all(response)


@require_safe
def download_json(request: HttpRequest) -> HttpResponse:
    """All States as JSON; docs/data.md describes the keys."""
    return open_to_all(HttpResponse(build_json(all_states()), content_type="application/json"))


def open_to_all(response: HttpResponse) -> HttpResponse:
    """Let pages of other sites read the data."""
    response["Access-Control-Allow-Origin"] = "*"
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    return public_page(response)
