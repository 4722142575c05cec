"""Which characters the typefaces have, so that nothing is printed as an empty box.

`fonts/coverage.txt` lists their ranges; a test compares it with the fonts. After a change of fonts:

    python -m nnirr_site.typesetting.coverage > nnirr_site/typesetting/fonts/coverage.txt
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

FONTS = Path(__file__).parent / "fonts"
TABLE = FONTS / "coverage.txt"
# They are no letters: shaping takes them as advice, and nothing of them is seen.
UNSEEN = {0x00AD, 0x034F, 0x061C, *range(0x200B, 0x2010), *range(0x202A, 0x202F), 0x2060}
UNSEEN |= {*range(0x2066, 0x206A), *range(0xFE00, 0xFE10), 0xFEFF}


@cache
def covered() -> tuple[list[int], list[int]]:
    """First and last characters of the ranges, in ascending order."""
    firsts, lasts = [], []
    for line in TABLE.read_text().split():
        first, _, last = line.partition("-")
        firsts.append(int(first, 16))
        lasts.append(int(last or first, 16))
    return firsts, lasts


def is_covered(character: str) -> bool:
    code = ord(character)
    if code in UNSEEN or character == " ":
        return True
    firsts, lasts = covered()
    place = bisect_right(firsts, code) - 1
    return place >= 0 and code <= lasts[place]


def missing_characters(text: str) -> list[str]:
    """Each character of `text` that no typeface has, once, in their order.

    Typst composes what it can before it looks into the fonts, and so is it done here.
    """
    composed = unicodedata.normalize("NFC", text)
    return [character for character in dict.fromkeys(composed) if not is_covered(character)]


def has_every_character(text: str) -> bool:
    return not missing_characters(text)


def ranges_of(characters: Iterable[int]) -> Iterator[str]:
    """Code points as hexadecimal ranges."""
    ordered = sorted(characters)
    start = 0
    for place, code in enumerate(ordered):
        if place + 1 == len(ordered) or ordered[place + 1] != code + 1:
            first = ordered[start]
            yield f"{first:04X}-{code:04X}" if code != first else f"{first:04X}"
            start = place + 1


def read_fonts() -> set[int]:
    """Every character that one of the fonts has. Needs fontTools, which only the tests install."""
    from fontTools.ttLib import TTFont

    return {code for path in FONTS.glob("*.ttf") for code in TTFont(path).getBestCmap()}


if __name__ == "__main__":
    print(*ranges_of(read_fonts()), sep="\n")
