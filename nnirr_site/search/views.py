"""The search page: a plain GET form whose address can be shared."""

from __future__ import annotations

from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.models import Locale

from nnirr_site.http.caching import public_page
from nnirr_site.i18n.language_links import language_name
from nnirr_site.models.listing import (
    Choice,
    Filter,
    Listing,
    Row,
    build_filter,
    choose,
    count_values,
    page_of,
)
from nnirr_site.models.topics import topics_by_id
from nnirr_site.search import matching
from nnirr_site.search.spelling import SHORTEST_WORD, nearest_words
from nnirr_site.search.synonyms import add_synonyms
from nnirr_site.search.terms import clean_query, split_terms
from nnirr_site.text.plaintext import fold

RESULTS_PER_PAGE = 10
ALL_LANGUAGES = "all"
FACETS = ["kind", "topic", "language", "year"]
MOST_CORRECTED = 3
TOPICS_OFFERED = 12


class Search:
    """One search: what was asked for, and what there is to show."""

    def __init__(self, query: str, parameters: QueryDict, language: str, operator: str = "&"):
        """`language` is the one of the page, whose pages are searched unless others are wanted.

        `operator` is `&` for pages with all words, `|` for pages with any of them.
        """
        self.query = query
        self.operator = operator
        self.parameters = parameters
        self.home_language = language
        self.terms = add_synonyms(split_terms(query))
        self.entries = matching.visible_entries()

    @cached_property
    def language(self) -> str:
        """The language whose pages are searched, or '' for all."""
        wanted = self.parameters.get("language", "")
        if wanted == ALL_LANGUAGES:
            return ""
        return wanted if wanted in dict(settings.WAGTAIL_CONTENT_LANGUAGES) else self.home_language

    @cached_property
    def compiled(self) -> list[matching.CompiledTerm]:
        return matching.compile_terms(self.terms, self.language or self.home_language)

    @cached_property
    def condition(self) -> matching.CompiledQuery | None:
        return matching.join_terms(self.compiled, self.operator)

    @property
    def is_senseless(self) -> bool:
        """True if something was typed and none of it can be searched for."""
        return bool(self.query) and self.condition is None

    @property
    def matches(self):
        if self.is_senseless:
            return self.entries.none()
        return self.entries.filter(vector=self.condition) if self.condition else self.entries

    @cached_property
    def rows(self) -> list[Row]:
        return matching.count_entries(self.matches)

    @cached_property
    def topics(self) -> dict[str, str]:
        """Slug → name of the topics of what was found."""
        slugs = {slug for row in self.rows for slug in row.values["topic"]}
        topics = [topic for topic in topics_by_id().values() if topic.slug in slugs]
        return {
            topic.slug: topic.label for topic in sorted(topics, key=lambda topic: fold(topic.label))
        }

    @cached_property
    def options(self) -> dict[str, list[tuple[str, str]]]:
        """Filter name → values and labels, of what was found."""
        years = sorted({year for row in self.rows for year in row.values["year"]}, reverse=True)
        return {
            "kind": [(code, kind.plural) for code, kind in matching.search_kinds().items()],
            "topic": list(self.topics.items()),
            "year": [(year, year) for year in years],
        }

    @cached_property
    def chosen(self) -> dict[str, str]:
        return choose(self.parameters, self.options) | {"language": self.language}

    @cached_property
    def counts(self):
        return count_values(self.rows, FACETS, self.chosen)

    @property
    def count(self) -> int:
        return self.count_with(self.chosen)

    @property
    def count_without_filters(self) -> int:
        return self.count_with({"language": self.language})

    def count_with(self, chosen: dict[str, str]) -> int:
        return sum(row.count for row in self.rows if row.matches(chosen))

    def loosened(self) -> Search | None:
        """The search for pages with any of the words, if there are several and it finds some."""
        if len(self.compiled) < 2 or self.is_senseless:
            return None
        looser = Search(self.query, self.parameters, self.home_language, "|")
        return looser if looser.count else None

    @cached_property
    def listing(self) -> Listing:
        """The filters with their counts; the kind stands apart, as links."""
        listing = Listing(q=self.query)
        labels = {
            "kind": (_("Kind"), _("Everything")),
            "topic": (_("Topic"), _("Any topic")),
            "year": (_("Year"), _("Any year")),
        }
        for name, (label, any_label) in labels.items():
            options, counts = self.options[name], self.counts[name]
            build_filter(listing, self.parameters, name, label, any_label, options, counts)
        listing.filters[0].is_select = False
        listing.filters.insert(2, self.build_language_filter(listing))
        listing.hidden = [("q", self.query)] if self.query else []
        if self.chosen["kind"]:
            listing.hidden.append(("kind", self.chosen["kind"]))
        return listing

    def build_language_filter(self, listing: Listing) -> Filter:
        """The language of the page goes without saying; the others and all of them are choices."""
        wanted, counts = self.parameters.get("language", ""), self.counts["language"]
        others = [code for code, _name in settings.WAGTAIL_CONTENT_LANGUAGES]
        others = [code for code in others if code != self.home_language]
        choices = [
            Choice(code, language_name(code), code == wanted, counts[code]) for code in others
        ]
        choices = [choice for choice in choices if choice.count or choice.is_selected]
        if choices:
            is_all = wanted == ALL_LANGUAGES
            everything = Choice(ALL_LANGUAGES, _("All languages"), is_all, counts.total())
            choices.insert(0, everything)
        if wanted not in {"", self.home_language, *(choice.value for choice in choices)}:
            listing.unknown.append(_("Language"))
        label = f"{language_name(self.home_language)} ({counts[self.home_language]})"
        return Filter("language", _("Language"), label, choices)

    def kind_links(self) -> list[dict[str, object]]:
        """Everything, and each kind that there is: label, count, query string."""
        kind_filter = self.listing.filters[0]
        links = [
            {
                "label": choice.label,
                "count": choice.count,
                "query": self.listing.query_without("kind", kind=choice.value),
                "is_current": choice.is_selected,
            }
            for choice in kind_filter.choices
        ]
        everything = {
            "label": kind_filter.any_label,
            "count": self.counts["kind"].total(),
            "query": self.listing.query_without("kind"),
            "is_current": not self.chosen["kind"],
        }
        return [everything, *links] if links else []

    def results(self, request: HttpRequest):
        """The page of results that `?page=` asks for. Raises `Http404` if there is none."""
        page = page_of(range(self.count), self.parameters, RESULTS_PER_PAGE)
        if not self.count:
            return page
        found = matching.narrow(self.matches, self.chosen)
        found = matching.mark_matches(
            matching.rank(found, self.condition, self.terms), self.condition
        )
        kinds = matching.search_kinds()
        first = page.start_index() - 1
        entries = found[first : first + RESULTS_PER_PAGE]
        page.object_list = [matching.build_result(entry, kinds, request) for entry in entries]
        return page

    def suggest(self) -> str:
        """The query with the words corrected that no page has, if that finds something; or ''."""
        corrected, corrections = self.query, 0
        for term in reversed(self.terms):
            if corrections == MOST_CORRECTED or not self.is_misspelled(term):
                continue
            near = nearest_words(term.text, self.language or self.home_language)
            if near:
                corrected = corrected[: term.start] + near[0] + corrected[term.end :]
                corrections += 1
        if corrected == self.query:
            return ""
        # A word of the index may stand on pages that have just been hidden.
        better = Search(corrected, QueryDict(), self.language or self.home_language)
        return corrected if better.count or better.loosened() else ""

    def is_misspelled(self, term) -> bool:
        if not term.is_word or term.is_excluded or len(term.text) < SHORTEST_WORD:
            return False
        compiled = [item for item in self.compiled if item.term == term]
        return bool(compiled) and not self.entries.filter(vector=compiled[0].query).exists()


