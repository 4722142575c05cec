"""What is stored of people who sign, in words: column by column, so that none can be left out.

The public page is made from this and from the tables themselves. A test fails for every column
that nobody has described.
"""

from __future__ import annotations

from django.apps import apps
from django.utils.translation import gettext_lazy as _

from campaigns.transparency.inventory_words import (
    AS_LONG_AS_RULE,
    EVERYBODY,
    FOR_GOOD,
    PERSONAL_STAFF,
    PROGRAMS,
    STAFF,
    STAFF_ONLY,
    UNLESS_LISTED,
    UNTIL_JUDGED,
    UNTIL_READ,
    UNTIL_THE_DAY,
    UNTIL_THE_END,
    UNTIL_THE_END_OF_MAILS,
    Form,
    Kept,
    KeptTable,
)

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
            ("sealed_form",),
            _("What you typed into a second form for the same signature"),
            _("To confirm what you typed last. Once you have confirmed, only to tell you so."),
            UNTIL_READ,
            PROGRAMS,
            Form.SEALED,
        ),
        Kept(
            ("organization_name", "website", "approved_at"),
            _("Your organization, its website, and when staff agreed to show its name or yours"),
            _("To list organizations. Neither is encrypted, also if you do not want it listed."),
            UNLESS_LISTED,
            EVERYBODY,
        ),
        Kept(
            ("needs_approval",),
            _("Whether your name looks like a web address, a number to call or a formula"),
            _("So that staff look at it before it is shown: it may be an advertisement."),
            UNTIL_THE_END,
            STAFF,
        ),
        Kept(
            ("is_authorized",),
            _("That you may sign for your organization"),
            _("So that nobody signs for it who may not."),
            FOR_GOOD,
            STAFF,
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
            ("organization_mark",),
            _("A short mark made of the name of your organization, with no secret in it"),
            _("So that several organizations can sign from one mailbox, each of them once."),
            UNTIL_THE_END,
            PROGRAMS,
        ),
        Kept(
            ("name_keys",),
            _("Fingerprints of the words of your name if it may be shown, or your organization’s"),
            _("So that staff find a name without opening every other one."),
            UNLESS_LISTED,
            PROGRAMS,
            Form.KEYED,
        ),
        Kept(
            ("index_key_id",),
            _("The name of the secret key under which these fingerprints were made"),
            _("So that the key can be replaced by another one."),
            FOR_GOOD,
            PROGRAMS,
        ),
        Kept(
            ("country", "region"),
            _("Country, and state or territory of the United States if you gave it"),
            _("To tell officials how many signed where. It stands beside a name that is shown."),
            FOR_GOOD,
            STAFF,
        ),
        Kept(
            ("sealed_postal_code",),
            _("The five digits of your ZIP code, if you gave them"),
            _("To count by district."),
            UNTIL_THE_END,
            PERSONAL_STAFF,
            Form.SEALED,
        ),
        Kept(
            ("show_name",),
            _("Whether your name, or your organization’s, may be shown"),
            _("To show it only if you want that."),
            UNLESS_LISTED,
            STAFF,
        ),
        Kept(
            ("wants_letters",),
            _("Whether you want letters"),
            _("To write to you only if you want that."),
            UNTIL_THE_END,
            STAFF,
        ),
        Kept(
            ("changed_at",),
            _("When you last changed what you agreed to"),
            _("So that you and staff can tell which wish is the last."),
            UNTIL_THE_DAY,
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
            _(
                "In which hour you signed, confirmed or left, and when the personal data were"
                " deleted"
            ),
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
            ("is_name_hidden",),
            _("Whether staff hid the name"),
            _("So that a decision can be checked and undone."),
            FOR_GOOD,
            STAFF,
        ),
        Kept(
            ("rejection_reason",),
            _("Why staff set a signature aside"),
            _("So that a decision can be checked and undone."),
            UNTIL_THE_END,
            STAFF_ONLY,
        ),
        Kept(
            ("mail_count",),
            _("How many mails about your signature were queued"),
            _("So that staff can tell whether too much was sent."),
            FOR_GOOD,
            STAFF_ONLY,
        ),
        Kept(
            ("mailed_at",),
            _("When the last mail to you was queued: to the second for two hours, then the hour"),
            _("So that one mail does not follow on the other."),
            UNTIL_THE_DAY,
            STAFF_ONLY,
        ),
        Kept(
            ("bounced_at",),
            _("When we learned that your address does not exist"),
            _("To send nothing into nowhere."),
            UNTIL_THE_END,
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
            ("id", "signature", "kind", "cause", "language"),
            _(
                "What kind of mail, who caused it, in which language, about which signature. Not"
                " its text."
            ),
            _("So that nothing is sent twice or forgotten."),
            UNTIL_THE_END_OF_MAILS,
            STAFF,
        ),
        Kept(
            (
                "status",
                "attempts",
                "next_attempt_at",
                "created_at",
                "counted_at",
                "sent_at",
                "error",
                "hang_ups",
                "hung_up_at",
                "claimed_by",
            ),
            _(
                "Whether it was sent, what kind of failure there was, and when: to the second until"
                " two hours after it was sent, then the hour"
            ),
            _("To try again, and to let staff see what failed."),
            UNTIL_THE_END_OF_MAILS,
            STAFF,
        ),
        Kept(
            ("email_change", "differing"),
            _("Which wish for another address it is about; in which fields a second form differed"),
            _("To send it to the right mailbox, and to tell you."),
            UNTIL_THE_END_OF_MAILS,
            PROGRAMS,
        ),
        Kept(
            ("sealed_to",),
            _("Your address, for the last mail after you have left or changed it"),
            _("To tell you that it is deleted."),
            _("until that mail is sent, at most 30 days"),
            PROGRAMS,
            Form.SEALED,
        ),
    ),
)
CHANGE = KeptTable(
    "campaigns.SignatureChange",
    _("What you changed"),
    (
        Kept(
            ("id", "signature", "by", "fields", "show_name", "wants_letters", "at"),
            _("In which hour which fields were changed, and what you agreed to then"),
            _("It is part of your receipt. What stood there before is not kept."),
            UNTIL_THE_END,
            _("you"),
        ),
    ),
)
NEW_EMAIL = KeptTable(
    "campaigns.EmailChange",
    _("Another address for your signature"),
    (
        Kept(
            ("sealed_email",),
            _("The address you want to use from now on"),
            _("To ask its owner with a link whether that is right."),
            _("until you use it or want another one, at most seven days"),
            _("you"),
            Form.SEALED,
        ),
        Kept(
            ("id", "signature", "reference", "created_at"),
            _("In which hour you asked for that, and a random reference"),
            _("For the link, and so that nobody sends many mails in this way."),
            _("seven days, or until you take your signature off"),
            PROGRAMS,
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
TURN = KeptTable(
    "campaigns.MailTurn",
    _("How much mail went to an address"),
    (
        Kept(
            ("email_key", "domain_key"),
            _("For each mail a fingerprint of the address, and of the part after the @"),
            _("To send at most five mails in seven days, and not too many to one domain at once."),
            _("seven days, also if you take your signature off"),
            PROGRAMS,
            Form.KEYED,
        ),
        Kept(
            ("id", "by_staff", "at"),
            _("When it was let go, and whether staff sent it"),
            _("The same."),
            _("seven days, also if you take your signature off"),
            PROGRAMS,
        ),
    ),
)
PAUSE = KeptTable(
    "campaigns.MailPause",
    _("Addresses that want no mail"),
    (
        Kept(
            ("email_key",),
            _("A fingerprint of your address, if you pressed “This wasn’t me”"),
            _("So that nobody can have mail sent to you by typing your address into our forms."),
            _("30 days, or until you undo it"),
            PROGRAMS,
            Form.KEYED,
        ),
        Kept(
            ("id", "reference", "created_at"),
            _("When you pressed it, and the random reference of the signature that was deleted"),
            _("So that the link in your mail can undo it."),
            _("30 days, or until you undo it"),
            PROGRAMS,
        ),
    ),
)
WAITING = KeptTable(
    "campaigns.WaitingCheck",
    _("Where a form came from, until it has been looked at"),
    (
        Kept(
            ("sealed_client",),
            _("The IP address that a form came from"),
            _("To notice robots that send many forms, and networks that staff block."),
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
    WAITING,
    RULE,
    DELIVERY,
    ACCESS,
)

# Tables of this app with nothing about people who sign.
ABOUT_NO_SIGNER = frozenset(
    {
        "AbuseLimits",
        "AddressRekeying",
        "Call",
        "CallDownload",
        "CallPage",
        "CallText",
        "CallsIndexPage",
        "Chore",
        "DailyTally",
        "EmailDomainRule",
        "KeyHolder",
        "Senator",
        "SenatorLetter",
        "Source",
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
