"""The press: a sheet of paper, three inks, two typefaces, and prints cut by hand, for every printed material.

Measures are points (72 to the inch), from the top left corner. Text that does not fit raises `DoesNotFit`,
so that a longer translation or address is noticed when the file is built and not by the reader.
"""

from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from random import Random
from xml.sax.saxutils import escape

from fpdf import FPDF
from fpdf.actions import URIAction
from fpdf.enums import MethodReturnValue
from fpdf.prefs import ViewerPreferences
from fpdf.svg import SVGObject

from .tagging import LinkAnnotation, TagTree

STATIC = Path(__file__).resolve().parents[2] / "static"
FONTS = STATIC / "fonts"
ART = STATIC / "art"

INK = "#171a45"
RED = "#a30f36"
GOLD = "#ffb81c"
LEAF = "#0f5c4a"
STRAW = "#ffd983"
WASH = "#fff4dc"
CREAM = "#fff8e8"
MUTED = "#474a70"
LINE = "#c9c8d8"

PAPERS = {"Letter": (612.0, 792.0), "A4": (595.28, 841.89), "A3": (841.89, 1190.55)}
PRODUCED_ON = datetime(2026, 1, 1, tzinfo=UTC)
PUBLISHER = "National Network for Immigrant and Refugee Rights"


class DoesNotFit(ValueError):
    """A text is longer than the room the layout gives it."""


@dataclass(frozen=True)
class Style:
    """How a text is set. `leading` is the distance between baselines as a multiple of `size`."""

    family: str = "atkinson"
    weight: str = ""
    size: float = 10
    leading: float = 1.42
    color: str = INK
    align: str = "L"
    balanced: bool = False

    def but(self, **changes) -> "Style":
        return replace(self, **changes)


TEXT = Style()
SMALL = Style(size=8.2, leading=1.36, color=MUTED)
BOLD = Style(weight="B")
HEAD = Style(family="grenze", size=20, leading=1.0, balanced=True)


@cache
def _art_source(name: str) -> bytes:
    return (ART / f"{name}.svg").read_bytes()


def cut_edges(x: float, y: float, w: float, h: float, key: str, play: float) -> list[tuple]:
    """Corners and edge points of a rectangle as a knife leaves them: up to `play` points off true.

    The same `key` always gives the same cut.
    """
    chance = Random(key)

    def near(px, py):
        return (px + chance.uniform(-play, play), py + chance.uniform(-play, play))

    return [
        near(x, y),
        near(x + w * chance.uniform(0.35, 0.65), y),
        near(x + w, y),
        near(x + w, y + h * chance.uniform(0.35, 0.65)),
        near(x + w, y + h),
        near(x + w * chance.uniform(0.35, 0.65), y + h),
        near(x, y + h),
        near(x, y + h * chance.uniform(0.35, 0.65)),
    ]


