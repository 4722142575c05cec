"""What waits for a member of staff, on the first page of the admin: a number and a way to each.

Each app adds what it knows of with `add_finder`; a finder says only what this user may see and can
do something about, and asks few questions.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.auth import user_has_any_page_permission
from wagtail.admin.ui.components import Component
from wagtail.models import Revision

from nnirr_site.models import NativeReading, TranslationReview
from nnirr_site.upkeep import reviews
from nnirr_site.upkeep.reports import dead_links


@dataclass(frozen=True)
class WaitingItem:
    """Something to do, or to know. `is_more`: there are more than `number`; `note` says when."""

    label: str
    number: int
    url: str
    is_more: bool = False
    note: str = ""


Finder = Callable[..., Iterable[WaitingItem]]
_finders: list[Finder] = []


def add_finder(finder: Finder) -> None:
    """`finder(user)` is asked each time that somebody opens the first page."""
    if finder not in _finders:
        _finders.append(finder)


def find_waiting(user) -> list[WaitingItem]:
    return [item for finder in _finders for item in finder(user)]


def pages_that_wait(user) -> Iterable[WaitingItem]:
    """What staff who write pages are asked to look at, of the pages at which they write."""
    if not user_has_any_page_permission(user):
        return
    own = reviews.own_pages(user)
    behind = TranslationReview.objects.filter(
        settled_at=None, source__live=True, page__in=own.values("pk")
    )
    number = behind.values("page_id").distinct().count()
    translations = reverse("translations_report")
    yield WaitingItem(_("Translations that are behind"), number, f"{translations}?state=behind")
    writable = reviews.writable_pages(user).values("pk")
    unread = NativeReading.objects.filter(read_at=None, page__in=writable).count()
    if unread:
        label = _("Pages that no native editor has read yet")
        yield WaitingItem(label, unread, f"{translations}?state=unread")
    number = len(reviews.pages_to_review(user))
    yield WaitingItem(_("Pages to review"), number, reverse("pages_to_review"))
    number = dead_links(user).count()
    yield WaitingItem(_("Links that answer no more"), number, reverse("link_report"))
    yield from scheduled_pages(user)


def scheduled_pages(user) -> Iterable[WaitingItem]:
    """How many pages go live or are taken off by themselves, and the way to the next of them."""
    now, pages = timezone.now(), reviews.writable_pages(user)
    numbers = set(pages.values_list("pk", flat=True))
    coming = Revision.page_revisions.filter(approved_go_live_at__gt=now)
    moments = [
        (moment, int(number))
        for moment, number in coming.values_list("approved_go_live_at", "object_id")
        if int(number) in numbers
    ]
    expiring = pages.filter(live=True, expire_at__gt=now)
    moments += expiring.values_list("expire_at", "pk")
    label = _("Pages that go live or are taken off by themselves")
    if not moments:
        yield WaitingItem(label, 0, reverse("wagtailadmin_explore_root"))
        return
    moment, number = min(moments)
    note = _("the next one on %(time)s") % {
        "time": date_format(localtime(moment), "DATETIME_FORMAT")
    }
    editor = reverse("wagtailadmin_pages:edit", args=[number])
    yield WaitingItem(label, len(moments), editor, note=note)


add_finder(pages_that_wait)


class WaitingPanel(Component):
    """What waits stands out; of what does not, one line says that somebody looked."""

    name = "waiting"
    order = 30
    template_name = "waiting/panel.html"

    def get_context_data(self, parent_context):
        found = find_waiting(parent_context["request"].user)
        return {
            "waiting": [item for item in found if item.number],
            "quiet": [item for item in found if not item.number],
        }


@hooks.register("construct_homepage_panels")
def add_panel(request, panels) -> None:
    panels.append(WaitingPanel())
