"""How pages fit the smallest screen: one pixel narrower, in other fonts and larger letters."""

from __future__ import annotations

# A screen of 320 pixels less one of reserve: fonts differ by a pixel from machine to machine.
SMALLEST = 319
IS_SCROLLED_SIDEWAYS = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
# Has Arabic, and letters wider than those of any font that the style sheet names.
OTHER_FONT = "DejaVu Sans"
LARGEST_LETTERS = 32  # pixels that a reader may have set as the default size; browsers begin at 16

DRESS = """([family, size]) => {
    const root = document.documentElement.style;
    for (const name of ["--text", "--display"]) family
        ? root.setProperty(name, `"${family}", sans-serif`)
        : root.removeProperty(name);
    root.fontSize = size ? `${size}px` : "";
}"""
# What stands in the masthead and reaches out of the window, or out of the masthead.
LEAVING = """() => [...document.querySelectorAll(".masthead > :not(.nav), .masthead > .nav :is(a)")]
    .filter(node => node.offsetParent !== null)
    .map(node => [node.className, node.getBoundingClientRect()])
    .filter(([_, box]) => box.left < 0 || box.right > document.documentElement.clientWidth)
    .map(([name, box]) => `${name}: ${box.left} to ${box.right}`)"""


def is_sideways(page) -> bool:
    """Whether the page can be scrolled sideways, or could with a wider font."""
    usual = page.evaluate(IS_SCROLLED_SIDEWAYS)
    page.evaluate(DRESS, [OTHER_FONT, None])
    wide = page.evaluate(IS_SCROLLED_SIDEWAYS)
    page.evaluate(DRESS, [None, None])
    return usual or wide


def find_leaving(page, size: int | None = None) -> list[str]:
    """What of the masthead reaches out of the window when letters are `size` pixels large."""
    found = []
    for family in (None, OTHER_FONT):
        page.evaluate(DRESS, [family, size])
        found += page.evaluate(LEAVING)
    page.evaluate(DRESS, [None, None])
    return found
