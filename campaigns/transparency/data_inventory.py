"""What is stored of people who sign, in words: column by column, so that none can be left out.

The public page is made from this and from the tables themselves; what is said of signatures stands
in their register (`campaigns/privacy/fields.py`). A test fails for every column that nobody has
described.
"""

from __future__ import annotations

from django.apps import apps
from django.utils.translation import gettext_lazy as _

from campaigns.privacy.fields import SIGNATURE_GROUPS
from campaigns.privacy.inventory_words import (
    AS_LONG_AS_RULE,
    DEPARTURE_KEPT,
    FOR_GOOD,
    PROGRAMS,
    STAFF_ONLY,
    UNTIL_JUDGED,
    Form,
)
from campaigns.transparency.kept_tables import Kept, KeptTable
from campaigns.transparency.mail_inventory import (
    CHANGE,
    MAIL,
    NEW_EMAIL,
    PAUSE,
    REQUEST,
    TURN,
)

SIGNATURE = KeptTable(
    "campaigns.Signature",
    _("Your signature"),
    tuple(
        Kept(
            tuple(field.column for field in group.fields),
            group.what,
            group.why,
            group.ends.words,
            group.who,
            group.form,
        )
        for group in SIGNATURE_GROUPS
    ),
)
WAITING = KeptTable(
    "campaigns.WaitingCheck",
    _("Where a form came from, until it has been looked at"),
    (
        Kept(
            ("sealed_client",),
            _("The IP address that a form came from"),
            _("To catch bots that send many forms, and networks that staff block."),
            UNTIL_JUDGED,
            PROGRAMS,
            Form.PASSING,
        ),
        Kept(
            ("id", "signature", "created_at"),
            _("Which signature it was, and in which minute the form came"),
            _("To set aside what a rule of the staff catches."),
            UNTIL_JUDGED,
            PROGRAMS,
            Form.PASSING,
        ),
    ),
)
CAUGHT = KeptTable(
    "campaigns.CaughtForm",
    _("Which forms a limit set aside together"),
    (
        Kept(
            ("signature", "crowd", "caught_on"),
            _(
                "That your form was set aside because very many came from one network, with which"
                " others, and on which day. Not which network it was"
            ),
            _("So that staff can take all signatures of one hall with one step."),
            _("until staff decide, at most two weeks; no backup holds it"),
            STAFF_ONLY,
        ),
    ),
)
DEPARTURE = KeptTable(
    "campaigns.Departure",
    _("That somebody left or took something back"),
    (
        Kept(
            ("signature_key", "later_key"),
            _(
                "A fingerprint of the random reference of your signature, or of your address if you"
                " pressed “This wasn’t me”"
            ),
            _("So that you do not come back if the server breaks and an older copy is restored."),
            DEPARTURE_KEPT,
            PROGRAMS,
            Form.KEYED,
        ),
        Kept(
            ("id", "token", "kind", "key_id", "at"),
            _("What it was, such as “took the signature off”, and in which hour"),
            _("The same. It is written into a file apart from the database as well."),
            DEPARTURE_KEPT,
            PROGRAMS,
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
            ("id", "verdict", "kind", "pattern", "note", "created_at", "index_key_id"),
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
            ("pdf", "csv", "to_print", "pdf_sha256", "csv_sha256"),
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
                "pdf_error",
                "pdf_tried_at",
                "is_public",
                "frozen_at",
                "withdrawn_at",
                "withdrawal_reason",
            ),
            _("When and to whom, which texts, and how many signed in which country and state"),
            _("It is the history of the call."),
            FOR_GOOD,
            _("everybody"),
        ),
    ),
)
ACCESS = KeptTable(
    "campaigns.AccessEntry",
    _("Who looked at personal data"),
    (
        Kept(
            ("what", "filters"),
            _("What staff looked at: the reference of one signature, or how a list was narrowed"),
            _("So that every look at personal data can be checked. No name and no address in it."),
            _("for good"),
            _("staff who check the others"),
        ),
        Kept(
            ("id", "at", "user", "username", "kind", "row_count", "is_complete"),
            _("Which member of staff it was, when, and how many rows were shown"),
            _("The same."),
            _("for good"),
            _("staff who check the others"),
        ),
    ),
)
KEPT_TABLES = (
    SIGNATURE,
    CHANGE,
    NEW_EMAIL,
    MAIL,
    REQUEST,
    TURN,
    PAUSE,
    DEPARTURE,
    WAITING,
    CAUGHT,
    RULE,
    DELIVERY,
    ACCESS,
)

# Tables of this app with nothing about people who sign.
ABOUT_NO_SIGNER = frozenset(
    {
        "AbuseLimits",
        "AddressRekeying",
        "Alarm",
        "Call",
        "CallDownload",
        "CallPage",
        "CallText",
        "CallsIndexPage",
        "Chore",
        "DailyTally",
        "EmailDomainRule",
        "KeyHolder",
        "PaperSheets",  # how many, and when they were destroyed: no name was ever entered
        "Senator",
        "SenatorLetter",
        "Source",
        "StaffNotice",
        "StatementVersion",
        "Switches",
        "TallyDelta",
        "TallyState",
        "VaultKey",
        "WorkerPulse",
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
