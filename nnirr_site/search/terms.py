"""What was typed, taken apart: words, “phrases” and -exclusions. Nothing typed is an error."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.utils.translation import gettext as _

from nnirr_site.text.plaintext import clean, fold

LONGEST_QUERY = 200
MOST_TERMS = 12
TERM = re.compile(r'(?P<minus>(?<!\S)-)?(?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+))')
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
    """One word or several in a row. `text` is folded; `start` and `end` place it in the query."""

    text: str
    is_excluded: bool
    start: int
    end: int

    @property
    def is_word(self) -> bool:
        return " " not in self.text


def split_terms(query: str) -> list[Term]:
    """The terms of a query, at most MOST_TERMS.

    `45/158` and `follow-up` are phrases as well: their parts stand side by side in the index.
    """
    terms = []
    for found in TERM.finditer(query.translate(QUOTATION_MARKS)):
        group = "phrase" if found["phrase"] is not None else "word"
        text = " ".join(fold(clean(found[group])).split())
        if text:
            terms.append(Term(text, bool(found["minus"]), *found.span(group)))
    return terms[:MOST_TERMS]
