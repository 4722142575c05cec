"""Finds entries of the search index: which, how many of each sort, in which order, and why."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape

from django.apps import apps
from django.contrib.postgres.search import SearchHeadline, SearchQuery, SearchRank
from django.db import connection
from django.db.models import Case, Count, F, FloatField, Q, QuerySet, Value, When
from django.db.models.functions import Left, Length
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import Truncator
from wagtail.models import Page

from nnirr_site.http.page_cache.restrictions import public
from nnirr_site.i18n.locales import own_words
from nnirr_site.models import BasePage, SearchEntry
from nnirr_site.models.listing import Row
from nnirr_site.models.searchable import SearchKind
from nnirr_site.search.configurations import CONFIGURATIONS, WITHOUT_STEMMING, configuration
from nnirr_site.search.synonyms import add_synonyms
from nnirr_site.search.terms import Term, split_terms
from nnirr_site.text.live_figures import fill_in
from nnirr_site.text.plaintext import fold

# From the text (D) to the title (A).
WEIGHTS = [0.1, 0.2, 0.4, 1.0]
EXCERPT_REACH = 30_000
EXCERPT_LENGTH = 240
LABEL_PENALTY = 1.5
SENTENCE_ENDS = (".", "!", "?", "…", "؟")
QUOTATION_ENDS = " \"'”’»)"
# Between a sentence and one that begins with a capital letter, or between lines.
BOUNDARY = re.compile(r"""(?<=[.!?…])(?:["'”’»)]*)(\s+)(?=[^\W\d_a-z]|[¿¡“"«(])|(\n)""")
# Private-use characters, which `fold` leaves in no text.
MARK, UNMARK = "\ue000", "\ue001"


class CompiledQuery(SearchQuery):
    """A tsquery that PostgreSQL itself has written, so that it parses whatever was typed."""

    template = "%(expressions)s::tsquery"


@dataclass(frozen=True)
class CompiledTerm:
    term: Term
    text: str

    @property
    def query(self) -> CompiledQuery:
        return CompiledQuery(self.text)


def compile_terms(terms: list[Term], language: str) -> list[CompiledTerm]:
    """The terms as PostgreSQL reads them, without stop words of `language`. One query.

    A term matches in the form that any language gives it: documents keep their own language.
    """
    if not terms:
        return []
    languages = {"": WITHOUT_STEMMING, **CONFIGURATIONS}
    selects, parameters = [], []
    for number, term in enumerate(terms):
        for text in (term.text, *term.alternatives):
            is_plain = " " not in text or (term.is_loose and text == term.text)
            call = f"{'plainto' if is_plain else 'phraseto'}_tsquery(%s::regconfig, %s)"
            forms = ", ".join([f"{call}::text"] * len(languages))
            selects.append(f"SELECT {number}, numnode({call}) > 0, ARRAY[{forms}]")
            parameters += [configuration(language), fold(text, language)]
            for code, name in languages.items():
                parameters += [name, fold(text, code)]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(selects), parameters)
        rows = sorted(cursor.fetchall())
    found: dict[int, dict[str, None]] = {}
    for number, is_word, forms in rows:
        if is_word:
            found.setdefault(number, {}).update(dict.fromkeys(filter(None, forms)))
    return [
        CompiledTerm(terms[number], " | ".join(f"({form})" for form in forms))
        for number, forms in found.items()
    ]


def join_terms(compiled: list[CompiledTerm], operator: str = "&") -> CompiledQuery | None:
    """One query for all terms, or with `|` for any of them; None if there is nothing to find."""
    wanted = [f"({item.text})" for item in compiled if not item.term.is_excluded]
    unwanted = [f"!({item.text})" for item in compiled if item.term.is_excluded]
    if not wanted:
        return None
    return CompiledQuery(" & ".join([f"({f' {operator} '.join(wanted)})", *unwanted]))


def visible_entries() -> QuerySet[SearchEntry]:
    """Entries of pages that are published and open to everybody at this moment.

    The index holds no others; asking again costs one query and forgives no forgotten signal.
    """
    return SearchEntry.objects.filter(page__in=public(Page.objects.live()).filter(own_words()))


def count_entries(entries: QuerySet[SearchEntry]) -> list[Row]:
    """All entries in one query; those that every filter sees alike make one row."""
    groups = entries.order_by().values_list("kind", "language", "year", "topics")
    return [
        Row(
            {
                "kind": (kind,),
                "language": (language,),
                "year": (str(year),) if year else (),
                "topic": tuple(topics),
            },
            count,
        )
        for kind, language, year, topics, count in groups.annotate(number=Count("pk"))
    ]


def narrow(entries: QuerySet[SearchEntry], chosen: dict[str, str]) -> QuerySet[SearchEntry]:
    """The entries that the chosen filters leave; a value of '' leaves all."""
    condition = Q()
    for name in ("kind", "language", "year"):
        if chosen.get(name):
            condition &= Q(**{name: chosen[name]})
    if chosen.get("topic"):
        condition &= Q(topics__contains=[chosen["topic"]])
    return entries.filter(condition)


def rank(entries: QuerySet[SearchEntry], query: CompiledQuery | None, terms: list[Term]):
    """In order of relevance; without a query the newest first.

    A title that holds the whole query counts more, the more of the title it makes up. Of equals
    the newer is first.
    """
    newest = (F("year").desc(nulls_last=True), "title", "pk")
    if query is None:
        return entries.order_by(*newest)
    typed = " ".join(term.text for term in terms if not term.is_excluded)
    in_title = Q(folded_title__contains=typed) | Q(folded_title__contains=fold(typed, "es"))
    share = Value(float(len(typed))) / Length("folded_title")
    bonus = Case(When(in_title, then=share), default=0.0, output_field=FloatField())
    score = SearchRank(F("vector"), query, weights=WEIGHTS) + bonus
    return entries.alias(score=score).order_by(F("score").desc(), *newest)


def mark_matches(
    entries: QuerySet[SearchEntry], query: CompiledQuery | None
) -> QuerySet[SearchEntry]:
    """Add where the query was found: `marked_title` and `marked_text`."""
    entries = entries.select_related("page__locale").defer("vector", "words", "folded_text")
    if query is None:
        return entries
    options = {"config": F("configuration"), "start_sel": MARK, "stop_sel": UNMARK}
    return entries.annotate(
        marked_title=SearchHeadline("folded_title", query, highlight_all=True, **options),
        marked_text=SearchHeadline(
            Left("folded_text", EXCERPT_REACH), query, highlight_all=True, **options
        ),
    )


def find_pages(typed: str, language: str, page_ids: list[int]) -> dict[int, int]:
    """Those of `page_ids` that match what was typed, each with its place by relevance."""
    terms = add_synonyms(split_terms(typed))
    query = join_terms(compile_terms(terms, language))
    if query is None:
        return {}
    entries = SearchEntry.objects.filter(page__in=page_ids, vector=query)
    ranked = rank(entries, query, terms).values_list("page_id", flat=True)
    return {page_id: place for place, page_id in enumerate(ranked)}


@dataclass(frozen=True)
class Result:
    """One found page as the list shows it. Title and excerpt are safe HTML."""

    title: SafeString
    excerpt: SafeString
    url: str
    kind: str
    details: list[str]
    language: str


def build_result(entry: SearchEntry, kinds: dict[str, SearchKind], request=None) -> Result:
    return Result(
        title=mark_words(entry.title, find_spans(getattr(entry, "marked_title", None) or "")),
        excerpt=cut_excerpt(entry, getattr(entry, "marked_text", None) or ""),
        url=entry.page.get_url(request) or "",
        kind=kinds[entry.kind].label if entry.kind in kinds else "",
        details=entry.details,
        language=entry.language,
    )


def mark_words(text: str, spans: list[tuple[int, int]]) -> SafeString:
    """`text`, escaped, with `<mark>` around the places that `spans` names, in their order."""
    pieces, position = [], 0
    for start, end in join_spans(text, spans):
        between, marked = escape(text[position:start]), escape(text[start:end])
        pieces += [fill_in(between), "<mark>", marked, "</mark>"]
        position = end
    pieces.append(fill_in(escape(text[position:])))
    # Every piece of the text was escaped above, and `fill_in` escapes the figures.
    return mark_safe("".join(pieces))  # noqa: S308


def find_spans(marked: str) -> list[tuple[int, int]]:
    """First and last place of each word that PostgreSQL has marked in a folded text."""
    spans, position = [], 0
    for number, piece in enumerate(marked.replace(UNMARK, MARK).split(MARK)):
        if number % 2:
            spans.append((position, position + len(piece)))
        position += len(piece)
    return spans


def join_spans(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """`spans` with those as one that only a blank separates."""
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        if joined and text[joined[-1][1] : start] == " ":
            start = joined.pop()[0]
        joined.append((start, end))
    return joined


def cut_excerpt(entry: SearchEntry, marked: str) -> SafeString:
    """The sentences of the text that say most of what was looked for; else how it begins."""
    text = entry.text[:EXCERPT_REACH]
    spans = find_spans(marked)
    if not spans:
        first_line = unescape(fill_in(escape(text.partition("\n")[0])))
        return escape(Truncator(first_line).chars(EXCERPT_LENGTH))
    sentences = [sentence for sentence in split_sentences(text, spans) if sentence.spans]
    best = sorted(sentences, key=lambda sentence: (-sentence.score(text), sentence.start))
    chosen, length = best[:1], best[0].length
    for sentence in best[1:3]:
        if length + sentence.length <= EXCERPT_LENGTH:
            chosen.append(sentence)
            length += sentence.length
    chosen.sort(key=lambda sentence: sentence.start)
    pieces, end = [], 0
    for sentence in chosen:
        if text[end : sentence.start].strip():
            pieces.append("… ")
        pieces += [sentence.show(text), " "]
        end = sentence.end
    return mark_safe("".join(pieces).strip())  # noqa: S308


def split_sentences(text: str, spans: list[tuple[int, int]]) -> list[Sentence]:
    """The sentences and lines of `text`, each with those of `spans` that lie in it."""
    gaps = [found.span(found.lastindex) for found in BOUNDARY.finditer(text)]
    starts = [0, *(end for _start, end in gaps)]
    ends = [*(start for start, _end in gaps), len(text)]
    return [
        Sentence(start, end, [span for span in spans if start <= span[0] and span[1] <= end])
        for start, end in zip(starts, ends, strict=True)
    ]


@dataclass(frozen=True)
class Sentence:
    """A sentence or line of a text, and the words in it that were looked for."""

    start: int
    end: int
    spans: list[tuple[int, int]]

    @property
    def length(self) -> int:
        return self.end - self.start

    def score(self, text: str) -> float:
        """How many of the words it has; a whole sentence says more than a heading or a source."""
        words = {text[start:end].lower() for start, end in self.spans}
        is_sentence = text[self.start : self.end].rstrip(QUOTATION_ENDS).endswith(SENTENCE_ENDS)
        return len(words) if is_sentence else len(words) - LABEL_PENALTY

    def show(self, text: str) -> SafeString:
        """The sentence as HTML; of a very long one what surrounds the first word found."""
        start, end = self.start, self.end
        if self.length > EXCERPT_LENGTH:
            first = self.spans[0][0]
            if first - start > EXCERPT_LENGTH // 2:
                start = text.find(" ", first - EXCERPT_LENGTH // 3) + 1
            end = min(end, max(text.rfind(" ", start, start + EXCERPT_LENGTH), self.spans[0][1]))
        spans = [(a - start, b - start) for a, b in self.spans if a >= start and b <= end]
        shown = mark_words(text[start:end].rstrip(), spans)
        before, after = "… " if start > self.start else "", " …" if end < self.end else ""
        return format_html("{}{}{}", before, shown, after)


def search_kinds() -> dict[str, SearchKind]:
    """Every kind that a page type of this site declares, by code, in the order of their names."""
    kinds = {
        model.search_kind.code: model.search_kind
        for model in apps.get_models()
        if issubclass(model, BasePage)
    }
    return dict(sorted(kinds.items(), key=lambda item: str(item[1].plural)))
