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
from tempfile import TemporaryDirectory
from xml.sax.saxutils import escape

from fontTools.ttLib import TTFont
from fpdf import FPDF
from fpdf.actions import URIAction
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
def _workbench() -> TemporaryDirectory:
    """A folder that lives as long as the process."""
    return TemporaryDirectory(prefix="materials-")


@cache
def unpacked_font(name: str) -> Path:
    """Unpack a web font once per process: every sheet opens it, and unpacking is what takes the time."""
    font = TTFont(FONTS / f"{name}.woff2", recalcTimestamp=False)
    font.flavor = None
    path = Path(_workbench().name) / f"{name}.ttf"
    font.save(path)
    return path


@cache
def _art_source(name: str) -> bytes:
    return (ART / f"{name}.svg").read_bytes()


def cut_edges(x: float, y: float, w: float, h: float, key: str, play: float) -> list[tuple]:
    """Corners and edge points of a rectangle as a knife leaves them: up to `play` points off true.

    The same `key` always gives the same cut.
    """
    chance = Random(key)  # noqa: S311 (a hand, not a cipher)

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
        # Without ligatures: fpdf2 gives them no faithful way back to text, so "fi" would be misread.
        self.set_text_shaping(
            True, {"liga": False, "clig": False}, direction="ltr", script="latn", language=language
        )
        for family, weight, file, name in (
            ("grenze", "", "grenze-900", "Grenze-Black"),
            ("atkinson", "", "atkinson-400", "AtkinsonHyperlegibleNext-Regular"),
            ("atkinson", "B", "atkinson-700", "AtkinsonHyperlegibleNext-Bold"),
        ):
            self.add_font(family, weight, unpacked_font(file))
            self.fonts[family + weight].name = name
        self._describe(title, subject, language)
        self._in_tag = False
        self._widths: dict[tuple[str, str], float] = {}

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

    def hairline(
        self, x: float, y: float, w: float, color: str = LINE, weight: float = 0.6
    ) -> None:
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
        """Return the width of `text`, kerned; what stands between `**` is measured bold."""
        weight, total = style.weight, 0.0
        for part in text.split("**"):
            total += self._width(part, style.family + weight)
            weight = style.weight if weight != style.weight else "B"
        return total * style.size

    def _width(self, text: str, font: str) -> float:
        """Width at a size of 1 point, remembered, because the same words are measured many times."""
        if (text, font) not in self._widths:
            weight = "B" if font.endswith("B") else ""
            self.set_font(font.removesuffix("B"), weight, 100)
            self._widths[text, font] = self.get_string_width(text) / 100
        return self._widths[text, font]

    def size_to_fit(self, lines, style: Style, width: float) -> float:
        """Return the largest size at which the longest of `lines` is `width` wide."""
        return width / max(self.width_of(line, style.but(size=1)) for line in lines)

    def _filled(
        self, words: list[tuple[str, float]], width: float, space: float
    ) -> list[list[str]]:
        """Fill lines with as many words as `width` holds."""
        lines, room = [[]], width
        for word, wide in words:
            if lines[-1] and wide > room:
                lines.append([])
                room = width
            lines[-1].append(word)
            room -= wide + space
        return lines

    def _broken(self, text: str, width: float, style: Style) -> list[str]:
        """Break `text` into lines.

        A balanced style makes them equally long. Otherwise a short word is kept from standing alone on
        the last line, where that costs no line. A bold passage ends and begins again at each break.
        """
        if "\n" in text:
            return [line for part in text.split("\n") for line in self._broken(part, width, style)]
        words, bold = [], False
        for word in text.split(" "):
            marked = f"**{word}" if bold else word
            words.append((word, self.width_of(marked, style)))
            bold ^= word.count("**") % 2 == 1
        narrowest = max(wide for _, wide in words)
        if narrowest > width + 0.05:
            longest = max(words, key=lambda pair: pair[1])[0]
            raise DoesNotFit(f"“{longest}” is wider than its column ({width:.0f} pt)")
        width += 0.05
        space = self._width(" ", style.family + style.weight) * style.size
        lines = self._filled(words, width, space)
        if len(lines) > 1 and style.balanced:
            low, high = max(width / 2, narrowest), width
            while high - low > 1:
                middle = (low + high) / 2
                if len(self._filled(words, middle, space)) > len(lines):
                    low = middle
                else:
                    high = middle
            lines = self._filled(words, high, space)
        elif len(lines) > 1 and len(" ".join(lines[-1])) < 12:
            for part in (0.97, 0.94, 0.91, 0.88, 0.85, 0.82):
                tighter = self._filled(words, max(width * part, narrowest), space)
                if len(tighter) == len(lines) and len(" ".join(tighter[-1])) >= 12:
                    lines = tighter
                    break
        finished, bold = [], False
        for line in (" ".join(words) for words in lines):
            opened = f"**{line}" if bold else line
            bold ^= line.count("**") % 2 == 1
            finished.append(f"{opened}**" if bold else opened)
        return finished

    def height_of(self, text: str, width: float, style: Style) -> float:
        return len(self._broken(text, width, style)) * style.size * style.leading

    def write_text(
        self, text: str, x: float, y: float, w: float, style: Style = TEXT, role: str = "P",
        floor: float | None = None, link: str = "", **properties,
    ) -> float:  # fmt: skip
        """Set `text` in a column `w` wide whose first line box begins at `y`; return where the next may begin.

        Every line but the last ends in a space, so that screen readers and copied text keep words apart.
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
                for index, line in enumerate(lines):
                    self.set_xy(x, y + index * step)
                    continues = style.align == "L" and index < len(lines) - 1
                    shown = f"{line} " if continues else line
                    self.cell(w, step, shown, align=style.align, markdown="**" in line)
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
