"""What is stored of people who sign, in words: column by column, so that none can be left out.

The public page is made from this and from the tables themselves. A test fails for every column
that nobody has described.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass

from django.apps import apps
from django.utils.translation import gettext_lazy as _


class Form(enum.Enum):
    """In which form something stands in the database, and what could be had from it by force."""

    SEALED = (
        _("encrypted; the key is not in the database"),
        _("Not from a copy of the database. NNIRR holds the key and could be ordered to use it."),
    )
    KEYED = (
        _("a fingerprint under a secret key"),
        _("Nobody can read it back. With the key, NNIRR could test a value that is known already."),
    )
    WEEKLY = (
        _("a fingerprint under a key that is thrown away"),
        _("For 30 days NNIRR could test a network that is known already. After that nobody can."),
    )
    PLAIN = (_("as it is"), _("Yes, as it stands here."))

    @property
    def words(self) -> str:
        return self.value[0]

    @property
    def compelled(self) -> str:
        return self.value[1]


UNTIL_THE_END = _("until you take your signature off, at the latest until the promised day")
FOR_GOOD = _("for good: it is what the count is made of")
WITH_THE_MAIL = _("as long as the signature holds anything personal")
AS_LONG_AS_RULE = _("until staff delete the rule")

PERSONAL_STAFF = _("you, and staff with the right to see personal data; each look is on record")
STAFF = _("you, and staff who look after signatures")
EVERYBODY = _("everybody, if you asked for that and staff did not hide it")
PROGRAMS = _("programs only")


@dataclass(frozen=True)
class Kept:
    """Columns that belong together, and the five answers about them."""

    columns: tuple[str, ...]
    what: str
    why: str
    how_long: str
    who: str
    form: Form = Form.PLAIN


@dataclass(frozen=True)
class KeptTable:
    """One table with something about people who sign."""

    model: str  # as `apps.get_model` takes it
    heading: str
    entries: tuple[Kept, ...]

    @property
    def stored_columns(self) -> set[str]:
        """What the table has by its schema."""
        return {column.name for column in apps.get_model(self.model)._meta.concrete_fields}


SIGNATURE = KeptTable(
    "campaigns.Signature",
    _("Your signature"),
    (
        Kept(
            ("sealed_name",),
            _("Your name, as you typed it"),
            _("A signature needs a name."),
            UNTIL_THE_END,
            _("you, staff as below, and everybody if you asked for that"),
            Form.SEALED,
        ),
        Kept(
            ("sealed_email",),
            _("Your e-mail address, as you typed it"),
            _("To let you confirm, and to send what you asked for. It is never shown to others."),
            UNTIL_THE_END,
            PERSONAL_STAFF,
            Form.SEALED,
        ),
        Kept(
            ("sealed_comment", "comment_approved_at"),
            _("Your comment, and when staff agreed to show it"),
            _("To tell the addressee why people sign."),
            UNTIL_THE_END,
            EVERYBODY,
            Form.SEALED,
        ),
        Kept(
            ("sealed_role",),
            _("What you are in your organization"),
            _("To know that you may sign for it."),
            UNTIL_THE_END,
            PERSONAL_STAFF,
            Form.SEALED,
        ),
        Kept(
            ("organization_name", "website", "is_authorized", "approved_at"),
            _("Your organization, its website, and that you may sign for it"),
            _("To list organizations, once staff have looked at them."),
            _("until it is taken off; a listed organization stays listed"),
            EVERYBODY,
        ),
        Kept(
            ("is_on_paper",),
            _("Whether your organization signed on paper"),
            _("So that the count can be checked against the sheets."),
            FOR_GOOD,
            STAFF,
        ),
        Kept(
            ("email_key", "domain_key"),
            _("A fingerprint of your address, and of the part after the @"),
            _("So that one address signs once, and so that you can be found when you write to us."),
            UNTIL_THE_END,
            PROGRAMS,
            Form.KEYED,
        ),
        Kept(
            ("name_keys",),
            _("Fingerprints of the words of your name, if you wanted it shown"),
            _("So that staff find a public name without opening every other one."),
            UNTIL_THE_END,
            PROGRAMS,
            Form.KEYED,
        ),
        Kept(
            ("country", "region"),
            _("Country, and state or territory of the United States if you gave it"),
            _("To tell officials how many signed where. It stands beside a name that is shown."),
            FOR_GOOD,
            STAFF,
        ),
        Kept(
            ("postal_code",),
            _("The five digits of your ZIP code, if you gave them"),
            _("To count by district."),
            UNTIL_THE_END,
            PERSONAL_STAFF,
        ),
        Kept(
            ("show_name", "wants_letters", "changed_at"),
            _("What you agreed to, and when you last changed it"),
            _("To show your name or write to you only if you want that."),
            UNTIL_THE_END,
            STAFF,
        ),
        Kept(
            ("call", "statement", "kind", "status", "language"),
            _("Which call and which version of its text you signed, for whom, in which language"),
            _("It is your receipt, and the count."),
            FOR_GOOD,
            STAFF,
        ),
        Kept(
            ("created_at", "confirmed_at", "ended_at", "anonymized_at"),
            _("When you signed, confirmed or left, and when the personal data were deleted"),
            _("For the receipt and the count by day. After the promised day only the day is left."),
            FOR_GOOD,
            STAFF,
        ),
        Kept(
            ("source",),
            _("The short code of the place that led you here, if its link had one"),
            _("To learn which partners reach people."),
            FOR_GOOD,
            STAFF,
        ),
        Kept(
            ("is_name_hidden", "rejection_reason"),
            _("Whether staff hid the name, and why they set a signature aside"),
            _("So that a decision can be checked and undone."),
            FOR_GOOD,
            STAFF,
        ),
        Kept(
            ("mail_count", "mailed_at", "bounced_at"),
            _("How many mails you got, when the last was queued, and whether your address exists"),
            _("To send at most five, and none into nowhere."),
            WITH_THE_MAIL,
            STAFF,
        ),
        Kept(
            ("id", "reference"),
            _("A number and a random reference"),
            _("To name a signature without naming you."),
            FOR_GOOD,
            STAFF,
        ),
    ),
)
MAIL = KeptTable(
    "campaigns.OutboundMail",
    _("Mails to you"),
    (
        Kept(
            ("id", "signature", "kind", "language"),
            _("What kind of mail, in which language, about which signature. Not its text."),
            _("So that nothing is sent twice or forgotten."),
            WITH_THE_MAIL,
            STAFF,
        ),
        Kept(
            (
                "status",
                "attempts",
                "next_attempt_at",
                "created_at",
                "sent_at",
                "error",
                "hang_ups",
                "hung_up_at",
            ),
            _("Whether it was sent, and what kind of failure there was"),
            _("To try again, and to let staff see what failed."),
            WITH_THE_MAIL,
            STAFF,
        ),
        Kept(
            ("sealed_to",),
            _("Your address, for the last mail after you have left"),
            _("To tell you that everything is deleted."),
            _("until that mail is sent, at most 30 days"),
            PROGRAMS,
            Form.SEALED,
        ),
    ),
)
REQUEST = KeptTable(
    "campaigns.LinkRequest",
    _("Asking for your link again"),
    (
        Kept(
            ("id", "call", "email_key", "created_at"),
            _("A fingerprint of the address that was typed, and when"),
            _("So that the page answers alike whether the address is known or not."),
            _("a few seconds"),
            PROGRAMS,
            Form.KEYED,
        ),
    ),
)
ATTEMPT = KeptTable(
    "campaigns.SigningAttempt",
    _("Where forms came from"),
    (
        Kept(
            ("network", "ladder", "week"),
            _("Fingerprints of the network a form came from. Your IP address itself is not kept."),
            _("To notice robots that send many forms."),
            _("30 days; then the key is deleted and they say nothing any more"),
            PROGRAMS,
            Form.WEEKLY,
        ),
        Kept(
            ("id", "signature", "created_at"),
            _("When the form came, and for a moment which signature it was"),
            _("To set aside what a rule of the staff catches."),
            _("the link to a signature until it has been looked at, the time for 30 days"),
            PROGRAMS,
        ),
    ),
)
WEEK = KeptTable(
    "campaigns.NetworkKey",
    _("The keys of those fingerprints"),
    (
        Kept(
            ("week", "sealed_secret"),
            _("One random key for each week"),
            _("It makes the fingerprints of that week."),
            _("30 days"),
            PROGRAMS,
            Form.SEALED,
        ),
    ),
)
RULE = KeptTable(
    "campaigns.AbuseRule",
    _("Rules against abuse"),
    (
        Kept(
            ("address_key",),
            _("A fingerprint of an address that staff block or let pass"),
            _("To stop somebody who signs with made-up names."),
            AS_LONG_AS_RULE,
            PROGRAMS,
            Form.KEYED,
        ),
        Kept(
            ("id", "verdict", "kind", "pattern", "note", "created_at"),
            _("Networks and domains that staff block or let pass, with a note"),
            _("The same."),
            AS_LONG_AS_RULE,
            _("staff"),
        ),
    ),
)
DELIVERY = KeptTable(
    "campaigns.Delivery",
    _("What was handed over"),
    (
        Kept(
            ("pdf", "csv", "pdf_sha256", "csv_sha256"),
            _("The two files that were delivered, with the names that were public on that day"),
            _("So that it can be shown later what was delivered."),
            _("for good: what was handed over cannot be called back"),
            _("staff who deliver, and who received the files; their checksums everybody"),
        ),
        Kept(
            (
                "id",
                "call",
                "delivered_to",
                "delivered_on",
                "note",
                "people",
                "organizations",
                "offline",
                "public_names",
                "statements",
                "totals",
                "is_public",
                "frozen_at",
            ),
            _("When and to whom, which texts, and how many signed in which country and state"),
            _("It is the history of the call."),
            FOR_GOOD,
            _("everybody"),
        ),
    ),
)
KEPT_TABLES = (SIGNATURE, MAIL, REQUEST, ATTEMPT, WEEK, RULE, DELIVERY)

# Tables of this app with nothing about people who sign. `AccessEntry` is about staff.
ABOUT_NO_SIGNER = frozenset(
    {
        "AbuseLimits",
        "AccessEntry",
        "AddressRekeying",
        "Call",
        "CallDownload",
        "CallPage",
        "CallText",
        "CallsIndexPage",
        "Chore",
        "DailyTally",
        "EmailDomainRule",
        "Senator",
        "SenatorLetter",
        "Source",
        "StatementVersion",
        "Switches",
        "TallyDelta",
        "TallyState",
    }
)


def find_undescribed() -> dict[str, set[str]]:
    """Table → columns that are stored and that the page would not tell of. Empty if all is well.

    A table of the app that is neither described nor known to be about nobody has all its columns
    here.
    """
    described = {
        table.model.split(".")[1]: {name for entry in table.entries for name in entry.columns}
        for table in KEPT_TABLES
    }
    missing = {}
    for model in apps.get_app_config("campaigns").get_models():
        if model.__name__ in ABOUT_NO_SIGNER:
            continue
        columns = {column.name for column in model._meta.concrete_fields}
        left = columns - described.get(model.__name__, set())
        if left:
            missing[model.__name__] = left
    return missing
