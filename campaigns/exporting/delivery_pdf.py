"""The PDF that is handed over: the words that were signed, the numbers, and the public names.

Fonts are those of the site, unpacked once a process. A name in a script that none of them has is
not printed as boxes: the page says how many such names stand in the CSV alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from fontTools.ttLib import TTFont
from fpdf import FPDF

from nnirr_site.i18n.numbers import write_number as write_decimal

FONTS = {
    ("grenze", ""): "grenze-900",
    ("atkinson", ""): "atkinson-400",
    ("atkinson", "B"): "atkinson-700",
    ("changa", ""): "changa-arabic-700",
}
INK, RED, MUTED, LINE = (23, 26, 69), (163, 15, 54), (71, 74, 112), (201, 200, 216)
MARGIN = 54
COLUMNS = 3
NAMES_PRINTED = 3000


def write_number(number: int) -> str:
    return write_decimal(Decimal(number))


@dataclass(frozen=True)
class Printed:
    """All that the PDF says. Names are in the order in which they are printed."""

    title: str
    addressee: str
    delivered_to: str
    delivered_on: str
    frozen_at: datetime
    language: str
    people: int
    organizations: int
    offline: int
    note: str = ""
    texts: list[dict] = field(default_factory=list)
    totals: list[tuple[str, int, int]] = field(default_factory=list)
    organization_names: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    name_count: int = 0


@cache
def _folder() -> TemporaryDirectory:
    return TemporaryDirectory(prefix="delivery-fonts-")


@cache
def unpacked_font(name: str) -> Path:
    """fpdf2 reads TrueType, the site keeps WOFF2."""
    font = TTFont(Path(settings.BASE_DIR) / "static" / "fonts" / f"{name}.woff2")
    font.flavor = None
    path = Path(_folder().name) / f"{name}.ttf"
    font.save(path)
    return path


@cache
def printable() -> frozenset[int]:
    """Every character that one of the two text fonts has."""
    known: set[int] = set()
    for name in ("atkinson-400", "changa-arabic-700"):
        known |= set(TTFont(unpacked_font(name)).getBestCmap())
    return frozenset(known)


def unprintable(text: str) -> list[str]:
    """Each character of `text` that no font has, once, in their order."""
    return [sign for sign in dict.fromkeys(text) if ord(sign) not in printable()]


def is_printable(text: str) -> bool:
    return not unprintable(text)


class DeliveryPaper(FPDF):
    """Letter paper, flush left, numbered pages."""

    def __init__(self, content: Printed):
        super().__init__(unit="pt", format="Letter")
        self.content = content
        for (family, weight), file in FONTS.items():
            self.add_font(family, weight, unpacked_font(file))
        self.set_fallback_fonts(["changa"], exact_match=False)
        self.set_text_shaping(True, {"liga": False, "clig": False})
        self.set_margins(MARGIN, MARGIN, MARGIN)
        self.set_auto_page_break(True, MARGIN + 18)
        self.set_title(content.title)
        self.set_author(settings.WAGTAIL_SITE_NAME)
        self.set_lang(content.language)
        self.set_producer("fpdf2")
        self.set_creation_date(content.frozen_at)
        self.add_page()

    def set_font(self, *args, **options) -> None:
        """Chosen for the page itself, at once.

        fpdf2 does it with the first text that has a color of its own, and takes it back after that
        text if it is in a fallback font: the next one would come out in glyphs of the wrong font.
        """
        super().set_font(*args, **options)
        if self.page and not self.current_font_is_set_on_page:
            self.text(0, 0, " ")

    def footer(self) -> None:
        self.set_y(-MARGIN)
        self.write_line(
            f"{self.content.title}  ·  {self.page_no()}", size=8.5, color=MUTED, leading=12
        )

    def write_line(
        self, text, *, family="atkinson", weight="", size=10.5, color=INK, leading=None
    ) -> None:
        self.set_font(family, weight, size)
        self.set_text_color(*color)
        self.multi_cell(0, leading or size * 1.45, text, align="L", new_x="LMARGIN", new_y="NEXT")

    def write_heading(self, text: str) -> None:
        """Never alone at the foot of a page."""
        if self.will_page_break(90):
            self.add_page()
        self.ln(14)
        self.set_fill_color(*INK)
        self.rect(MARGIN, self.get_y(), self.epw, 3, style="F")
        self.ln(8)
        self.start_section(text)
        self.write_line(text, family="grenze", size=18, leading=22)
        self.ln(4)

    def write_totals(self, rows: Iterable[tuple[str, int, int]]) -> None:
        widths = (self.epw - 170, 85, 85)
        self._write_row(widths, (_("Country or state"), _("People"), _("Organizations")), "B")
        for place, people, organizations in rows:
            self._write_row(widths, (place, write_number(people), write_number(organizations)))

    def _write_row(self, widths, cells, weight: str = "") -> None:
        if self.will_page_break(17):
            self.add_page()
        self.set_font("atkinson", weight, 10)
        self.set_text_color(*INK)
        self.set_draw_color(*LINE)
        for index, (width, text) in enumerate(zip(widths, cells, strict=True)):
            self.cell(width, 17, text, border="B", align="R" if index else "L")
        self.ln(17)

    def write_columns(self, names: Iterable[str]) -> None:
        """Names one below the other, three columns a page, each as long as it is."""
        gap = 14
        width = (self.epw - gap * (COLUMNS - 1)) / COLUMNS
        self.set_font("atkinson", "", 9.5)
        self.set_text_color(*INK)
        top, column, y = self.get_y(), 0, self.get_y()
        floor = self.h - MARGIN - 22
        lowest = top
        self.set_auto_page_break(False)
        for name in names:
            # Breaking a line is slow, and most names need none.
            lines = [name]
            if self.get_string_width(name) > width:
                lines = self.multi_cell(width, 13, name, dry_run=True, output="LINES")
            if y + 13 * len(lines) > floor:
                column, y = column + 1, top
                if column == COLUMNS:
                    self.add_page()
                    self.set_font("atkinson", "", 9.5)
                    self.set_text_color(*INK)
                    top = y = lowest = self.get_y()
                    column = 0
            for line in lines:
                self.set_xy(MARGIN + column * (width + gap), y)
                self.cell(width, 13, line)
                y += 13
            lowest = max(lowest, y)
        self.set_auto_page_break(True, MARGIN + 18)
        self.set_xy(MARGIN, lowest)


def make_pdf(content: Printed) -> bytes:
    """The finished file; the same content gives the same bytes."""
    paper = DeliveryPaper(content)
    paper.write_line(content.title, family="grenze", size=30, leading=33)
    paper.ln(6)
    paper.write_line(
        _("Delivered to %(addressee)s on %(day)s")
        % {"addressee": content.delivered_to, "day": content.delivered_on},
        weight="B",
        size=13,
        color=RED,
    )
    if content.note:
        paper.write_line(content.note)
    paper.ln(8)
    paper.write_line(
        _("%(people)s people and %(organizations)s organizations; %(offline)s more on paper.")
        % {
            "people": write_number(content.people),
            "organizations": write_number(content.organizations),
            "offline": write_number(content.offline),
        },
        size=13,
    )
    paper.write_line(
        _("People confirmed by mail; organizations did so too or signed on paper. As of %(moment)s")
        % {"moment": date_format(content.frozen_at, "DATETIME_FORMAT")},
        color=MUTED,
    )
    for text in content.texts:
        paper.write_heading(text["title"])
        for block in text["plain"].splitlines():
            paper.write_line(block)
            paper.ln(4)
        paper.write_line(
            _("Text in %(language)s, version %(number)s, SHA-256 %(sha256)s")
            % {
                "language": text["language"],
                "number": text["number"],
                "sha256": text["sha256"],
            },
            size=8.5,
            color=MUTED,
        )
    paper.write_heading(_("Where people signed"))
    paper.write_totals(content.totals)
    if content.organization_names:
        paper.write_heading(_("Organizations"))
        _write_names(paper, content.organization_names, len(content.organization_names))
    paper.write_heading(_("People who asked to be named"))
    _write_names(paper, content.names, content.name_count)
    return bytes(paper.output())


def _write_names(paper: DeliveryPaper, names: list[str], total: int) -> None:
    """Those that can be printed, and in words how many more there are, and where."""
    shown = [name for name in names[:NAMES_PRINTED] if is_printable(name)]
    if total > len(shown):
        paper.write_line(
            _("%(shown)s of %(total)s names are printed here; the CSV file holds all of them.")
            % {"shown": write_number(len(shown)), "total": write_number(total)},
            color=MUTED,
        )
    if not total:
        paper.write_line(_("None."), color=MUTED)
    paper.write_columns(shown)
