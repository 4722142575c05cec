"""The count of a call: as JSON, explained on a page, and day by day."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from campaigns.counting.ledger import build_ledger_csv, build_ledger_json, read_ledger
from campaigns.models import Call, CallPage
from campaigns.views.answers import about_call
from nnirr_site.documents.serving import disposition
from nnirr_site.http.caching import public_page
from nnirr_site.http.security_headers import allow_cross_origin

DAYS_SHOWN = 30


@require_safe
@about_call
def count(request: HttpRequest, call: Call, page: CallPage) -> HttpResponse:
    """The number as JSON, for our page and for anybody's."""
    tally = call.tally
    return public_page(
        allow_cross_origin(
            JsonResponse(
                {
                    "total": tally.total,
                    "people": tally.people,
                    "organizations": tally.organizations,
                    "on_paper": tally.offline,
                    "goal": tally.goal,
                    "counted_at": tally.counted_at.isoformat() if tally.counted_at else None,
                }
            )
        )
    )


@require_safe
@about_call
def method(request: HttpRequest, call: Call, page: CallPage) -> HttpResponse:
    """How the number comes about, what is not in it, and the last days of the ledger."""
    days = read_ledger(call)
    context = {
        "call_page": page,
        "crumb": _("How signatures are counted"),
        "tally": call.tally,
        "days": days[: -DAYS_SHOWN - 1 : -1],
        "has_more_days": len(days) > DAYS_SHOWN,
        "links": {
            name: reverse(f"campaigns:{name}", args=[call.slug])
            for name in ("ledger_csv", "ledger_json", "count", "statements", "names", "history")
        },
        "description": _("How signatures are counted: what is in the number and what is not."),
    }
    return public_page(render(request, "campaigns/method.html", context))


@require_safe
@about_call
def ledger_json(request: HttpRequest, call: Call, page: CallPage) -> HttpResponse:
    """Every day as JSON; docs/data.md describes the keys."""
    return public_page(allow_cross_origin(JsonResponse(build_ledger_json(call, read_ledger(call)))))


@require_safe
@about_call
def ledger_csv(request: HttpRequest, call: Call, page: CallPage) -> HttpResponse:
    """Every day as a table; docs/data.md describes the columns."""
    response = HttpResponse(
        build_ledger_csv(read_ledger(call)), content_type="text/csv; charset=utf-8"
    )
    response["Content-Disposition"] = disposition(f"{call.slug}-ledger.csv", is_shown=False)
    return public_page(allow_cross_origin(response))
