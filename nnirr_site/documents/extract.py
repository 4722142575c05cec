"""Fills in what a file says of itself when it is uploaded: pages, language, first page.

The file itself is opened in the child process of `nnirr_site.uploads` only.
"""

from __future__ import annotations

import logging
import secrets
from collections.abc import Iterable
from dataclasses import dataclass

from django.core.files.base import ContentFile
from django.db import transaction

from nnirr_site.documents.pdf import PAGES_READ
from nnirr_site.documents.reading_state import Reading
from nnirr_site.documents.wording import guess_language
from nnirr_site.i18n.languages import DocumentLanguage
from nnirr_site.uploads.reader import PDF_BOUNDS, CannotRead, read_parts

COVER_FIELDS = ["first_page", "first_page_width", "first_page_height", "reading"]

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class PdfFacts:
    """What a PDF says of itself. `cover` and `small_cover` are WebP, empty if none was drawn.

    `is_whole` is False if the reader was ended before it had drawn the first page.
    """

    pages: int | None = None
    language: str = ""
    cover: bytes = b""
    small_cover: bytes = b""
    size: tuple[int, int] = (0, 0)
    is_whole: bool = True


def read_pdf(data: bytes, cover: bool = True) -> PdfFacts:
    """Read a PDF; empty facts if it is damaged, locked with a password, empty or far too large.

    Raises `CannotRead` if the reader is busy or the server has no room.
    """
    try:
        answer = read_parts("pdf", data, PDF_BOUNDS, cover=cover)
    except CannotRead as problem:
        if not problem.is_for_good:
            raise
        return PdfFacts(is_whole=False)
    words = "\n".join(answer.find(f"words{number}") or "" for number in range(PAGES_READ))
    language = guess_language(words) or answer.find("declared") or ""
    return PdfFacts(
        pages=answer.find("pages"),
        language=language if language in DocumentLanguage.values else "",
        cover=answer.content_of("cover"),
        small_cover=answer.content_of("small_cover"),
        size=tuple(answer.find("cover") or (0, 0)),
        is_whole=answer.is_whole and not answer.find("refused"),
    )


def read_file(document) -> PdfFacts | None:
    """The facts of the document's file, or None if it is no PDF."""
    if document.format != "PDF":
        return None
    with document.open_file() as file:
        return read_pdf(file.read(), cover=not document.is_private)


def describe_document(document, before=None) -> None:
    """Set `pages`, `language` and the first page of a document with a new file; does not save.

    What an editor entered stays. `before` is the document as it was, if it replaces a file. If the
    reader is busy the document waits, and is read in the background; if the server has no room for
    that, it waits for the next time the reader was busy, or for `manage.py read_documents`.
    """
    try:
        facts = read_file(document)
    except CannotRead as problem:
        forget_files(cover_files(document))
        clear_cover(document)
        document.reading = Reading.WAITING
        if problem.reason == "busy":  # other trouble would be met again at once, and for ever
            document.is_read_soon = True  # see `signals`
        return
    known_pages = before.pages if before else None
    if document.pages is None or document.pages == known_pages:
        document.pages = facts.pages if facts else None
    if facts and not document.language:
        document.language = facts.language
    draw_cover(document, facts)


def draw_cover(document, facts: PdfFacts | None) -> None:
    """Keep a picture of the first page in two widths; none of a document that is not for all.

    A data folder that is full leaves the document without one.
    """
    forget_files(cover_files(document))
    clear_cover(document)
    document.reading = Reading.NOTHING
    if facts is None or document.is_private:
        return
    if not facts.cover or not facts.small_cover:
        document.reading = Reading.FAILED
        return
    # Another name for each, which nobody can guess and browsers may keep for a week.
    name = f"covers/{secrets.token_hex(16)}.webp"
    document.first_page.name = name
    storage = document.first_page.storage
    try:
        storage.save(name, ContentFile(facts.cover))
        storage.save(document.first_page_small_name, ContentFile(facts.small_cover))
    except OSError as error:
        logger.warning("A first page was not kept: %s", type(error).__name__)
        storage.delete(name)
        document.first_page = ""
        document.reading = Reading.WAITING
        return
    document.first_page_width, document.first_page_height = facts.size
    document.reading = Reading.DRAWN


def clear_cover(document) -> None:
    document.first_page = ""
    document.first_page_width = document.first_page_height = None


def forget_cover(document) -> None:
    """Take the first page away and save that, such as when the document became private."""
    if document.first_page:
        forget_files(cover_files(document))
        clear_cover(document)
        document.save(update_fields=COVER_FIELDS)


def cover_files(document) -> list[tuple]:
    """`(storage, name)` of the pictures that are kept of a document."""
    if not document.first_page:
        return []
    storage = document.first_page.storage
    return [(storage, document.first_page.name), (storage, document.first_page_small_name)]


def forget_files(files: Iterable[tuple]) -> None:
    """Delete files once the transaction that gives them up is committed."""
    for storage, name in files:
        # A storage that is away then keeps a file that no row names, and nobody is shown.
        transaction.on_commit(lambda storage=storage, name=name: storage.delete(name), robust=True)
