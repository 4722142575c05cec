"""What happened with a call, for everybody to read: its opening, its texts, its deliveries."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from campaigns.models import Call, CallPage
from campaigns.models.deliveries import Delivery
from campaigns.services.delivering import totals_in_words
from campaigns.views.answers import about_call
from nnirr_site.http.caching import public_page

FEWEST_SHOWN = 5  # people of a place that has a row of its own


def happened(day: date, title: str, **more) -> dict:
    return {"day": day, "title": title, **more}


def join_small_places(totals: list[list]) -> tuple[list[list], list[int]]:
    """(totals without small places, [people, organizations] of small countries together).

    Few people in a small place can be found out. Of a small State of the United States only the
    sum of the country tells.
    """
    people_of, kept, others = Counter(), [], [0, 0]
    for country, _region, people, _organizations in totals:
        people_of[country] += people
    for country, region, people, organizations in totals:
        if people_of[country] < FEWEST_SHOWN:
            others = [others[0] + people, others[1] + organizations]
        else:
            shown_region = region if people >= FEWEST_SHOWN else ""
            kept.append([country, shown_region, people, organizations])
    return kept, others


def totals_for_all(totals: list[list]) -> list[tuple[str, int, int]]:
    """The frozen numbers by place in words, with small places as one."""
    kept, others = join_small_places(totals)
    rows = totals_in_words(kept)
    return [*rows, (_("Other places"), *others)] if any(others) else rows


def describe_delivery(delivery: Delivery) -> dict:
    """Numbers and checksums. The files themselves name people, and stay with staff."""
    title = _("Delivered to %(addressee)s")
    if delivery.withdrawn_at:
        title = _("Withdrawn: “Delivered to %(addressee)s”")
    return happened(
        delivery.delivered_on,
        title % {"addressee": delivery.delivered_to},
        delivery=delivery,
        totals=totals_for_all(delivery.totals),
    )


def history_of(call: Call) -> Iterator[dict]:
    """Only what has happened, in no order."""
    now = timezone.now()
    opened = call.opens_at or call.created_at
    if opened <= now:
        yield happened(timezone.localdate(opened), _("Signing opened"))
    texts = reverse("campaigns:statements", args=[call.slug])
    for version in call.shown_statements():
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
