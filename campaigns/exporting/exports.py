"""What can be taken out of the site, by how much it discloses. No HTTP in here.

Rows are read in the order of their number, a thousand at a time, each time from where the last
batch ended: no cursor and no transaction stays open while a slow reader downloads, memory stays
the same, and who withdraws meanwhile is left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from django.db import models
from django.db.models import Count, Q, QuerySet
from django.utils.functional import keep_lazy_text
from django.utils.timezone import get_current_timezone, get_current_timezone_name, localtime
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from campaigns.choices import SignatureStatus, SignerKind
from campaigns.privacy import vault
from campaigns.privacy.field_types import Disclosure, SignatureField, Value
from campaigns.privacy.fields import SIGNATURE_FIELDS, fields_up_to
from campaigns.signing import places

BATCH = 1000
STATES = dict(SignatureStatus.choices)
KINDS = dict(SignerKind.choices)


class Level(models.TextChoices):
    """From what anybody may know to what only data stewards take out."""

    TOTALS = "totals", _("Totals by country and state")
    NAMES = "names", _("Public names")
    LETTERS = "letters", _("Addresses for letters")
    PERSONAL = "personal", _("Everything, with personal data")


class Reader:
    """Words the stored values of a row in one language and time zone, without the database.

    Both are those of the moment at which it is made: the rows are read while the answer goes out,
    when neither is active any more.
    """

    def __init__(self, language: str):
        self.language = language
        self.zone = get_current_timezone()
        self._countries = dict(places.countries(language))
        self.yes, self.no = str(_("Yes")), str(_("No"))
        self.unreadable = str(_("cannot be read"))
        self.states = {value: str(label) for value, label in STATES.items()}
        self.kinds = {value: str(label) for value, label in KINDS.items()}

    def country(self, code: str) -> str:
        return self._countries.get(code, code)

    def region(self, code: str) -> str:
        return places.region_name(code, self.language)

    def open(self, sealed, field: str, reference: str) -> str:
        """A sealed value; a row whose key is missing must not end the export."""
        try:
            return vault.unseal(sealed, f"{field}:{reference}")
        except vault.Unreadable:
            return self.unreadable

    def word(self, flag: bool) -> str:
        return self.yes if flag else self.no

    def time(self, moment) -> str:
        return localtime(moment, self.zone).strftime("%Y-%m-%d %H:%M") if moment else ""

    def day(self, moment) -> str:
        return localtime(moment, self.zone).strftime("%Y-%m-%d") if moment else ""


@keep_lazy_text
def _in_zone(title: str) -> str:
    """The heading of a column of times."""
    return f"{title} ({get_current_timezone_name()})"


class Column(NamedTuple):
    """What heads a column, what it reads of a row, and how it writes it."""

    title: str
    reads: tuple[str, ...]
    write: Callable[[Reader, dict], object]


class Table(NamedTuple):
    """The columns of one level, and of whom it tells (`narrow`)."""

    columns: tuple[Column, ...]
    narrow: Callable[[QuerySet], QuerySet]

    @property
    def reads(self) -> set[str]:
        return {name for column in self.columns for name in column.reads}


WRITERS: dict[Value, Callable[[Reader, object], object]] = {
    Value.TEXT: lambda reader, value: value,
    Value.FLAG: Reader.word,
    Value.TIME: Reader.time,
    Value.COUNTRY: Reader.country,
    Value.REGION: Reader.region,
    Value.KIND: lambda reader, value: reader.kinds[value],
    Value.STATUS: lambda reader, value: reader.states[value],
}


def column_of(field: SignatureField) -> Column:
    """The column that shows a field of the register."""
    if field.value is Value.CALL:
        return Column(field.label, ("call__title",), lambda reader, row: row["call__title"])
    if field.value is Value.STATEMENT:
        return Column(
            field.label,
            ("statement__language", "statement__number"),
            lambda reader, row: f"{row['statement__language']} {row['statement__number']}",
        )
    if field.value is Value.SEALED:
        return Column(
            field.label,
            ("reference", field.column),
            lambda reader, row: reader.open(row[field.column], field.name, row["reference"]),
        )
    title = _in_zone(field.label) if field.value is Value.TIME else field.label
    write = WRITERS[field.value]
    return Column(title, (field.column,), lambda reader, row: write(reader, row[field.column]))


def columns_of(disclosure: Disclosure, *names: str) -> tuple[Column, ...]:
    """Columns in this order. Raises `ValueError` for a field that does not go so far."""
    permitted = {field.name for field in fields_up_to(disclosure)}
    if kept_back := set(names) - permitted:
        raise ValueError(f"{', '.join(sorted(kept_back))}: not for {disclosure.name}")
    return tuple(column_of(SIGNATURE_FIELDS[name]) for name in names)


def _public_name(reader: Reader, row: dict) -> str:
    """As `Signature.public_name`."""
    if row["kind"] == SignerKind.ORGANIZATION:
        return row["organization_name"]
    return reader.open(row["sealed_name"], "name", row["reference"])


class PublicRow(NamedTuple):
    """One name as the page shows it."""

    is_organization: bool
    name: str
    country: str
    region: str


def public_rows(signatures: QuerySet) -> Iterator[PublicRow]:
    """Every name that is public among `signatures`, in the order in which they were signed."""
    reader = Reader(get_language() or "en")
    for row in _read(TABLES[Level.NAMES], signatures):
        yield PublicRow(
            row["kind"] == SignerKind.ORGANIZATION,
            _public_name(reader, row),
            reader.country(row["country"]),
            reader.region(row["region"]),
        )


def only_letters(signatures: QuerySet) -> QuerySet:
    """Confirmed signers who asked for letters, have not withdrawn that, and whom mail reaches."""
    return signatures.filter(
        status=SignatureStatus.CONFIRMED,
        wants_letters=True,
        sealed_email__isnull=False,
        bounced_at__isnull=True,
    )


NAME, CONFIRMED = columns_of(Disclosure.PUBLIC, "name", "confirmed_at")
TABLES = {
    Level.NAMES: Table(
        (
            Column(NAME.title, (*NAME.reads, "kind", "organization_name"), _public_name),
            *columns_of(Disclosure.PUBLIC, "kind", "website", "country", "region"),
            # The hour at which somebody confirmed is nobody's business.
            CONFIRMED._replace(write=lambda reader, row: reader.day(row["confirmed_at"])),
        ),
        lambda signatures: signatures.publicly_named(),
    ),
    Level.LETTERS: Table(
        columns_of(Disclosure.LETTERS, "name", "email", "language", "country", "region"),
        only_letters,
    ),
    Level.PERSONAL: Table(
        tuple(column_of(field) for field in fields_up_to(Disclosure.PERSONAL)),
        lambda signatures: signatures,
    ),
}
TOTALS_HEADER = (
    _("Call"), _("Country"), _("State or territory"), _("People"), _("Organizations"),
)  # fmt: skip


def header_of(level: str) -> list[str]:
    if level == Level.TOTALS:
        return [str(title) for title in TOTALS_HEADER]
    return [str(column.title) for column in TABLES[level].columns]


def rows_of(level: str, signatures: QuerySet) -> Iterator[list]:
    """The rows of a level among `signatures`, in the active language of the moment of the call."""
    reader = Reader(get_language() or "en")
    signatures = signatures.select_related(None).order_by()
    if level == Level.TOTALS:
        return _totals(reader, signatures)
    return _rows(TABLES[level], reader, signatures)


def totals_of(signatures: QuerySet) -> QuerySet:
    """(call, country, state, people, organizations) of confirmed signatures."""
    return (
        signatures.confirmed()
        .values_list("call__title", "country", "region")
        .annotate(
            people=Count("pk", filter=Q(kind=SignerKind.PERSON)),
            organizations=Count("pk", filter=Q(kind=SignerKind.ORGANIZATION)),
        )
        .order_by("call__title", "country", "region")
    )


def _totals(reader: Reader, signatures: QuerySet) -> Iterator[list]:
    for title, country, region, people, organizations in totals_of(signatures):
        yield [title, reader.country(country), reader.region(region), people, organizations]


def _rows(table: Table, reader: Reader, signatures: QuerySet) -> Iterator[list]:
    for row in _read(table, signatures):
        yield [column.write(reader, row) for column in table.columns]


def _read(table: Table, signatures: QuerySet) -> Iterator[dict]:
    """What the columns of a table read, row by row."""
    narrowed = table.narrow(signatures).order_by("pk").values("pk", *sorted(table.reads))
    last = 0
    while batch := list(narrowed.filter(pk__gt=last)[:BATCH]):
        last = batch[-1]["pk"]
        yield from batch
