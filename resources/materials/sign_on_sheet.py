"""The paper sign-on sheet: the call in brief, the promise to those who sign, and fifteen lines to fill in.

It lies on its side because an e-mail address written by hand needs room.
"""

from .press import BOLD, CREAM, GOLD, HEAD, INK, RED, SMALL, TEXT, WASH, Sheet
from .wording import SignOnText, Wording

MARGIN = 30
LINES = 15
FOOT = 72
"""Height of the collector's part at the bottom, with its margin."""
COLUMNS = (26, 168, 212, 158, 110, 58)
"""Widths of number, name, e-mail, place, organization and the box to tick, in points."""


def make_sign_on_sheet(words: Wording, paper: str, call_url: str) -> Sheet:
    text = words.sign_on
    sheet = Sheet(
        paper, title=text.title, subject=text.subject, language=words.language, margin=18,
        landscape=True,
    )  # fmt: skip
    sheet.add_page()
    inner = sheet.w - 2 * MARGIN
    y = _heading(sheet, text, inner)
    y = _statement_and_promise(sheet, text, call_url, y, inner)
    _table(sheet, text, y, inner)
    _collector(sheet, text)
    return sheet


def _heading(sheet: Sheet, text: SignOnText, inner: float) -> float:
    """Print the indigo band: the demand on the left, the sheet's number to fill in on the right."""
    height, box = 52, 118
    sheet.block(-6, -6, sheet.w + 12, height + 6, INK, "sign-on band", play=1.2)
    title = HEAD.but(size=25, color=CREAM, balanced=False)
    size = min(25, sheet.size_to_fit([text.heading], title, inner - box - 20) - 0.01)
    sheet.write_text(
        text.heading,
        MARGIN,
        (height - size) / 2 + 1,
        inner - box - 20,
        title.but(size=size),
        role="H1",
    )
    x = sheet.w - MARGIN - box
    label = BOLD.but(size=9.5, color=GOLD)
    wide = sheet.width_of(text.sheet, label)
    sheet.write_text(text.sheet, x, 21, box, label)
    sheet.rectangle(x + wide + 8, 12, box - wide - 8, 28, CREAM)
    return height


def _statement_and_promise(sheet, text: SignOnText, call_url: str, y: float, inner: float) -> float:
    right = 262
    left = inner - right - 26
    top = y + 13
    statement = TEXT.but(size=10.2, leading=1.36)
    line = sheet.write_text(text.statement, MARGIN, top, left, statement)
    line = sheet.write_text(text.facts, MARGIN, line + 4, left, SMALL.but(size=9))
    line = sheet.write_text(
        text.read_first, MARGIN, line + 4, left, BOLD.but(size=9.4, leading=1.34)
    )
    line = sheet.write_address(
        call_url, MARGIN, line + 0.5, left, BOLD.but(size=11, color=RED, leading=1.3)
    )
    x = MARGIN + left + 26
    small = TEXT.but(size=8.6, leading=1.33)
    promise = (
        sheet.write_text(text.privacy_heading, x, top - 2, right, HEAD.but(size=13.5), role="H2")
        + 3
    )
    with sheet.tag("L"):
        for item in text.privacy:
            with sheet.tag("LI"):
                sheet.block(x, promise + 4, 4.4, 4.4, RED, item, play=0.4)
                promise = (
                    sheet.write_text(item, x + 11, promise, right - 11, small, role="LBody") + 1.6
                )
    return max(line, promise) + 8


def _table(sheet: Sheet, text: SignOnText, y: float, inner: float) -> None:
    """Print the lines to fill in, as high as the room above the collector's part allows."""
    widths = [width * inner / sum(COLUMNS) for width in COLUMNS]
    edges = [MARGIN + sum(widths[:index]) for index in range(len(widths) + 1)]
    header = 31
    bottom = sheet.h - FOOT
    line_height = (bottom - y - header) / LINES
    sheet.rectangle(MARGIN, y, inner, header, GOLD)
    for row in range(1, LINES, 2):
        sheet.rectangle(MARGIN, y + header + row * line_height, inner, line_height, WASH)
    for row in range(1, LINES + 1):
        sheet.hairline(MARGIN, y + header + row * line_height, inner, color="#8486ad", weight=0.7)
    for edge in edges[1:-1]:
        sheet.rectangle(edge - 0.35, y + header, 0.7, bottom - y - header, "#8486ad")
    sheet.rule(MARGIN, y - 3, inner, weight=3)
    name = BOLD.but(size=9.6, leading=1.2)
    hint = TEXT.but(size=8, leading=1.2)
    column_head = "<</O /Table /Scope /Column>>"
    with sheet.tag("Table", alt=text.table_summary):
        with sheet.tag("TR"):
            for (label, note), left, width in zip(text.columns, edges, widths, strict=False):
                with sheet.tag("TH", attributes=column_head):
                    line = y + 5
                    if label:
                        line = sheet.write_text(label, left + 5, line, width - 7, name)
                        left, line = left + 1, line - 0.5
                    if note:
                        sheet.write_text(note, left + 4, line, width - 5, hint)
        for row in range(LINES):
            top = y + header + row * line_height
            with sheet.tag("TR"):
                with sheet.tag("TD"):
                    number = SMALL.but(size=9, align="R")
                    at = top + line_height / 2 - 6
                    sheet.write_text(str(row + 1), MARGIN, at, widths[0] - 6, number)
                for _ in text.columns[1:]:
                    with sheet.tag("TD"):
                        pass
            side = 12
            with sheet.decoration():
                sheet.set_draw_color(INK)
                sheet.set_line_width(1)
                sheet.rect(
                    edges[-2] + (widths[-1] - side) / 2, top + (line_height - side) / 2, side, side
                )


def _collector(sheet: Sheet, text: SignOnText) -> None:
    """Print the box for whoever carries the sheet, and where the sheet goes."""
    top = sheet.h - FOOT + 9
    left = 250
    sheet.write_text(text.collector_heading, MARGIN, top, left, HEAD.but(size=12), role="H2")
    sheet.write_text(text.hand_in, MARGIN, top + 14, 360, TEXT.but(size=8.2, leading=1.3))
    x = MARGIN + 384
    room = sheet.w - MARGIN - x
    shares = (0.38, 0.36, 0.26)
    label = SMALL.but(size=8)
    for caption, share in zip(text.collector, shares, strict=True):
        width = room * share
        sheet.hairline(x, top + 28, width - 12, color=INK, weight=0.9)
        sheet.write_text(caption, x, top + 30, width - 8, label)
        x += width
