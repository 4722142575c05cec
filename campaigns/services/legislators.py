"""Writing the table of US Senators."""

from __future__ import annotations

from collections.abc import Iterable

from campaigns.models import Senator


def store_senator(values: dict, known: Senator | None = None) -> None:
    """Store what a table says of a Senator, anew or in the place of what was known."""
    if known is None:
        Senator.objects.create(**values)
    else:
        Senator.objects.filter(pk=known.pk).update(**values)


def remove_senators(gone: Iterable[Senator]) -> None:
    """Forget who is not in the Senate any more."""
    Senator.objects.filter(pk__in=[senator.pk for senator in gone]).delete()
