"""The QR code of an address, as SVG for print and as PNG for everything that takes no SVG."""

from __future__ import annotations

import io

import segno

PIXELS_PER_MODULE = 24  # a code of 37 modules fills a page at 150 dots per inch
QUIET_ZONE = 4  # modules of white around the code that ISO/IEC 18004 asks for


def _make(url: str) -> segno.QRCode:
    """Error correction M: a code still reads with 15 % of it torn or covered."""
    return segno.make(url, error="m", micro=False)


def draw_svg(url: str) -> bytes:
    """Black on white in any color scheme, since readers fail on light codes on dark."""
    target = io.BytesIO()
    _make(url).save(
        target, kind="svg", border=QUIET_ZONE, light="#fff", omitsize=True, xmldecl=False, nl=False
    )
    return target.getvalue()


def draw_png(url: str) -> bytes:
    target = io.BytesIO()
    _make(url).save(target, kind="png", border=QUIET_ZONE, light="#fff", scale=PIXELS_PER_MODULE)
    return target.getvalue()
