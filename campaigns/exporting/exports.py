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
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from campaigns.choices import SignatureStatus, SignerKind
from campaigns.privacy import vault
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


class Table(NamedTuple):
    """What one level reads (`fields`), of whom (`narrow`), and what it makes of a row."""

    header: tuple
    fields: tuple[str, ...]
    narrow: Callable[[QuerySet], QuerySet]
    make_row: Callable[[Reader, tuple], list]


def _public_row(reader: Reader, row: tuple) -> list:
    reference, kind, organization, sealed_name, website, country, region, confirmed_at = row
    is_organization = kind == SignerKind.ORGANIZATION
    return [
        organization if is_organization else reader.open(sealed_name, "name", reference),
        reader.kinds[kind],
        website,
        reader.country(country),
        reader.region(region),
        reader.day(confirmed_at),
    ]


def _letters_row(reader: Reader, row: tuple) -> list:
    reference, sealed_name, sealed_email, language, country, region = row
    return [
        reader.open(sealed_name, "name", reference),
        reader.open(sealed_email, "email", reference),
        language,
        reader.country(country),
        reader.region(region),
    ]


def _personal_row(reader: Reader, row: tuple) -> list:
    (
        reference, title, status, kind, name, email, organization, role, website, comment, country,
        region, postal_code, show_name, is_name_hidden, approved_at, wants_letters, language,
        source, statement_language, statement_number, created_at, confirmed_at, ended_at,
        rejection_reason, is_on_paper,
    ) = row  # fmt: skip
    return [
        reference,
        title,
        reader.states[status],
        reader.kinds[kind],
        reader.open(name, "name", reference),
        reader.open(email, "email", reference),
        organization,
        reader.open(role, "role", reference),
        website,
        reader.open(comment, "comment", reference),
        reader.country(country),
        reader.region(region),
        reader.open(postal_code, "postal_code", reference),
        reader.word(show_name),
        reader.word(is_name_hidden),
        reader.time(approved_at),
        reader.word(wants_letters),
        language,
        source,
        f"{statement_language} {statement_number}",
        reader.time(created_at),
        reader.time(confirmed_at),
        reader.time(ended_at),
        rejection_reason,
        reader.word(is_on_paper),
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
    table = TABLES[Level.NAMES]._replace(make_row=_named_row)
    return _rows(table, reader, signatures)


def _named_row(reader: Reader, row: tuple) -> PublicRow:
    name, _kind, _website, country, region, _confirmed = _public_row(reader, row)
    return PublicRow(row[1] == SignerKind.ORGANIZATION, name, country, region)


def only_letters(signatures: QuerySet) -> QuerySet:
    """Confirmed signers who asked for letters, have not withdrawn that, and whom mail reaches."""
    return signatures.filter(
        status=SignatureStatus.CONFIRMED,
        wants_letters=True,
        sealed_email__isnull=False,
        bounced_at__isnull=True,
    )


TABLES = {
    Level.NAMES: Table(
        header=(
            _("Name"), _("Kind"), _("Website"), _("Country"), _("State or territory"),
            _in_zone(_("Confirmed")),
        ),
        fields=(
            "reference", "kind", "organization_name", "sealed_name", "website", "country",
            "region", "confirmed_at",
        ),
        narrow=lambda signatures: signatures.publicly_named(),
        make_row=_public_row,
    ),
    Level.LETTERS: Table(
        header=(_("Name"), _("E-mail"), _("Language"), _("Country"), _("State or territory")),
        fields=("reference", "sealed_name", "sealed_email", "language", "country", "region"),
        narrow=only_letters,
        make_row=_letters_row,
    ),
    Level.PERSONAL: Table(
        header=(
            _("Reference"), _("Call"), pgettext_lazy("condition", "State"), _("Kind"), _("Name"),
            _("E-mail"), _("Organization"), _("Role"), _("Website"), _("Comment"), _("Country"),
            _("State or territory"), _("ZIP code"), _("Wants the name to be shown"),
            _("Name hidden by staff"), _in_zone(_("Organization approved")), _("Wants letters"),
            _("Language"), _("Came from"), _("Text signed"),
            _in_zone(_("Signed")), _in_zone(_("Confirmed")),
            _in_zone(_("Withdrawn or rejected")), _("Reason for rejecting"),
            _("Collected on paper"),
        ),
        fields=(
            "reference", "call__title", "status", "kind", "sealed_name", "sealed_email",
            "organization_name", "sealed_role", "website", "sealed_comment", "country", "region",
            "sealed_postal_code", "show_name", "is_name_hidden", "approved_at", "wants_letters",
            "language", "source", "statement__language", "statement__number", "created_at",
            "confirmed_at", "ended_at", "rejection_reason", "is_on_paper",
        ),
        narrow=lambda signatures: signatures,
        make_row=_personal_row,
    ),
}  # fmt: skip
TOTALS_HEADER = (
    _("Call"), _("Country"), _("State or territory"), _("People"), _("Organizations"),
)  # fmt: skip


def header_of(level: str) -> list[str]:
    titles = TOTALS_HEADER if level == Level.TOTALS else TABLES[level].header
    return [str(title) for title in titles]


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
    narrowed = table.narrow(signatures).order_by("pk").values_list("pk", *table.fields)
    last = 0
    while batch := list(narrowed.filter(pk__gt=last)[:BATCH]):
        last = batch[-1][0]
        for row in batch:
            yield table.make_row(reader, row[1:])
