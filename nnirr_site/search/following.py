"""Keeps the search index in step with what editors do, as a part of `publishing/on_change.py`.

Where that fails a page cannot be found yet; each search asks anew what visitors may see.
"""

from __future__ import annotations

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page, ReferenceIndex

from nnirr_site.models import SearchEntry
from nnirr_site.search.index import refresh_page, refresh_pages, refresh_tree, remove_page

# What Wagtail writes about a page while editors work on a draft of it.
BOOKKEEPING = {
    "draft_title",
    "expire_at",
    "go_live_at",
    "has_unpublished_changes",
    "last_published_at",
    "latest_revision",
    "latest_revision_created_at",
    "live_revision",
    "locked",
    "locked_at",
    "locked_by",
}


def on_page_saved(sender, instance, raw=False, update_fields=None, **_signal) -> None:
    """A whole save brings the published texts; a partial one may stand beside a draft in memory."""
    if raw or instance.depth == 1:
        return
    if update_fields is None:
        refresh_page(instance)
    elif not BOOKKEEPING.issuperset(update_fields):
        refresh_page(Page.objects.get(pk=instance.pk))


def on_page_hidden(sender, instance, **_signal) -> None:
    """Taken off, or about to be deleted."""
    remove_page(instance.pk)


def on_page_moved(sender, instance, **_signal) -> None:
    refresh_tree(instance)


def on_restriction_changed(sender, instance, origin=None, **_signal) -> None:
    """A restriction that goes because its page does opens nothing."""
    if origin is None or getattr(origin, "model", type(origin)) is sender:
        refresh_tree(instance.page)


def on_topic_changed(sender, instance, raw=False, **_signal) -> None:
    if not raw:
        entries = SearchEntry.objects.filter(topics__contains=[instance.slug])
        refresh_pages(Page.objects.filter(search_entry__in=entries).specific())


def on_document_renamed(sender, instance, created=False, raw=False, **_signal) -> None:
    """A new title of a document changes what the pages that offer it are found by."""
    if created or raw:
        return
    references = ReferenceIndex.get_references_to(instance).filter(
        base_content_type=ContentType.objects.get_for_model(Page)
    )
    pages = [int(pk) for pk in references.values_list("object_id", flat=True).distinct()]
    refresh_pages(Page.objects.filter(pk__in=pages).live().specific())
