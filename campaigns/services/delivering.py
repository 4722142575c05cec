"""One action that freezes what is handed over, and what the public may read of it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from datetime import date, datetime, time
from io import BytesIO
from itertools import groupby
from tempfile import TemporaryFile
from typing import BinaryIO

from django.core.files.base import File
from django.db import connection, transaction
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from campaigns.exporting import exports
from campaigns.exporting.delivery_pdf import NAMES_PRINTED, Named, Printed, make_pdf
from campaigns.models import Call
from campaigns.models.deliveries import Delivery
from campaigns.signing import places
from nnirr_site.http.page_cache.memory import purge
from nnirr_site.i18n.collation import make_sorting_key
from nnirr_site.tabular.writers import stream_csv
from nnirr_site.text.plaintext import END_OF_BLOCK, html_text

LOG_ACTION = "campaigns.deliver"
ITEM = re.compile(r"<li\b[^>]*>", re.IGNORECASE)


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
    """Write down texts, totals and public names of one moment, as PDF and CSV with checksums.

    Both files speak `language`: whoever receives them has to read them, not who makes them. The
    first delivery is what the promise to delete personal data counts from.
    """
    with translation.override(language), transaction.atomic():
        look_at_one_moment()
        noon = timezone.make_aware(datetime.combine(delivered_on, time(12)))
        Call.objects.filter(pk=call.pk, delivered_at=None).update(delivered_at=noon)
        delivery = Delivery(
            call=call,
            delivered_to=delivered_to,
            delivered_on=delivered_on,
            note=note,
            is_public=is_public,
        )
        _freeze_numbers(delivery)
        with TemporaryFile() as table:
            organizations, names = _write_csv(delivery, table)
            # Before either is kept: a file with names must not stay behind without its delivery.
            paper = BytesIO(make_pdf(_printed(delivery, organizations, names)))
            _keep(delivery, "csv", table)
            _keep(delivery, "pdf", paper)
        delivery.save()
        log(delivery, LOG_ACTION, user=user, data={"call": call.slug})
        purge()
    return delivery


def look_at_one_moment() -> None:
    """Totals and names are several questions; all shall see the same signatures.

    It has to be the first question of the outermost transaction: inside another one, as in most
    tests, nothing can be chosen any more.
    """
    with connection.cursor() as cursor:
        if not connection.savepoint_ids:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        # Printing many names takes longer than a request usually leaves a transaction alone.
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
        for version in call.statements.order_by("language", "number")
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
    return sorted(organizations, key=lambda named: make_sorting_key(named.name, language)), names


def _keep(delivery: Delivery, kind: str, content: BinaryIO) -> None:
    """Store a file under the day, and its checksum beside it."""
    content.seek(0)
    setattr(delivery, f"{kind}_sha256", hashlib.file_digest(content, "sha256").hexdigest())
    content.seek(0)
    name = f"{delivery.call.slug}-{delivery.delivered_on:%Y-%m-%d}.{kind}"
    getattr(delivery, kind).save(name, File(content), save=False)


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


def paragraphs(source: str) -> str:
    """The text of rich text with each of its blocks on a line of its own, items with a bullet."""
    marked = ITEM.sub("• ", source)
    parts = (html_text(part) for part in END_OF_BLOCK.split(marked))
    return "\n".join(part for part in parts if part)


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
