"""Texts of the site as Word files, which every word processor and phone opens and edits."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from html.parser import HTMLParser
from io import BytesIO
from urllib.parse import urlsplit

from docx import Document
from docx.enum.text import WD_COLOR_INDEX
from docx.oxml.ns import qn
from docx.shared import Inches, Pt, RGBColor

from nnirr_site.http.addresses import absolute
from nnirr_site.i18n.languages import text_direction

# What readers fill in: `[the name of your town]`.
GAP = re.compile(r"(\[[^\[\]]+\])")
# XML cannot hold these, in whatever way they came into a text.
NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
# In HTML all of these are one space; one that keeps words together stays.
SPACES = re.compile("[ \t\r\n]+")
DEEPEST_LIST = 3
REGION = "US"
MARGIN = Inches(1)
SIZE = Pt(11)


def write_word_file(markup: str, *, title: str, language: str, author: str) -> bytes:
    """HTML of our rich text as a DOCX file: headings, paragraphs, lists, bold and italic.

    Gaps in [brackets] are marked yellow. A link is followed by its address, as the file will be
    printed. `language` is a code such as `es`.
    """
    document = Document()
    prepare(document, language)
    properties = document.core_properties
    properties.title, properties.author, properties.language = title, author, language
    properties.comments, properties.last_modified_by = "", author
    properties.created = properties.modified = datetime.now(UTC).replace(tzinfo=None)
    reader = Reader(document)
    reader.feed(markup)
    reader.close()
    target = BytesIO()
    document.save(target)
    return target.getvalue()


def prepare(document, language: str) -> None:
    """Black on white with an inch around it, and the language that spelling is checked in."""
    for section in document.sections:
        section.left_margin = section.right_margin = MARGIN
        section.top_margin = section.bottom_margin = MARGIN
    normal = document.styles["Normal"]
    normal.font.size = SIZE
    normal.paragraph_format.space_after = Pt(8)
    for name, size in (("Heading 1", Pt(15)), ("Heading 2", Pt(13))):
        heading = document.styles[name]
        heading.font.color.rgb, heading.font.size = RGBColor(0, 0, 0), size
    code = language if "-" in language else f"{language}-{REGION}"
    for element in document.styles.element.iter(qn("w:lang")):
        for script in ("w:val", "w:eastAsia", "w:bidi"):
            element.set(qn(script), code)
    if text_direction(language) == "rtl":
        paragraph = normal.element.get_or_add_pPr()
        paragraph.append(paragraph.makeelement(qn("w:bidi"), {}))


class Reader(HTMLParser):
    """Writes what it reads into a document. Tags that it does not know leave their words."""

    def __init__(self, document):
        super().__init__(convert_charrefs=True)
        self.document = document
        self.paragraph = None
        self.bold = self.italic = 0
        self.lists: list[str] = []
        self.numberings: list[int | None] = []
        self.href, self.link_words = "", ""

    def handle_starttag(self, tag, attributes):
        if tag in ("h2", "h3", "h4"):
            self.begin("Heading 1")
        elif tag == "p" and not self.lists:
            self.begin("Normal")
        elif tag in ("ul", "ol"):
            self.lists.append(tag)
            self.numberings.append(self.number_anew() if tag == "ol" else None)
        elif tag == "li":
            self.begin_item()
        elif tag == "br" and self.paragraph is not None:
            self.paragraph.add_run().add_break()
        elif tag in ("b", "strong"):
            self.bold += 1
        elif tag in ("i", "em"):
            self.italic += 1
        elif tag == "a":
            self.href, self.link_words = dict(attributes).get("href") or "", ""

    def handle_endtag(self, tag):
        if tag in ("h2", "h3", "h4", "p", "li") and not (tag == "p" and self.lists):
            self.paragraph = None
        elif tag in ("ul", "ol") and self.lists:
            self.lists.pop()
            self.numberings.pop()
        elif tag in ("b", "strong"):
            self.bold -= 1
        elif tag in ("i", "em"):
            self.italic -= 1
        elif tag == "a":
            self.end_link()

    def handle_data(self, words):
        words = SPACES.sub(" ", NO_XML.sub("", words))
        if self.paragraph is None:
            if not words.strip():
                return
            self.begin("Normal")
        if self.href:
            self.link_words += words
        for part in GAP.split(words):
            if part:
                run = self.paragraph.add_run(part)
                run.bold, run.italic = self.bold > 0 or None, self.italic > 0 or None
                if GAP.fullmatch(part):
                    run.font.highlight_color = WD_COLOR_INDEX.YELLOW

    def begin(self, style: str) -> None:
        self.paragraph = self.document.add_paragraph(style=style)

    def begin_item(self) -> None:
        kind = self.lists[-1] if self.lists else "ul"
        depth = min(max(len(self.lists), 1), DEEPEST_LIST)
        name = "List Number" if kind == "ol" else "List Bullet"
        self.begin(name if depth == 1 else f"{name} {depth}")
        if self.numberings and self.numberings[-1] is not None and depth == 1:
            properties = self.paragraph._p.get_or_add_pPr().get_or_add_numPr()
            properties.get_or_add_ilvl().val = 0
            properties.get_or_add_numId().val = self.numberings[-1]

    def number_anew(self) -> int:
        """A numbering of its own for one list: without it Word counts on from the list before."""
        numbering = self.document.part.numbering_part.element
        style = self.document.styles["List Number"].element
        usual = numbering.num_having_numId(style.pPr.numPr.numId.val)
        num = numbering.add_num(usual.abstractNumId.val)
        num.add_lvlOverride(ilvl=0).add_startOverride(1)
        return num.numId

    def end_link(self) -> None:
        address = self.href.removeprefix("mailto:")
        if address.startswith("/"):
            address = absolute(address)
        is_told = address in self.link_words or urlsplit(address).netloc == self.link_words
        self.href = ""
        if address and self.paragraph is not None and not is_told:
            self.paragraph.add_run(f" ({address})")
