"""One action that freezes what is handed over, and what the public may read of it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import copy
from dataclasses import asdict, dataclass
from datetime import date, datetime, time, timedelta
from io import BytesIO
from itertools import groupby
from tempfile import TemporaryFile
from typing import BinaryIO

from django.core.files.base import ContentFile, File
from django.core.serializers.json import DjangoJSONEncoder
from django.db import Error as DatabaseTrouble
from django.db import connection, transaction
from django.db.models import Count, Min, Q
from django.db.models.functions import Now
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from campaigns.choices import SignerKind
from campaigns.exporting import exports
from campaigns.exporting.delivery_pdf import NAMES_PRINTED, Named, Printed, make_pdf
from campaigns.models import Call
from campaigns.models.deliveries import Delivery
from campaigns.services.outcomes import Outcome, audit, do_each
from campaigns.services.terms import note_terms
from campaigns.signing import places
from nnirr_site.database.clock import database_now
from nnirr_site.http.page_cache.memory import purge
from nnirr_site.i18n.collation import make_sorting_key
from nnirr_site.tabular.writers import stream_csv
from nnirr_site.text.plaintext import paragraphs

LOG_ACTION = "campaigns.deliver"
WITHDRAW_ACTION = "campaigns.withdraw_delivery"
PRINT_AGAIN_AFTER = timedelta(minutes=10)
MOST_COUNTED = 10_000  # for the page that asks; what is frozen is counted to the end


def freeze_delivery(
    call: Call,
    delivered_to: str,
    delivered_on: date,
    *,
    note: str = "",
    is_public: bool = True,
    language: str = "en",
    user=None,
) -> Delivery:
    """Write down texts, totals and public names of one moment, as a CSV with its checksum, and what
    the worker makes the PDF of (`print_waiting`): setting many names takes longer than a request.

    Both files speak `language`: whoever receives them has to read them, not who makes them. The
    first delivery is what the promise to delete personal data counts from.
    """
    with translation.override(language), transaction.atomic():
        look_at_one_moment()
        stored = Call.objects.get(pk=call.pk)
        if stored.delivered_at is None:
            note_terms(call)
            Call.objects.filter(pk=call.pk, delivered_at=None).update(
                delivered_at=noon_of(delivered_on)
            )
        delivery = Delivery(
            call=call,
            delivered_to=delivered_to,
            delivered_on=delivered_on,
            note=note,
            is_public=is_public,
        )
        _freeze_numbers(delivery)
        with TemporaryFile() as table, without_leftovers(delivery):
            organizations, names = _write_csv(delivery, table)
            _keep(delivery, "csv", table)
            content = dump_printed(_printed(delivery, organizations, names))
            delivery.to_print.save(_file_name(delivery, "json"), content, save=False)
            delivery.save()
        log(delivery, LOG_ACTION, user=user, data={"call": call.slug})
        purge()
    return delivery


def noon_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(12)))


@contextmanager
def without_leftovers(delivery: Delivery) -> Iterator[None]:
    """A file with names must not stay behind without its delivery."""
    try:
        yield
    except BaseException:
        for stored in (delivery.csv, delivery.to_print):
            if stored:
                stored.storage.delete(stored.name)
        raise


@dataclass(frozen=True)
class Withdrawal:
    """What withdrawing a delivery did. `day`: when personal data are deleted now, if that is known.

    `is_clock_back`: whether the time until then counts as if it had never been delivered.
    """

    outcome: Outcome
    is_clock_back: bool = False
    day: date | None = None


def withdraw_delivery(delivery: Delivery, reason: str, user=None) -> Withdrawal:
    """It was made by mistake: it stays on the record as withdrawn, with the reason, and its files
    stay with staff.

    The time after which personal data are deleted counts from the first delivery that is left, or
    from none, unless some of them were deleted. Whoever signed under it keeps the day they were
    told.
    """
    with transaction.atomic():
        changed = Delivery.objects.filter(pk=delivery.pk, withdrawn_at=None).update(
            withdrawn_at=Now(), withdrawal_reason=reason
        )
        if not changed:
            return Withdrawal(Outcome.REFUSED)
        call = Call.objects.select_for_update().get(pk=delivery.call_id)
        first = call.deliveries.filter(withdrawn_at=None).aggregate(day=Min("delivered_on"))["day"]
        is_back = call.anonymized_at is None and not _is_anything_deleted(call)
        if is_back:
            note_terms(call)
            call.delivered_at = first and noon_of(first)
            Call.objects.filter(pk=call.pk).update(delivered_at=call.delivered_at)
        audit(delivery, WITHDRAW_ACTION, reason, user)
        purge()
    return Withdrawal(Outcome.DONE, is_back, call.erasure_day)


def _is_anything_deleted(call: Call) -> bool:
    rows = call.signatures.filter(anonymized_at__isnull=False)
    # In the order of an index: see `anonymizing._has_remaining`.
    return bool(rows.order_by("anonymized_at").values_list("pk")[:1])


def describe_effect(call: Call, delivered_on: date) -> Effect:
    """What a delivery of `call` on that day would freeze and begin, for who is asked first."""
    tally = call.tally
    counts = {"people": tally.people, "organizations": tally.organizations}
    is_large = sum(counts.values()) > MOST_COUNTED
    rows = call.signatures.confirmed()
    if not is_large:
        counts = rows.aggregate(
            people=Count("pk", filter=Q(kind=SignerKind.PERSON)),
            organizations=Count("pk", filter=Q(kind=SignerKind.ORGANIZATION)),
        )
    names = rows.publicly_named().filter(kind=SignerKind.PERSON).order_by("-confirmed_at", "-pk")
    public_names = names[: MOST_COUNTED + 1].count()
    after = copy(call)
    if after.delivered_at is None:
        after.delivered_at = noon_of(delivered_on)
    return Effect(
        **counts,
        is_of_last_count=is_large,
        public_names=min(public_names, MOST_COUNTED),
        has_more_names=public_names > MOST_COUNTED,
        offline=call.offline_signatures,
        is_first=call.delivered_at is None,
        day_before=call.erasure_day,
        day=after.erasure_day,
    )


@dataclass(frozen=True)
class Effect:
    """Numbers that would be frozen; the day on which data are deleted without and with it.

    Of very many people are those of the last count, and of their public names there may be more.
    """

    people: int
    organizations: int
    is_of_last_count: bool
    public_names: int
    has_more_names: bool
    offline: int
    is_first: bool
    day_before: date | None
    day: date | None


def print_waiting(
    should_stop: Callable[[], bool] = lambda: False, now: datetime | None = None
) -> int:
    """Set the PDF of each delivery that waits for it; returns how many. One that fails stops no
    other: it is noted, told to staff, and tried again after a while.

    Raises `SomeFailed` at the end if some failed.
    """
    now = now or database_now()
    waiting = Delivery.objects.exclude(to_print="").filter(pdf="")
    due = waiting.filter(Q(pdf_tried_at=None) | Q(pdf_tried_at__lt=now - PRINT_AGAIN_AFTER))

    def set_or_note(delivery: Delivery) -> None:
        try:
            print_delivery(delivery)
        except Exception as error:
            if not isinstance(error, DatabaseTrouble):
                name = type(error).__name__[:60]
                Delivery.objects.filter(pk=delivery.pk).update(pdf_error=name, pdf_tried_at=now)
            raise

    return len(do_each(due.select_related("call").order_by("pk"), set_or_note, should_stop))


def print_delivery(delivery: Delivery) -> None:
    """Set the PDF of what was frozen, and forget what it was made of. Raises `CannotSet`."""
    with delivery.to_print.open("rb") as file:
        content = load_printed(file.read())
    with translation.override(content.language):
        paper = BytesIO(make_pdf(content))
    _keep(delivery, "pdf", paper)
    Delivery.objects.filter(pk=delivery.pk).update(
        pdf=delivery.pdf.name, pdf_sha256=delivery.pdf_sha256, pdf_error="", to_print=""
    )
    delivery.to_print.storage.delete(delivery.to_print.name)
    purge()


def dump_printed(content: Printed) -> ContentFile:
    """All of it as JSON, to be set later."""
    return ContentFile(json.dumps(asdict(content), cls=DjangoJSONEncoder).encode())


def load_printed(data: bytes) -> Printed:
    stored = json.loads(data)
    for name in ("organization_names", "names"):
        stored[name] = [Named(*named) for named in stored[name]]
    stored["totals"] = [tuple(row) for row in stored["totals"]]
    stored["frozen_at"] = timezone.localtime(datetime.fromisoformat(stored["frozen_at"]))
    return Printed(**stored)


def look_at_one_moment() -> None:
    """Totals and names are several questions; all shall see the same signatures.

    It has to be the first question of the outermost transaction: inside another one, as in most
    tests, nothing can be chosen any more.
    """
    with connection.cursor() as cursor:
        if not connection.savepoint_ids:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        # Reading many names takes longer than a request usually leaves a transaction alone.
        cursor.execute("SET LOCAL idle_in_transaction_session_timeout = '10min'")


def _freeze_numbers(delivery: Delivery) -> None:
    call = delivery.call
    delivery.totals = [
        [country, region, people, organizations]
        for _title, country, region, people, organizations in exports.totals_of(
            call.signatures.all()
        )
    ]
    delivery.people = sum(row[2] for row in delivery.totals)
    delivery.organizations = sum(row[3] for row in delivery.totals)
    delivery.offline = call.offline_signatures
    delivery.statements = [
        {
            "language": version.language,
            "number": version.number,
            "title": version.title,
            "sha256": version.sha256,
        }
        for version in call.shown_statements().order_by("language", "number")
    ]


def _write_csv(delivery: Delivery, table: BinaryIO) -> tuple[list[Named], list[Named]]:
    """Totals, organizations and names as one table; returns what the PDF prints of the names."""
    organizations: list[Named] = []
    names: list[Named] = []
    counts = {"names": 0}
    words = {"total": _("Total"), "organization": _("Organization"), "person": _("Person")}

    def rows() -> Iterator[list]:
        for country, region, people, groups in delivery.totals:
            place = [places.country_name(country), places.region_name(region)]
            yield [words["total"], "", *place, people, groups]
        first = len(delivery.totals) + 2  # below the header and the totals
        for line, row in enumerate(exports.public_rows(delivery.call.signatures.all()), first):
            if row.is_organization:
                organizations.append(Named(row.name, line))
                yield [words["organization"], row.name, row.country, row.region, "", ""]
            else:
                counts["names"] += 1
                if len(names) < NAMES_PRINTED:
                    names.append(Named(row.name, line))
                yield [words["person"], row.name, row.country, row.region, "", ""]

    header = [
        _("What"),
        _("Name"),
        _("Country"),
        _("State or territory"),
        _("People"),
        _("Organizations"),
    ]
    for part in stream_csv(header, rows()):
        table.write(part)
    delivery.public_names = counts["names"]
    language = get_language() or "en"
    for found in (organizations, names):
        found.sort(key=lambda named: make_sorting_key(named.name, language))
    return organizations, names


def _keep(delivery: Delivery, kind: str, content: BinaryIO) -> None:
    """Store a file under the day, and its checksum beside it."""
    content.seek(0)
    setattr(delivery, f"{kind}_sha256", hashlib.file_digest(content, "sha256").hexdigest())
    content.seek(0)
    getattr(delivery, kind).save(_file_name(delivery, kind), File(content), save=False)


def _file_name(delivery: Delivery, kind: str) -> str:
    return f"{delivery.call.slug}-{delivery.delivered_on:%Y-%m-%d}.{kind}"


def _printed(delivery: Delivery, organizations: list[Named], names: list[Named]) -> Printed:
    call = delivery.call
    language = get_language() or "en"
    statement = call.statement_for(language)
    return Printed(
        title=call.words.title,
        addressee=call.words.addressee,
        delivered_to=delivery.delivered_to,
        delivered_on=date_format(delivery.delivered_on, "DATE_FORMAT"),
        frozen_at=timezone.localtime(delivery.frozen_at),
        language=language,
        people=delivery.people,
        organizations=delivery.organizations,
        offline=delivery.offline,
        note=delivery.note,
        texts=[
            {
                "title": statement.title,
                "plain": paragraphs(statement.body),
                "language": statement.language,
                "number": statement.number,
                "sha256": statement.sha256,
            }
        ]
        if statement
        else [],
        totals=totals_in_words(delivery.totals),
        organization_names=organizations,
        names=names,
        name_count=delivery.public_names,
    )


def totals_in_words(totals: list[list]) -> list[tuple[str, int, int]]:
    """Countries in their alphabetical order, the States of the United States below their sum."""
    rows = []
    by_country = {
        country: list(group) for country, group in groupby(sorted(totals), key=lambda row: row[0])
    }
    for country, name in places.countries():
        group = by_country.get(country)
        if not group:
            continue
        rows.append((name, sum(row[2] for row in group), sum(row[3] for row in group)))
        rows += [
            (f"{name}: {places.region_name(region)}", people, organizations)
            for _country, region, people, organizations in group
            if places.region_name(region)
        ]
    return rows
