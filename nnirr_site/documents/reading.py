"""Fills in what a file says of itself when it is uploaded: pages, language, first page."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterable

from django.core.files.base import ContentFile
from django.db import transaction
from PIL import Image

from nnirr_site.documents.pdf import PdfFacts, read_pdf

COVER_FIELDS = ["first_page", "first_page_width", "first_page_height"]
SMALL_WIDTH = 240
QUALITY = 70


def read_file(document) -> PdfFacts | None:
    """The facts of the document's file, or None if it is no PDF or cannot be read."""
    if document.format != "PDF":
        return None
    with document.open_file() as file:
        return read_pdf(file.read())


def describe(document, before=None) -> None:
    """Set `pages`, `language` and the first page of a document with a new file; does not save.

    What an editor entered stays. `before` is the document as it was, if it replaces a file.
    """
    facts = read_file(document)
    known_pages = before.pages if before else None
    if document.pages is None or document.pages == known_pages:
        document.pages = facts.pages if facts else None
    if facts and not document.language:
        document.language = facts.language
    draw_cover(document, facts)


def draw_cover(document, facts: PdfFacts | None) -> None:
    """Keep a picture of the first page in two widths; none of a document that is not for all."""
    forget_files(cover_files(document))
    document.first_page = ""
    if facts is None or facts.cover is None or document.is_private:
        return
    large = _encode(facts.cover, facts.cover.width)
    # The name changes with the picture, as browsers keep it for a week.
    digest = hashlib.sha256(large).hexdigest()[:20]
    document.first_page.save(f"{digest}.webp", ContentFile(large), save=False)
    storage, name = document.first_page.storage, document.first_page_small_name
    if not storage.exists(name):
        storage.save(name, ContentFile(_encode(facts.cover, SMALL_WIDTH)))


def _encode(picture: Image.Image, width: int) -> bytes:
    height = max(1, round(picture.height * width / picture.width))
    resized = picture.resize((width, height), Image.Resampling.LANCZOS)
    output = io.BytesIO()
    resized.save(output, "WEBP", quality=QUALITY, method=6)
    return output.getvalue()


def forget_cover(document) -> None:
    """Take the first page away and save that, such as when the document became private."""
    if document.first_page:
        forget_files(cover_files(document))
        document.first_page = ""
        document.save(update_fields=COVER_FIELDS)


def draw_missing_covers(collection_id: int | None = None) -> int:
    """Draw the first page of PDFs that have none, below a collection or everywhere; how many."""
    from wagtail.models import Collection

    from nnirr_site.models import SiteDocument

    documents = SiteDocument.objects.filter(first_page="", file__iendswith=".pdf")
    if collection_id is not None:
        path = Collection.objects.values_list("path", flat=True).get(pk=collection_id)
        documents = documents.filter(collection__path__startswith=path)
    drawn = 0
    for document in documents.iterator(50):
        try:
            draw_cover(document, read_file(document))
        except FileNotFoundError:
            continue
        if document.first_page:
            drawn += 1
            document.save(update_fields=COVER_FIELDS)
    return drawn


def cover_files(document) -> list[tuple]:
    """`(storage, name)` of the pictures that are kept of a document."""
    if not document.first_page:
        return []
    storage = document.first_page.storage
    return [(storage, document.first_page.name), (storage, document.first_page_small_name)]


def forget_files(files: Iterable[tuple]) -> None:
    """Delete files once the transaction that gives them up is committed."""
    for storage, name in files:
        transaction.on_commit(lambda storage=storage, name=name: storage.delete(name))
