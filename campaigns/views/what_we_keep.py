"""The public page that says what is kept of people who sign."""

from __future__ import annotations

from django.apps import apps
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from campaigns.models import Call
from campaigns.models.calls import CallState
from campaigns.transparency.data_inventory import KEPT_TABLES
from campaigns.transparency.kept_tables import KeptTable
from campaigns.transparency.staff_inventory import describe_staff, tables_about_nobody
from nnirr_site.http.caching import public_page


def describe_table(table: KeptTable) -> dict[str, object]:
    """The entries of a table with the columns that it really has."""
    stored = table.stored_columns
    return {
        "name": apps.get_model(table.model)._meta.db_table,
        "heading": table.heading,
        "entries": [
            {
                "what": entry.what,
                "why": entry.why,
                "how_long": entry.how_long,
                "who": entry.who,
                "form": entry.form.words,
                "compelled": entry.form.compelled,
                "columns": columns,
            }
            for entry in table.entries
            if (columns := [name for name in entry.columns if name in stored])
        ],
    }


def is_promise_kept(call: Call) -> bool:
    """True once the data are deleted. A call that was opened again has signers of its own."""
    day = call.erasure_day
    return (
        call.anonymized_at is not None
        and day is not None
        and call.state == CallState.CLOSED
        and timezone.localdate(call.anonymized_at) >= day
    )


def describe_promises() -> list[dict[str, object]]:
    """For each call that is shown: how long its signers' data are kept, and until when."""
    promises = []
    for call in Call.objects.order_by("-created_at").prefetch_related("texts"):
        page = call.page
        if page is not None:
            promises.append(
                {
                    "title": page.title,
                    "url": page.url,
                    "days": call.retention_days,
                    "day": call.erasure_day,
                    "is_done": is_promise_kept(call),
                }
            )
    return promises


@require_safe
def kept(request: HttpRequest) -> HttpResponse:
    """What is stored, why, for how long, who sees it, and what could be had by force."""
    context = {
        "crumb": _("What we keep"),
        "is_about_all": True,
        "tables": [describe_table(table) for table in KEPT_TABLES],
        "promises": describe_promises(),
        "staff": describe_staff(),
        "others": len(tables_about_nobody()),
        "description": _("What we store of people who sign: why, for how long, and who sees it."),
    }
    return public_page(render(request, "campaigns/kept.html", context))
