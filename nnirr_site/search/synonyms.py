"""Words that mean the same, as staff keep them: who types one finds what says another."""

from __future__ import annotations

from dataclasses import replace

from nnirr_site.models import SearchSynonyms
from nnirr_site.search.terms import Term, fold_words

MOST_WORDS_IN_A_ROW = 5


def read_synonyms() -> dict[str, tuple[str, ...]]:
    """Folded word or words → all that mean the same. One query."""
    known: dict[str, tuple[str, ...]] = {}
    for words in SearchSynonyms.objects.order_by("pk").values_list("words", flat=True):
        folded = tuple(dict.fromkeys(filter(None, map(fold_words, words.split(",")))))
        for text in folded:
            others = [*known.get(text, ()), *(other for other in folded if other != text)]
            known[text] = tuple(dict.fromkeys(others))
    return known


def add_synonyms(terms: list[Term]) -> list[Term]:
    """`terms`, each with what means the same. Words in a row that have synonyms become one term.

    Such a term is still found where its words stand apart, as they were before.
    """
    if not terms:
        return terms
    known, widened, place = read_synonyms(), [], 0
    while place < len(terms):
        term, length = _find_longest(terms[place:], known)
        widened.append(term)
        place += length
    return widened


def _find_longest(terms: list[Term], known: dict[str, tuple[str, ...]]) -> tuple[Term, int]:
    """The first term, joined with as many that follow as have synonyms together; their number."""
    for length in range(min(len(terms), MOST_WORDS_IN_A_ROW), 0, -1):
        row = terms[:length]
        text = " ".join(term.text for term in row)
        if text not in known or (length > 1 and not all(map(_can_be_joined, row))):
            continue
        joined = replace(
            row[0],
            text=text,
            end=row[-1].end,
            is_loose=length > 1,
            alternatives=(*row[0].alternatives, *known[text]),
        )
        return joined, length
    return terms[0], 1


def _can_be_joined(term: Term) -> bool:
    return term.is_word and not term.is_excluded
