"""The lesson plan: an hour on two pages, and a page of cards to cut apart."""

from .furniture import (
    MARGIN,
    Hanging,
    print_footer,
    print_masthead,
    print_timeline,
    text_floor,
)
from .press import BOLD, CREAM, GOLD, HEAD, INK, LEAF, RED, SMALL, TEXT, WASH, Sheet
from .wording import LessonText, Wording

SIDE = 168
GUTTER = 26
PAGES = 3


def make_lesson_plan(words: Wording, paper: str, call_url: str) -> Sheet:
    text = words.lesson
    sheet = Sheet(paper, title=text.title, subject=text.subject, language=words.language, margin=20)
    sheet.add_page()
    art = Hanging("cover-lesson-plan", 104, text.print_alt, height_ratio=4 / 3, drop=26)
    top = print_masthead(sheet, words, text.kind, text.heading, text.lead, LEAF, art) + 26
    inner = sheet.w - 2 * MARGIN
    _hour(sheet, text, MARGIN, top, inner - SIDE - GUTTER)
    _preparation(sheet, text, MARGIN + inner - SIDE, top + 26, SIDE)
    print_footer(sheet, words, text.page.format(page=1, pages=PAGES))
    sheet.add_page()
    y = _conversation(sheet, text, MARGIN, inner)
    dates = words.fact_sheet
    y = print_timeline(sheet, dates.dates_heading, dates.dates, y + 24)
    y = _adaptations(sheet, text, y + 26, inner)
    y = _after(sheet, text, call_url, y + 28, inner)
    sheet.write_text(text.sources, MARGIN, y + 16, inner, SMALL, floor=text_floor(sheet))
    print_footer(sheet, words, text.page.format(page=2, pages=PAGES))
    sheet.add_page()
    _cards(sheet, words)
    return sheet


def _hour(sheet: Sheet, text: LessonText, x: float, y: float, w: float) -> None:
    """Print the steps of the hour under one another, each with its minutes, down to the foot."""
    sheet.rule(x, y, w)
    y = sheet.write_text(text.hour_heading, x, y + 11, w, HEAD, role="H2") + 8
    label = 48
    number = HEAD.but(size=25, color=RED)
    name = HEAD.but(size=13.5, leading=1.05)
    body = TEXT.but(size=9.6, leading=1.4)
    column = w - label
    heights = [
        sheet.height_of(what, column, name) + 2 + sheet.height_of(how, column, body)
        for _, what, how in text.hour
    ]
    air = min(26, (text_floor(sheet) - y - sum(heights)) / len(heights))
    with sheet.tag("L"):
        for (minutes, what, how), height in zip(text.hour, heights, strict=True):
            sheet.hairline(x, y, w)
            top = y + air / 2
            with sheet.tag("LI"):
                with sheet.tag("Lbl") as element, sheet.content(element):
                    wide = sheet.width_of(minutes, number)
                    for words, style, left in (
                        (minutes, number, x), (f" {text.minutes}", SMALL, x + wide),
                    ):  # fmt: skip
                        sheet.use(style)
                        sheet.set_xy(left, top - 3)
                        sheet.cell(label, 24, words)
                with sheet.tag("LBody"):
                    line = sheet.write_text(what, x + label, top, column, name, role="H3")
                    sheet.write_text(
                        how, x + label, line + 2, column, body, floor=text_floor(sheet)
                    )
            y += height + air


def _preparation(sheet: Sheet, text: LessonText, x: float, y: float, w: float) -> None:
    """Print the side column: care first, then aims and things to bring."""
    pad = 12
    head = HEAD.but(size=14)
    body = TEXT.but(size=9.2, leading=1.38)
    height = 2 * pad + 16 + sum(sheet.height_of(item, w - 2 * pad, body) + 5 for item in text.care)
    sheet.block(x, y, w, height, GOLD, "lesson care", play=1.6)
    line = sheet.write_text(text.care_heading, x + pad, y + pad - 2, w - 2 * pad, head, role="H2")
    line += 4
    for item in text.care:
        line = sheet.write_text(item, x + pad, line, w - 2 * pad, body) + 5
    y += height + 22
    for heading, items in (
        (text.aims_heading, text.aims), (text.need_heading, text.need),
    ):  # fmt: skip
        sheet.rule(x, y, w, weight=3)
        y = sheet.write_text(heading, x, y + 9, w, head, role="H2") + 4
        y = _bullets(sheet, items, x, y, w, body) + 18


