"""The words of a page without its markup, and the form in which words are compared."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from html import unescape
from itertools import count

from wagtail.blocks import BaseStreamBlock, BaseStructBlock, Block, ListBlock, RichTextBlock
from wagtail.blocks.field_block import BaseChoiceBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageBlock

from nnirr_site.text.footnotes import without_marks
from nnirr_site.text.live_figures import TOKEN

# Soft hyphens, zero-width characters, marks of direction, Arabic vowel signs and the stretching
# tatweel: people do not type them when they search.
UNTYPED = re.compile(
    "[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u0640\u064b-\u0652\u0670]"
)
LIGATURES = str.maketrans({"œ": "oe", "Œ": "Oe", "æ": "ae", "Æ": "Ae", "ß": "ss"})
# Letters that Unicode does not decompose.
STROKED = {"ø": "o", "ł": "l", "đ": "d", "ħ": "h", "ı": "i", "ð": "d", "þ": "t"}
LIST_TAG = re.compile(r"<(/?)(ol|ul|li)\b[^>]*>", re.IGNORECASE)
END_OF_BLOCK = re.compile(r"</(?:p|h\d|li|blockquote)>|<[bh]r\s*/?>", re.IGNORECASE)
TAG = re.compile(r"<[^>]*>")
# Spanish nouns in -ión lose the accent in the plural. The stemmer knows the ending by its accent.
SPANISH_NOUN = re.compile(r"\b(\w{2,}i)on\b")


class FoldingTable(dict):
    """For `str.translate`: each character to its small base letter, all else to a space."""

    def __missing__(self, code: int) -> str:
        self[code] = self._fold(chr(code))
        return self[code]

    @staticmethod
    def _fold(character: str) -> str:
        compatible = unicodedata.normalize("NFKC", character)
        base, *marks = unicodedata.normalize(
            "NFD", compatible if len(compatible) == 1 else character
        )
        if all(unicodedata.category(mark) == "Mn" for mark in marks):
            character = base
        character = STROKED.get(character.lower(), character.lower())[:1]
        is_part_of_word = character.isalnum() or unicodedata.category(character) in {"Mn", "Mc"}
        return character if is_part_of_word else " "


FOLDING = FoldingTable()


def clean(text: str) -> str:
    """`text` as it is kept for the index: composed, without characters that nobody types."""
    text = UNTYPED.sub("", unicodedata.normalize("NFC", text)).translate(LIGATURES)
    return "\n".join(" ".join(line.split()) for line in text.splitlines() if line.strip())


def fold(text: str, language: str = "") -> str:
    """`text` in small letters without accents and punctuation, for comparing.

    Exactly as long as `text`, so that a place found in one is the same place in the other. Words
    keep no punctuation because the parser of PostgreSQL takes `and/or` for the name of a file.
    Keys of figures are blanks: what stands in their place is known only when it is shown.
    """
    folded = TOKEN.sub(lambda key: " " * len(key[0]), text).translate(FOLDING)
    return SPANISH_NOUN.sub(r"\1ón", folded) if language == "es" else folded


def html_text(source: str) -> str:
    """The text of HTML from the rich text editor. Quick rather than safe: escape what it gives."""
    return without_marks(unescape(TAG.sub("", END_OF_BLOCK.sub(" ", source)))).strip()


def paragraphs(source: str) -> str:
    """The text of rich text with each of its blocks on a line of its own, items with a bullet or
    their number.
    """
    lists: list[count | None] = []  # those that are open: their numbers, or none for bullets

    def mark(tag: re.Match) -> str:
        is_end, name = tag[1] == "/", tag[2].lower()
        if name == "li":
            numbers = lists[-1] if lists else None
            return tag[0] if is_end else ("• " if numbers is None else f"{next(numbers)}. ")
        if not is_end:
            lists.append(count(1) if name == "ol" else None)
        elif lists:
            lists.pop()
        return "<br>"  # a list within an item begins on a line of its own

    parts = (html_text(part) for part in END_OF_BLOCK.split(LIST_TAG.sub(mark, source)))
    return "\n".join(part for part in parts if part)


def stream_lines(stream) -> Iterator[str]:
    """The texts that editors typed into a stream, in order; no labels of choices, no addresses."""
    if stream:
        yield from _lines(stream.stream_block, stream)


def _lines(block: Block, value) -> Iterator[str]:
    for child, content in _children(block, value):
        yield from _lines(child, content)
    if not value or isinstance(block, (BaseStreamBlock, BaseStructBlock, ListBlock)):
        return
    if isinstance(block, RichTextBlock):
        yield html_text(value.source)
    elif not isinstance(block, BaseChoiceBlock):
        yield from (line for line in block.get_searchable_content(value) if line)


def stream_documents(stream) -> Iterator[tuple[str, str]]:
    """`(title, language)` of each document that a stream offers."""
    if stream:
        yield from _documents(stream.stream_block, stream)


def _documents(block: Block, value) -> Iterator[tuple[str, str]]:
    for child, content in _children(block, value):
        if isinstance(child, DocumentChooserBlock) and content:
            yield content.title, content.language
        else:
            yield from _documents(child, content)


def _children(block: Block, value) -> Iterator[tuple[Block, object]]:
    if not value or getattr(value, "is_withheld", False):
        return  # what readers do not see, nobody finds either
    if isinstance(block, BaseStreamBlock):
        yield from ((child.block, child.value) for child in value)
    elif isinstance(block, ImageBlock):
        return  # a struct in the editor's form, but its value is the image
    elif isinstance(block, BaseStructBlock):
        yield from ((child, value.get(name)) for name, child in block.child_blocks.items())
    elif isinstance(block, ListBlock):
        yield from ((block.child_block, item) for item in value)


def count_words(text: str) -> int:
    return len(re.findall(r"\w[\w'’-]*", text))
