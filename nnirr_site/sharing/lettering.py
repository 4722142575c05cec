"""Headlines as outlines: shaped by HarfBuzz, so that Arabic joins and kerning holds, and wrapped.

No system font and no system library is asked, so a headline looks the same on every machine.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from itertools import groupby
from pathlib import Path

import uharfbuzz
from django.conf import settings
from fontTools.ttLib import TTFont
from fpdf.bidi import BidiParagraph
from fpdf.enums import TextDirection

from nnirr_site.sharing.press import Contour, FlatteningPen, Point, moved

# As `--tight` in css/tokens.css: accents need more room between the lines than English does.
LEADING = {"en": 0.94, "ar": 1.16}
OTHER_LEADING = 1.02
INVISIBLE = {0x00AD, 0x200B, 0x2060, 0xFEFF}
FEATURES = {"lnum": True}
ELLIPSIS = "…"
SPACE = 0.168  # of the size, between words
LEAST_OF_WIDEST = 0.4
LEAST_OF_LARGEST = 0.82


class Typeface:
    """A font of static/fonts."""

    def __init__(self, name: str):
        source = TTFont(Path(settings.BASE_DIR) / "static" / "fonts" / f"{name}.woff2")
        source.flavor = None
        unpacked = BytesIO()
        source.save(unpacked, reorderTables=None)
        self.font = uharfbuzz.Font(uharfbuzz.Face(unpacked.getvalue()))
        self.units = source["head"].unitsPerEm
        self.capital_height = source["OS/2"].sCapHeight / self.units
        self.characters = frozenset(source.getBestCmap())
        self._outlines: dict[int, list[Contour]] = {}

    def outline(self, glyph: int) -> list[Contour]:
        """The contours of a glyph in font units, y upwards."""
        if glyph not in self._outlines:
            pen = FlatteningPen()
            self.font.draw_glyph_with_pen(glyph, pen)
            self._outlines[glyph] = [part for whole in pen.contours for part in untangled(whole)]
        return self._outlines[glyph]


@lru_cache(maxsize=4)
def load_typeface(name: str) -> Typeface:
    return Typeface(name)


@dataclass
class Line:
    """One line of a headline: glyph contours in pixels from the start of its baseline."""

    glyphs: list[list[Contour]]
    width: float


@dataclass
class Headline:
    """A wrapped text with the size that it is set in."""

    lines: list[Line]
    size: float
    leading: float

    @property
    def height(self) -> float:
        return len(self.lines) * self.size * self.leading


def clean_text(text: str) -> str:
    """`text` on one line, without characters that show nothing."""
    return " ".join("".join(c for c in text if ord(c) not in INVISIBLE).split())


def choose_typefaces(text: str) -> list[str] | None:
    """The fonts that hold every character of `text`; None if we have none for its script.

    A script falls back whole, never letter by letter: then there is no card of its own.
    """
    needed = {ord(c) for c in text if not c.isspace()}
    names = ["grenze-900", "changa-arabic-700"]
    for count in (1, 2):
        if needed <= frozenset().union(*(load_typeface(n).characters for n in names[:count])):
            return names[:count]
    return None


def set_line(text: str, size: float, typefaces: list[str], is_right_to_left: bool) -> Line:
    """Shape one line; its runs stand in the order in which they are seen."""
    glyphs, x = [], 0.0
    for run, runs_right_to_left in visual_runs(text, is_right_to_left):
        pieces = split_by_typeface(run, typefaces)
        for piece, name in reversed(pieces) if runs_right_to_left else pieces:
            face = load_typeface(name)
            scale = size / face.units
            for glyph, dx, dy, advance in shape_run(piece, face, runs_right_to_left):
                place = (scale, 0, 0, -scale, x + dx * scale, -dy * scale)
                glyphs.append([moved(contour, place) for contour in face.outline(glyph)])
                x += advance * scale
    return Line(glyphs, x)


def shape_run(text: str, face: Typeface, is_right_to_left: bool):
    """`(glyph, x offset, y offset, advance)` for each glyph, in font units, left to right."""
    buffer = uharfbuzz.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    buffer.direction = "rtl" if is_right_to_left else "ltr"
    uharfbuzz.shape(face.font, buffer, FEATURES)
    for info, position in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        yield info.codepoint, position.x_offset, position.y_offset, position.x_advance


def split_by_typeface(text: str, typefaces: list[str]) -> list[tuple[str, str]]:
    """`text` in pieces with the font that holds each; a space stays with what stands before it."""
    chosen, pieces = typefaces[-1], []
    for character in text:
        if not character.isspace():
            holding = [n for n in typefaces if ord(character) in load_typeface(n).characters]
            chosen = chosen if chosen in holding else holding[0]
        pieces.append((character, chosen))
    return [
        ("".join(character for character, _ in group), name)
        for name, group in groupby(pieces, key=lambda piece: piece[1])
    ]


def visual_runs(text: str, is_right_to_left: bool) -> list[tuple[str, bool]]:
    """Runs of one direction from left to right, by the Unicode bidirectional algorithm (UAX 9).

    The characters of a run stay in reading order: HarfBuzz turns them round itself.
    """
    if not is_right_to_left and text.isascii():
        return [(text, False)]
    base = TextDirection.RTL if is_right_to_left else TextDirection.LTR
    characters = BidiParagraph(text=text, base_direction=base).get_characters_with_embedding_level()
    runs = [
        ("".join(c.character for c in group), level)
        for level, group in groupby(characters, key=lambda c: c.embedding_level)
    ]
    for threshold in range(max((level for _, level in runs), default=0), 0, -1):
        runs = [
            run
            for is_turned, group in groupby(runs, key=lambda run: run[1] >= threshold)
            for run in (reversed(list(group)) if is_turned else group)
        ]
    return [(run, level % 2 == 1) for run, level in runs]


def set_headline(
    text: str, language: str, width: float, height: float, sizes: range, is_right_to_left: bool
) -> Headline | None:
    """Set `text` as large as it fits into `width` × `height`; None if we have no font for it.

    `sizes` runs from the largest to the smallest. A somewhat smaller size is taken if its lines
    are more even. What does not fit in the smallest is cut short.
    """
    text = clean_text(text)
    typefaces = choose_typefaces(text)
    if typefaces is None or not text:
        return None
    leading = LEADING.get(language.split("-")[0], OTHER_LEADING)
    words = text.split(" ")
    # Widths grow with the size, so they are measured once.
    measured = [set_line(word, 1, typefaces, is_right_to_left).width for word in words]
    fitting = []
    for size in sizes:
        room, most = width / size, int(height // (size * leading))
        rows = wrap(measured, room)
        if len(rows) <= most and max(measured) <= room:
            rows = even_rows(measured, room, len(rows))
            fitting.append((size, rows))
            if is_even(rows) or size < fitting[0][0] * LEAST_OF_LARGEST:
                break
    if fitting:
        size, rows = fitting[-1] if is_even(fitting[-1][1]) else fitting[0]
    else:
        rows = rows[:most]
        kept = sum(len(row) for row in rows)
        if kept < len(words):
            words = [*words[: kept - 1], ELLIPSIS]
    lines, start = [], 0
    for row in rows:
        line = " ".join(words[start : start + len(row)])
        lines.append(set_line(line, size, typefaces, is_right_to_left))
        start += len(row)
    return Headline(lines, size, leading)


def row_width(row: list[float]) -> float:
    return sum(row) + SPACE * (len(row) - 1)


def is_even(rows: list[list[float]]) -> bool:
    """True unless a row looks lost beside the others."""
    widths = [row_width(row) for row in rows]
    return min(widths) >= LEAST_OF_WIDEST * max(widths)


def wrap(widths: list[float], room: float) -> list[list[float]]:
    """Words, given by their widths, in the fewest rows no wider than `room`."""
    rows: list[list[float]] = [[]]
    for width in widths:
        if rows[-1] and row_width([*rows[-1], width]) > room:
            rows.append([])
        rows[-1].append(width)
    return rows


def even_rows(widths: list[float], room: float, count: int) -> list[list[float]]:
    """The same words in `count` rows, as even as they can be (least squares of what is left)."""
    best: dict[int, tuple[float, list[list[float]]]] = {0: (0.0, [])}
    for _ in range(count):
        following: dict[int, tuple[float, list[list[float]]]] = {}
        for start, (cost, rows) in best.items():
            for end in range(start + 1, len(widths) + 1):
                row = widths[start:end]
                left = room - row_width(row)
                if left < 0 and len(row) > 1:
                    break
                candidate = (cost + left * left, [*rows, row])
                if end not in following or candidate[0] < following[end][0]:
                    following[end] = candidate
        best = following
    return best[len(widths)][1]


# -- Outlines that cross themselves -----------------------------------------------------------


def untangled(contour: Contour) -> list[Contour]:
    """`contour` cut where it crosses itself, so that each part goes round in one direction only.

    Fonts draw some joined letters in one stroke that overlaps itself.
    """
    found = first_crossing(contour)
    if found is None:
        return [contour]
    first, second, point = found
    inner = [point, *contour[first + 1 : second + 1]]
    outer = [*contour[: first + 1], point, *contour[second + 1 :]]
    return [*untangled(inner), *untangled(outer)]


def first_crossing(contour: Contour) -> tuple[int, int, Point] | None:
    """Two edges, by the numbers of their first points, and where they cross."""
    edges = list(zip(contour, [*contour[1:], contour[0]], strict=True))
    for first, (a, b) in enumerate(edges):
        for second in range(first + 2, len(edges) - (first == 0)):
            c, d = edges[second]
            if max(a[0], b[0]) < min(c[0], d[0]) or max(c[0], d[0]) < min(a[0], b[0]):
                continue
            point = crossing(a, b, c, d)
            if point is not None:
                return first, second, point
    return None


def crossing(a: Point, b: Point, c: Point, d: Point) -> Point | None:
    """Where the inside of a–b crosses the inside of c–d."""
    across = (b[0] - a[0]) * (d[1] - c[1]) - (b[1] - a[1]) * (d[0] - c[0])
    if not across:
        return None
    t = ((c[0] - a[0]) * (d[1] - c[1]) - (c[1] - a[1]) * (d[0] - c[0])) / across
    u = ((c[0] - a[0]) * (b[1] - a[1]) - (c[1] - a[1]) * (b[0] - a[0])) / across
    if not (0 < t < 1 and 0 < u < 1):
        return None
    return a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])
