"""The number of signatures as a page shows it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings

LADDER_STEPS = (100, 250, 500)
ROOT_STAGES = 8  # pictures of roots, drawn by `nnirr_site.dev.draw_roots`


@dataclass(frozen=True)
class Tally:
    """Counts of one call. `counted_at` is None before the first count."""

    people: int
    organizations: int
    withdrawn: int
    rejected: int
    offline: int
    goal: int
    shown_from: int
    counted_at: datetime | None
    seconds: int

    @property
    def total(self) -> int:
        """Everybody who signed: confirmed here, and on paper."""
        return self.people + self.organizations + self.offline

    @property
    def remaining(self) -> int:
        return max(0, self.goal - self.total)

    @property
    def root_stage(self) -> int:
        """How far the roots have grown, 1 to `ROOT_STAGES`: an eighth of the goal each."""
        share = self.total / self.goal if self.goal else 1.0
        return min(ROOT_STAGES, 1 + int(share * ROOT_STAGES))

    @property
    def roots(self) -> str:
        """The picture of that stage."""
        return f"art/roots-{self.root_stage}.svg"

    @property
    def is_empty(self) -> bool:
        return self.total == 0

    @property
    def is_shown(self) -> bool:
        """Whether pages that only invite to sign name the number; the call's own always does."""
        return self.total >= max(self.shown_from, 1)


def next_goal(total: int) -> int:
    """The next step of the ladder 100, 250, 500, 1,000, 2,500 … above `total`."""
    scale = 1
    while True:
        for step in LADDER_STEPS:
            if step * scale > total:
                return step * scale
        scale *= 10


def build_tally(call, state) -> Tally:
    """The numbers of `call` (a Call) from its `state` (a TallyState, or None before any tick)."""
    people = state.people if state else 0
    organizations = state.organizations if state else 0
    return Tally(
        people=people,
        organizations=organizations,
        withdrawn=state.withdrawn if state else 0,
        rejected=state.rejected if state else 0,
        offline=call.offline_signatures,
        goal=call.goal or next_goal(people + organizations + call.offline_signatures),
        shown_from=call.shown_from,
        counted_at=state.counted_at if state else None,
        seconds=settings.TALLY_SECONDS,
    )
