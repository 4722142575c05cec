"""What a signer may see and take along: everything that is stored, and what was consented to."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_variables

from campaigns.models import Signature
from campaigns.models.signatures import ChangedBy


def _write_time(moment: datetime | None) -> str | None:
    return moment.isoformat(timespec="seconds") if moment else None


def statement_url(signature: Signature) -> str:
    """Where the text that was signed can be read for good."""
    version = signature.statement
    return reverse(
        "campaigns:statement", args=[signature.call.slug, version.language, version.number]
    )


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


def describe_changes(signature: Signature) -> list[dict[str, object]]:
    """The changes since it was signed, for the page: when, what, and the consents afterwards."""
    return [
        {
            "at": change.at,
            "is_by_form": change.by == ChangedBy.FORM,
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

    Raises `vault.Unreadable` if a value cannot be opened.
    """
    statement = signature.statement
    return {
        "call": {"title": signature.call.title, "short_name": signature.call.slug},
        "signature": {
            "reference": signature.reference,
            "state": signature.status,
            "kind": signature.kind,
            "name": signature.name,
            "email": signature.email,
            "country": signature.country,
            "state_or_territory": signature.region,
            "zip_code": signature.postal_code,
            "organization": signature.organization_name,
            "role": signature.role,
            "website": signature.website,
            "is_authorized": signature.is_authorized,
            "is_on_paper": signature.is_on_paper,
            "comment": signature.comment,
            "language": signature.language,
            "source": signature.source,
            "signed_at": _write_time(signature.created_at),
            "confirmed_at": _write_time(signature.confirmed_at),
            "changed_at": _write_time(signature.changed_at),
            "bounced_at": _write_time(signature.bounced_at),
            "name_hidden_by_staff": signature.is_name_hidden,
            "name_needs_approval": signature.needs_approval,
            "name_approved_at": _write_time(signature.approved_at),
            "comment_approved_at": _write_time(signature.comment_approved_at),
        },
        "consent": {
            "text": {
                "title": statement.title,
                "language": statement.language,
                "version": statement.number,
                "published_at": _write_time(statement.created_at),
                "sha256": statement.sha256,
                "url": f"{settings.SITE_URL}{statement_url(signature)}",
            },
            "given_at": _write_time(signature.created_at),
            "confirmed_at": _write_time(signature.confirmed_at),
            "changed_at": _write_time(signature.changed_at),
            "show_name": signature.show_name,
            "letters": signature.wants_letters,
            "changes": [
                {
                    "by": change.by,
                    "at": _write_time(change.at),
                    "fields": change.fields,
                    "show_name": change.show_name,
                    "letters": change.wants_letters,
                }
                for change in signature.changes.all()
            ],
        },
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
