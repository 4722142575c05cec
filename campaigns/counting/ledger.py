"""The daily ledger of a call: by how much each number moved on each day, and where it stood then.

It is public. Days are those of the site's time zone; a day on which nothing moved has no row.
"""

from __future__ import annotations

import csv
import io
from dataclasses import asdict, dataclass
from datetime import date

from campaigns.models import Call

COLUMNS = (
    "day",
    "people",
    "organizations",
    "withdrawn",
    "removed_as_invalid",
    "people_so_far",
    "organizations_so_far",
    "withdrawn_so_far",
    "removed_as_invalid_so_far",
)


@dataclass(frozen=True)
class LedgerDay:
    """One day. The first four are changes and may be negative, the others stand at its end."""

    day: date
    people: int
    organizations: int
    withdrawn: int
    removed_as_invalid: int
    people_so_far: int
    organizations_so_far: int
    withdrawn_so_far: int
    removed_as_invalid_so_far: int


def read_ledger(call: Call) -> list[LedgerDay]:
    """Every day of a call, the oldest first."""
    days, so_far = [], [0, 0, 0, 0]
    rows = call.days.order_by("day").values_list(
        "day", "people", "organizations", "withdrawn", "rejected"
    )
    for day, *changes in rows:
        so_far = [total + change for total, change in zip(so_far, changes, strict=True)]
        days.append(LedgerDay(day, *changes, *so_far))
    return days


def build_ledger_csv(days: list[LedgerDay]) -> str:
    """With a byte order mark, which spreadsheets need for UTF-8, and lines that end in CR LF."""
    target = io.StringIO()
    target.write("\ufeff")
    writer = csv.DictWriter(target, COLUMNS)
    writer.writeheader()
    writer.writerows(asdict(day) for day in days)
    return target.getvalue()


def build_ledger_json(call: Call, days: list[LedgerDay]) -> dict[str, object]:
    """The ledger with the numbers as they are shown now."""
    tally = call.tally
    return {
        "call": call.slug,
        "counted_at": tally.counted_at.isoformat() if tally.counted_at else None,
        "now": {
            "total": tally.total,
            "people": tally.people,
            "organizations": tally.organizations,
            "on_paper": tally.offline,
            "withdrawn": tally.withdrawn,
            "removed_as_invalid": tally.rejected,
        },
        "days": [asdict(day) | {"day": day.day.isoformat()} for day in days],
    }
