"""The figures of the Migrant Workers Convention that sentences on the site use."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from functools import partial

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from initiatives.convention import ADOPTED_ON, IN_FORCE_SINCE, count_days, count_years
from initiatives.models import State, TrackerPage
from initiatives.models.states import all_states, find_as_of
from nnirr_site.http.page_cache.kept import once_per_generation
from nnirr_site.http.page_cache.restrictions import is_for_all
from nnirr_site.http.page_cache.tree import tree
from nnirr_site.i18n.locales import code_of
from nnirr_site.text.live_figures import Figure, FigureReading, register_figure


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


def count_states(is_counted: Callable[[State], bool]) -> FigureReading:
    """How many States are counted; no number while there are no States at all."""
    states = all_states()
    number = sum(1 for state in states if is_counted(state)) if states else None
    return FigureReading(number, find_as_of(states))


def read_latest_party(read: Callable[[State], FigureReading]) -> FigureReading:
    """What `read` says of the State that joined last."""
    states = all_states()
    parties = [state for state in states if state.action_date]
    if not parties:
        return FigureReading(None, find_as_of(states))
    return read(max(parties, key=lambda state: (state.action_date, state.name)))


def _latest_name(state: State) -> FigureReading:
    return FigureReading(state.display_name, find_as_of(all_states()))


def _latest_date(state: State) -> FigureReading:
    return FigureReading(
        state.action_date, find_as_of(all_states()), precision=state.action_date_precision
    )


def count_since(date: datetime.date, count: Callable[..., int]) -> FigureReading:
    today = timezone.localdate()
    return FigureReading(count(date, today), today)


def is_party(state: State) -> bool:
    return state.status == State.Status.PARTY


def _counted(key: str, label: str, is_counted: Callable[[State], bool]) -> Figure:
    return Figure(key, label, partial(count_states, is_counted), find_tracker)


def register_figures() -> None:
    """Offer all figures of the Convention. Called once when the site starts."""
    status, act = State.Status, State.Act
    figures = [
        _counted("states_parties", _("States parties"), is_party),
        _counted(
            "signatories_only",
            _("States that signed only"),
            lambda state: state.status == status.SIGNATORY,
        ),
        _counted("signatures", _("States that signed"), lambda state: bool(state.signature_date)),
        _counted(
            "un_members_without_action",
            _("UN members that have neither signed nor joined"),
            lambda state: state.is_un_member and state.status == status.NONE,
        ),
        _counted("un_members", _("UN members"), lambda state: state.is_un_member),
        _counted(
            "ratifications",
            _("Ratifications"),
            lambda state: is_party(state) and state.act == act.RATIFICATION,
        ),
        _counted(
            "accessions",
            _("Accessions"),
            lambda state: is_party(state) and state.act == act.ACCESSION,
        ),
        *(
            _counted(
                f"states_parties_{region.value}",
                region_label,
                lambda state, region=region: is_party(state) and state.region == region,
            )
            for region, region_label in (
                (State.Region.AFRICA, _("States parties in Africa")),
                (State.Region.AMERICAS, _("States parties in the Americas")),
                (State.Region.ASIA, _("States parties in Asia")),
                (State.Region.EUROPE, _("States parties in Europe")),
                (State.Region.OCEANIA, _("States parties in Oceania")),
            )
        ),
        Figure(
            "latest_party",
            _("State that joined last"),
            partial(read_latest_party, _latest_name),
            find_tracker,
        ),
        Figure(
            "latest_party_date",
            _("When the last State joined"),
            partial(read_latest_party, _latest_date),
            find_tracker,
        ),
        Figure(
            "states_as_of",
            _("Date of the table of States"),
            lambda: FigureReading(find_as_of(all_states())),
            find_tracker,
        ),
        Figure(
            "days_since_adoption",
            _("Days since the Convention was adopted"),
            partial(count_since, ADOPTED_ON, count_days),
        ),
        Figure(
            "years_since_adoption",
            _("Years since the Convention was adopted"),
            partial(count_since, ADOPTED_ON, count_years),
        ),
        Figure(
            "years_in_force",
            _("Years in force"),
            partial(count_since, IN_FORCE_SINCE, count_years),
        ),
    ]
    for figure in figures:
        register_figure(figure)
