"""“Did you mean”: the nearest word that some page uses.

Compares by trigrams in PostgreSQL. Without its extension pg_trgm nothing is suggested.
"""

from __future__ import annotations

from django.contrib.postgres.search import TrigramSimilarity
from django.db import connection
from django.db.models.functions import Length

from nnirr_site.models import SearchWord

# Low, because two swapped letters in a short word leave few trigrams in common.
SIMILAR_ENOUGH = 0.1
MOST_CANDIDATES = 200
SHORTEST_WORD = 4


def has_trigrams() -> bool:
    """True if pg_trgm can be used here and now. It is an extension that not every server has."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regprocedure('similarity(text,text)') IS NOT NULL")
        return cursor.fetchone()[0]


def nearest_words(word: str, language: str) -> list[str]:
    """Words of the pages in `language` that `word` may have been meant for, the nearest first.

    As they are written on the pages, with accents. `word` has to be folded.
    """
    if len(word) < SHORTEST_WORD or not has_trigrams():
        return []
    allowed = 1 if len(word) <= 4 else 2 if len(word) <= 8 else 3
    distances = {item: edit_distance(word, item[0]) for item in _find_candidates(word, language)}
    near = [item for item, distance in distances.items() if 0 < distance <= allowed]
    pages = _count_pages([candidate for candidate, *_rest in near], language)
    near.sort(key=lambda item: (distances[item], -pages[item[0]], -item[2], item[0]))
    return [spelling for _candidate, spelling, _similarity in near]


def _count_pages(words: list[str], language: str) -> dict[str, int]:
    """How many pages use each word: of two that are as near, the common one was meant."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT word, (SELECT count(*) FROM nnirr_site_searchentry AS entry"
            " WHERE entry.language = %s AND entry.words @> ARRAY[word]::varchar[])"
            " FROM unnest(%s::varchar[]) AS word",
            [language, words],
        )
        return dict(cursor.fetchall())


def _find_candidates(word: str, language: str) -> list[tuple[str, str, float]]:
    """Word, spelling and similarity of what has trigrams in common with `word`, and its length."""
    found = (
        SearchWord.objects.filter(language=language)
        .alias(length=Length("word"))
        .filter(length__range=(len(word) - 3, len(word) + 3))
        .annotate(similarity=TrigramSimilarity("word", word))
        .filter(similarity__gte=SIMILAR_ENOUGH)
        .order_by("-similarity", "word")
    )
    return list(found.values_list("word", "spelling", "similarity")[:MOST_CANDIDATES])


def edit_distance(one: str, other: str) -> int:
    """Letters to insert, drop, exchange or swap with their neighbor to turn one word into another.

    The optimal string alignment distance: see Boytsov, “Indexing methods for approximate
    dictionary searching”, ACM JEA 16 (2011), section 2.
    """
    before_last, last = [], list(range(len(other) + 1))
    for row, letter in enumerate(one, 1):
        current = [row]
        for column, opposite in enumerate(other, 1):
            cost = min(
                last[column] + 1,
                current[column - 1] + 1,
                last[column - 1] + (letter != opposite),
            )
            is_swapped = row > 1 and column > 1 and one[row - 2] == opposite
            if is_swapped and letter == other[column - 2]:
                cost = min(cost, before_last[column - 2] + 1)
            current.append(cost)
        before_last, last = last, current
    return last[-1]
