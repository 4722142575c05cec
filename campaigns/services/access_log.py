"""Writes down each look at personal data."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import Sum
from django.utils import timezone

from campaigns.models.access_log import AccessEntry, AccessKind

MOST_CHECKED_A_DAY = 6000  # rows of tables for one member of staff: three of the largest tables
FILTERS_LENGTH = AccessEntry._meta.get_field("filters").max_length


def record_access(
    user, kind: str, *, what: str = "", filters: str = "", row_count: int | None = None
) -> AccessEntry:
    """One entry. `what` and `filters` are words that name no signer."""
    return AccessEntry.objects.create(
        user=user,
        username=user.get_username(),
        kind=kind,
        what=what,
        filters=filters[:FILTERS_LENGTH],
        row_count=row_count,
        is_complete=row_count is not None,
    )


def complete_access(entry: AccessEntry, row_count: int, is_complete: bool) -> None:
    """How many rows an export had sent when it ended, or when the reader went away."""
    AccessEntry.objects.filter(pk=entry.pk).update(row_count=row_count, is_complete=is_complete)


def while_sent(
    chunks: Iterable[bytes], entry: AccessEntry, count_rows: Callable[[], int]
) -> Iterator[bytes]:
    """What goes out, and at its end, or when the reader goes away, how many rows were in it."""
    is_complete = False
    try:
        yield from chunks
        is_complete = True
    finally:
        complete_access(entry, count_rows(), is_complete)


def record_check(user, *, what: str, filters: str, row_count: int) -> bool:
    """Write down that a table is compared with who has signed; False if the day has no room for it.

    It must not run in the transaction of the import: that of a check is taken back, and what was
    told stays told. Two checks at once wait for each other. A refused one leaves an entry as well,
    without rows.
    """
    with transaction.atomic():
        get_user_model().objects.select_for_update().get(pk=user.pk)
        midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
        today = AccessEntry.objects.filter(user=user, kind=AccessKind.CHECK, at__gte=midnight)
        checked = today.aggregate(rows=Sum("row_count"))["rows"] or 0
        has_room = checked + row_count <= MOST_CHECKED_A_DAY
        entry = record_access(
            user,
            AccessKind.CHECK,
            what=what,
            filters=filters,
            row_count=row_count if has_room else 0,
        )
        if not has_room:
            complete_access(entry, 0, is_complete=False)
    return has_room
