"""How the States joined the Migrant Workers Convention, year by year: the numbers and a drawing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import get_language_bidi

from initiatives.convention import ADOPTED_ON
from initiatives.models.states import State, join_names
from initiatives.tilemap import HIGHLIGHTED

# In the units of the drawing, which is stretched to the width of the page.
COLUMN = FLAG = 10
TOP_ROOM = 8
FREE_COLUMNS = 3
"""Behind the last year: where the State stands that has not joined. Its flag is twice as large."""
DECADE = 10


@dataclass
class JoiningYear:
    """A year in which States joined: which, and how many there were at its end."""

    year: int
    states: list[State]
    total: int

    @property
    def names(self) -> str:
        return join_names(self.states)


@dataclass
class Label:
    """A year below the ground line and where it begins, in percent of the width."""

    year: int
    place: str


@dataclass
class FlagChart:
    """A flag for each State that joined, one above the other on the pole of its year.

    `poles` and `flags` are SVG path data in a drawing of `width` by `height`, whose lower edge is
    the ground line. `empty` outlines the place of `missing`, the State that the program addresses,
    and is empty once it has joined.
    """

    years: list[JoiningYear]
    last_year: int
    missing: State | None
    width: int
    height: int
    poles: str
    flags: str
    empty: str
    labels: list[Label]
    is_mirrored: bool

    @property
    def total(self) -> int:
        return self.years[-1].total

    @property
    def edge(self) -> str:
        """Where the words about the missing State end, in percent of the width."""
        return "1%" if self.is_mirrored else "99%"

    @property
    def fullest(self) -> JoiningYear:
        """The year in which most States joined; of several the first."""
        return max(self.years, key=lambda year: len(year.states))


def list_years(states: Iterable[State]) -> list[JoiningYear]:
    """The years in which States joined, oldest first; in each they stand as they came."""
    parties = [state for state in states if state.status == State.Status.PARTY]
    parties.sort(key=lambda state: (state.action_date, state.sort_name))
    years: list[JoiningYear] = []
    for number, state in enumerate(parties, 1):
        if not years or years[-1].year != state.action_date.year:
            years.append(JoiningYear(state.action_date.year, [], 0))
        years[-1].states.append(state)
        years[-1].total = number
    return years


def draw_flags(states: Iterable[State]) -> FlagChart | None:
    """The drawing from the year of adoption to this one; None as long as no State has joined.

    Time runs as the active language is read.
    """
    states = list(states)
    years = list_years(states)
    if not years:
        return None
    first = ADOPTED_ON.year
    last = max(timezone.localdate().year, years[-1].year)
    missing = next(
        (
            state
            for state in states
            if state.iso2 == HIGHLIGHTED and state.status != State.Status.PARTY
        ),
        None,
    )
    columns = last - first + 1 + (FREE_COLUMNS if missing else 0)
    width, mirrored = columns * COLUMN, get_language_bidi()
    height = max(len(year.states) for year in years) * FLAG + TOP_ROOM

    def place(year: int) -> int:
        across = (year - first) * COLUMN + 1
        return width - across if mirrored else across

    # Cut by hand: its edges are not alike.
    pennant = "l-9 3 8 5z" if mirrored else "l9 3-8 5z"
    poles, flags = [], []
    for year in years:
        top = height - len(year.states) * FLAG - 3
        poles.append(f"M{place(year.year)} {height}V{top}")
        flags.append(f"M{place(year.year)} {top}" + f"m0 {FLAG}".join([pennant] * len(year.states)))
    empty = place(last + FREE_COLUMNS - 1)
    return FlagChart(
        years=years,
        last_year=last,
        missing=missing,
        width=width,
        height=height,
        poles="".join(poles),
        flags="".join(flags),
        empty=f"M{empty} {height}v-28l{-18 if mirrored else 18} 6{16 if mirrored else -16} 10"
        if missing
        else "",
        labels=[
            Label(year, f"{100 * place(year) / width:.4g}%")
            for year in range(first, last - 2, DECADE)
        ],
        is_mirrored=mirrored,
    )
