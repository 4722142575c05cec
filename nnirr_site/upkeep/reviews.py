"""When somebody last looked whether a page still holds, and which pages wait for that."""

from __future__ import annotations

import calendar
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import Page, Revision, Site, get_page_models
from wagtail.permissions import page_permission_policy

from nnirr_site.http.page_cache.memory import purge
from nnirr_site.models import BasePage
from nnirr_site.models.settings import SiteIdentity
from nnirr_site.publishing import cdn

REVIEWED = "nnirr_site.review"
WRITES = frozenset({"add", "change", "publish"})


@dataclass(frozen=True)
class PageToReview:
    """`seen_on` is the day of the last review, or else of the first publication, if it is known."""

    page: Page
    reviewed_on: date | None
    seen_on: date | None


def writable_pages(user) -> QuerySet[Page]:
    """Pages at which this user may write, without copies that follow another page."""
    pages = page_permission_policy.instances_user_has_any_permission_for(user, WRITES)
    return pages.filter(depth__gt=1, alias_of=None)


def own_pages(user) -> QuerySet[Page]:
    """Those of them that are published."""
    return writable_pages(user).filter(live=True)


def months_between() -> int:
    """Of the default site, in the settings of which staff choose it."""
    site = Site.objects.filter(is_default_site=True).values("pk")
    months = SiteIdentity.objects.filter(site__in=site).values_list("review_months", flat=True)
    return months.first() or SiteIdentity._meta.get_field("review_months").default


def months_before(day: date, months: int) -> date:
    """The same day so many months earlier, or the last one of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def reviewed_days() -> dict[int, date | None]:
    """Page → the day of its last review, of all published pages, in one question."""
    models = [model for model in get_page_models() if issubclass(model, BasePage)]
    first, *others = (
        model.objects.filter(live=True).order_by().values_list("pk", "reviewed_on")
        for model in models
    )
    return dict(first.union(*others, all=True))


def pages_to_review(user, today: date | None = None) -> list[PageToReview]:
    """Those that nobody has looked at for so many months, the longest forgotten first."""
    before = months_before(today or timezone.localdate(), months_between())
    days, found = reviewed_days(), []
    for page in own_pages(user).select_related("locale", "content_type"):
        if page.pk not in days:
            continue
        published = page.first_published_at or page.latest_revision_created_at
        seen_on = days[page.pk] or (timezone.localdate(published) if published else None)
        if seen_on is None or seen_on <= before:
            found.append(PageToReview(page, days[page.pk], seen_on))
    return sorted(found, key=lambda row: (row.seen_on or date.min, row.page.path))


@transaction.atomic
def note_review(page: Page, user) -> None:
    """That somebody has looked today and it holds: said on the page, and in versions to come.

    It is no new version, as no word changes, and nothing of a draft is published by it.
    """
    page, today = page.specific, timezone.localdate()
    type(page)._base_manager.filter(pk=page.pk).update(reviewed_on=today)
    versions = Revision.page_revisions.filter(object_id=str(page.pk)).filter(
        Q(pk__in=_keys([page.latest_revision_id, page.live_revision_id]))
        | Q(approved_go_live_at__isnull=False)
    )
    for version in versions.select_for_update():
        version.content["reviewed_on"] = today.isoformat()
        version.save(update_fields=["content"])
    log(instance=page, action=REVIEWED, user=user)
    purge()
    if page.live and cdn.has_cdn(type(page)):
        cdn.note_page(type(page), page)


def _keys(numbers: Iterable[int | None]) -> list[int]:
    return [number for number in numbers if number]
