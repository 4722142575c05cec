"""What a signer may see and take along: everything that is stored, and what was consented to."""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_variables

from campaigns.models import Signature
from campaigns.models.signatures import ChangedBy
from campaigns.privacy.field_types import SignatureField, Value
from campaigns.privacy.fields import SIGNATURE_FIELDS
from nnirr_site.http.addresses import absolute


def _write_time(moment: datetime | None) -> str | None:
    return moment.isoformat(timespec="seconds") if moment else None


def statement_url(signature: Signature) -> str:
    """Where the text that was signed can be read for good."""
    version = signature.statement
    return reverse(
        "campaigns:statement", args=[signature.call.slug, version.language, version.number]
    )


def describe_statement(signature: Signature) -> dict[str, object]:
    statement = signature.statement
    return {
        "title": statement.title,
        "language": statement.language,
        "version": statement.number,
        "published_at": _write_time(statement.created_at),
        "sha256": statement.sha256,
        "url": absolute(statement_url(signature)),
    }


@sensitive_variables()
def read_value(signature: Signature, field: SignatureField) -> object:
    """What is told of one field. Raises `vault.Unreadable`."""
    if field.value is Value.CALL:
        return {"title": signature.call.title, "short_name": signature.call.slug}
    if field.value is Value.STATEMENT:
        return describe_statement(signature)
    value = getattr(signature, field.name)
    return _write_time(value) if field.value is Value.TIME else value


# What the changes of a receipt are called on the page; the file has the names themselves.
WORDS = {
    "name": _("name"),
    "email": _("e-mail"),
    "country": _("country"),
    "region": _("state or territory"),
    "postal_code": _("ZIP code"),
    "organization": _("organization"),
    "role": _("role"),
    "website": _("website"),
    "comment": _("comment"),
    "show_name": _("name on the page"),
    "wants_letters": _("letters"),
}

# Where a change came from, unless it was made on the page itself.
HOW = {
    ChangedBy.FORM: _("a later form, before you confirmed"),
    ChangedBy.MAIL: _("with the link in a mail"),
    ChangedBy.COMPLAINT: _("a mail to you was reported as unwanted"),
}


def describe_changes(signature: Signature) -> list[dict[str, object]]:
    """The changes since it was signed, for the page: when, what, and the consents afterwards."""
    return [
        {
            "at": change.at,
            "how": HOW.get(change.by, ""),
            "fields": [WORDS.get(name, name) for name in change.fields],
            "show_name": change.show_name,
            "wants_letters": change.wants_letters,
        }
        for change in signature.changes.all()
    ]


def name_fields(fields: list[str]) -> list[str]:
    """What fields of the form are called, in the active language."""
    return [str(WORDS.get(name, name)) for name in fields]


@sensitive_variables()
def describe_signature(signature: Signature) -> dict[str, object]:
    """Everything that is stored of one signature, in plain words, for its signer only.

    Which fields, and under which keys, is in their register. Raises `vault.Unreadable` if a value
    cannot be opened.
    """
    told: dict[str, object] = {"call": {}, "signature": {}, "consent": {}}
    for field in SIGNATURE_FIELDS.values():
        for keys in field.told:
            part, _, key = keys.rpartition(".")
            (told[part] if part else told)[key] = read_value(signature, field)
    told["consent"]["changes"] = [
        {
            "by": change.by,
            "at": _write_time(change.at),
            "fields": change.fields,
            "show_name": change.show_name,
            "letters": change.wants_letters,
        }
        for change in signature.changes.all()
    ]
    return told | {
        "new_email": [
            {"email": change.email, "asked_at": _write_time(change.created_at)}
            for change in signature.email_changes.filter(sealed_email__isnull=False)
        ],
        "mails": [
            {
                "kind": mail.kind,
                "state": mail.status,
                "queued_at": _write_time(mail.created_at),
                "sent_at": _write_time(mail.sent_at),
            }
            for mail in signature.mails.order_by("pk")
        ],
    }
