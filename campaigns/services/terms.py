"""What signers of a call are promised about their data, kept through every change of the call.

Each change of the dates is a change of the terms: what those who signed before it were told stays a
bound (`Call.find_promise`), and what nobody signed under can be undone.
"""

from __future__ import annotations

from campaigns.models import Call

# No form of staff has these: deliveries, retention and earlier changes of the terms write them.
WRITTEN_BY_OTHERS = (
    "delivered_at",
    "anonymized_at",
    "terms_from",
    "promised_until",
    "promised_days",
)


def lock_terms(call: Call) -> None:
    """Within a transaction: nobody signs between this and its end, nor does its delivery change.

    What others have written since `call` was read is taken over, so that saving it undoes nothing.
    """
    stored = Call.objects.select_for_update().filter(pk=call.pk).first()
    if stored is not None:
        for name in WRITTEN_BY_OTHERS:
            setattr(call, name, getattr(stored, name))


def note_terms(call: Call) -> None:
    """Before the dates of `call` change: whoever signed up to now was told the stored ones.

    Also writes it on `call`, so that saving it does not undo this. Within `lock_terms`.
    """
    promise = call.find_promise()
    call.terms_from = max(call.signatures.newest_of(call.pk), call.terms_from)
    call.promised_until, call.promised_days = promise.day, promise.days
    Call.objects.filter(pk=call.pk).update(
        terms_from=call.terms_from,
        promised_until=call.promised_until,
        promised_days=call.promised_days,
    )


def has_new_terms(call: Call) -> bool:
    """Whether `call`, as it is about to be saved, promises something else than is stored."""
    stored = Call.objects.filter(pk=call.pk).first()
    if stored is None:
        return False
    return (stored.erasure_day, stored.retention_days) != (call.erasure_day, call.retention_days)
