"""Filtering and paging of index pages, with addresses that can be shared."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.core.paginator import EmptyPage, Page, PageNotAnInteger, Paginator
from django.http import Http404
from django.utils.translation import gettext_lazy as _

PAGE_SIZE = 20


@dataclass
class Choice:
    value: str
    label: str
    is_selected: bool = False


@dataclass
class Filter:
    """One select of a filter form. An unknown value is ignored, and the page says so."""

    name: str
    label: str
    any_label: str
    choices: list[Choice]
    language: str = ""

    @property
    def selected(self) -> Choice | None:
        return next((choice for choice in self.choices if choice.is_selected), None)


@dataclass
class Listing:
    """What an index page shows: the filters, the page of results and what was not understood."""

    filters: list[Filter] = field(default_factory=list)
    page: Page | None = None
    unknown: list[str] = field(default_factory=list)

    @property
    def selected(self) -> list[tuple[Filter, Choice]]:
        return [(item, item.selected) for item in self.filters if item.selected]

    @property
    def query(self) -> str:
        """The chosen filters as a query string, for links to other pages of the results."""
        return urlencode({item.name: choice.value for item, choice in self.selected})

    def query_without(self, name: str) -> str:
        return urlencode(
            {item.name: choice.value for item, choice in self.selected if item.name != name}
        )

    @property
    def chips(self) -> list[dict[str, str]]:
        """The chosen filters, each with the query string that takes it away."""
        return [
            {"label": choice.label, "query": self.query_without(item.name)}
            for item, choice in self.selected
        ]


def build_filter(
    listing: Listing, query, name: str, label: str, any_label: str, options: list[tuple[str, str]]
) -> str:
    """Add a filter to `listing` and return the value that `query` (a QueryDict) chose, or ''."""
    wanted = query.get(name, "")[:100]
    choices = [Choice(value, text, value == wanted) for value, text in options]
    item = Filter(name, label, any_label, choices)
    listing.filters.append(item)
    if wanted and not item.selected:
        listing.unknown.append(str(label))
        return ""
    return wanted


def page_of(items, query, size: int = PAGE_SIZE) -> Page:
    """The page of `items` that `?page=` asks for.

    Raises `Http404` for a page that does not exist: showing another one under its address
    would give two addresses to one list.
    """
    number = query.get("page", "1")
    try:
        return Paginator(items, size).page(number[:10])
    except (PageNotAnInteger, EmptyPage):
        raise Http404(_("There is no such page in this list.")) from None
