"""Files for calendars."""

from __future__ import annotations

import datetime
import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.models import Locale, Page, Site

from nnirr_site.documents.serving import disposition
from nnirr_site.http.addresses import absolute
from nnirr_site.http.caching import public_page
from nnirr_site.http.page_cache.restrictions import is_for_all, public
from nnirr_site.seo.metadata import describe_page
from resources.calendars import CONTENT_TYPE, Entry, write_calendar
from resources.models import MigrantsDayEventPage, MigrantsDayPage
from resources.models.events import published_events

MOST_EVENTS = 500
# Names of the Day in people's calendars; they must never change.
DAY_UID = uuid.UUID("9a1d3a0e-5c0b-5f1e-8a55-1990121855b3")
PROCLAIMED = datetime.datetime(2000, 12, 4, tzinfo=datetime.UTC)
FIRST_DAY = datetime.date(2000, 12, 18)


@require_safe
def migrants_day_calendar(request: HttpRequest) -> HttpResponse:
    """The Day itself, every year, and all events. 404 while there is no page of the Day."""
    locale = Locale.objects.filter(language_code=get_language()).first()
    landing = public(MigrantsDayPage.objects.filter(locale=locale).live()).first()
    if landing is None:
        raise Http404
    events = published_events(landing).order_by("-start_date", "-pk")[:MOST_EVENTS]
    entries = [build_day(landing), *(page.build_entry() for page in events)]
    return calendar_file(write_calendar(entries, name=str(landing.title)), "migrants-day.ics")


@require_safe
def event_calendar(request: HttpRequest, path: str) -> HttpResponse:
    """One event: `event.ics` below the address of its page."""
    page = route_page(request, path)
    if not isinstance(page, MigrantsDayEventPage) or page.start_date is None:
        raise Http404
    if not is_for_all(page):
        raise Http404
    return calendar_file(write_calendar([page.build_entry()]), f"{page.slug}.ics")


def build_day(landing: MigrantsDayPage) -> Entry:
    return Entry(
        uid=str(DAY_UID),
        stamp=PROCLAIMED,
        summary=_("International Migrants Day"),
        start=FIRST_DAY,
        end=FIRST_DAY + datetime.timedelta(days=1),
        description=describe_page(landing),
        url=absolute(landing.url or ""),
        is_yearly=True,
        is_free_time=True,
    )


def route_page(request: HttpRequest, path: str) -> Page:
    """The published page with the address `path` in the active language. Raises `Http404`."""
    site = Site.find_for_request(request)
    if site is None:
        raise Http404
    steps = [step for step in path.split("/") if step]
    return site.root_page.localized.specific.route(request, steps).page.specific


def calendar_file(text: str, name: str) -> HttpResponse:
    response = HttpResponse(text, content_type=CONTENT_TYPE)
    response["Content-Disposition"] = disposition(name, is_shown=False)
    return public_page(response)
