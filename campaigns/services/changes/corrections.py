"""Changing what a signature says: by a later form before it is confirmed, or by its signer.

Each change is one transaction on the locked row and leaves a line of the consent receipt. What
staff have agreed to show is theirs to look at again when it changes.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import DateTimeField, Func, Value
from django.db.models.functions import Now
from django.views.decorators.debug import sensitive_variables

from campaigns.choices import SignatureStatus
from campaigns.models import OutboundMail, Signature, SignatureChange
from campaigns.models.outbox import MailCause, MailKind, MailStatus
from campaigns.models.signatures import ChangedBy, DepartureKind
from campaigns.privacy import vault
from campaigns.privacy.name_keys import organization_mark, public_name_keys
from campaigns.services.departures.noting import note_departure
from campaigns.services.mail.mailing import AT_ONCE, queue_again
from campaigns.services.outcomes import Outcome
from campaigns.services.vault_keys.email_keys import find_all_email_keys, find_domain_keys
from campaigns.signing.normalizing import looks_like_advertising
from nnirr_site.http.page_cache.memory import purge

PLAIN = {"country": "country", "region": "region", "website": "website"}
PLAIN |= {"organization": "organization_name"}
TYPED = ("name", "email", "country", "region", "postal_code", "organization", "role", "website")
TYPED += ("comment",)
CONSENTS = ("show_name", "wants_letters")


def hour_of_now() -> Func:
    """The hour it is on the clock of the database. `TruncHour` would store that of another zone."""
    return Func(Value("hour"), Now(), function="date_trunc", output_field=DateTimeField())


@sensitive_variables()
def find_differences(signature: Signature, values: Mapping[str, Any]) -> list[str]:
    """The names of the typed fields in which `values` differ from what is stored.

    Raises `vault.Unreadable`.
    """
    return [
        name
        for name in TYPED
        if name in values and values[name] != getattr(signature, PLAIN.get(name, name))
    ]


@sensitive_variables()
def _make_changes(
    signature: Signature, values: Mapping[str, Any], differing: list[str]
) -> dict[str, Any]:
    """What to write into the columns of a row that is locked."""
    changes: dict[str, Any] = {}
    for name in differing:
        if name in PLAIN:
            changes[PLAIN[name]] = values[name]
        else:
            changes[f"sealed_{name}"] = vault.seal(values[name], signature.sealing_place(name))
    if "email" in differing:  # another spelling of the same mailbox
        changes["domain_key"] = find_domain_keys(values["email"])[0]
    if "comment" in differing:
        changes |= {"comment_approved_at": None, "comment_declined_at": None}
    name = values.get("name", signature.name)
    organization = values.get("organization", signature.organization_name)
    if signature.is_organization:
        if {"organization", "website"} & set(differing):
            changes |= {"approved_at": None, "declined_at": None}
        if "organization" in differing:
            changes["organization_mark"] = organization_mark(organization)
    elif "name" in differing:
        needs_approval = looks_like_advertising(name)
        changes |= {"needs_approval": needs_approval, "approved_at": None, "declined_at": None}
    show_name = values.get("show_name", signature.show_name)
    changes["name_keys"] = public_name_keys(signature.kind, show_name, name, organization)
    return changes


def note_change(
    signature: Signature, by: ChangedBy, fields: list[str], consents: Mapping[str, bool]
) -> None:
    """One line of the receipt."""
    SignatureChange.objects.create(
        signature=signature, by=by, fields=fields, at=hour_of_now(), **consents
    )


@sensitive_variables()
def _open_form(row: Signature) -> dict[str, Any] | None:
    """The later form of a row; None if it is about another mailbox.

    It was sealed before anybody knew the row, so it is bound to the call only: that it belongs here
    is shown by its address. Raises `vault.Unreadable`.
    """
    form = json.loads(vault.unseal(row.sealed_form, row.sealing_place("form")))
    is_ours = find_all_email_keys(form["email"]) == find_all_email_keys(row.email)
    return form if is_ours else None


@sensitive_variables()
def _is_other_address(row: Signature, form: Mapping[str, Any]) -> bool:
    """Whether mail to the address of a form may end elsewhere: more than capitals differ.

    One key finds rosa@example.org and rosa+nosuch@example.org, which need not exist.
    """
    return form["email"].casefold() != row.email.casefold()


@sensitive_variables()
def read_later_form(reference: str) -> bool:
    """Take a later form into a signature that nobody has confirmed; of a confirmed one, note for
    its mail in which fields it differed. Whether there was one.

    Mail goes on to the address of the first form: a stranger may know the mailbox in another
    spelling that reaches nobody. Only one that bounced is replaced, and mail goes to the new one.

    Asked by whoever reads a signature next: the worker, before its mail, and the pages behind its
    links. A form whose key is missing here is left to a process that has it.
    """
    waiting = Signature.objects.filter(reference=reference, sealed_form__isnull=False)
    if not waiting.exists():
        return False
    with transaction.atomic():
        row = waiting.select_for_update(of=("self",)).first()
        if row is None:
            return False
        try:
            form = _open_form(row)
            differing = find_differences(row, form) if form else []
        except vault.Unreadable:
            return False
        changes: dict[str, Any] = {"sealed_form": None}
        if row.confirmed_at is not None:
            _note_for_mail(row, form, differing)
        elif form is not None:
            consents = {name: getattr(row, name) for name in CONSENTS}
            is_moved = "email" in differing and _is_other_address(row, form)
            if is_moved and row.bounced_at is None:
                differing.remove("email")
                is_moved = False
            if is_moved:
                changes["bounced_at"] = None
            changes |= _make_changes(row, form | consents, differing)
            if differing:
                note_change(row, ChangedBy.FORM, differing, consents)
            Signature.objects.filter(pk=row.pk).update(**changes)
            if is_moved:
                queue_again(row.call_id, row.email_key, MailCause.FORM, AT_ONCE, row.pk)
            return True
        Signature.objects.filter(pk=row.pk).update(**changes)
    return True


@sensitive_variables("form")
def _note_for_mail(row: Signature, form: dict[str, Any] | None, differing: list[str]) -> None:
    if form is None:
        return
    # A form that asks for less than was agreed to is worth saying; the other way round too.
    differing += [name for name in CONSENTS if form[name] != getattr(row, name)]
    OutboundMail.objects.filter(
        signature=row,
        kind=MailKind.ALREADY_SIGNED,
        status__in=[MailStatus.QUEUED, MailStatus.SENDING],
    ).update(differing=differing)


def read_later_forms(batch: int = 200) -> int:
    """The same for all that wait, the worker's part. Returns how many were read."""
    waiting = Signature.objects.filter(sealed_form__isnull=False).order_by("pk")
    references = list(waiting.values_list("reference", flat=True)[:batch])
    return sum(read_later_form(reference) for reference in references)


