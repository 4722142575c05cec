"""What can be taken out of the site, by how much it discloses. No HTTP in here.

Rows are read in the order of their number, some thousand at a time, each time from where the last
batch ended: no cursor and no transaction stays open while a slow reader downloads, memory stays
the same, and who withdraws meanwhile is left out. A batch is worded column by column, since asking
anew for each of its 100,000 cells what kind it is takes longer than opening what is sealed in them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

from django.db import models
from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Cast
from django.utils.functional import keep_lazy_text
from django.utils.timezone import get_current_timezone, get_current_timezone_name
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from campaigns.choices import SignatureStatus, SignerKind
from campaigns.privacy import vault
from campaigns.privacy.field_types import Disclosure, SignatureField, Value
from campaigns.privacy.fields import SIGNATURE_FIELDS, fields_up_to
from campaigns.signing import places

BATCH = 4000
TIMES = frozenset(field.column for field in SIGNATURE_FIELDS.values() if field.value is Value.TIME)
MOST_MOMENTS = 500  # kept between two batches: rows that follow each other are of the same days
STATES = dict(SignatureStatus.choices)
KINDS = dict(SignerKind.choices)


Values = Sequence  # of one column of a batch
Batch = dict[str, Values]  # name of what is read → its values, one for each row


class Level(models.TextChoices):
    """From what anybody may know to what only data stewards take out."""

    TOTALS = "totals", _("Totals by country and state")
    NAMES = "names", _("Public names")
    LETTERS = "letters", _("Addresses for letters")
    PERSONAL = "personal", _("Everything, with personal data")


class Reader:
    """Words the stored values of a batch in one language and time zone, without the database.

    Both are those of the moment at which it is made: the rows are read while the answer goes out,
    when neither is active any more.
    """

    def __init__(self, language: str):
        self.zone = get_current_timezone()
        self._countries = dict(places.countries(language))
        self._regions = dict(places.regions(language))
        self._words = {False: str(_("No")), True: str(_("Yes"))}
        self.unreadable = str(_("cannot be read"))
        self._states = {value: str(label) for value, label in STATES.items()}
        self._kinds = {value: str(label) for value, label in KINDS.items()}
        self._moments: dict[str, dict[str | None, str]] = {}

    def text(self, texts: Values) -> Values:
        return texts

    def country(self, codes: Values) -> Values:
        return [self._countries.get(code, code) for code in codes]

    def region(self, codes: Values) -> Values:
        return [self._regions.get(code, "") for code in codes]

    def kind(self, kinds: Values) -> Values:
        return [self._kinds[kind] for kind in kinds]

    def status(self, states: Values) -> Values:
        return [self._states[status] for status in states]

    def flag(self, flags: Values) -> Values:
        return [self._words[flag] for flag in flags]

    def open(self, sealed: Values, field: str, references: Values) -> Values:
        """Sealed values; a row whose key is missing must not end the export."""
        return vault.unseal_column(sealed, field, references, self.unreadable)

    def time(self, moments: Values) -> Values:
        return self._write_moments(moments, "%Y-%m-%d %H:%M")

    def day(self, moments: Values) -> Values:
        return self._write_moments(moments, "%Y-%m-%d")

    def _write_moments(self, moments: Values, pattern: str) -> Values:
        """Times come as PostgreSQL writes them, and are of the hour: nearly all of a batch have
        been written before, so that few are read as times at all.
        """
        known = self._moments.setdefault(pattern, {None: ""})
        if len(known) > MOST_MOMENTS:
            known.clear()
            known[None] = ""
        for moment in {*moments} - known.keys():
            known[moment] = datetime.fromisoformat(moment).astimezone(self.zone).strftime(pattern)
        return [known[moment] for moment in moments]


@keep_lazy_text
def _in_zone(title: str) -> str:
    """The heading of a column of times."""
    return f"{title} ({get_current_timezone_name()})"


class Column(NamedTuple):
    """What heads a column, what it reads of a row, and how it writes those values of a batch."""

    title: str
    reads: tuple[str, ...]
    write: Callable[..., Values]  # of the reader, and of the values of each name that is read


class Table(NamedTuple):
    """The columns of one level, and of whom it tells (`narrow`)."""

    columns: tuple[Column, ...]
    narrow: Callable[[QuerySet], QuerySet]

    @property
    def reads(self) -> list[str]:
        return sorted({name for column in self.columns for name in column.reads})


WRITERS: dict[Value, Callable[[Reader, Values], Values]] = {
    Value.TEXT: Reader.text,
    Value.FLAG: Reader.flag,
    Value.TIME: Reader.time,
    Value.COUNTRY: Reader.country,
    Value.REGION: Reader.region,
    Value.KIND: Reader.kind,
    Value.STATUS: Reader.status,
}


def column_of(field: SignatureField) -> Column:
    """The column that shows a field of the register."""
    if field.value is Value.CALL:
        return Column(field.label, ("call__title",), Reader.text)
    if field.value is Value.STATEMENT:
        return Column(field.label, ("statement__language", "statement__number"), _name_texts)
    if field.value is Value.SEALED:
        return Column(
            field.label,
            (field.column, "reference"),
            lambda reader, sealed, references: reader.open(sealed, field.name, references),
        )
    title = _in_zone(field.label) if field.value is Value.TIME else field.label
    return Column(title, (field.column,), WRITERS[field.value])


def _name_texts(reader: Reader, languages: Values, numbers: Values) -> Values:
    return [f"{language} {number}" for language, number in zip(languages, numbers, strict=True)]


def columns_of(disclosure: Disclosure, *names: str) -> tuple[Column, ...]:
    """Columns in this order. Raises `ValueError` for a field that does not go so far."""
    permitted = {field.name for field in fields_up_to(disclosure)}
    if kept_back := set(names) - permitted:
        raise ValueError(f"{', '.join(sorted(kept_back))}: not for {disclosure.name}")
    return tuple(column_of(SIGNATURE_FIELDS[name]) for name in names)


def _public_names(
    reader: Reader, sealed: Values, references: Values, kinds: Values, organizations: Values
) -> Values:
    """As `Signature.public_name`; of an organization nothing is opened."""
    is_person = [kind == SignerKind.PERSON for kind in kinds]
    people = [value if opens else None for value, opens in zip(sealed, is_person, strict=True)]
    opened = reader.open(people, "name", references)
    return [
        name if opens else organization
        for name, opens, organization in zip(opened, is_person, organizations, strict=True)
    ]


class PublicRow(NamedTuple):
    """One name as the page shows it."""

    is_organization: bool
    name: str
    country: str
    region: str


def public_rows(signatures: QuerySet) -> Iterator[PublicRow]:
    """Every name that is public among `signatures`, in the order in which they were signed."""
    reader = Reader(get_language() or "en")
    table = TABLES[Level.NAMES]
    name, _kind, _website, country, region, _day = table.columns
    for batch in _read(table, signatures):
        columns = (
            [kind == SignerKind.ORGANIZATION for kind in batch["kind"]],
            *(_write(column, reader, batch) for column in (name, country, region)),
        )
        yield from map(PublicRow._make, zip(*columns, strict=True))


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
            Column(NAME.title, (*NAME.reads, "kind", "organization_name"), _public_names),
            *columns_of(Disclosure.PUBLIC, "kind", "website", "country", "region"),
            # The hour at which somebody confirmed is nobody's business.
            CONFIRMED._replace(write=Reader.day),
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


def rows_of(level: str, signatures: QuerySet) -> Iterator[Sequence]:
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


def _totals(reader: Reader, signatures: QuerySet) -> Iterator[Sequence]:
    if rows := list(totals_of(signatures)):
        titles, countries, regions, *numbers = zip(*rows, strict=True)
        places_ = reader.country(countries), reader.region(regions)
        yield from zip(titles, *places_, *numbers, strict=True)


def _rows(table: Table, reader: Reader, signatures: QuerySet) -> Iterator[Sequence]:
    for batch in _read(table, signatures):
        yield from zip(*(_write(column, reader, batch) for column in table.columns), strict=True)


def _write(column: Column, reader: Reader, batch: Batch) -> Values:
    return column.write(reader, *(batch[name] for name in column.reads))


def _read(table: Table, signatures: QuerySet) -> Iterator[Batch]:
    """What the columns of a table read, batch by batch: the values of each name."""
    names = ["pk", *table.reads]
    asked = [Cast(name, models.TextField()) if name in TIMES else name for name in names]
    narrowed = table.narrow(signatures).order_by("pk").values_list(*asked)
    last = 0
    while rows := list(narrowed.filter(pk__gt=last)[:BATCH]):
        batch = dict(zip(names, zip(*rows, strict=True), strict=True))
        last = batch["pk"][-1]
        yield batch