def home_language() -> str:
    """The language of the page if there are pages in it, else the one that stands in for it."""
    language = get_language() or settings.LANGUAGE_CODE
    known = dict(settings.WAGTAIL_CONTENT_LANGUAGES)
    return language if language in known else Locale.get_default().language_code


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Any query, however odd, gives a page that explains and helps on."""
    query, notice = clean_query(request.GET.get("q", ""))
    search = Search(query, request.GET, home_language())
    suggestion = "" if search.count or search.is_senseless else search.suggest()
    if not search.count:
        search = search.loosened() or search
    is_asked = bool(query) or bool(search.listing.selected)
    context = {
        "query": query,
        "notice": notice,
        "is_asked": is_asked,
        "is_senseless": search.is_senseless,
        "is_loosened": search.operator == "|",
        "suggestion": suggestion,
        "listing": search.listing,
        "kind_links": search.kind_links(),
        "topic_links": topic_links(search, is_asked),
        "language_links": language_links(search),
        "count_without_filters": search.count_without_filters,
        "results": search.results(request) if is_asked else None,
        "count": search.count if is_asked else 0,
    }
    return public_page(render(request, "nnirr_site/search.html", context))


def topic_links(search: Search, is_asked: bool) -> list[dict[str, object]]:
    """The topics with most pages, where there is no word yet or none that finds anything."""
    if search.count and is_asked:
        return []
    everything = Search("", QueryDict(), search.home_language) if is_asked else search
    names = everything.topics
    common = everything.counts["topic"].most_common(TOPICS_OFFERED)
    links = [
        {"label": names[slug], "count": count, "query": urlencode({"topic": slug})}
        for slug, count in common
        if slug in names
    ]
    return sorted(links, key=lambda link: link["label"])


def language_links(search: Search) -> list[dict[str, object]]:
    """Where else something was found, when nothing was in the language that was searched."""
    if search.count or search.is_senseless:
        return []
    return [
        {
            "code": code,
            "label": language_name(code),
            "count": search.counts["language"][code],
            "query": search.listing.query_without("language", language=code),
        }
        for code, _name in settings.WAGTAIL_CONTENT_LANGUAGES
        if search.counts["language"][code] and code != search.language
    ]
