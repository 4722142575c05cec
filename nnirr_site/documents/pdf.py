"""Reads PDF files with PDFium: pages, words, and a picture of the first page.

Runs in the child process of `nnirr_site.uploads`, which may be ended at any moment: what is known
is told at once, the riskiest last.
"""

from __future__ import annotations

import ctypes
import io

import pypdfium2
from PIL import Image
from pypdfium2 import raw

from nnirr_site.uploads.sandbox.unreadable import Refused

COVER_WIDTH = 600
# Of an upright page twice as high as wide; what is longer still is cut off below.
TALLEST_COVER = 1200
SMALL_WIDTH = 240
QUALITY = 70
PAGES_READ = 3
LETTERS_READ = 20_000


def tell_pdf(data: bytes, options: dict, tell) -> None:
    """Tell `pages`, `declared` and `words`, then the cover in two widths, unless it is not wanted.

    Refuses what is damaged, locked with a password or empty.
    """
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        raise Refused("damaged") from None
    count = len(document)
    if not count:
        raise Refused("damaged")
    tell({"pages": count, "declared": declared_language(document)})
    for number in range(min(PAGES_READ, count)):
        tell({f"words{number}": read_words(document, number)})
    if options.get("cover"):
        draw_covers(document, tell)


def read_words(document: pypdfium2.PdfDocument, number: int) -> str:
    try:
        page = document[number].get_textpage()
        return page.get_text_range(0, min(LETTERS_READ, page.count_chars()), errors="ignore")
    except (pypdfium2.PdfiumError, ValueError):
        return ""


def declared_language(document: pypdfium2.PdfDocument) -> str:
    """What the file declares; often only the language of the program that made it."""
    buffer = ctypes.create_string_buffer(64)
    length = raw.FPDFCatalog_GetLanguage(
        document, ctypes.cast(buffer, ctypes.POINTER(raw.FPDF_WCHAR)), len(buffer)
    )
    declared = buffer.raw[: max(0, min(length, len(buffer)) - 2)].decode("utf-16-le", "ignore")
    return declared.split("-")[0].lower()


def draw_covers(document: pypdfium2.PdfDocument, tell) -> None:
    """Tell the first page as WebP in COVER_WIDTH and in SMALL_WIDTH; nothing if it has no area."""
    try:
        picture = draw_first_page(document)
    except (pypdfium2.PdfiumError, ValueError):
        return
    if picture is not None:
        large, small = encode(picture, picture.width), encode(picture, SMALL_WIDTH)
        tell({"cover": [picture.width, picture.height]}, large)
        tell({"small_cover": True}, small)


def draw_first_page(document: pypdfium2.PdfDocument) -> Image.Image | None:
    page = document[0]
    width, height = page.get_size()
    if width < 1 or height < 1:
        return None
    scale = COVER_WIDTH / width
    below = max(0, height - TALLEST_COVER / scale)
    picture = page.render(scale=scale, crop=(0, below, 0, 0)).to_pil()
    return picture.convert("RGB")


def encode(picture: Image.Image, width: int) -> bytes:
    height = max(1, round(picture.height * width / picture.width))
    resized = picture.resize((width, height), Image.Resampling.LANCZOS)
    output = io.BytesIO()
    resized.save(output, "WEBP", quality=QUALITY, method=6)
    return output.getvalue()
