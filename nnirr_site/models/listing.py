"""Filtering, counting and paging of lists, with addresses that can be shared."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.core.paginator import EmptyPage, Page, PageNotAnInteger, Paginator
from django.http import Http404
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

PAGE_SIZE = 20
LONGEST_VALUE = 100


@dataclass
class Choice:
    """One value of a filter. `count` says how many rows it would leave, if anybody counted."""

    value: str
    label: str
    is_selected: bool = False
    count: int | None = None


@dataclass
class Filter:
    """One select of a filter form. An unknown value is ignored, and the page says so.

    With `is_select` off the page offers the choices in another way.
    """

    name: str
    label: str
    any_label: str
    choices: list[Choice]
    language: str = ""
    is_select: bool = True

    @property
    def selected(self) -> Choice | None:
        return next((choice for choice in self.choices if choice.is_selected), None)


@dataclass
class Listing:
    """What an index page shows: the filters, the page of results and what was not understood.

    `q` is what was searched for, asked in a field if `has_search`; `sort` the orders that can be
    chosen; `hidden` the names and values that the form carries along.
    """

    filters: list[Filter] = field(default_factory=list)
    page: Page | None = None
    unknown: list[str] = field(default_factory=list)
    has_search: bool = False
    q: str = ""
    sort: Filter | None = None
    hidden: list[tuple[str, str]] = field(default_factory=list)

    @property
    def selects(self) -> list[Filter]:
        """The filters of the form that have something to choose from."""
        filters = [*self.filters, self.sort] if self.sort else self.filters
        return [item for item in filters if item.choices and item.is_select]

    @property
    def selected(self) -> list[tuple[Filter, Choice]]:
        return [(item, item.selected) for item in self.filters if item.selected]

    @property
    def query(self) -> str:
        """What was chosen as a query string, for links to other pages of the results."""
        return self.query_without()

    def query_without(self, *names: str, **changes: str) -> str:
        """The same without what `names` chose, and with `changes` made."""
        values = {"q": self.q} if self.q else {}
        values |= {item.name: choice.value for item, choice in self.selected}
        if self.sort and self.sort.selected:
            values[self.sort.name] = self.sort.selected.value
        values = {name: value for name, value in values.items() if name not in names}
        return urlencode(values | changes)

    @property
    def chips(self) -> list[dict[str, str]]:
        """What narrows the list, each with the query string that takes it away."""
        chips = []
        if self.q and self.has_search:
            label = _("“%(query)s”") % {"query": self.q}
            chips.append({"label": label, "query": self.query_without("q")})
        return chips + [
            {"label": choice.label, "query": self.query_without(item.name)}
            for item, choice in self.selected
            if item.is_select
        ]


def choose(query, options: dict[str, Iterable[tuple[str, str]]]) -> dict[str, str]:
    """What `query` (a QueryDict) chooses of `options` (filter name → values and labels)."""
    chosen = {}
    for name, offered in options.items():
        wanted = query.get(name, "")
        chosen[name] = wanted if wanted in {value for value, _label in offered} else ""
    return chosen


def build_filter(
    listing: Listing,
    query,
    name: str,
    label: str,
    any_label: str,
    options: Iterable[tuple[str, str]],
    counts: Counter | None = None,
) -> str:
    """Add a filter to `listing` and return the value that `query` (a QueryDict) chose, or ''.

    With `counts` (value → rows) values that would leave nothing are not offered, but one that was
    chosen stays.
    """
    wanted = query.get(name, "")[:LONGEST_VALUE]
    choices = [
        Choice(value, text, value == wanted, None if counts is None else counts[value])
        for value, text in options
        if counts is None or counts[value] or value == wanted
    ]
    item = Filter(name, label, any_label, choices)
    listing.filters.append(item)
    if wanted and not item.selected:
        listing.unknown.append(str(label))
        return ""
    return wanted


def build_sort(listing: Listing, query, options: Iterable[tuple[str, str]]) -> str:
    """Let readers choose an order; the first of `options` holds while they have not."""
    options = list(options)
    wanted = query.get("sort", "")[:LONGEST_VALUE]
    choices = [Choice(value, text, value == wanted) for value, text in options[1:]]
    listing.sort = Filter("sort", _("Order"), options[0][1], choices)
    if wanted and wanted != options[0][0] and not listing.sort.selected:
        listing.unknown.append(str(listing.sort.label))
    return wanted if listing.sort.selected else options[0][0]


@dataclass(frozen=True)
class Row:
    """Rows that are alike: what each filter sees of them, and how many there are."""

    values: dict[str, tuple[str, ...]]
    count: int = 1

    def matches(self, chosen: dict[str, str]) -> bool:
        return all(value in self.values[name] for name, value in chosen.items() if value)


def count_values(rows: Iterable[Row], names: Iterable[str], chosen: dict[str, str]):
    """Filter name → how many rows each of its values leaves beside what the other filters chose."""
    rows, counts = list(rows), {}
    for name in names:
        others = {key: value for key, value in chosen.items() if key != name}
        counts[name] = Counter()
        for row in rows:
            if row.matches(others):
                counts[name].update(dict.fromkeys(row.values[name], row.count))
    return counts


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


MOST_COUNTED = 1000
MOST_PAGES = 1000  # what lies deeper costs as much as reading all before it


class LongPaginator(Paginator):
    """Pages of a query that may have millions of rows, of which a thousand are counted. Beyond them
    a page knows, by one row too many, whether another one follows.
    """

    @cached_property
    def count(self) -> int:
        return min(self._counted, MOST_COUNTED)

    @cached_property
    def _counted(self) -> int:
        return self.object_list[: MOST_COUNTED + 1].count()

    @property
    def is_more(self) -> bool:
        return self._counted > MOST_COUNTED

    def page(self, number) -> Page:
        if not self.is_more:
            return super().page(number)
        try:
            number = int(number)
        except ValueError:
            raise PageNotAnInteger from None
        if not 1 <= number <= MOST_PAGES:
            raise EmptyPage
        first = (number - 1) * self.per_page
        rows = list(self.object_list[first : first + self.per_page + 1])
        if not rows:
            raise EmptyPage
        is_followed = len(rows) > self.per_page and number < MOST_PAGES
        self.num_pages = number + is_followed
        return self._get_page(rows[: self.per_page], number, self)


def page_of_many(rows, query, size: int = PAGE_SIZE) -> Page:
    """As `page_of`, of a query whose rows nobody counts to show some of them."""
    try:
        return LongPaginator(rows, size).page(query.get("page", "1")[:10])
    except (PageNotAnInteger, EmptyPage):
        raise Http404(_("There is no such page in this list.")) from None
