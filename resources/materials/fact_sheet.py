"""The fact sheet: two pages on December 18, what the Convention says, and the road to US ratification."""

from .furniture import (
    MARGIN,
    Hanging,
    print_footer,
    print_masthead,
    print_timeline,
    text_floor,
)
from .press import BOLD, GOLD, HEAD, INK, LEAF, RED, SMALL, TEXT, Sheet
from .wording import PARTIES, PARTIES_BY_REGION, FactSheetText, Wording

REGION_INKS = (RED, LEAF, INK, GOLD, "#d0713a")


def make_fact_sheet(words: Wording, paper: str, call_url: str) -> Sheet:
    """Lay out both pages. On A4 the column is narrower and the page longer than on Letter."""
    text = words.fact_sheet
    sheet = Sheet(paper, title=text.title, subject=text.subject, language=words.language, margin=20)
    gap = 20 if sheet.h < 800 else 30
    sheet.add_page()
    art = Hanging("block-day", 150, text.print_alt)
    y = print_masthead(sheet, words, text.kind, text.heading, text.lead, RED, art)
    y = print_timeline(sheet, text.dates_heading, text.dates, y + gap - 4)
    _rights_and_parties(sheet, text, y + gap)
    print_footer(sheet, words, text.page.format(page=1, pages=2))
    sheet.add_page()
    y = _road(sheet, text, MARGIN)
    y = _ways(sheet, text, y + gap + 3)
    y = _sign(sheet, text, call_url, y + gap + 3)
    _sources(sheet, text, y + gap)
    print_footer(sheet, words, text.page.format(page=2, pages=2))
    return sheet


def _rights_and_parties(sheet: Sheet, text: FactSheetText, y: float) -> None:
    inner = sheet.w - 2 * MARGIN
    right = 158
    left = inner - right - 24
    _rights(sheet, text, MARGIN, y, left)
    _parties(sheet, text, MARGIN + left + 24, y, right)


def _rights(sheet: Sheet, text: FactSheetText, x: float, y: float, w: float) -> None:
    """Print ten articles in two columns whose rows share their lines, spread over the room there is."""
    sheet.rule(x, y, w)
    y = sheet.write_text(text.rights_heading, x, y + 11, w, HEAD, role="H2")
    y = sheet.write_text(text.rights_lead, x, y + 5, w, TEXT.but(size=9.4, leading=1.38)) + 8
    between, label = 16, 30
    column = (w - between) / 2
    half = len(text.rights) // 2
    sides = (text.rights[:half], text.rights[half:])
    numeral = HEAD.but(size=21, color=RED, balanced=False)
    body = TEXT.but(size=9.2, leading=1.33)
    small = SMALL.but(size=8.6)
    heights = [
        max(sheet.height_of(f"**{name}** {what}", column - label, body) for _, name, what in rows)
        for rows in zip(*sides, strict=True)
    ]
    limits_height = sheet.height_of(text.limits, w, small)
    room = text_floor(sheet) - y - limits_height - 8
    air = max(9, min(18, (room - sum(heights)) / len(heights)))
    with sheet.tag("L"):
        for side, rights in enumerate(sides):
            line = y
            left = x + side * (column + between)
            for (article, name, what), height in zip(rights, heights, strict=True):
                sheet.hairline(left, line, column)
                with sheet.tag("LI"):
                    sheet.write_text(
                        article, left, line + air / 2 - 2.5, label, numeral, role="Lbl",
                        alt=f"{text.article} {article}",
                    )  # fmt: skip
                    sheet.write_text(
                        f"**{name}** {what}", left + label, line + air / 2, column - label, body,
                        role="LBody",
                    )  # fmt: skip
                line += height + air
    sheet.hairline(x, line, w)
    sheet.write_text(text.limits, x, line + 7, w, small, floor=text_floor(sheet))


