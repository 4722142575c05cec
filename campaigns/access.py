"""Writes down each look at personal data."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from campaigns.models.access import AccessEntry

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
