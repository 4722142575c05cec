"""One reminder for who has not confirmed after two days. Only the clock sends it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from django.db import connection, transaction

from campaigns.models.outbox import MailCause
from campaigns.privacy import tokens
from campaigns.services.mail.mail_limits import HAS_ROOM, IS_PAUSED
from campaigns.services.mail.mailing import MAIL_CHANNEL
from nnirr_site.database.clock import database_now

REMIND_AFTER = timedelta(hours=48)  # after the last mail
# Nobody is reminded of a signature that is about to be deleted.
LAST_REMINDER = timedelta(days=tokens.LINK_DAYS - 2)

# The deletion still counts from the last confirmation: `mailed_at` stays. Who never got a mail is
# not reminded of it; who signs anew after a repeated form gets no second reminder. While there is
# no room for it within the bounds of the address, the reminder comes later.
REMIND = f"""
WITH due AS (
    SELECT signature.id, signature.created_at
    FROM campaigns_signature AS signature
    JOIN campaigns_call AS call ON call.id = signature.call_id
    WHERE signature.status = 'pending' AND signature.confirmed_at IS NULL
      AND signature.created_at BETWEEN %(passed)s AND %(before)s
      AND signature.mailed_at <= %(before)s
      AND signature.mailed_at > %(oldest)s
      AND signature.bounced_at IS NULL
      AND {HAS_ROOM}
      AND NOT {IS_PAUSED}
      AND NOT call.is_paused
      AND NOT EXISTS (
          SELECT FROM campaigns_switches
          WHERE restored_mail IN ('held', 'dropped') AND signature.created_at <= restored_at
      )
      AND coalesce(call.closes_at > %(now)s, true)
      AND (
          signature.kind <> 'organization'
          OR coalesce(call.organizations_close_at > %(now)s, true)
      )
      AND EXISTS (
          SELECT FROM campaigns_outboundmail AS mail
          WHERE mail.signature_id = signature.id AND mail.status = 'sent'
      )
      AND NOT EXISTS (
          SELECT FROM campaigns_outboundmail AS mail
          WHERE mail.signature_id = signature.id AND mail.kind = 'reminder'
      )
    ORDER BY signature.created_at
    LIMIT %(batch)s
    FOR UPDATE OF signature SKIP LOCKED
), reminded AS (
    UPDATE campaigns_signature AS signature
    SET mail_count = mail_count + 1
    FROM due
    WHERE signature.id = due.id
    RETURNING signature.id, signature.language
), queued AS (
    INSERT INTO campaigns_outboundmail
        (signature_id, kind, cause, language, status, attempts, next_attempt_at, error, created_at)
    SELECT id, 'reminder', %(cause)s, language, 'queued', 0, %(now)s, '', %(now)s
    FROM reminded
)
SELECT count(*), max(created_at) FROM due
"""  # noqa: S608


def queue_reminders(
    now: datetime | None = None,
    batch: int = 500,
    should_stop: Callable[[], bool] = lambda: False,
) -> int:
    """Queue all reminders that are due, in batches of their own. Returns how many."""
    now = now or database_now()
    parameters = {
        "now": now,
        "before": now - REMIND_AFTER,
        "oldest": now - LAST_REMINDER,
        "cause": str(MailCause.CLOCK),
        "by_staff": False,
        "batch": batch,
        # Who signed before the last one of a batch has been looked at.
        "passed": datetime.min.replace(tzinfo=UTC),
    }
    total = 0
    while not should_stop():
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(REMIND, parameters)
            queued, last = cursor.fetchone()
            cursor.execute("SELECT pg_notify(%s, '')", [MAIL_CHANNEL])
        total += queued
        if queued < batch:
            break
        parameters["passed"] = last
    return total
