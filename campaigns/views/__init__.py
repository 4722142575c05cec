"""Signing as visitors meet it. Views read the request and choose an answer; `services` writes.

Pages that are the same for everybody are public; the steps of signing, everything behind a personal
link, and every form that comes back with what somebody typed, are kept nowhere.
"""

from campaigns.views.history import history
from campaigns.views.hooks import mail_events
from campaigns.views.letters import letters
from campaigns.views.links import confirm, pause_ended
from campaigns.views.names import names, organizations, reasons
from campaigns.views.new_email import new_email
from campaigns.views.numbers import count, ledger_csv, ledger_json, method
from campaigns.views.signer import own, own_change, own_data, own_saved
from campaigns.views.steps import (
    check_any_email,
    check_email,
    removed,
    removed_anywhere,
    resend,
    resend_any,
    sign_call,
)
from campaigns.views.texts import statement, statement_file, statements
from campaigns.views.thanks import card, thank_you
from campaigns.views.what_we_keep import kept

__all__ = [
    "card",
    "check_any_email",
    "check_email",
    "confirm",
    "count",
    "history",
    "kept",
    "ledger_csv",
    "ledger_json",
    "letters",
    "mail_events",
    "method",
    "names",
    "new_email",
    "organizations",
    "own",
    "own_change",
    "own_data",
    "own_saved",
    "pause_ended",
    "reasons",
    "removed",
    "removed_anywhere",
    "resend",
    "resend_any",
    "sign_call",
    "statement",
    "statement_file",
    "statements",
    "thank_you",
]
