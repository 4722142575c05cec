"""The register of what is stored of one signature: every column of it, described once.

Read by exports, by what staff see of one signature, by the public inventory of what is kept, by
the copy that signers take along, and by everything that empties columns. A test compares it with
the columns of the table. A new column is one more `SignatureField` here.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from campaigns.privacy.field_types import (
    Disclosure,
    Ending,
    FieldGroup,
    SignatureField,
    Value,
)
from campaigns.privacy.inventory_words import (
    EVERYBODY,
    PERSONAL_STAFF,
    PROGRAMS,
    STAFF,
    STAFF_ONLY,
    Form,
)

# In the order in which the public page describes them.
SIGNATURE_GROUPS = (
    FieldGroup(
        _("Your name, as you typed it"),
        _("A signature needs a name."),
        Ending.WITH_THE_SIGNATURE,
        _("you, staff as below, and everybody if you asked for that"),
        (
            SignatureField(
                "name", Value.SEALED, Disclosure.PUBLIC, _("Name"), told=("signature.name",)
            ),
        ),
        Form.SEALED,
    ),
    FieldGroup(
        _("Your e-mail address, as you typed it"),
        _("To let you confirm, and to send what you asked for. It is never shown to others."),
        Ending.WITH_THE_SIGNATURE,
        PERSONAL_STAFF,
        (
            SignatureField(
                "email", Value.SEALED, Disclosure.LETTERS, _("E-mail"), told=("signature.email",)
            ),
        ),
        Form.SEALED,
    ),
    FieldGroup(
        _("Your comment, and when staff agreed to show it, or decided not to"),
        _("To tell the addressee why people sign."),
        Ending.WITH_THE_SIGNATURE,
        EVERYBODY,
        (
            SignatureField(
                "comment",
                Value.SEALED,
                Disclosure.PERSONAL,
                _("Comment"),
                told=("signature.comment",),
            ),
            SignatureField(
                "comment_approved_at",
                Value.TIME,
                Disclosure.NEVER,
                told=("signature.comment_approved_at",),
            ),
            SignatureField(
                "comment_declined_at",
                Value.TIME,
                Disclosure.NEVER,
                told=("signature.comment_declined_at",),
            ),
        ),
        Form.SEALED,
    ),
    FieldGroup(
        _("What you are in your organization"),
        _("To know that you may sign for it."),
        Ending.WITH_THE_SIGNATURE,
        PERSONAL_STAFF,
        (
            SignatureField(
                "role", Value.SEALED, Disclosure.PERSONAL, _("Role"), told=("signature.role",)
            ),
        ),
        Form.SEALED,
    ),
    FieldGroup(
        _("What you typed into a second form for the same signature"),
        _("To confirm what you typed last. Once you have confirmed, only to tell you so."),
        Ending.ONCE_READ,
        PROGRAMS,
        (SignatureField("sealed_form", Value.SEALED_FORM, Disclosure.NEVER),),
        Form.SEALED,
    ),
    FieldGroup(
        _("Your organization, its website, and whether staff agreed to show its name or yours"),
        _("To list organizations. Neither is encrypted, also if you do not want it listed."),
        Ending.UNLESS_LISTED,
        EVERYBODY,
        (
            SignatureField(
                "organization_name",
                Value.TEXT,
                Disclosure.PUBLIC,
                _("Organization"),
                told=("signature.organization",),
            ),
            SignatureField(
                "website", Value.TEXT, Disclosure.PUBLIC, _("Website"), told=("signature.website",)
            ),
            SignatureField(
                "approved_at",
                Value.TIME,
                Disclosure.PERSONAL,
                _("Name approved"),
                told=("signature.name_approved_at",),
            ),
            SignatureField(
                "declined_at",
                Value.TIME,
                Disclosure.NEVER,
                told=("signature.name_declined_at",),
            ),
        ),
    ),
    FieldGroup(
        _("Whether your name looks like a web address, a number to call or a formula"),
        _("So that staff look at it before it is shown: it may be an advertisement."),
        Ending.WITH_THE_SIGNATURE,
        STAFF,
        (
            SignatureField(
                "needs_approval",
                Value.FLAG,
                Disclosure.STAFF,
                _("Name looks like an advertisement"),
                told=("signature.name_needs_approval",),
            ),
        ),
    ),
    FieldGroup(
        _("That you may sign for your organization"),
        _("So that nobody signs for it who may not."),
        Ending.NEVER,
        STAFF,
        (
            SignatureField(
                "is_authorized",
                Value.FLAG,
                Disclosure.STAFF,
                _("says: I am authorized to sign"),
                told=("signature.is_authorized",),
            ),
        ),
    ),
    FieldGroup(
        _("Whether your organization signed on paper"),
        _("So that the count can be checked against the sheets."),
        Ending.NEVER,
        STAFF,
        (
            SignatureField(
                "is_on_paper",
                Value.FLAG,
                Disclosure.PERSONAL,
                _("Collected on paper"),
                told=("signature.is_on_paper",),
            ),
        ),
    ),
    FieldGroup(
        _("A fingerprint of your address, and of the part after the @"),
        _("So that one address signs once, and so that you can be found when you write to us."),
        Ending.WITH_THE_SIGNATURE,
        PROGRAMS,
        (
            SignatureField("email_key", Value.KEY, Disclosure.NEVER),
            SignatureField("domain_key", Value.KEY, Disclosure.NEVER),
        ),
        Form.KEYED,
    ),
    FieldGroup(
        _("A short mark made of the name of your organization, with no secret in it"),
        _("So that several organizations can sign from one mailbox, each of them once."),
        Ending.WITH_THE_SIGNATURE,
        PROGRAMS,
        (SignatureField("organization_mark", Value.TEXT, Disclosure.NEVER),),
    ),
    FieldGroup(
        _("Fingerprints of the words of your name if it may be shown, or your organization’s"),
        _("So that staff find a name without opening every other one."),
        Ending.UNLESS_LISTED,
        PROGRAMS,
        (SignatureField("name_keys", Value.KEY, Disclosure.NEVER),),
        Form.KEYED,
    ),
    FieldGroup(
        _("The name of the secret key under which these fingerprints were made"),
        _("So that the key can be replaced by another one."),
        Ending.NEVER,
        PROGRAMS,
        (SignatureField("index_key_id", Value.TEXT, Disclosure.NEVER),),
    ),
    FieldGroup(
        _("Country, and state or territory of the United States if you gave it"),
        _("To tell officials how many signed where. It stands beside a name that is shown."),
        Ending.NEVER,
        STAFF,
        (
            SignatureField(
                "country",
                Value.COUNTRY,
                Disclosure.PUBLIC,
                _("Country"),
                told=("signature.country",),
            ),
            SignatureField(
                "region",
                Value.REGION,
                Disclosure.PUBLIC,
                _("State or territory"),
                told=("signature.state_or_territory",),
            ),
        ),
    ),
    FieldGroup(
        _("The five digits of your ZIP code, if you gave them"),
        _("To count by district."),
        Ending.WITH_THE_SIGNATURE,
        PERSONAL_STAFF,
        (
            SignatureField(
                "postal_code",
                Value.SEALED,
                Disclosure.PERSONAL,
                _("ZIP code"),
                told=("signature.zip_code",),
            ),
        ),
        Form.SEALED,
    ),
    FieldGroup(
        _("Whether your name, or your organization’s, may be shown"),
        _("To show it only if you want that."),
        Ending.UNLESS_LISTED,
        STAFF,
        (
            SignatureField(
                "show_name",
                Value.FLAG,
                Disclosure.PERSONAL,
                _("Wants the name to be shown"),
                told=("consent.show_name",),
            ),
        ),
    ),
    FieldGroup(
        _("Whether you want letters"),
        _("To write to you only if you want that."),
        Ending.WITH_THE_SIGNATURE,
        STAFF,
        (
            SignatureField(
                "wants_letters",
                Value.FLAG,
                Disclosure.PERSONAL,
                _("Wants letters"),
                told=("consent.letters",),
            ),
        ),
    ),
    FieldGroup(
        _("When you last changed what you agreed to"),
        _("So that you and staff can tell which wish is the last."),
        Ending.ON_THE_DAY,
        STAFF,
        (
            SignatureField(
                "changed_at",
                Value.TIME,
                Disclosure.NEVER,
                told=("signature.changed_at", "consent.changed_at"),
            ),
        ),
    ),
    FieldGroup(
        _("Which call and which version of its text you signed, for whom, in which language"),
        _("It is your receipt, and the count."),
        Ending.NEVER,
        STAFF,
        (
            SignatureField("call", Value.CALL, Disclosure.PERSONAL, _("Call"), told=("call",)),
            SignatureField(
                "statement",
                Value.STATEMENT,
                Disclosure.PERSONAL,
                _("Text signed"),
                told=("consent.text",),
            ),
            SignatureField(
                "kind", Value.KIND, Disclosure.PUBLIC, _("Kind"), told=("signature.kind",)
            ),
            SignatureField(
                "status",
                Value.STATUS,
                Disclosure.PERSONAL,
                pgettext_lazy("condition", "State"),
                told=("signature.state",),
            ),
            SignatureField(
                "language",
                Value.TEXT,
                Disclosure.LETTERS,
                _("Language"),
                told=("signature.language",),
            ),
        ),
    ),
    FieldGroup(
        _("In which hour you signed, confirmed or left, and when the personal data were deleted"),
        _("For the receipt and the count by day. After the promised day only the day is left."),
        Ending.NEVER,
        STAFF,
        (
            SignatureField(
                "created_at",
                Value.TIME,
                Disclosure.PERSONAL,
                _("Signed"),
                told=("signature.signed_at", "consent.given_at"),
                is_rounded=True,
            ),
            SignatureField(
                "confirmed_at",
                Value.TIME,
                Disclosure.PUBLIC,
                _("Confirmed"),
                told=("signature.confirmed_at", "consent.confirmed_at"),
                is_rounded=True,
            ),
            SignatureField(
                "ended_at",
                Value.TIME,
                Disclosure.PERSONAL,
                _("Withdrawn or rejected"),
                is_rounded=True,
            ),
            SignatureField("anonymized_at", Value.TIME, Disclosure.NEVER),
        ),
    ),
    FieldGroup(
        _("The short code of the place that led you here, if its link had one"),
        _("To learn which partners reach people."),
        Ending.NEVER,
        STAFF,
        (
            SignatureField(
                "source",
                Value.TEXT,
                Disclosure.PERSONAL,
                _("Came from"),
                told=("signature.source",),
            ),
        ),
    ),
    FieldGroup(
        _("Whether staff hid the name"),
        _("So that a decision can be checked and undone."),
        Ending.NEVER,
        STAFF,
        (
            SignatureField(
                "is_name_hidden",
                Value.FLAG,
                Disclosure.PERSONAL,
                _("Name hidden by staff"),
                told=("signature.name_hidden_by_staff",),
            ),
        ),
    ),
    FieldGroup(
        _("Why staff set a signature aside"),
        _("So that a decision can be checked and undone."),
        Ending.WITH_THE_SIGNATURE,
        STAFF_ONLY,
        (
            SignatureField(
                "rejection_reason", Value.TEXT, Disclosure.PERSONAL, _("Reason for rejecting")
            ),
        ),
    ),
    FieldGroup(
        _("How many mails about your signature were queued"),
        _("So that staff can tell whether too much was sent."),
        Ending.NEVER,
        STAFF_ONLY,
        (SignatureField("mail_count", Value.NUMBER, Disclosure.NEVER),),
    ),
    FieldGroup(
        _("When the last mail to you was queued: to the second for two hours, then the hour"),
        _("So that one mail does not follow on the other."),
        Ending.ON_THE_DAY,
        STAFF_ONLY,
        (SignatureField("mailed_at", Value.TIME, Disclosure.NEVER),),
    ),
    FieldGroup(
        _("When we learned that your address does not exist"),
        _("To send nothing into nowhere."),
        Ending.WITH_THE_SIGNATURE,
        STAFF,
        (
            SignatureField(
                "bounced_at", Value.TIME, Disclosure.NEVER, told=("signature.bounced_at",)
            ),
        ),
    ),
    FieldGroup(
        _("A number and a random reference"),
        _("To name a signature without naming you."),
        Ending.NEVER,
        STAFF,
        (
            SignatureField("id", Value.NUMBER, Disclosure.NEVER),
            SignatureField(
                "reference",
                Value.TEXT,
                Disclosure.PERSONAL,
                _("Reference"),
                told=("signature.reference",),
            ),
        ),
    ),
)

# One after another in the full export, in the admin and in the signer's copy; others follow.
ORDER = (
    "reference",
    "call",
    "status",
    "kind",
    "name",
    "email",
    "organization_name",
    "role",
    "website",
    "is_authorized",
    "comment",
    "country",
    "region",
    "postal_code",
    "show_name",
    "is_name_hidden",
    "needs_approval",
    "approved_at",
    "wants_letters",
    "language",
    "source",
    "statement",
    "created_at",
    "confirmed_at",
    "ended_at",
    "rejection_reason",
    "is_on_paper",
)


def _arrange() -> dict[str, SignatureField]:
    """Name → field. Raises `KeyError` if `ORDER` names what there is not."""
    fields = {field.name: field for group in SIGNATURE_GROUPS for field in group.fields}
    return {name: fields[name] for name in dict.fromkeys((*ORDER, *fields))}


SIGNATURE_FIELDS = _arrange()


def fields_up_to(disclosure: Disclosure) -> Iterator[SignatureField]:
    """Fields that go at least so far, in their order."""
    return (field for field in SIGNATURE_FIELDS.values() if field.disclosure <= disclosure)


def sealed_names() -> tuple[str, ...]:
    """The names under which sealed values are opened."""
    return tuple(field.name for field in SIGNATURE_FIELDS.values() if field.value is Value.SEALED)


def sealed_columns() -> tuple[str, ...]:
    """Columns whose values open with the keys of the vault only."""
    sealed = (Value.SEALED, Value.SEALED_FORM)
    return tuple(field.column for field in SIGNATURE_FIELDS.values() if field.value in sealed)


def rounded_names() -> tuple[str, ...]:
    """Times of which only the day is left after the promised day."""
    return tuple(field.name for field in SIGNATURE_FIELDS.values() if field.is_rounded)


def emptied(*endings: Ending) -> dict[str, object]:
    """Column → what stands in it afterwards, of all fields that end so."""
    return {
        field.column: field.empty
        for group in SIGNATURE_GROUPS
        if group.ends in endings
        for field in group.fields
    }
