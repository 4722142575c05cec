"""Times that lead nowhere: what was exact for a while becomes the time of the hour.

A mail server and a proxy log to the second. Times of signatures are those of the hour from the
start (`sql/hourly_times.sql`); those of mails have to be exact as long as a repetition is told from
a new wish, and a mail that is to blame from a server that is away.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

from django.db import connection, transaction
from django.db.models.functions import Now

from campaigns.models import OutboundMail
from campaigns.models.mail_limits import DOMAIN_WINDOW, LONGEST_HANGING_UP
from campaigns.models.outbox import MailStatus

SETTLED_AFTER = timedelta(hours=1)
BATCH = 1000

# What has not settled or was rounded stands in no index that these go by (`HAS_EXACT_TIME`), so
# their cost does not grow with what lies here: the conditions have to be worded like the index.
IS_EXACT = "date_trunc('hour', {0} AT TIME ZONE 'UTC') <> {0} AT TIME ZONE 'UTC'"


def _with_exact(statement: str) -> str:
    """`{exact:name}` of a statement in words of the index."""
    return re.sub(r"\{exact:(\w+)\}", lambda found: IS_EXACT.format(found[1]), statement)


# `mailed_at` goes up to the next hour: nothing that waits for a time since the last mail comes
# earlier by that, and as it is an hour old, it is never ahead of the clock.
ROUND_SIGNATURES = _with_exact("""
UPDATE campaigns_signature SET
    mailed_at = CASE
        WHEN mailed_at < now() - %(settled)s AND mailed_at <> date_trunc('hour', mailed_at)
        THEN date_trunc('hour', mailed_at + interval '1 hour')
        ELSE mailed_at
    END,
    created_at = date_trunc('hour', created_at)
WHERE id IN (
    SELECT id FROM campaigns_signature
    WHERE id > %(last)s AND (
        mailed_at < now() - %(settled)s AND {exact:mailed_at}
        OR {exact:created_at}
        OR {exact:confirmed_at}
    )
    ORDER BY id LIMIT %(batch)s FOR UPDATE
)
RETURNING id
""")
ROUND_MAILS = _with_exact("""
UPDATE campaigns_outboundmail SET
    created_at = date_trunc('hour', created_at),
    sent_at = date_trunc('hour', sent_at),
    hung_up_at = date_trunc('hour', hung_up_at),
    counted_at = date_trunc('hour', counted_at),
    next_attempt_at = date_trunc('hour', next_attempt_at)
WHERE id IN (
    SELECT id FROM campaigns_outboundmail
    WHERE id > %(last)s
      AND status NOT IN ('queued', 'sending')
      AND greatest(created_at, sent_at, next_attempt_at) < now() - %(settled)s
      AND (
          {exact:created_at} OR {exact:sent_at} OR {exact:next_attempt_at}
      )
    ORDER BY id LIMIT %(batch)s FOR UPDATE
)
RETURNING id
""")

# A mail that waits for its turn was queued in the second in which the form came. One queued in the
# hour after a restore stays exact: by its full hour it would be one of the backup.
ROUND_WAITING = """
UPDATE campaigns_outboundmail SET created_at = date_trunc('hour', created_at)
WHERE id IN (
    SELECT id FROM campaigns_outboundmail
    WHERE id > %(last)s AND status IN ('queued', 'sending')
      AND created_at < now() - %(settled)s AND created_at <> date_trunc('hour', created_at)
      AND NOT EXISTS (
          SELECT FROM campaigns_switches
          WHERE created_at > restored_at AND date_trunc('hour', created_at) <= restored_at
      )
    ORDER BY id LIMIT %(batch)s FOR UPDATE SKIP LOCKED
)
RETURNING id
"""
# Up to the next hour: no mail goes to an address sooner by that, and no pause ends sooner.
ROUND_BOUNDS = """
UPDATE {table} SET {column} = date_trunc('hour', {column} + interval '1 hour')
WHERE id IN (
    SELECT id FROM {table}
    WHERE id > %(last)s AND {column} < now() - %(settled)s
      AND {is_exact}
    ORDER BY id LIMIT %(batch)s FOR UPDATE
)
RETURNING id
"""
ROUND_TURNS = ROUND_BOUNDS.format(
    table="campaigns_mailturn", column="at", is_exact=IS_EXACT.format("at")
)
ROUND_PAUSES = ROUND_BOUNDS.format(
    table="campaigns_mailpause", column="created_at", is_exact=IS_EXACT.format("created_at")
)


def round_times(batch: int = BATCH, should_stop: Callable[[], bool] = lambda: False) -> int:
    """Round what has settled, in batches of their own. Returns how many rows that were."""
    total = _round(ROUND_SIGNATURES, batch, should_stop)
    for statement in (ROUND_TURNS, ROUND_PAUSES, ROUND_WAITING):
        total += _round(statement, batch, should_stop, SETTLED_AFTER + DOMAIN_WINDOW)
    # While a mail hangs, the worker asks whether others went out since: to the second. Not longer
    # than it may hang: one that lies for its domain or for staff holds up nothing.
    hanging = OutboundMail.objects.filter(
        status__in=[MailStatus.QUEUED, MailStatus.SENDING],
        hung_up_at__gt=Now() - LONGEST_HANGING_UP,
    )
    if not hanging.exists():
        total += _round(ROUND_MAILS, batch, should_stop)
    return total


def _round(
    statement: str,
    batch: int,
    should_stop: Callable[[], bool],
    settled: timedelta = SETTLED_AFTER,
) -> int:
    total, last = 0, 0
    while not should_stop():
        parameters = {"settled": settled, "last": last, "batch": batch}
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement, parameters)
            ids = [row for (row,) in cursor.fetchall()]
        if not ids:
            break
        last = max(ids)
        total += len(ids)
    return total
