"""What happened with a call, for everybody to read: its opening, its texts, its deliveries."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from campaigns.deliveries import totals_in_words
from campaigns.models import Call, CallPage
from campaigns.models.deliveries import Delivery
from campaigns.views.answers import about_call
from nnirr_site.cache import public_page


def happened(day: date, title: str, **more) -> dict:
    return {"day": day, "title": title, **more}


def describe_delivery(delivery: Delivery) -> dict:
    """Numbers and checksums. The files themselves name people, and stay with staff."""
    return happened(
        delivery.delivered_on,
        _("Delivered to %(addressee)s") % {"addressee": delivery.delivered_to},
        delivery=delivery,
        totals=totals_in_words(delivery.totals),
    )


def history_of(call: Call) -> Iterator[dict]:
    """Only what has happened, in no order."""
    now = timezone.now()
    opened = call.opens_at or call.created_at
    if opened <= now:
        yield happened(timezone.localdate(opened), _("Signing opened"))
    texts = reverse("campaigns:statements", args=[call.slug])
    for version in call.statements.all():
        language = get_language_info(version.language)["name_translated"]
        words = {"language": language, "number": version.number}
        title = (
            _("Text published in %(language)s")
            if version.number == 1
            else _("Text changed in %(language)s: version %(number)s")
        )
        yield happened(
            timezone.localdate(version.created_at), title % words, url=texts, text=version.reason
        )
    if call.closes_at and call.closes_at <= now:
        yield happened(timezone.localdate(call.closes_at), _("Signing closed"))
    for delivery in call.deliveries.filter(is_public=True):
        yield describe_delivery(delivery)
    if call.anonymized_at:
        yield happened(
            timezone.localdate(call.anonymized_at),
            _("Personal data of the signers deleted, as promised"),
        )


@require_safe
@about_call
def history(request: HttpRequest, call: Call, page: CallPage) -> HttpResponse:
    """The newest first."""
    seconds = call.seconds_until_change()
    context = {
        "call_page": page,
        "title": page.title,
        # Of one day, what is told later happened later.
        "events": sorted(history_of(call), key=lambda event: event["day"])[::-1],
        "description": _("When signing opened, how the text changed, and what was delivered."),
    }
    return public_page(render(request, "campaigns/history.html", context), seconds)
