"""The page that shows where every State stands on the Migrant Workers Convention."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.search import index

from initiatives.exports import DEPOSITARY_URL, LICENCE, build_csv, build_json
from initiatives.models.states import State, all_states, find_as_of, join_names
from initiatives.ratifications import draw_flags
from initiatives.tilemap import HIGHLIGHTED, draw_map, list_moments
from nnirr_site.blocks import BODY_BLOCKS
from nnirr_site.http.addresses import absolute
from nnirr_site.http.page_cache.kept import once_per_generation
from nnirr_site.http.page_cache.restrictions import is_for_all
from nnirr_site.http.page_cache.tree import tree
from nnirr_site.i18n.locales import code_of
from nnirr_site.models import BasePage
from nnirr_site.models.listing import Listing, build_filter
from nnirr_site.seo.structured_data import dataset
from nnirr_site.text.live_figures import find_figure

ASCENDING, DESCENDING = "ascending", "descending"
DEFAULT_SORT = "status"
WHOLE = "all"
"""The value of the filter by status that gives every State a row of its own."""
SORT_KEYS = {
    "status": lambda state: (State.Status.values.index(state.status),),
    "state": lambda state: (),
    "region": lambda state: (str(state.get_region_display()),),
    "date": lambda state: (state.since is None, state.since or 0),
}
SHOWN_FIGURES = (
    "signatories_only",
    "un_members_without_action",
    "days_since_adoption",
    "years_in_force",
)


@dataclass
class Column:
    """A column of the table; `direction` is empty unless the table is sorted by it."""

    key: str
    label: str
    direction: str
    query: str
    """Sorts by this column, or the other way round if that is how it is sorted already."""


@dataclass
class FoldedRegion:
    """What the States of one region have in common that have neither signed nor joined."""

    key: str
    name: str
    states: list[State]

    @property
    def names(self) -> str:
        return join_names(self.states)


@dataclass
class StateTable:
    """The table as the address asks for it: rows, and below them those that only have a name.

    The State that the program addresses stands first, however the others are sorted.
    """

    listing: Listing
    states: list[State]
    sort: str
    direction: str
    folded: list[FoldedRegion] = field(default_factory=list)

    @property
    def folded_number(self) -> int:
        return sum(len(region.states) for region in self.folded)

    @property
    def number(self) -> int:
        return len(self.states) + self.folded_number

    @property
    def order(self) -> dict[str, str]:
        """`sort` and `direction` as far as they differ from the order without them."""
        chosen = {}
        if self.sort != DEFAULT_SORT:
            chosen["sort"] = self.sort
        if self.direction != ASCENDING:
            chosen["direction"] = self.direction
        return chosen

    @property
    def columns(self) -> list[Column]:
        labels = {
            "state": _("State"),
            "region": _("Region"),
            "status": _("Status"),
            "date": _("Since"),
        }
        return [self._build_column(key, label) for key, label in labels.items()]

    def _build_column(self, key: str, label: str) -> Column:
        is_sorted = key == self.sort
        turned = DESCENDING if is_sorted and self.direction == ASCENDING else ASCENDING
        table = StateTable(self.listing, [], key, turned)
        parts = [part for part in (self.listing.query, urlencode(table.order)) if part]
        return Column(key, label, self.direction if is_sorted else "", "&".join(parts))

    @property
    def chips(self) -> list[dict[str, str]]:
        """The chosen filters, each with the query string that takes only it away."""
        order = urlencode(self.order)
        return [
            {
                "label": chip["label"],
                "query": "&".join(part for part in (chip["query"], order) if part),
            }
            for chip in self.listing.chips
        ]


def build_table(states: list[State], query) -> StateTable:
    """The States that `query` (a QueryDict) asks for, in the order that it asks for.

    Values that do not exist are left out and named in `listing.unknown`.
    """
    listing = Listing()
    region = build_filter(
        listing, query, "region", _("Region"), _("All regions"), State.Region.choices
    )
    status = build_filter(
        listing,
        query,
        "status",
        _("Status"),
        _("All States"),
        [*State.Status.choices, (WHOLE, _("All States, a row for each"))],
    )
    sort = _choose(listing, query, "sort", _("Order"), list(SORT_KEYS))
    direction = _choose(listing, query, "direction", _("Direction"), [ASCENDING, DESCENDING])
    if region:
        states = [state for state in states if state.region == region]
    if status not in ("", WHOLE):
        states = [state for state in states if state.status == status]
    states = sort_states(states, sort, direction)
    own = [state for state in states if state.iso2 == HIGHLIGHTED]
    others = [state for state in states if state.iso2 != HIGHLIGHTED]
    folded = [] if status else fold_states(others)
    if folded:
        others = [state for state in others if state.status != State.Status.NONE]
    return StateTable(listing, own + others, sort, direction, folded)


def fold_states(states: list[State]) -> list[FoldedRegion]:
    """By region, those that have neither signed nor joined, by name."""
    idle = sort_states([s for s in states if s.status == State.Status.NONE], "state", ASCENDING)
    regions = (
        FoldedRegion(value, label, [state for state in idle if state.region == value])
        for value, label in State.Region.choices
    )
    return [region for region in regions if region.states]


def _choose(listing: Listing, query, name: str, label: str, allowed: list[str]) -> str:
    wanted = query.get(name, "")
    if wanted and wanted not in allowed:
        listing.unknown.append(str(label))
    return wanted if wanted in allowed else allowed[0]


def sort_states(states: list[State], sort: str, direction: str) -> list[State]:
    """Sort by a column and then by name. States without a date stand last either way."""
    by_name = sorted(states, key=lambda state: state.sort_name)
    if sort == "state":
        return by_name[::-1] if direction == DESCENDING else by_name
    key = SORT_KEYS[sort]
    with_value = [state for state in by_name if sort != "date" or state.since]
    without = [state for state in by_name if sort == "date" and not state.since]
    return sorted(with_value, key=key, reverse=direction == DESCENDING) + without


class TrackerPage(BasePage):
    """The map and the table of all States, with figures and downloads.

    The data are edited under States parties, not here.
    """

    page_description = _("Map and table of the States that joined the Migrant Workers Convention.")
    template = "initiatives/tracker_page.html"
    parent_page_types = ["nnirr_site.HomePage"]
    subpage_types = []
    max_count_per_parent = 1
    sheet = "css/tracker.css"
    sheet_blocks = frozenset({"heading", "prose", "note", "sources"})

    body = StreamField(
        BODY_BLOCKS,
        blank=True,
        verbose_name=_("below the table"),
        help_text=_("What the acts mean, and the sources."),
    )

    content_panels = [*BasePage.content_panels, FieldPanel("body")]
    search_fields = [*BasePage.search_fields, index.SearchField("body")]

    class Meta:
        verbose_name = _("treaty tracker")
        verbose_name_plural = _("treaty trackers")

    def search_parts(self) -> dict[str, str]:
        """With the names of all States: who looks for one finds where it stands."""
        parts = super().search_parts()
        names = "\n".join(state.display_name for state in all_states())
        parts["C"] = f"{parts['C']}\n{names}"
        return parts

    def get_context(self, request, *args, **kwargs):
        # Imported here: both read the models.

        context = super().get_context(request, *args, **kwargs)
        states = all_states()
        table = build_table(states, request.GET)
        context |= {
            "table": table,
            "listing": table.listing,
            "chart": draw_flags(states),
            # Where every State has a row with its date, the flags need no table of their own.
            "shows_years": request.GET.get("status") != WHOLE,
            "table_url": f"{self.url}#years",
            "moments": list_moments(states),
            "regions": draw_map(states),
            "highlighted": next((state for state in states if state.iso2 == HIGHLIGHTED), None),
            "as_of": find_as_of(states),
            "parties": find_figure("states_parties").reading,
            "members": find_figure("un_members").reading,
            "figures": [find_figure(key) for key in SHOWN_FIGURES],
            "latest_party": find_figure("latest_party").reading,
            "latest_party_date": find_figure("latest_party_date").reading,
            "downloads": [
                {"format": "CSV", "url": reverse("states_csv"), "size": len(build_csv(states))},
                {"format": "JSON", "url": reverse("states_json"), "size": len(build_json(states))},
            ],
            "depositary_url": DEPOSITARY_URL,
        }
        return context

    def structured_data(self, request) -> list[dict]:
        # Imported here: it reads the models.

        files = {"text/csv": reverse("states_csv"), "application/json": reverse("states_json")}
        licence = {"@type": "CreativeWork", "name": LICENCE, "url": absolute(self.url or "")}
        return [dataset(self, request, files, isBasedOn=DEPOSITARY_URL, license=licence)]


def find_tracker() -> str:
    """The address of the tracker in the active language, else in another, else empty."""
    return _find_tracker(get_language() or "")


@once_per_generation
def _find_tracker(language: str) -> str:
    pages = [
        page
        for page in tree().pages()
        if page.live and page.specific_class is TrackerPage and is_for_all(page)
    ]
    chosen = next((page for page in pages if code_of(page) == language), None)
    chosen = chosen or next(iter(pages), None)
    return (chosen.url if chosen else None) or ""
