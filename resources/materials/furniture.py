"""What the pages to read share: the band on top with the print that hangs past it, and the foot."""

from dataclasses import dataclass

from .press import BOLD, CREAM, HEAD, RED, SMALL, TEXT, Sheet
from .wording import Wording

MARGIN = 42
"""White space left and right of the text, in points."""


@dataclass(frozen=True)
class Hanging:
    """A print that hangs past the edge of its band: its name, its width in points, what it shows."""

    name: str
    width: float
    alt: str
    height_ratio: float = 1.0
    drop: float = 22


def print_masthead(
    sheet: Sheet, words: Wording, kind: str, heading: str, lead: str, ink: str, art: Hanging
) -> float:
    """Print the band with the title; return where it ends."""
    column = sheet.w - 2 * MARGIN - art.width - 30
    title = HEAD.but(size=31, color=CREAM, leading=0.98)
    while sheet.height_of(heading, column, title) > 3 * title.size * title.leading + 0.1:
        title = title.but(size=title.size - 0.5)
    lead_style = TEXT.but(size=11, color=CREAM, leading=1.38, balanced=True)
    label = BOLD.but(size=9.5, color=CREAM)
    title_at = 28 + label.size * label.leading + 5
    lead_at = title_at + sheet.height_of(heading, column, title) + 8
    height = lead_at + sheet.height_of(lead, column, lead_style) + 18
    art_height = art.width * art.height_ratio
    height = max(height, art_height + 24 - art.drop)
    sheet.block(-6, -6, sheet.w + 12, height + 6, ink, "masthead", play=1.5)
    sheet.write_text(f"{kind}  ·  {words.program}", MARGIN, 28, column, label)
    sheet.write_text(heading, MARGIN, title_at, column, title, role="H1")
    sheet.write_text(lead, MARGIN, lead_at, column, lead_style)
    left = sheet.w - MARGIN - art.width + 4
    sheet.picture(art.name, left, height - art_height + art.drop, art.width, alt=art.alt)
    return height


def print_timeline(sheet: Sheet, heading: str, entries, y: float) -> float:
    """Print years as flags planted on the ground line; return where the lowest text ends."""
    inner = sheet.w - 2 * MARGIN
    y = sheet.write_text(heading, MARGIN, y, inner - 170, HEAD, role="H2")
    ground = y + 24
    sheet.rule(MARGIN, ground, inner, weight=4)
    step = inner / len(entries)
    lowest = ground
    with sheet.tag("L"):
        for index, (year, what, how) in enumerate(entries):
            x = MARGIN + index * step
            with sheet.decoration():
                sheet.set_fill_color(RED)
                sheet.rect(x, ground - 18, 2, 19, style="F")
                sheet.polygon(
                    [(x, ground - 18), (x + 17, ground - 13.5), (x, ground - 9)], style="F"
                )
            with sheet.tag("LI"), sheet.tag("LBody"):
                column = step - 12
                line = sheet.write_text(year, x, ground + 9, column, HEAD.but(size=23, color=RED))
                line = sheet.write_text(what, x, line + 1, column, BOLD.but(size=9.6, leading=1.3))
                line = sheet.write_text(how, x, line + 1, column, TEXT.but(size=8.7, leading=1.33))
            lowest = max(lowest, line)
    return lowest


def text_floor(sheet: Sheet) -> float:
    """The lowest point of the text above the foot."""
    return sheet.h - 50


def print_footer(sheet: Sheet, words: Wording, page: str) -> None:
    """Close the page with the pattern strip, the name of the publisher and the number of the page."""
    strip = sheet.w / 30
    sheet.strip(0, sheet.h - strip, sheet.w, repeats=3)
    line = sheet.h - strip - 18
    inner = sheet.w - 2 * MARGIN
    style = SMALL.but(size=7.8)
    sheet.write_text(f"{words.organization}  ·  nnirr.org", MARGIN, line, inner, style)
    sheet.write_text(page, MARGIN, line, inner, style.but(align="R"))
