"""The library as its address asks for it: searched, narrowed, counted and ordered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from nnirr_site.i18n.languages import DocumentLanguage
from nnirr_site.i18n.locales import code_of
from nnirr_site.models.listing import (
    Listing,
    Row,
    build_filter,
    build_sort,
    choose,
    count_values,
    page_of,
)
from nnirr_site.models.topics import topics_by_id
from nnirr_site.search.matching import find_pages
from nnirr_site.search.terms import clean_query
from nnirr_site.text.plaintext import fold
from resources.resource_types import ResourceType

if TYPE_CHECKING:
    from resources.models.library import ResourceLibraryPage

FACETS = ["type", "topic", "language", "year"]


@dataclass(frozen=True, kw_only=True)
class ResourceRow(Row):
    """What filters and order see of one resource."""

    pk: int
    title: str
    year: int | None


def build_listing(library: ResourceLibraryPage, query) -> Listing:
    """The filters with their counts and one page of resources for a query string (a QueryDict).

    Raises `Http404` for a page number that does not exist.
    """
    q, _notice = clean_query(query.get("q", ""))
    listing = Listing(has_search=True, q=q)
    rows = fetch_rows(library)
    order = None
    if q:
        order = find_pages(q, code_of(library), [row.pk for row in rows])
        rows = [row for row in rows if row.pk in order]
    options = build_options(rows)
    chosen = choose(query, options)
    counts = count_values(rows, FACETS, chosen)
    labels = {
        "type": (_("Type"), _("Any type")),
        "topic": (_("Topic"), _("Any topic")),
        "language": (_("Language"), _("Any language")),
        "year": (_("Year"), _("Any year")),
    }
    for name, (label, any_label) in labels.items():
        build_filter(listing, query, name, label, any_label, options[name], counts[name])
    sort = build_sort(listing, query, sort_options(is_search=bool(q)))
    found = sort_rows([row for row in rows if row.matches(chosen)], sort, order)
    listing.page = page_of([row.pk for row in found], query)
    listing.page.object_list = fetch_resources(library, listing.page.object_list)
    return listing


def fetch_rows(library: ResourceLibraryPage) -> list[ResourceRow]:
    """All resources of the library in one query, with what they are filtered by."""
    annotated = library.visible_resources().annotate(
        topic_slugs=ArrayAgg(
            "topic_links__tag__slug",
            distinct=True,
            filter=Q(topic_links__isnull=False),
            default=[],
        ),
        download_languages=ArrayAgg(
            "downloads__language", distinct=True, filter=Q(downloads__isnull=False), default=[]
        ),
    )
    fields = ("pk", "title", "year", "resource_type", "topic_slugs", "download_languages")
    return [
        ResourceRow(
            {
                "type": (resource_type,),
                "topic": tuple(topics),
                "language": tuple(languages),
                "year": (str(year),) if year else (),
            },
            pk=pk,
            title=title,
            year=year,
        )
        for pk, title, year, resource_type, topics, languages in annotated.values_list(*fields)
    ]


def fetch_resources(library: ResourceLibraryPage, keys: list[int]) -> list:
    """The resources with these keys, in this order, with what their rows show."""
    found = library.published_resources().in_bulk(keys)
    return [found[pk] for pk in keys if pk in found]


def build_options(rows: list[ResourceRow]) -> dict[str, list[tuple[str, str]]]:
    """Filter name → values and labels of what there is."""
    present = {name: {value for row in rows for value in row.values[name]} for name in FACETS}
    topics = [topic for topic in topics_by_id().values() if topic.slug in present["topic"]]
    return {
        "type": [item for item in ResourceType.choices if item[0] in present["type"]],
        "topic": sorted(
            ((topic.slug, topic.label) for topic in topics), key=lambda item: fold(item[1])
        ),
        "language": [item for item in DocumentLanguage.choices if item[0] in present["language"]],
        "year": [(year, year) for year in sorted(present["year"], reverse=True)],
    }


def sort_options(is_search: bool) -> list[tuple[str, str]]:
    options = [("newest", _("Newest first")), ("title", _("By title"))]
    return [("relevance", _("Best match first")), *options] if is_search else options


def sort_rows(
    rows: list[ResourceRow], sort: str, order: dict[int, int] | None
) -> list[ResourceRow]:
    """In the order chosen; `order` gives each key its place by relevance."""
    if sort == "relevance" and order is not None:
        return sorted(rows, key=lambda row: order[row.pk])
    by_title = sorted(rows, key=lambda row: (fold(row.title), row.pk))
    if sort == "title":
        return by_title
    return sorted(by_title, key=lambda row: -(row.year or 0))
