"""The count of a call, for its page and for everybody's."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from campaigns.models import Call, CallPage
from campaigns.views.answers import about_call
from nnirr_site.cache import public_page


@require_safe
@about_call
def count(request: HttpRequest, call: Call, page: CallPage) -> HttpResponse:
    """The number as JSON, for our page and for anybody's."""
    tally = call.tally
    response = JsonResponse(
        {
            "total": tally.total,
            "people": tally.people,
            "organizations": tally.organizations,
            "offline": tally.offline,
            "goal": tally.goal,
            "counted_at": tally.counted_at.isoformat() if tally.counted_at else None,
        }
    )
    response["Access-Control-Allow-Origin"] = "*"
    return public_page(response)
