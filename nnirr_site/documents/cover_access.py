"""Keeps the pictures of first pages in step with who may read a document.

The steps of `publishing/on_change.py` that are about documents and their collections.
"""

from __future__ import annotations

from django.db import transaction
from wagtail.models import Collection

from nnirr_site.documents.catching_up import draw_missing_covers, read_waiting
from nnirr_site.documents.extract import cover_files, forget_cover, forget_files
from nnirr_site.models import SiteDocument
from nnirr_site.publishing.jobs import after_commit


def on_document_saved(sender, instance, raw=False, update_fields=None, **_signal) -> None:
    """A document that moved to a collection for some only shows nobody its first page any more.

    One that could not be read now, as the reader was busy, is read in the background.
    """
    if getattr(instance, "is_read_soon", False):
        instance.is_read_soon = False
        after_commit(read_waiting)
    if not raw and update_fields is None and instance.first_page and instance.is_private:
        forget_cover(instance)


def on_document_deleted(sender, instance, **_signal) -> None:
    forget_files(cover_files(instance))


def on_restriction_saved(sender, instance, **_signal) -> None:
    for document in _documents_below(instance.collection).exclude(first_page=""):
        forget_cover(document)


def on_restriction_deleted(sender, instance, **_signal) -> None:
    """The first pages come back; drawing them may take longer than an editor wants to wait."""
    after_commit(draw_missing_covers, instance.collection_id)


def on_collection_saved(sender, instance, created=False, raw=False, **_signal) -> None:
    """Look again once Wagtail's form is through, which moves a collection after it saved it."""
    if not raw and not created:
        transaction.on_commit(lambda: forget_covers_if_restricted(instance.pk))


def forget_covers_if_restricted(collection_id: int) -> None:
    """Take the first pages away if the collection, or one above it, is only for some."""
    collection = Collection.objects.filter(pk=collection_id).first()
    if collection is not None and collection.get_view_restrictions().exists():
        for document in _documents_below(collection).exclude(first_page=""):
            forget_cover(document)


def _documents_below(collection: Collection):
    return SiteDocument.objects.filter(collection__path__startswith=collection.path)