def _bullets(sheet: Sheet, items, x: float, y: float, w: float, style) -> float:
    with sheet.tag("L"):
        for item in items:
            with sheet.tag("LI"):
                middle = y + style.size * style.leading / 2
                sheet.block(x, middle - 2.2, 4.4, 4.4, RED, item, play=0.4)
                y = sheet.write_text(item, x + 12, y, w - 12, style, role="LBody") + 4
    return y


def _conversation(sheet: Sheet, text: LessonText, y: float, inner: float) -> float:
    art, top = 132, y
    column = inner - art - 26
    sheet.picture("block-border", sheet.w - MARGIN - art, y, art, alt=text.border_print_alt)
    sheet.rule(MARGIN, y, column)
    y = sheet.write_text(text.talk_heading, MARGIN, y + 11, column, HEAD, role="H2") + 8
    question = HEAD.but(size=16, leading=1.1, color=RED)
    with sheet.tag("L"):
        for item in text.talk:
            with sheet.tag("LI"):
                y = sheet.write_text(item, MARGIN, y, column, question, role="LBody") + 8
    return max(y, top + art)


def _adaptations(sheet: Sheet, text: LessonText, y: float, inner: float) -> float:
    sheet.rule(MARGIN, y, inner)
    y = sheet.write_text(text.fit_heading, MARGIN, y + 11, inner, HEAD, role="H2") + 8
    step = inner / len(text.fit)
    lowest = y
    for index, (what, how) in enumerate(text.fit):
        x = MARGIN + index * step
        line = sheet.write_text(what, x, y, step - 18, HEAD.but(size=13), role="H3")
        line = sheet.write_text(how, x, line + 3, step - 18, TEXT.but(size=9.6))
        lowest = max(lowest, line)
    return lowest


def _after(sheet: Sheet, text: LessonText, call_url: str, y: float, inner: float) -> float:
    height = 94
    sheet.block(MARGIN - 12, y, inner + 24, height, WASH, "lesson after", play=2)
    left, pad = 190, 12
    sheet.write_text(
        text.after_heading, MARGIN + pad, y + 20, left - pad, HEAD.but(size=22), role="H2"
    )
    x = MARGIN + left + 14
    column = inner - left - 14 - pad
    line = sheet.write_text(text.after, x, y + 20, column, TEXT.but(size=9.8))
    sheet.write_address(call_url, x, line + 4, column, BOLD.but(size=14, leading=1.2))
    return y + height


def _cards(sheet: Sheet, words: Wording) -> None:
    """Print the ten articles of the fact sheet as cards, with dashed lines to cut along."""
    text = words.lesson
    inner = sheet.w - 2 * MARGIN
    y = sheet.write_text(text.cards_heading, MARGIN, 34, inner, HEAD, role="H2")
    sheet.write_text(text.cards_lead, MARGIN, 38, inner, TEXT.but(align="R"))
    top, bottom = y + 10, sheet.h - 34
    wide, high = inner / 2, (bottom - top) / 5
    inks = (RED, LEAF, INK)
    for index, (article, name, what) in enumerate(words.fact_sheet.rights):
        column, row = index % 2, index // 2
        x, y = MARGIN + column * wide, top + row * high
        with sheet.tag("Sect"):
            sheet.block(x + 12, y + 12, 64, high - 24, inks[index % 3], article, play=1.4)
            label = TEXT.but(size=9.4, color=CREAM, align="C")
            sheet.write_text(words.fact_sheet.article, x + 12, y + 22, 64, label)
            number = HEAD.but(size=38, color=CREAM, align="C", leading=1)
            sheet.write_text(article, x + 12, y + 36, 64, number, role="H3")
            title = HEAD.but(size=16.5, leading=1.02)
            room = wide - 76 - 24 - 14
            line = sheet.write_text(name, x + 90, y + 20, room, title)
            sheet.write_text(what, x + 90, line + 4, room, TEXT.but(size=11.5, leading=1.34))
    with sheet.decoration():
        sheet.set_draw_color(INK)
        sheet.set_line_width(0.6)
        sheet.set_dash_pattern(4, 3)
        for row in range(6):
            sheet.line(MARGIN, top + row * high, MARGIN + inner, top + row * high)
        for column in range(3):
            sheet.line(MARGIN + column * wide, top, MARGIN + column * wide, bottom)
        sheet.set_dash_pattern()
