"""The only writers of signatures: plain functions, one for each thing that can happen to one.

Every transition is one conditional UPDATE (or DELETE), so two at once cannot both happen and a
repetition changes nothing. The counts follow by a trigger in the same transaction.
"""

from campaigns.services.changes.corrections import (
    correct_signature,
    read_later_form,
    read_later_forms,
)
from campaigns.services.changes.email_changes import (
    ask_for_new_email,
    find_email_change,
    find_old_changes,
    forget_old_changes,
    is_change_used,
    refuse_new_email,
    use_new_email,
)
from campaigns.services.mail.bouncing import note_bounce, note_complaint, stop_letters
from campaigns.services.mail.mail_limits import (
    Held,
    end_pause,
    end_pauses_of_email,
    find_old_bounds,
    find_pause_of_link,
    forget_old_bounds,
    forget_unwanted,
    hold_back,
    release_domain,
    take_turn,
)
from campaigns.services.mail.mailing import (
    MAIL_CHANNEL,
    REPEAT_AFTER,
    answer_requests,
    ask_for_link,
    resend_to_signer,
    retry_mail,
)
from campaigns.services.mail.reminding import queue_reminders
from campaigns.services.moderating import (
    approve_comment,
    approve_name,
    decline_comment,
    decline_name,
    delete_on_request,
    hide_comment,
    hide_name,
    reject_signature,
    restore_signature,
    show_name_again,
)
from campaigns.services.outcomes import Outcome
from campaigns.services.paper import (
    AlreadyDestroyed,
    AlreadySigned,
    PaperEndorser,
    add_paper_organization,
    find_known_names,
    store_paper_sheets,
)
from campaigns.services.retention.erasing import (
    NOTHING_PERSONAL,
    UNCONFIRMED_DAYS,
    delete_signatures,
    delete_unconfirmed,
    find_stale_emails,
    forget_stale_emails,
)
from campaigns.services.retention.reasons import forget_old_reasons
from campaigns.services.retention.rounding import round_times
from campaigns.services.screening import (
    find_crowd,
    forget_caught,
    judge_signature,
    judge_waiting,
    keep_crowd_aside,
    restore_crowd,
    wipe_waiting_checks,
)
from campaigns.services.signer import (
    confirm_signature,
    disown_signature,
    forget_rejected,
    take_back,
    withdraw_signature,
)
from campaigns.services.signing import SignerData, sign
from campaigns.services.statements import (
    StatementError,
    is_reason_needed,
    publish_statement,
    store_words,
)
from campaigns.services.vault_keys.email_keys import find_all_email_keys, find_email_keys
from campaigns.services.vault_keys.rekeying import rekey_some

__all__ = [
    "MAIL_CHANNEL",
    "NOTHING_PERSONAL",
    "REPEAT_AFTER",
    "UNCONFIRMED_DAYS",
    "AlreadyDestroyed",
    "AlreadySigned",
    "Held",
    "Outcome",
    "PaperEndorser",
    "SignerData",
    "StatementError",
    "add_paper_organization",
    "answer_requests",
    "approve_comment",
    "approve_name",
    "ask_for_link",
    "ask_for_new_email",
    "confirm_signature",
    "correct_signature",
    "decline_comment",
    "decline_name",
    "delete_on_request",
    "delete_signatures",
    "delete_unconfirmed",
    "disown_signature",
    "end_pause",
    "end_pauses_of_email",
    "find_all_email_keys",
    "find_crowd",
    "find_email_change",
    "find_email_keys",
    "find_known_names",
    "find_old_bounds",
    "find_old_changes",
    "find_pause_of_link",
    "find_stale_emails",
    "forget_caught",
    "forget_old_bounds",
    "forget_old_changes",
    "forget_old_reasons",
    "forget_rejected",
    "forget_stale_emails",
    "forget_unwanted",
    "hide_comment",
    "hide_name",
    "hold_back",
    "is_change_used",
    "is_reason_needed",
    "judge_signature",
    "judge_waiting",
    "keep_crowd_aside",
    "note_bounce",
    "note_complaint",
    "publish_statement",
    "queue_reminders",
    "read_later_form",
    "read_later_forms",
    "refuse_new_email",
    "reject_signature",
    "rekey_some",
    "release_domain",
    "resend_to_signer",
    "restore_crowd",
    "restore_signature",
    "retry_mail",
    "round_times",
    "show_name_again",
    "sign",
    "stop_letters",
    "store_paper_sheets",
    "store_words",
    "take_back",
    "take_turn",
    "use_new_email",
    "wipe_waiting_checks",
    "withdraw_signature",
]
