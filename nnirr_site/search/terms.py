"""What was typed, taken apart: words, “phrases” and -exclusions. Nothing typed is an error."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.utils.translation import gettext as _

from nnirr_site.text.plaintext import clean, fold

LONGEST_QUERY = 200
MOST_TERMS = 12
TERM = re.compile(r'(?P<minus>(?<!\S)-)?(?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+))')
# Letters on both sides: `migrants/refugees` are two words, `45/158` is a number.
CHOICE = re.compile(r"[^\W\d_]{3,}(?:/[^\W\d_]{3,})+")
# Symbols of resolutions of the UN, such as A/RES/45/158: texts often say “resolution 45/158”.
UN_RESOLUTION = re.compile(r"(?:[A-Z]+/)+RES/(?P<number>[0-9]+/[0-9]+)", re.IGNORECASE)
QUOTATION_MARKS = str.maketrans("“”„«»‟", '""""""')


def clean_query(raw: str) -> tuple[str, str]:
    """The query as it is searched for, and a sentence when something had to be left out."""
    query = " ".join("".join(c if c.isprintable() else " " for c in raw[:2000]).split())
    if len(query) > LONGEST_QUERY:
        return query[:LONGEST_QUERY], _(
            "That was very long. We searched for the first %(count)d characters."
        ) % {"count": LONGEST_QUERY}
    return query, ""


@dataclass(frozen=True)
class Term:
    """One word or several in a row. `text` is folded; `start` and `end` place it in the query.

    What any of `alternatives`, folded too, finds is found as well. The words of a loose term may
    stand apart.
    """

    text: str
    is_excluded: bool
    start: int
    end: int
    alternatives: tuple[str, ...] = ()
    is_loose: bool = False

    @property
    def is_word(self) -> bool:
        return " " not in self.text


def split_terms(query: str) -> list[Term]:
    """The terms of a query, at most MOST_TERMS.

    `45/158` and `follow-up` are phrases as well: their parts stand side by side in the index. The
    parts of `migrants/refugees` are words, which may stand anywhere.
    """
    terms = []
    for found in TERM.finditer(query.translate(QUOTATION_MARKS)):
        group = "phrase" if found["phrase"] is not None else "word"
        is_excluded, start = bool(found["minus"]), found.start(group)
        if group == "word" and CHOICE.fullmatch(found["word"]) and not is_excluded:
            for part in re.finditer("[^/]+", found["word"]):
                span = (start + part.start(), start + part.end())
                terms.append(Term(fold_words(part[0]), is_excluded, *span))
        elif text := fold_words(found[group]):
            number = UN_RESOLUTION.fullmatch(found[group])
            alternatives = (fold_words(number["number"]),) if number else ()
            terms.append(Term(text, is_excluded, *found.span(group), alternatives))
    return terms[:MOST_TERMS]


def fold_words(text: str) -> str:
    """A text as it is compared: folded, with single spaces."""
    return " ".join(fold(clean(text)).split())
