"""Reads what could not be read when it was uploaded, and draws what is missing."""

from __future__ import annotations

from wagtail.models import Collection

from nnirr_site.documents.extract import (
    COVER_FIELDS,
    clear_cover,
    cover_files,
    describe_document,
    draw_cover,
    read_file,
)
from nnirr_site.documents.reading_state import Reading
from nnirr_site.models import SiteDocument
from nnirr_site.uploads.reader import CannotRead


def read_waiting() -> int:
    """Read the documents that wait for it; how many were read. They wait on if it is busy still."""
    from nnirr_site.models import SiteDocument

    count = 0
    for document in SiteDocument.objects.filter(reading=Reading.WAITING).iterator(50):
        try:
            describe_document(document)
        except FileNotFoundError:
            document.reading = Reading.FAILED
        document.save(update_fields=["pages", "language", *COVER_FIELDS])
        if document.reading == Reading.WAITING:
            break
        count += 1
    return count


def has_lost_cover(document) -> bool:
    """True if a picture of the first page is named and not there."""
    return any(not storage.exists(name) for storage, name in cover_files(document))


def draw_missing_covers(collection_id: int | None = None) -> int:
    """Draw the first page of PDFs that have none, below a collection or everywhere; how many.

    One that is named and lost counts as none, and so does one whose size is unknown.
    """
    documents = SiteDocument.objects.filter(file__iendswith=".pdf")
    if collection_id is not None:
        path = Collection.objects.values_list("path", flat=True).get(pk=collection_id)
        documents = documents.filter(collection__path__startswith=path)
    drawn = 0
    for document in documents.select_related("collection").iterator(50):
        is_known = document.first_page and document.first_page_width
        if is_known and not has_lost_cover(document):
            continue
        before = document.reading
        try:
            draw_cover(document, read_file(document))
        except FileNotFoundError:
            clear_cover(document)
        except CannotRead:
            continue
        drawn += bool(document.first_page)
        if document.first_page or is_known or before != document.reading:
            document.save(update_fields=COVER_FIELDS)
    return drawn