class Sheet(FPDF):
    """A document on the press. Everything on it is either tagged for screen readers or marked as decoration."""

    def __init__(
        self,
        paper: str,
        *,
        title: str,
        subject: str,
        language: str,
        margin: float,
        landscape: bool = False,
    ) -> None:
        size = PAPERS[paper]
        super().__init__(unit="pt", format=size[::-1] if landscape else size)
        self.struct_builder = TagTree()
        self.margin = margin
        self.language = language
        self.c_margin = 0
        self.set_margins(0, 0, 0)
        self.set_auto_page_break(False)
        self.set_display_mode("fullpage")
        self.set_text_shaping(True, direction="ltr", script="latn", language=language)
        for family, weight, file, name in (
            ("grenze", "", "grenze-900", "Grenze-Black"),
            ("atkinson", "", "atkinson-400", "AtkinsonHyperlegibleNext-Regular"),
            ("atkinson", "B", "atkinson-700", "AtkinsonHyperlegibleNext-Bold"),
        ):
            self.add_font(family, weight, FONTS / f"{file}.woff2")
            self.fonts[family + weight].name = name
        self._describe(title, subject, language)
        self._in_tag = False

    def _describe(self, title: str, subject: str, language: str) -> None:
        self.set_title(title)
        self.set_subject(subject)
        self.set_author(PUBLISHER)
        self.set_lang(language)
        self.set_producer("fpdf2")
        self.set_creation_date(PRODUCED_ON)
        self.viewer_preferences = ViewerPreferences(display_doc_title=True)
        self._set_min_pdf_version("1.7")
        self.set_xmp_metadata(
            '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF'
            ' xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
            '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">'
            f'<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{escape(title)}</rdf:li></rdf:Alt></dc:title>'
            f'<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{escape(subject)}</rdf:li></rdf:Alt>'
            "</dc:description>"
            f"<dc:creator><rdf:Seq><rdf:li>{escape(PUBLISHER)}</rdf:li></rdf:Seq></dc:creator>"
            f"<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>"
            "</rdf:Description></rdf:RDF></x:xmpmeta>"
        )

    @contextmanager
    def tag(self, role: str, **properties):
        """Give what is printed inside the role of a structure element, such as `H1` or `LI`.

        Roles nest; only what `content` wraps becomes readable text.
        """
        yield self.struct_builder.open(role, self.page, self.pages[self.page], **properties)
        self.struct_builder.close()

    @contextmanager
    def content(self, element):
        """Wrap the drawing operators that make up the text or picture of `element`."""
        number = self.struct_builder.mark(element, self.page, self.pages[self.page])
        self._out(f"{element.s} <</MCID {number}>> BDC")
        self._in_tag = True
        yield
        self._in_tag = False
        self._out("EMC")

    @contextmanager
    def decoration(self):
        """Mark what is drawn inside as an artifact that screen readers pass over."""
        if self._in_tag:
            yield
            return
        self._out("/Artifact BMC")
        yield
        self._out("EMC")

    def rectangle(self, x: float, y: float, w: float, h: float, color: str) -> None:
        with self.decoration():
            self.set_fill_color(color)
            self.rect(x, y, w, h, style="F")

    def block(self, x, y, w, h, color: str, key: str, play: float = 2) -> None:
        """Print a flat block of ink with hand-cut edges."""
        with self.decoration():
            self.set_fill_color(color)
            self.polygon(cut_edges(x, y, w, h, key, play), style="F")

    def rule(self, x: float, y: float, w: float, weight: float = 4, color: str = INK) -> None:
        """Draw the ground line that headings hang from."""
        self.rectangle(x, y, w, weight, color)

    def hairline(self, x: float, y: float, w: float, color: str = LINE, weight: float = 0.6) -> None:
        self.rectangle(x, y - weight / 2, w, weight, color)

    def picture(self, name: str, x: float, y: float, w: float, alt: str = "", clip=None) -> float:
        """Print a piece of art from static/art `w` points wide and return its height.

        With `alt` it is a figure, without it a decoration. `clip` is (x, y, width, height).
        """
        source = SVGObject(_art_source(name))
        _, _, view_width, view_height = source.viewbox
        h = w * view_height / view_width
        _, _, path = source.transform_to_rect_viewport(
            scale=1, width=w, height=h, ignore_svg_top_attrs=True
        )
        path.transform = path.transform.translate(x, y)

        def draw():
            self.set_xy(0, 0)
            if clip:
                with self.rect_clip(*clip):
                    self.draw_path(path, copy=False)
            else:
                self.draw_path(path, copy=False)

        if alt:
            left, top, width, height = clip or (x, y, w, h)
            box = f"[{left:.1f} {self.h - top - height:.1f} {left + width:.1f} {self.h - top:.1f}]"
            layout = f"<</O /Layout /Placement /Block /BBox {box}>>"
            with self.tag("Figure", alt=alt, attributes=layout) as figure, self.content(figure):
                draw()
        else:
            with self.decoration():
                draw()
        return h

    def strip(self, x: float, y: float, w: float, repeats: int) -> float:
        """Print the pattern strip `repeats` times side by side over `w` points; return its height."""
        part = w / repeats
        for index in range(repeats):
            self.picture("strip", x + index * part, y, part)
        return part / 10

    def use(self, style: Style) -> None:
        self.set_font(style.family, style.weight, style.size)
        self.set_text_color(style.color)

    def width_of(self, text: str, style: Style) -> float:
        self.use(style)
        return self.get_string_width(text, markdown="**" in text)

    def size_to_fit(self, lines, style: Style, width: float) -> float:
        """Return the largest size at which the longest of `lines` is `width` wide."""
        widest = max(self.width_of(line, style.but(size=100)) for line in lines)
        return 100 * width / widest

    def _broken(self, text: str, width: float, style: Style) -> list[str]:
        """Break `text` into lines; keep a single short word off the last line where that costs no line."""
        self.use(style)
        markdown = "**" in text

        def lines_at(measure):
            return self.multi_cell(
                measure, style.size, text, align="L", markdown=markdown,
                dry_run=True, output=MethodReturnValue.LINES,
            )  # fmt: skip

        words = text.replace("**", "").replace("\n", " ").split(" ")
        longest = max(words, key=self.get_string_width)
        narrowest = self.get_string_width(longest) * (1.07 if markdown else 1.001)
        if narrowest > width * (1.07 if markdown else 1) + 0.01:
            raise DoesNotFit(f"“{longest}” is wider than its column ({width:.0f} pt)")
        lines = lines_at(width)
        if len(lines) == 1:
            return lines
        if style.balanced:
            low, high = max(width / 2, narrowest), width
            while high - low > 2:
                middle = (low + high) / 2
                if len(lines_at(middle)) > len(lines):
                    low = middle
                else:
                    high = middle
            return lines_at(high)
        if len(lines[-1]) < 12:
            for part in (0.97, 0.94, 0.91, 0.88, 0.85, 0.82):
                if width * part < narrowest:
                    break
                tighter = lines_at(width * part)
                if len(tighter) == len(lines) and len(tighter[-1]) >= 12:
                    return tighter
        return lines

    def height_of(self, text: str, width: float, style: Style) -> float:
        return len(self._broken(text, width, style)) * style.size * style.leading

    def write_text(
        self, text: str, x: float, y: float, w: float, style: Style = TEXT, role: str = "P",
        floor: float | None = None, link: str = "", **properties,
    ) -> float:  # fmt: skip
        """Set `text` in a column `w` wide whose first line box begins at `y`; return where the next may begin.

        `floor` is the lowest point the text may reach (the page's margin by default). With `link` the
        whole text becomes a link to that address.
        """
        lines = self._broken(text, w, style)
        step = style.size * style.leading
        floor = self.h - self.margin if floor is None else floor
        bottom = y + len(lines) * step
        if bottom > floor + 0.5:
            raise DoesNotFit(f"“{text[:40]}…” ends {bottom - floor:.0f} pt too low")
        self.use(style)
        with self.tag(role, **properties) as element:
            with self.content(element):
                self.set_xy(x, y)
                self.multi_cell(
                    w, step, "\n".join(lines), align=style.align,
                    markdown="**" in text, new_x="LEFT", new_y="NEXT",
                )  # fmt: skip
            if link:
                widest = max(self.width_of(line, style) for line in lines)
                left = {"L": x, "C": x + (w - widest) / 2, "R": x + w - widest}[style.align]
                self._link(element, link, text, left, y, widest, bottom - y)
        return bottom

    def _link(self, element, address, text, x, y, w, h) -> None:
        annotation = LinkAnnotation(
            "Link", x=x, y=self.h - y, width=w, height=h, action=URIAction(address), contents=text,
        )  # fmt: skip
        self.pages[self.page].add_annotation(annotation)
        self.struct_builder.attach(element, annotation, self.pages[self.page])

    def write_address(self, address: str, x, y, w, style: Style, floor=None) -> float:
        """Print a web address as people type it, as large as `style` says or as the column allows."""
        shown = spoken(address)
        style = style.but(balanced=False)
        size = min(style.size, self.size_to_fit([shown], style, w) - 0.01)
        if size < style.size * 0.6:
            shown = shown.replace("/", "/\n", 1)
            size = min(style.size, self.size_to_fit(shown.split("\n"), style, w) - 0.01)
        return self.write_text(
            shown, x, y, w, style.but(size=size), role="Link", floor=floor, link=address
        )

    def finish(self) -> bytes:
        """Return the finished file. The same input gives the same bytes."""
        return bytes(self.output())


def spoken(address: str) -> str:
    """Shorten a web address to what a person has to type: no scheme, no final slash."""
    return address.split("://", 1)[-1].rstrip("/")

