"""Notes that sentences of a page refer to.

Editors write `[^1]` in a text block and list the notes in the block “Notes” at the end of the page.
The mark becomes a link to the note, and the note leads back to the first place that mentions it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from nnirr_site.text.live_figures import is_shown_to_editors

MARK = re.compile(r"\[\^(\d{1,3})\]")
LINK = (
    '<sup class="note-mark"><a{id} href="#note-{number}" role="doc-noteref">'
    '<span class="hide">{label} </span>{number}</a></sup>'
)


@dataclass(frozen=True)
class Notes:
    """How many notes a page has, and which text mentions each of them first."""

    count: int = 0
    first_texts: dict[int, int] = field(default_factory=dict)
    """Number of a note → `id()` of the value of the text block that mentions it first."""
    starts: dict[int, int] = field(default_factory=dict)
    """`id()` of the value of a block of notes → number of its first note."""

    def first_mentioned_in(self, text: object) -> frozenset[int]:
        """The numbers of the notes whose first mention is in `text`, the value of a block."""
        return frozenset(n for n, place in self.first_texts.items() if place == id(text))

    def has(self, number: int) -> bool:
        return 1 <= number <= self.count

    def is_mentioned(self, number: int) -> bool:
        return number in self.first_texts


def find_notes(blocks: Iterable) -> Notes:
    """The notes in `blocks`, the children of a page's streams in reading order."""
    count = 0
    first_texts: dict[int, int] = {}
    starts: dict[int, int] = {}
    for block in blocks:
        if block.block_type == "footnotes":
            starts[id(block.value)] = count + 1
            count += len(block.value.get("items") or [])
        elif block.block_type == "prose":
            for number in MARK.findall(block.value.source):
                first_texts.setdefault(int(number), id(block.value))
    existing = {n: place for n, place in first_texts.items() if 1 <= n <= count}
    return Notes(count, existing, starts)


def link_marks(markup: str, count: int, first_here: Iterable[int], label: str) -> str:
    """`markup` (HTML) with links in the place of the marks.

    The mark of a note that does not exist is left out, except for editors, who see what they wrote.
    """
    waiting = set(first_here)

    def replace(found: re.Match) -> str:
        number = int(found[1])
        if not 1 <= number <= count:
            return found[0] if is_shown_to_editors() else ""
        place = f' id="mention-{number}"' if number in waiting else ""
        waiting.discard(number)
        return LINK.format(id=place, number=number, label=label)

    return MARK.sub(replace, markup) if "[^" in markup else markup


def misplaced_marks(blocks: Iterable) -> list[str]:
    """Marks that lead to no note, each once: outside of texts, or of a note that is not there.

    Readers would see the first as they are typed, and nothing in the place of the second.
    """
    blocks = list(blocks)
    notes = find_notes(blocks)
    found: dict[str, None] = {}
    for block in blocks:
        if block.block_type == "prose":
            marks = (m for m in MARK.finditer(block.value.source) if not notes.has(int(m[1])))
        else:
            marks = MARK.finditer(str(block.block.get_prep_value(block.value)))
        found |= dict.fromkeys(mark[0] for mark in marks)
    return list(found)


def without_marks(text: str) -> str:
    """`text` as it is searched and quoted."""
    return MARK.sub("", text)
