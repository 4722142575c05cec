"""Sealing again, as it is done now, whatever was sealed with an older key or in an older format.

Batch by batch, each in a transaction of its own, in the order of the rows: it can be stopped at any
time, and the next run passes over what is done already without reading it out of the database.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from django.db import models, transaction
from django.db.models import Q
from django.db.models.functions import Substr
from django.views.decorators.debug import sensitive_variables

from campaigns.models import EmailChange, OutboundMail, Signature, WaitingCheck, screening
from campaigns.models.outbox import mail_sealing_place
from campaigns.privacy import vault
from campaigns.privacy.fields import sealed_columns

BATCH = 500


@dataclass(frozen=True)
class SealedTable:
    """The sealed columns of one table, and what each value in them is bound to."""

    model: type[models.Model]
    columns: tuple[str, ...]
    place: Callable[[models.Model, str], str]
    related: str = ""  # what `place` reads besides the row


SEALED_TABLES = [
    SealedTable(
        Signature,
        sealed_columns(),
        lambda row, column: row.sealing_place(column.removeprefix("sealed_")),
    ),
    SealedTable(
        OutboundMail,
        ("sealed_to",),
        lambda row, column: mail_sealing_place(row.signature.reference),
        related="signature",
    ),
    SealedTable(
        EmailChange,
        ("sealed_email",),
        lambda row, column: row.sealing_place(column.removeprefix("sealed_")),
    ),
    SealedTable(WaitingCheck, ("sealed_client",), lambda row, column: screening.PLACE),
]


@dataclass
class Rotation:
    """What a run did, in numbers."""

    resealed: int = 0
    unreadable: list[str] = field(default_factory=list)  # "table id": no key here opens a value
    is_finished: bool = False


def _begins_with(table: SealedTable, start: int, prefix: bytes) -> tuple[models.QuerySet, dict]:
    """A query and, for each sealed column, whether its bytes from `start` on (1 is the first) are
    these.
    """
    queryset = table.model.objects.all()
    tests = {}
    for column in table.columns:
        part = Substr(column, start, len(prefix), output_field=models.BinaryField())
        queryset = queryset.alias(**{f"{column}_part": part})
        tests[column] = Q(**{f"{column}_part": prefix})
    return queryset, tests


def find_outdated_rows(table: SealedTable) -> models.QuerySet:
    """Rows of a table in which a value is not sealed as it would be now."""
    queryset, tests = _begins_with(table, 1, vault.newest_prefix())
    outdated = Q()
    for column, is_current in tests.items():
        outdated |= Q(**{f"{column}__isnull": False}) & ~is_current
    return queryset.filter(outdated)


def count_sealed_by(key_id: bytes) -> int:
    """How many rows of all tables hold a value that this key has sealed."""
    number = 0
    for table in SEALED_TABLES:
        queryset, tests = _begins_with(table, 1 + len(vault.VERSION), key_id)
        is_sealed = Q()
        for is_ours in tests.values():
            is_sealed |= is_ours
        number += queryset.filter(is_sealed).count()
    return number


def count_outdated() -> int:
    """How many rows wait for a rotation."""
    return sum(find_outdated_rows(table).count() for table in SEALED_TABLES)


def rotate_keys(
    batch: int = BATCH,
    should_stop: Callable[[], bool] = lambda: False,
    tell: Callable[[int], None] = lambda resealed: None,
) -> Rotation:
    """Seal everything with the newest key. `tell` hears the number so far after each batch."""
    done = Rotation()
    for table in SEALED_TABLES:
        last = None
        while True:
            if should_stop():
                return done
            rows = find_outdated_rows(table)
            if last is not None:
                rows = rows.filter(pk__gt=last)
            with transaction.atomic():
                keys = _reseal_batch(table, rows, batch, done)
            if not keys:
                break
            last = keys[-1]
            tell(done.resealed)
    done.is_finished = True
    return done


@sensitive_variables()
def _reseal_batch(table: SealedTable, rows, batch: int, done: Rotation) -> list:
    """Lock and seal the first rows; returns their keys. What no key opens stays as it is."""
    found = rows.order_by("pk").select_for_update(of=("self",))
    if table.related:
        found = found.select_related(table.related)
    keys = []
    for row in found[:batch]:
        keys.append(row.pk)
        try:
            changes = {
                column: vault.seal(vault.unseal(sealed, place), place)
                for column in table.columns
                if not vault.is_current(sealed := getattr(row, column))
                for place in [table.place(row, column)]
            }
        except vault.Unreadable:
            done.unreadable.append(f"{table.model._meta.model_name} {row.pk}")
            continue
        table.model.objects.filter(pk=row.pk).update(**changes)
        done.resealed += 1
    return keys
