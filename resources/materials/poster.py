"""The poster: seven neighbors on the ground line, roots below it, and the words of the campaign.

It is a print with a white margin, so that an office printer cuts nothing off, and its inks differ
enough in lightness to work in black and white.
"""

from .press import CREAM, GOLD, HEAD, INK, TEXT, Sheet, spoken
from .wording import Wording

CROWD_RATIO = 940 / 1400
CROWD_FOOT = 0.965
"""Where the crowd's hill meets the ground, as a part of the height of its picture."""


def make_poster(words: Wording, paper: str, call_url: str) -> Sheet:
    """Lay out the poster on Letter or A3. All measures grow with the width of the paper."""
    text = words.poster
    sheet = Sheet(paper, title=text.title, subject=text.subject, language=words.language, margin=14)
    sheet.add_page()
    unit = sheet.w / 612
    left = top = 22 * unit
    width = sheet.w - 2 * left
    pad = 26 * unit
    inner = width - 2 * pad
    bottom = sheet.h - 34 * unit
    earth = 164 * unit
    head_top = top + 15 * unit

    headline = HEAD.but(leading=0.9, balanced=False)
    sky = bottom - earth - width * CROWD_RATIO * CROWD_FOOT + 14 * unit - head_top
    size = min(
        sheet.size_to_fit(text.headline, headline, inner),
        max(sky / headline.leading / len(text.headline), 85 * unit),
    )
    headline = headline.but(size=size)
    head_bottom = head_top + len(text.headline) * size * headline.leading

    room = bottom - earth - head_bottom + 14 * unit
    crowd = min(width, room / CROWD_FOOT / CROWD_RATIO)
    spare = room - crowd * CROWD_RATIO * CROWD_FOOT
    ground = bottom - earth - spare * 0.4
    crowd_top = ground - crowd * CROWD_RATIO * CROWD_FOOT

    sheet.block(left, top, width, ground - top + 6, GOLD, "poster gold", play=2 * unit)
    with sheet.tag("H1") as element, sheet.content(element):
        sheet.use(headline)
        for index, line in enumerate(text.headline):
            sheet.set_xy(left + pad, head_top + index * size * headline.leading)
            sheet.cell(inner, size * headline.leading, line)
    sheet.picture(
        "common-ground", left + (width - crowd) / 2, crowd_top, crowd, alt=text.art,
        clip=(left, head_top, width, ground - head_top + 3),
    )  # fmt: skip
    sheet.block(left, ground, width, bottom - ground, INK, "poster ink", play=1.4 * unit)
    _plant_roots(sheet, left, ground, width, unit)

    day = HEAD.but(leading=0.98, balanced=False, color=CREAM)
    day = day.but(size=min(sheet.size_to_fit([text.day], day, inner), 41 * unit))
    date = day.but(color=GOLD, size=day.size * 1.0)
    foot = bottom - 16 * unit
    y = foot - 15 * unit - 8 * unit - day.size * 0.98 * 2
    y = sheet.write_text(text.date, left + pad, y, inner, date, role="P", floor=bottom)
    y = sheet.write_text(text.day, left + pad, y, inner, day, role="P", floor=bottom)
    _demand(sheet, text.demand, call_url, left + pad, y + 8 * unit, inner, unit)
    credit = TEXT.but(size=8 * unit, align="C")
    sheet.write_text(text.credit, left, bottom + 6 * unit, width, credit)
    return sheet


def _plant_roots(sheet: Sheet, left: float, ground: float, width: float, unit: float) -> None:
    """Let the roots hang from the ground line, twice over the width, inside the ink."""
    half = width / 2
    for index in range(2):
        sheet.picture(
            "roots", left + index * half, ground - 20 * unit, half,
            clip=(left + 2 * unit, ground, width - 4 * unit, half),
        )  # fmt: skip


def _demand(sheet, demand, address, x, y, w, unit) -> None:
    """Set what we ask for and where to sign in one line, or in two where it is too long."""
    plain = TEXT.but(size=11 * unit, color=CREAM, leading=1.36)
    strong = plain.but(weight="B", color=GOLD)
    ask = sheet.width_of(f"{demand} ", plain)
    scale = min(1, w / (ask + sheet.width_of(spoken(address), strong)))
    plain, strong = plain.but(size=plain.size * scale), strong.but(size=strong.size * scale)
    ask *= scale
    sheet.write_text(demand, x, y, ask + 1, plain)
    sheet.write_address(address, x + ask, y, w - ask + 1, strong)
