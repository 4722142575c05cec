"""Finds entries of the search index: which, how many of each sort, in which order, and why."""

from __future__ import annotations

from dataclasses import dataclass

from django.apps import apps
from django.contrib.postgres.search import SearchHeadline, SearchQuery, SearchRank
from django.db import connection
from django.db.models import Case, Count, F, FloatField, Q, QuerySet, Value, When
from django.db.models.functions import Left, Length
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from wagtail.models import Page

from nnirr_site.models import BasePage, SearchEntry
from nnirr_site.models.listing import Row
from nnirr_site.models.searchable import SearchKind
from nnirr_site.plaintext import fold
from nnirr_site.search.configurations import CONFIGURATIONS, WITHOUT_STEMMING, configuration
from nnirr_site.search.terms import Term, split_terms

# From the text (D) to the title (A).
WEIGHTS = [0.1, 0.2, 0.4, 1.0]
EXCERPT_REACH = 30_000
SUMMARY_LENGTH = 220
# Private-use characters, which `fold` leaves in no text.
MARK, UNMARK, GAP = "\ue000", "\ue001", "\ue002"
NOT_MARKED = str.maketrans("", "", MARK + UNMARK)


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
        function = "plainto_tsquery" if term.is_word else "phraseto_tsquery"
        call = f"{function}(%s::regconfig, %s)"
        forms = ", ".join([f"{call}::text"] * len(languages))
        selects.append(f"SELECT {number}, numnode({call}) > 0, ARRAY[{forms}]")
        parameters += [configuration(language), fold(term.text, language)]
        for code, name in languages.items():
            parameters += [name, fold(term.text, code)]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(selects), parameters)
        rows = sorted(cursor.fetchall())
    return [
        CompiledTerm(terms[number], " | ".join(filter(None, dict.fromkeys(forms))))
        for number, is_word, forms in rows
        if is_word
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
    return SearchEntry.objects.filter(page__in=Page.objects.live().public())


def count_rows(entries: QuerySet[SearchEntry]) -> list[Row]:
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


def explain(entries: QuerySet[SearchEntry], query: CompiledQuery | None) -> QuerySet[SearchEntry]:
    """Add where the query was found: `marked_title` and `marked_text`."""
    entries = entries.select_related("page__locale").defer("vector", "words", "folded_text")
    if query is None:
        return entries
    options = {"config": F("configuration"), "start_sel": MARK, "stop_sel": UNMARK}
    return entries.annotate(
        marked_title=SearchHeadline("folded_title", query, highlight_all=True, **options),
        marked_text=SearchHeadline(
            Left("folded_text", EXCERPT_REACH),
            query,
            max_fragments=2,
            min_words=9,
            max_words=22,
            fragment_delimiter=GAP,
            **options,
        ),
    )


def find_pages(typed: str, language: str, page_ids: list[int]) -> dict[int, int]:
    """Those of `page_ids` that match what was typed, each with its place by relevance."""
    terms = split_terms(typed)
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
    marked_title = getattr(entry, "marked_title", None) or entry.folded_title
    return Result(
        title=mark_words(entry.title, marked_title),
        excerpt=cut_excerpt(entry, getattr(entry, "marked_text", None) or ""),
        url=entry.page.get_url(request) or "",
        kind=kinds[entry.kind].label if entry.kind in kinds else "",
        details=entry.details,
        language=entry.language,
    )


def mark_words(text: str, marked: str) -> SafeString:
    """`text`, escaped, with `<mark>` where `marked`, its folded form, carries marks."""
    pieces, position = [], 0
    for number, piece in enumerate(marked.replace(UNMARK, MARK).split(MARK)):
        original = conditional_escape(text[position : position + len(piece)].replace("\n", " · "))
        pieces.append(f"<mark>{original}</mark>" if number % 2 else original)
        position += len(piece)
    # Every piece of the text was escaped above.
    return mark_safe("".join(pieces))  # noqa: S308


def cut_excerpt(entry: SearchEntry, marked: str) -> SafeString:
    """The places of the text where the query was found; else how the text begins."""
    if MARK not in marked:
        first_line = entry.text.partition("\n")[0]
        is_cut = len(first_line) > SUMMARY_LENGTH
        summary = first_line[:SUMMARY_LENGTH].rpartition(" ")[0] + " …" if is_cut else first_line
        return conditional_escape(summary)
    folded = fold(entry.text[:EXCERPT_REACH], entry.language)
    pieces, end = [], 0
    for fragment in marked.split(GAP):
        fragment = fragment.strip()
        plain = fragment.translate(NOT_MARKED)
        start = folded.find(plain, end)
        if start < 0 or not plain:
            continue
        if start > end or (start and not end):
            pieces.append("… ")
        end = start + len(plain)
        pieces += [mark_words(entry.text[start:end], fragment), " "]
    if end < len(entry.text):
        pieces.append("…")
    return mark_safe("".join(pieces).strip())  # noqa: S308


def search_kinds() -> dict[str, SearchKind]:
    """Every kind that a page type of this site declares, by code, in the order of their names."""
    kinds = {
        model.search_kind.code: model.search_kind
        for model in apps.get_models()
        if issubclass(model, BasePage)
    }
    return dict(sorted(kinds.items(), key=lambda item: str(item[1].plural)))
