"""What is stored of mails to people who sign, and of those who want none."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from campaigns.privacy.inventory_words import (
    PROGRAMS,
    STAFF,
    UNTIL_THE_END,
    UNTIL_THE_END_OF_MAILS,
    Form,
)
from campaigns.transparency.kept_tables import Kept, KeptTable

MAIL = KeptTable(
    "campaigns.OutboundMail",
    _("E-mails to you"),
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
