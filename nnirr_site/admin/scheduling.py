"""What was set to happen is said back with its day, hour and zone when an editor publishes."""

from __future__ import annotations

from datetime import datetime

from django.contrib import messages
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.models import Page, Revision


def in_words(moment: datetime) -> str:
    """“Dec. 1, 2026, 10 a.m. (America/Los_Angeles)”, in the zone that this editor works in."""
    zone = timezone.get_current_timezone_name()
    return f"{date_format(timezone.localtime(moment), 'DATETIME_FORMAT')} ({zone})"


@hooks.register("after_create_page")
@hooks.register("after_edit_page")
def confirm_times(request, page: Page) -> None:
    """Wagtail's own message does not say when. Drafts promise nothing, so nothing is said."""
    if "action-publish" not in request.POST:
        return
    now = timezone.now()
    waiting = Revision.page_revisions.filter(object_id=str(page.pk), approved_go_live_at__gt=now)
    revision = waiting.order_by("approved_go_live_at").last()
    if revision is not None:
        sentence = _("It goes live by itself on %(time)s.")
        messages.info(request, sentence % {"time": in_words(revision.approved_go_live_at)})
    expires = revision.as_object().expire_at if revision else page.expire_at
    if expires and expires > now:
        messages.info(
            request, _("It is taken off by itself on %(time)s.") % {"time": in_words(expires)}
        )
