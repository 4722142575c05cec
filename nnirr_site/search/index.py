"""Writes the search index. A page is in it while it is published and everybody may read it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from django.contrib.postgres.search import SearchVector
from django.db import connection, transaction
from django.db.models import TextField, Value
from django.utils import translation
from wagtail.models import Page

from nnirr_site.models import BasePage, SearchEntry, SearchWord
from nnirr_site.search.configurations import configuration
from nnirr_site.text.live_figures import TOKEN
from nnirr_site.text.plaintext import clean, fold

# A tsvector holds 1 MB at most; what comes after some 80 printed sheets is not searched.
LONGEST_TEXT = 200_000
LONGEST_WORD = 40
SHORTEST_WORD = 3
WORD = re.compile(r"[^\W\d_]+")

FORGET_WORDS = """
    DELETE FROM nnirr_site_searchword AS word
    WHERE word.language = %s AND word.word = ANY(%s) AND NOT EXISTS (
        SELECT FROM nnirr_site_searchentry AS entry
        WHERE entry.language = word.language AND entry.words @> ARRAY[word.word]
    )
"""


def refresh_page(page: Page) -> None:
    """Bring the index in line with `page` as it is in memory: write it, or take it out."""
    page = page.specific
    if isinstance(page, BasePage) and page.live and not page.get_view_restrictions().exists():
        write_entry(page)
    else:
        remove_page(page.pk)


def refresh_pages(pages: Iterable[Page]) -> None:
    for page in pages:
        refresh_page(page)


def refresh_tree(root: Page) -> None:
    """Bring `root` and all below it in line, after it was moved, hidden or opened."""
    refresh_pages(Page.objects.descendant_of(root, inclusive=True).specific().iterator(100))


def write_entry(page: BasePage) -> None:
    """Write or overwrite the row of `page`, and note its words."""
    write_entries([page])


@transaction.atomic
def write_entries(pages: Iterable[BasePage]) -> None:
    """The same for pages that everybody may read, with as many questions as for one."""
    pages, words = list(pages), {}
    before = SearchEntry.objects.filter(pk__in=[page.pk for page in pages])
    before = list(before.only("language", "words"))
    entries = []
    for page in pages:
        entry, spellings = build_entry(page)
        entries.append(entry)
        for word, spelling in spellings.items():
            words.setdefault((entry.language, word), spelling)
    fields = [field.name for field in SearchEntry._meta.fields if not field.primary_key]
    SearchEntry.objects.bulk_create(
        entries, update_conflicts=True, unique_fields=["page"], update_fields=fields
    )
    SearchWord.objects.bulk_create(
        [
            SearchWord(language=language, word=word, spelling=spelling)
            for (language, word), spelling in sorted(words.items())
        ],
        ignore_conflicts=True,
    )
    written = {entry.page_id: entry for entry in entries}
    for old in before:
        _forget_words(old.language, set(old.words) - set(written[old.pk].words))


@transaction.atomic
def remove_page(page_id: int) -> None:
    """Take a page out, and its words as far as no other page uses them."""
    entry = SearchEntry.objects.filter(pk=page_id).only("language", "words").first()
    if entry is not None:
        SearchEntry.objects.filter(pk=page_id).delete()
        _forget_words(entry.language, entry.words)


def rebuild() -> int:
    """Make the index anew from all pages and return how many it holds then."""
    with transaction.atomic():
        SearchEntry.objects.all().delete()
        SearchWord.objects.all().delete()
        pages = Page.objects.filter(depth__gt=1).live().public().order_by("pk")
        refresh_pages(pages.specific().iterator(100))
    return SearchEntry.objects.count()


def build_entry(page: BasePage) -> tuple[SearchEntry, dict[str, str]]:
    """The row for `page`, and its words: folded → as written."""
    language = page.locale.language_code
    with translation.override(language):
        parts = page.search_parts()
        for topic in page.search_topics:
            parts["C"] += "".join(f"\n{name}" for name in topic.all_names)
        details = [str(detail)[:255] for detail in page.search_details if detail]
    documents = [document for document in page.search_documents if document.title]
    titles = "\n".join(clean(document.title) for document in documents)
    text = "\n".join(filter(None, (parts["B"], parts["D"], titles)))[:LONGEST_TEXT]
    title = clean(page.title)[:255]
    spellings = count_spellings("\n".join((parts["A"], parts["C"], text)))
    entry = SearchEntry(
        page_id=page.pk,
        language=language,
        configuration=configuration(language),
        kind=page.search_kind.code,
        year=page.search_year,
        topics=sorted(topic.slug for topic in page.search_topics),
        title=title,
        details=details,
        text=text,
        folded_title=fold(title, language),
        folded_text=fold(text, language),
        words=sorted(spellings),
        vector=_build_vector(parts, documents, language),
    )
    return entry, spellings


def _build_vector(parts, documents, language: str):
    vector = _weighted(parts["A"], language, "A")
    for weight in ("B", "C", "D"):
        vector += _weighted(parts[weight][:LONGEST_TEXT], language, weight)
    for document in documents:
        vector += _weighted(clean(document.title), document.language or language, "C")
        if document.language != language:
            vector += _weighted(clean(document.title), language, "C")
    return vector


def _weighted(text: str, language: str, weight: str) -> SearchVector:
    folded = Value(fold(text, language), output_field=TextField())
    return SearchVector(folded, config=configuration(language), weight=weight)


def count_spellings(text: str) -> dict[str, str]:
    """Each word of `text`, folded → as it is written most often, in small letters."""
    counted: dict[str, Counter] = {}
    for spelling in WORD.findall(TOKEN.sub(" ", text)):
        if SHORTEST_WORD <= len(spelling) <= LONGEST_WORD:
            counted.setdefault(fold(spelling), Counter())[spelling.lower()] += 1
    return {
        word: max(counts, key=lambda spelling: (counts[spelling], spelling))
        for word, counts in counted.items()
        if word.isalpha()
    }


def _forget_words(language: str, words: Iterable[str]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(FORGET_WORDS, [language, sorted(words)])
