"""What came on paper: organizations, approved by whoever enters them, and names counted by hand."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time

from django.db import IntegrityError, transaction
from django.db.models import F
from django.db.models.functions import Greatest
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables
from wagtail.log_actions import log

from campaigns.choices import SignatureStatus, SignerKind
from campaigns.models import Call, PaperSheets, Signature, StatementVersion
from campaigns.models.signatures import make_reference
from campaigns.privacy import vault
from campaigns.privacy.name_keys import organization_mark, public_name_keys
from campaigns.services.outcomes import audit
from campaigns.services.vault_keys.email_keys import (
    find_all_email_keys,
    find_domain_keys,
    lock_email,
)
from nnirr_site.database.clock import database_now
from nnirr_site.http.page_cache.memory import purge
from nnirr_site.text.plaintext import fold


@dataclass(frozen=True)
class PaperEndorser:
    """One line of a paper sheet, cleaned. Its repr names nobody."""

    organization: str = field(repr=False)
    contact: str = field(repr=False)
    signed_on: date
    role: str = field(default="", repr=False)
    email: str = field(default="", repr=False)
    website: str = field(default="", repr=False)
    country: str = "US"
    region: str = ""


class AlreadySigned(ValueError):
    """The organization, or the address, stands under the call already; `by` says which of them."""

    def __init__(self, by: str):
        self.by = by
        super().__init__(by)


@sensitive_variables()
def add_paper_organization(
    call: Call,
    endorser: PaperEndorser,
    are_named: bool,
    language: str,
    user=None,
    known_names: set[str] | None = None,
) -> Signature:
    """Store an organization as confirmed, approved and collected on paper. No mail is sent.

    `are_named` is what the sheet told those who signed it: whether organizations are listed by
    name. Of many in one transaction, `known_names` of the call are found once and grow with each.
    Raises `AlreadySigned`.
    """
    if known_names is None:
        known_names = find_known_names(call)
    reference, now = make_reference(), database_now()
    keys = find_all_email_keys(endorser.email) if endorser.email else []
    if fold(endorser.organization) in known_names:
        raise AlreadySigned("organization")
    try:
        with transaction.atomic():
            signature = Signature(
                call=call,
                statement=find_statement_of(call, language, endorser.signed_on),
                reference=reference,
                kind=SignerKind.ORGANIZATION,
                status=SignatureStatus.CONFIRMED,
                sealed_name=vault.seal(endorser.contact, f"name:{reference}"),
                sealed_email=vault.seal(endorser.email, f"email:{reference}"),
                sealed_role=vault.seal(endorser.role, f"role:{reference}"),
                email_key=keys[0] if keys else None,
                domain_key=find_domain_keys(endorser.email)[0] if keys else None,
                organization_mark=organization_mark(endorser.organization) if keys else "",
                name_keys=public_name_keys(
                    SignerKind.ORGANIZATION, are_named, endorser.contact, endorser.organization
                ),
                index_key_id=vault.index_key_id(),
                country=endorser.country,
                region=endorser.region,
                organization_name=endorser.organization,
                website=endorser.website,
                is_authorized=True,
                show_name=are_named,
                language=language,
                is_on_paper=True,
                approved_at=now,
                created_at=timezone.make_aware(datetime.combine(endorser.signed_on, time(12))),
                confirmed_at=now,
            )
            if len(keys) > 1 and lock_email(signature, keys) != keys[0]:
                raise AlreadySigned("email")
            signature.save(force_insert=True)
            audit(signature, "campaigns.add_paper_organization", "", user)
            purge()
    except IntegrityError:
        raise AlreadySigned("email") from None
    known_names.add(fold(endorser.organization))
    return signature


def find_known_names(call: Call) -> set[str]:
    """Names of the organizations whose signature counts, without accents and capitals.

    One that has not confirmed does not: else anybody could keep an organization out by typing its
    name into the form.
    """
    counted = call.signatures.filter(kind=SignerKind.ORGANIZATION, status=SignatureStatus.CONFIRMED)
    return {fold(name) for name in counted.values_list("organization_name", flat=True)}


def find_statement_of(call: Call, language: str, day: date) -> StatementVersion:
    """The version that was printed on that day, or the first one if the sheet is older."""
    end = timezone.make_aware(datetime.combine(day, time.max))
    versions = call.statements.filter(language=language).order_by("number")
    return versions.filter(created_at__lte=end).last() or versions.first()


class AlreadyDestroyed(ValueError):
    """What is noted of sheets that are destroyed stays: nobody can count them again."""


@transaction.atomic
def store_paper_sheets(sheets: PaperSheets, user=None) -> PaperSheets:
    """Note sheets that came, or correct what was noted; the count of the call follows by as much.

    Raises `AlreadyDestroyed`.
    """
    before = _find_sheets_to_change(sheets)
    if before is None:
        sheets.entered_by = user
    sheets.save()
    if before is not None:
        _add_to_count(before.call_id, -before.names)
    _add_to_count(sheets.call_id, sheets.names)
    _note_sheets(sheets, "create" if before is None else "edit", user)
    purge()
    return sheets


def _find_sheets_to_change(sheets: PaperSheets) -> PaperSheets | None:
    """The row as stored, locked; None if it is new."""
    if sheets.pk is None:
        return None
    before = PaperSheets.objects.select_for_update().get(pk=sheets.pk)
    if before.destroyed_on is not None:
        raise AlreadyDestroyed
    return before


def _note_sheets(sheets: PaperSheets, what: str, user) -> None:
    """In the audit log: numbers and days, as no names were ever entered."""
    destroyed_on = sheets.destroyed_on and sheets.destroyed_on.isoformat()
    data = {"sheets": sheets.sheets, "names": sheets.names, "destroyed_on": destroyed_on}
    data["received_on"] = sheets.received_on.isoformat()
    log(sheets, f"wagtail.{what}", user=user, data=data)


def _add_to_count(call_id: int, names: int) -> None:
    """Never below nothing: staff may have set a number of their own before there were such rows."""
    moved = Greatest(F("offline_signatures") + names, 0)
    Call.objects.filter(pk=call_id).update(offline_signatures=moved)