def _parties(sheet: Sheet, text: FactSheetText, x: float, y: float, w: float) -> None:
    """Print one tile for each State party, by region, and an empty one for the United States."""
    sheet.rule(x, y, w)
    y = sheet.write_text(text.parties_heading, x, y + 11, w, HEAD, role="H2")
    numeral = HEAD.but(size=58, color=RED, leading=0.86, balanced=False)
    wide = sheet.width_of(str(PARTIES), numeral)
    with sheet.tag("P") as element, sheet.content(element):
        sheet.use(numeral)
        sheet.set_xy(x, y + 6)
        sheet.cell(wide, numeral.size * 0.86, str(PARTIES))
        aside = BOLD.but(size=10, leading=1.25)
        for row, words in enumerate((text.parties_label, text.parties_as_of)):
            sheet.use(aside.but(weight="" if row else "B", size=9.2 if row else 10))
            sheet.set_xy(x + wide + 7, y + 24 + row * 13)
            sheet.cell(w - wide - 7, 13, words)
    y += 66
    tile, gap = 11.0, 3.0
    per_row = int((w + gap) // (tile + gap))
    label = BOLD.but(size=8.6, leading=1.3)
    rows = []
    for region, count in zip(text.regions, PARTIES_BY_REGION, strict=True):
        rows.append((f"{region} {count}", count))
    with sheet.tag("Figure", alt=text.parties_alt) as figure, sheet.content(figure):
        for (name, count), ink in zip(rows, REGION_INKS, strict=True):
            sheet.use(label)
            sheet.set_xy(x, y)
            sheet.cell(w, 11, name)
            y += 12.5
            for index in range(count):
                column, row = index % per_row, index // per_row
                sheet.block(
                    x + column * (tile + gap), y + row * (tile + gap), tile, tile, ink,
                    f"{name} {index}", play=0.6,
                )  # fmt: skip
            y += (-(-count // per_row)) * (tile + gap) + 3
        sheet.use(label)
        sheet.set_xy(x, y)
        sheet.cell(w, 11, text.absent)
        y += 12.5
        with sheet.decoration():
            sheet.set_draw_color(INK)
            sheet.set_line_width(1.6)
            sheet.rect(x + 0.8, y + 0.8, tile - 1.6, tile - 1.6)
        y += tile + gap + 5
    sheet.write_text(text.parties_note, x, y, w, SMALL.but(size=8.6), floor=text_floor(sheet))


def _road(sheet: Sheet, text: FactSheetText, y: float) -> float:
    inner = sheet.w - 2 * MARGIN
    art = 116
    column = inner - art - 24
    sheet.rule(MARGIN, y, column)
    top = y
    y = sheet.write_text(text.road_heading, MARGIN, y + 11, column, HEAD, role="H2")
    y = sheet.write_text(text.road_lead, MARGIN, y + 6, column, TEXT.but(size=10))
    sheet.picture(
        "block-convention", sheet.w - MARGIN - art, top, art, alt=text.convention_print_alt
    )
    ground = max(y, top + art) + 26
    step = inner / len(text.road)
    sheet.rule(MARGIN, ground, inner, weight=4)
    lowest = ground
    with sheet.decoration():
        sheet.set_fill_color(RED)
        sheet.rect(MARGIN, ground - 24, 2, 25, style="F")
        sheet.polygon(
            [(MARGIN, ground - 24), (MARGIN + 20, ground - 19), (MARGIN, ground - 14)], style="F"
        )
    sheet.write_text(text.here, MARGIN + 25, ground - 26, 120, BOLD.but(size=9.4, color=RED))
    with sheet.tag("L"):
        for index, (what, how) in enumerate(text.road):
            x = MARGIN + index * step
            column = step - 11
            sheet.rectangle(x, ground + 2, 4, 9, INK)
            with sheet.tag("LI"), sheet.tag("LBody"):
                number = HEAD.but(size=20, color=RED)
                line = sheet.write_text(str(index + 1), x, ground + 14, column, number)
                line = sheet.write_text(what, x, line + 1, column, BOLD.but(size=10, leading=1.25))
                line = sheet.write_text(how, x, line + 1, column, TEXT.but(size=8.7, leading=1.33))
            lowest = max(lowest, line)
    return sheet.write_text(
        text.road_note, MARGIN, lowest + 8, inner, BOLD.but(size=9.6, balanced=True)
    )


def _ways(sheet: Sheet, text: FactSheetText, y: float) -> float:
    inner = sheet.w - 2 * MARGIN
    sheet.rule(MARGIN, y, inner)
    y = sheet.write_text(text.ways_heading, MARGIN, y + 11, inner, HEAD, role="H2") + 8
    step = inner / len(text.ways)
    lowest = y
    with sheet.tag("L"):
        for index, (what, how) in enumerate(text.ways):
            x = MARGIN + index * step
            column = step - 13
            with sheet.tag("LI"), sheet.tag("LBody"):
                name = HEAD.but(size=12.5, leading=1.02, balanced=False)
                height = max(sheet.height_of(title, column, name) for title, _ in text.ways)
                used = sheet.height_of(what, column, name)
                sheet.write_text(what, x, y + height - used, column, name)
                line = sheet.write_text(
                    how, x, y + height + 3, column, TEXT.but(size=8.8, leading=1.34)
                )
            lowest = max(lowest, line)
    return lowest


def _sign(sheet: Sheet, text: FactSheetText, call_url: str, y: float) -> float:
    """Print the gold band with the address where people sign."""
    inner = sheet.w - 2 * MARGIN
    height = 92
    sheet.block(MARGIN - 12, y, inner + 24, height, GOLD, "fact sheet gold", play=2)
    pad = 12
    left = 190
    heading = HEAD.but(size=27)
    used = sheet.height_of(text.sign_heading, left, heading)
    sheet.write_text(
        text.sign_heading, MARGIN + pad, y + (height - used) / 2 - 2, left, heading, role="H2"
    )
    x = MARGIN + pad + left + 14
    column = inner - left - 14 - 2 * pad
    line = sheet.write_text(text.sign_text, x, y + 15, column, TEXT.but(size=9.6, leading=1.36))
    sheet.write_address(call_url, x, line + 3, column, BOLD.but(size=16, leading=1.2))
    return y + height


def _sources(sheet: Sheet, text: FactSheetText, y: float) -> None:
    inner = sheet.w - 2 * MARGIN
    y = sheet.write_text(text.sources_heading, MARGIN, y, inner, HEAD.but(size=14), role="H2") + 4
    column = (inner - 22) / 2
    style = SMALL.but(size=7.8, leading=1.34)
    entries = [*text.sources, text.checked]
    heights = [sheet.height_of(entry, column, style) + 3 for entry in entries]
    split = min(range(1, len(entries)), key=lambda at: max(sum(heights[:at]), sum(heights[at:])))
    for side, part in enumerate((entries[:split], entries[split:])):
        line = y
        for entry in part:
            line = (
                sheet.write_text(
                    entry,
                    MARGIN + side * (column + 22),
                    line,
                    column,
                    style,
                    floor=text_floor(sheet),
                )
                + 3
            )
