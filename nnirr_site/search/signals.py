"""Keeps the search index in step with what editors do.

A failure to do so is logged and stops nobody: a page can be published although it cannot be found
yet, and each search asks anew what visitors may see.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import wraps

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models.signals import post_delete, post_save, pre_delete
from wagtail.models import Page, PageViewRestriction, ReferenceIndex
from wagtail.signals import page_unpublished, post_page_move

from nnirr_site.models import SearchEntry, SiteDocument, Topic
from nnirr_site.search.index import refresh_page, refresh_pages, refresh_tree, remove_page

logger = logging.getLogger(__name__)
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


def logged_receiver(receiver: Callable) -> Callable:
    """The receiver in a savepoint of its own, with its failure logged."""

    @wraps(receiver)
    def guarded(sender, instance, **signal) -> None:
        try:
            with transaction.atomic():
                receiver(sender, instance, **signal)
        except Exception:
            logger.exception("The search index did not follow %s %s", sender.__name__, instance.pk)

    return guarded


@logged_receiver
def on_page_saved(sender, instance, raw=False, update_fields=None, **_signal) -> None:
    """A whole save brings the published texts; a partial one may stand beside a draft in memory."""
    if raw or instance.depth == 1:
        return
    if update_fields is None:
        refresh_page(instance)
    elif not BOOKKEEPING.issuperset(update_fields):
        refresh_page(Page.objects.get(pk=instance.pk))


@logged_receiver
def on_page_deleted(sender, instance, **_signal) -> None:
    remove_page(instance.pk)


@logged_receiver
def on_page_unpublished(sender, instance, **_signal) -> None:
    remove_page(instance.pk)


@logged_receiver
def on_page_moved(sender, instance, **_signal) -> None:
    refresh_tree(instance)


@logged_receiver
def on_restriction_changed(sender, instance, **_signal) -> None:
    refresh_tree(instance.page)


@logged_receiver
def on_topic_changed(sender, instance, raw=False, **_signal) -> None:
    if not raw:
        entries = SearchEntry.objects.filter(topics__contains=[instance.slug])
        refresh_pages(Page.objects.filter(search_entry__in=entries).specific())


@logged_receiver
def on_document_saved(sender, instance, created=False, raw=False, **_signal) -> None:
    """A new title of a document changes what the pages that offer it are found by."""
    if created or raw:
        return
    references = ReferenceIndex.get_references_to(instance).filter(
        base_content_type=ContentType.objects.get_for_model(Page)
    )
    pages = [int(pk) for pk in references.values_list("object_id", flat=True).distinct()]
    refresh_pages(Page.objects.filter(pk__in=pages).live().specific())


def connect_index_signals() -> None:
    """Connect every event that changes what visitors may find. Called once at the start."""
    receivers = [
        (page_unpublished, on_page_unpublished, None),
        (post_page_move, on_page_moved, None),
        (post_save, on_restriction_changed, PageViewRestriction),
        (post_delete, on_restriction_changed, PageViewRestriction),
        (post_save, on_topic_changed, Topic),
        (post_delete, on_topic_changed, Topic),
        (post_save, on_document_saved, SiteDocument),
    ]
    for model in apps.get_models():
        if issubclass(model, Page):
            receivers += [(post_save, on_page_saved, model), (pre_delete, on_page_deleted, model)]
    for signal, receiver, sender in receivers:
        signal.connect(receiver, sender=sender, dispatch_uid="search_index")
