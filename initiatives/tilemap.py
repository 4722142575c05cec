"""The world with one tile for each State: Tuvalu's is as large as Russia's."""

from __future__ import annotations

import datetime
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass

from initiatives.models.states import State

# The ends of these years are earlier states of the map: the first two States had joined (1993), the
# Convention came into force (2003), twenty years had passed since its adoption (2010), and the
# Global Compact for Migration was adopted (2018).
MOMENTS = (1993, 2003, 2010, 2018)
HIGHLIGHTED = "US"
"""The State that the program addresses has a second ring on the map."""

# Rows of ISO 3166-1 codes; "-" is sea. The order of the regions is that of the page.
GRID = {
    State.Region.AMERICAS: (
        "CA",
        "US",
        "MX - - BS",
        "GT BZ CU HT DO KN AG",
        "SV HN JM - - DM LC",
        "- NI - - - VC BB",
        "- CR PA - - GD TT",
        "- - - CO VE GY SR",
        "- - - EC PE BR",
        "- - - - BO PY",
        "- - - - CL AR UY",
    ),
    State.Region.EUROPE: (
        "IS - - - NO SE FI",
        "- - - - - - EE RU",
        "IE GB - NL DK - LV",
        "- - BE LU DE PL LT BY",
        "- - FR LI CZ SK UA MD",
        "- AD MC CH AT HU RO",
        "PT ES - IT SI HR RS BG",
        "- - - SM - BA ME MK",
        "- - - MT - AL GR",
    ),
    State.Region.AFRICA: (
        "- - - MA DZ TN LY EG",
        "- - MR ML BF NE TD SD ER DJ",
        "CV SN GM GN TG BJ NG CF SS ET SO",
        "- GW SL CI GH GQ CM CD UG KE",
        "- - LR - ST GA CG BI RW TZ SC",
        "- - - - - - AO ZM MW MZ KM",
        "- - - - - - NA BW ZW - MG",
        "- - - - - - ZA LS SZ - MU",
    ),
    State.Region.ASIA: (
        "- - GE - - KZ - - - MN",
        "- TR AM AZ TM UZ KG - - - KP",
        "CY SY IQ IR - AF TJ - - CN KR JP",
        "LB JO KW BH - PK NP BT",
        "IL SA QA AE - - IN BD MM LA VN",
        "- YE OM - - MV LK - TH KH - PH",
        "- - - - - - - - MY - BN",
        "- - - - - - - - SG ID - TL",
    ),
    State.Region.OCEANIA: (
        "PW FM - MH",
        "PG - NR - KI",
        "- SB - TV WS",
        "AU VU FJ TO",
        "- NZ",
    ),
}
ROW_LENGTH = 8


@dataclass
class Tile:
    """A State's two letters, its name, and the classes that draw its status, now and before.

    `p3` is a party from the third of `MOMENTS` on (`p5`: since the last of them), which had only
    signed before; `a3` had done nothing before the third. `party p3 a2` had signed by the second.
    """

    code: str
    name: str
    style: str


@dataclass
class Moment:
    """An earlier state of the map: how many States were parties at the end of `year`."""

    number: int
    year: int
    parties: int


@dataclass
class RegionMap:
    """The tiles of one region, row by row; None is sea."""

    key: str
    name: str
    rows: list[list[Tile | None]]
    total: int
    parties: int
    signatories: int


def draw_map(states: Iterable[State]) -> list[RegionMap]:
    """The regions with their States. A State without a place in the grid stands below it."""
    regions = []
    states = list(states)
    for region, grid in GRID.items():
        inside = [state for state in states if state.region == region]
        by_code = {state.iso2: state for state in inside}
        rows = []
        for line in grid:
            found = [by_code.pop(code, None) for code in line.split()]
            while found and found[-1] is None:
                found.pop()
            rows.append(found)
        rest = list(by_code.values())
        rows += [rest[at : at + ROW_LENGTH] for at in range(0, len(rest), ROW_LENGTH)]
        statuses = [state.status for state in inside]
        regions.append(
            RegionMap(
                key=region.value,
                name=region.label,
                rows=[[draw_tile(state) for state in row] for row in rows if row],
                total=len(inside),
                parties=statuses.count(State.Status.PARTY),
                signatories=statuses.count(State.Status.SIGNATORY),
            )
        )
    return regions


def draw_tile(state: State | None) -> Tile | None:
    if state is None:
        return None
    style = [{State.Status.PARTY: "party", State.Status.SIGNATORY: "signed"}.get(state.status, "")]
    acts = [find_period(date) for date in (state.signature_date, state.action_date) if date]
    joined = find_period(state.action_date) if state.action_date else None
    if joined and joined > min(acts):
        style.append(f"p{joined}")
    if acts and min(acts) > 1:
        style.append(f"a{min(acts)}")
    if state.iso2 == HIGHLIGHTED:
        style.append("own")
    return Tile(state.iso2, state.display_name, " ".join(filter(None, style)))


def find_period(date: datetime.date) -> int:
    """The first of `MOMENTS`, from 1, by which `date` lay in the past; one more than there are."""
    return bisect_left(MOMENTS, date.year) + 1


def list_moments(states: Iterable[State]) -> list[Moment]:
    """The moments to which the map can be set back, oldest first."""
    years = [state.action_date.year for state in states if state.action_date]
    return [
        Moment(number, moment, sum(year <= moment for year in years))
        for number, moment in enumerate(MOMENTS, 1)
    ]