@sensitive_variables()
def correct_signature(reference: str, **values) -> Outcome:
    """What signers change on their own page: everything that they typed, and the two consents.

    `values` are by the names of the form; the address is not among them (`email_changes`). REFUSED
    if the organization has signed with this mailbox under the new name already.
    """
    with transaction.atomic():
        row = (
            Signature.objects.select_for_update(of=("self",))
            .filter(
                reference=reference,
                status__in=[SignatureStatus.PENDING, SignatureStatus.CONFIRMED],
            )
            .first()
        )
        if row is None:
            return Outcome.REFUSED
        values.pop("email", None)
        fields = find_differences(row, values)
        changes = _make_changes(row, values, fields)
        consents = {name: values.get(name, getattr(row, name)) for name in CONSENTS}
        fields += [name for name in CONSENTS if consents[name] != getattr(row, name)]
        if not fields:
            return Outcome.ALREADY
        if "organization" in fields and _stands_elsewhere(row, changes["organization_mark"]):
            return Outcome.REFUSED
        Signature.objects.filter(pk=row.pk).update(**changes, **consents, changed_at=Now())
        note_change(row, ChangedBy.SIGNER, fields, consents)
        for kind in _find_departures(fields, consents):
            note_departure(kind, reference)
        purge()
    return Outcome.DONE


def _find_departures(fields: list[str], consents: Mapping[str, bool]) -> list[DepartureKind]:
    """What an older backup would show or do that the signer has ended or replaced."""
    found = []
    is_unlisted = "show_name" in fields and not consents["show_name"]
    if is_unlisted or {"name", "organization", "website"} & set(fields):
        found.append(DepartureKind.UNLISTED)
    if "comment" in fields:
        found.append(DepartureKind.COMMENT)
    if "wants_letters" in fields and not consents["wants_letters"]:
        found.append(DepartureKind.LETTERS)
    return found


def _stands_elsewhere(row: Signature, key: str) -> bool:
    same = Signature.objects.filter(
        call_id=row.call_id, kind=row.kind, email_key=row.email_key, organization_mark=key
    )
    return same.exclude(pk=row.pk).exists()
