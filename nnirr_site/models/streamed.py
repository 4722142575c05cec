"""What a page knows of the blocks in its streams: sections, notes and sheets of style."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import cached_property
from wagtail.fields import StreamField

from nnirr_site.text.anchors import make_anchor
from nnirr_site.text.footnotes import Notes, find_notes

# The looks of everything that no kind of page has to itself.
INTERIOR = "css/interior.css"
FEWEST_SECTIONS = 4
# Blocks with a heading that belong to the section which a heading before them has begun.
WITHIN_SECTIONS = {"facts", "figures", "steps", "checklist", "downloads", "links"}
# Where the facts come from: for whoever asks, after everything else.
AT_THE_FOOT = {"sources"}
# Names of places that every page has.
TAKEN_ANCHORS = {"main", "nav"}
# These have a heading of their own but are ways on from the page, or parts of a section.
NO_SECTIONS = {"call_to_sign", "cards", "copy_text", "text_file"}


@dataclass(frozen=True)
class Section:
    """A heading in a stream and the name of its place: what `#…` in a link to it says."""

    anchor: str
    text: str


@dataclass
class Part:
    """A piece of a long text that stands across the page: its blocks and the color of its band."""

    blocks: list
    band: str = ""
    is_call: bool = False


class Streamed:
    """Read once for each page that is shown, in the order of the page's fields."""

    @cached_property
    def stream_blocks(self) -> list:
        """The blocks of all streams of the page."""
        return [
            block
            for field in self._meta.get_fields()
            if isinstance(field, StreamField)
            for block in getattr(self, field.name) or []
        ]

    # The sheet of this kind of page, below static/; every page has site.css before it.
    sheet = INTERIOR
    # Names of the blocks that are styled there. None: every block that names no sheet of its own.
    sheet_blocks: frozenset[str] | None = None

    @cached_property
    def extra_styles(self) -> list[str]:
        """Files below static/ of the sheets that blocks need beside the page’s own, each once."""
        sheets = []
        names = {block.block_type for block in self.stream_blocks}
        if self.sheet_blocks is not None and names - self.sheet_blocks:
            sheets.append(INTERIOR)
        sheets += [getattr(block.block.meta, "styles", "") for block in self.stream_blocks]
        return list(dict.fromkeys(sheet for sheet in sheets if sheet and sheet != self.sheet))

    @cached_property
    def notes(self) -> Notes:
        return find_notes(self.stream_blocks)

    @cached_property
    def outline(self) -> dict[int, Section]:
        """`id()` of a block's value → its section. No two sections have the same anchor."""
        found: dict[int, Section] = {}
        taken = set(TAKEN_ANCHORS)
        for block in self.stream_blocks:
            text, wanted = _heading_of(block)
            if wanted:
                anchor, number = wanted, 1
                while anchor in taken:
                    number += 1
                    anchor = f"{wanted}-{number}"
                taken.add(anchor)
                found[id(block.value)] = Section(anchor, text)
        return found

    # True where a long text is set in parts across the page, with headings of two sizes.
    is_in_parts = False

    @cached_property
    def subsections(self) -> set[int]:
        """`id()` of the values whose headings stand under that of a section."""
        found, has_begun = set(), False
        for block in (getattr(self, "body", None) or []) if self.is_in_parts else []:
            has_begun = has_begun or block.block_type == "heading"
            if has_begun and block.block_type in WITHIN_SECTIONS:
                found.add(id(block.value))
        return found

    @cached_property
    def sources_at_foot(self) -> list:
        """The blocks of sources in `body`, which pages in parts show at their end."""
        return [block for block in self.body if block.block_type in AT_THE_FOOT]

    @cached_property
    def parts(self) -> list[Part]:
        """The `body` of a page in parts: first what stands beside its facts, then the others.

        A part begins with each section. Every second part with much to read in it has a band.
        """
        found: list[Part] = [Part([])]
        for block in self.body:
            if block.block_type in AT_THE_FOOT:
                continue
            is_call = block.block_type == "call_to_sign"
            section = id(block.value) in self.outline and id(block.value) not in self.subsections
            if found[-1].blocks and (is_call or section or found[-1].is_call):
                found.append(Part([], is_call=is_call))
            found[-1].is_call = is_call
            found[-1].blocks.append(block)
        has_color = False
        for part in found[1:]:
            has_color = not has_color and not part.is_call and _is_long(part.blocks)
            part.band = "wash" if has_color else ""
        return found

    @property
    def table_of_contents(self) -> list[Section]:
        """The sections of the page's `body`; empty unless there are so many that it helps."""
        body = getattr(self, "body", None) or []
        found = [
            self.outline[id(block.value)]
            for block in body
            if id(block.value) in self.outline
            and block.block_type not in NO_SECTIONS
            and id(block.value) not in self.subsections
        ]
        return found if len(found) >= FEWEST_SECTIONS else []


def _is_long(blocks: list) -> bool:
    """Whether these blocks are more than a paragraph: a list of their own, or several."""
    return any(block.block_type not in {"heading", "prose", "cards"} for block in blocks)


def _heading_of(block) -> tuple[str, str]:
    """The heading of a block and the anchor it asks for; empty where it has none."""
    if not hasattr(block.value, "get") or getattr(block.value, "is_withheld", False):
        return "", ""
    if block.block_type == "heading":
        text = block.value.get("text") or ""
        return text, block.value.anchor_name if text else ""
    text = block.value.get("heading") or ""
    return text, make_anchor(text) if text else ""
