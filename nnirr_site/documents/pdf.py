"""Reads PDF files with PDFium: pages, language, and a picture of the first page."""

from __future__ import annotations

import ctypes
import logging
import threading
from dataclasses import dataclass

import pypdfium2
from PIL import Image
from pypdfium2 import raw

from nnirr_site.documents.wording import guess_language
from nnirr_site.languages import DocumentLanguage

LARGEST_FILE = 100 * 1000 * 1000
COVER_WIDTH = 600
# Of an upright page twice as high as wide; what is longer still is cut off below.
TALLEST_COVER = 1200
PAGES_READ = 3
LETTERS_READ = 20_000

logger = logging.getLogger(__name__)
# PDFium is not made for several threads at once.
lock = threading.Lock()


@dataclass(frozen=True)
class PdfFacts:
    """What a PDF says of itself. `cover` is its first page, COVER_WIDTH pixels wide, or None."""

    pages: int
    language: str
    cover: Image.Image | None


def read_pdf(data: bytes) -> PdfFacts | None:
    """Read a PDF; None if it is damaged, locked with a password, empty or far too large."""
    if len(data) > LARGEST_FILE:
        return None
    with lock:
        try:
            document = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError:
            return None
        try:
            return _read(document)
        except (pypdfium2.PdfiumError, ValueError, MemoryError) as error:
            logger.warning("A PDF could not be read: %s", type(error).__name__)
            return None
        finally:
            document.close()


def _read(document: pypdfium2.PdfDocument) -> PdfFacts | None:
    count = len(document)
    if not count:
        return None
    return PdfFacts(count, _find_language(document), _draw_first_page(document))


def _find_language(document: pypdfium2.PdfDocument) -> str:
    """By the text; what a file declares is often only the language of the program that made it."""
    texts = []
    for number in range(min(PAGES_READ, len(document))):
        texts.append(document[number].get_textpage().get_text_bounded()[:LETTERS_READ])
    language = guess_language("\n".join(texts)) or _declared_language(document)
    return language if language in DocumentLanguage.values else ""


def _declared_language(document: pypdfium2.PdfDocument) -> str:
    buffer = ctypes.create_string_buffer(64)
    length = raw.FPDFCatalog_GetLanguage(
        document, ctypes.cast(buffer, ctypes.POINTER(raw.FPDF_WCHAR)), len(buffer)
    )
    declared = buffer.raw[: max(0, min(length, len(buffer)) - 2)].decode("utf-16-le", "ignore")
    return declared.split("-")[0].lower()


def _draw_first_page(document: pypdfium2.PdfDocument) -> Image.Image | None:
    page = document[0]
    width, height = page.get_size()
    if width < 1 or height < 1:
        return None
    scale = COVER_WIDTH / width
    below = max(0, height - TALLEST_COVER / scale)
    picture = page.render(scale=scale, crop=(0, below, 0, 0)).to_pil()
    return picture.convert("RGB")
