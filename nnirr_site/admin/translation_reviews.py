"""Which page is behind its translations: true on the side that has to follow, silent otherwise.

A publication that changes a page asks for a look at its translations. One of a page that is behind
is itself the following, and asks for nothing; so is the first of a page. Publishing without a
change asks for nothing either.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q
from django.utils import timezone
from wagtail.models import Page, PageLogEntry, Revision

from nnirr_site.models.editing import NativeReading, TranslationReview

# What differs between two versions that say the same.
BOOKKEEPING = frozenset(
    {
        "depth",
        "draft_title",
        "expired",
        "first_published_at",
        "go_live_at",
        "has_unpublished_changes",
        "last_published_at",
        "latest_revision",
        "latest_revision_created_at",
        "live",
        "live_revision",
        "locked",
        "locked_at",
        "locked_by",
        "numchild",
        "owner",
        "path",
        "reviewed_on",
        "translation_key",
        "url_path",
        "wagtail_admin_comments",
    }
)


def follow_publication(sender, instance: Page, revision=None, **_signal) -> None:
    """A step of `publishing/on_change.py`."""
    if instance.alias_of_id or is_first(instance, revision):
        return
    now = timezone.now()
    own = TranslationReview.objects.filter(page_id=instance.pk, settled_at=None)
    if own.update(settled_at=now, checked_by=None) or not is_changed(instance, revision):
        return
    for page in instance.get_translations().filter(alias_of=None):
        TranslationReview.objects.update_or_create(
            page_id=page.pk,
            source_id=instance.pk,
            defaults={"changed_at": now, "settled_at": None, "checked_by": None},
        )


def is_first(page: Page, revision: Revision | None) -> bool:
    return _published_before(page, revision) is None and not (
        page.first_published_at and page.first_published_at < page.last_published_at
    )


def _published_before(page: Page, revision: Revision | None) -> Revision | None:
    """The version that was to be read until now. The entry of this publication comes later."""
    entries = PageLogEntry.objects.filter(
        Q(action="wagtail.publish") | Q(action="wagtail.publish.scheduled"),
        page_id=page.pk,
        revision__isnull=False,
    )
    entry = entries.select_related("revision").order_by("-timestamp", "-pk").first()
    return entry.revision if entry else None


def is_changed(page: Page, revision: Revision | None) -> bool:
    """Whether a reader is told something else than before; also where nobody knows."""
    before = _published_before(page, revision)
    if before is None or revision is None:
        return True
    return _words_of(before.content) != _words_of(revision.content)


def _words_of(content: dict) -> dict:
    return {name: value for name, value in content.items() if name not in BOOKKEEPING}


def open_reviews(pages: Iterable[int]) -> list[TranslationReview]:
    """What these pages are behind of now: a source that nobody can read asks for nothing."""
    open_ones = TranslationReview.objects.filter(
        page_id__in=list(pages), settled_at=None, source__live=True
    )
    return list(open_ones.select_related("source", "source__locale"))


def settle(page: Page, user) -> int:
    """Somebody has looked: this page has to follow no change up to now. Returns how many."""
    return TranslationReview.objects.filter(page_id=page.pk, settled_at=None).update(
        settled_at=timezone.now(), checked_by=user
    )


def note_reading(page: Page, user) -> int:
    """Somebody has read the page whose own language it is in. Returns how many waited for that."""
    waiting = NativeReading.objects.filter(page_id=page.pk, read_at=None)
    return waiting.update(read_at=timezone.now(), read_by=user)
