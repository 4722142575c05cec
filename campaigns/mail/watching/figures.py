"""What Prometheus is told of signing: nothing from which the moment of one signature can be read.

Whoever keeps these figures keeps them for weeks, to the second. So confirmed signatures are those
of the last count, which everybody can read; what was signed and sent is told by full hours, like
the times that are stored; what waits, in tens; how late mail is, in quarters of an hour.
"""

from __future__ import annotations

from collections.abc import Iterator

import psycopg

from campaigns.services.mail.outbox import IS_FROM_BACKUP
from nnirr_site.watching.figures import READERS, Figure

# By quarters of the clock, so that not even the step from one to the next tells a time. What came
# with a backup waits for staff; nothing is late while they have stopped mail.
QUEUE = f"""
SELECT
    count(*) FILTER (WHERE is_due) / 10 * 10,
    count(*) FILTER (WHERE NOT is_due) / 10 * 10,
    coalesce(extract(epoch FROM
        date_bin('15 minutes', statement_timestamp(), 'epoch'::timestamptz)
        - date_bin('15 minutes', min(next_attempt_at) FILTER (
            WHERE is_due AND NOT EXISTS (SELECT FROM campaigns_switches WHERE is_mail_stopped)
        ), 'epoch'::timestamptz)), 0)
FROM (
    SELECT next_attempt_at,
           next_attempt_at <= statement_timestamp() AND NOT {IS_FROM_BACKUP} AS is_due
    FROM campaigns_outboundmail WHERE status IN ('queued', 'sending')
) AS waiting
"""  # noqa: S608
FAILED = "SELECT count(*) / 10 * 10 FROM campaigns_outboundmail WHERE status = 'failed'"
LAST_HOUR = """
SELECT
    date_trunc('hour', statement_timestamp()),
    (SELECT count(*) FROM campaigns_signature
     WHERE created_at >= date_trunc('hour', statement_timestamp()) - interval '1 hour'
       AND created_at < date_trunc('hour', statement_timestamp())),
    (SELECT count(*) FROM campaigns_outboundmail
     WHERE created_at >= date_trunc('hour', statement_timestamp()) - interval '1 day'
       AND sent_at >= date_trunc('hour', statement_timestamp()) - interval '1 hour'
       AND sent_at < date_trunc('hour', statement_timestamp()))
"""
THIS_HOUR = "SELECT date_trunc('hour', statement_timestamp())"
COUNTED = """
SELECT coalesce(sum(people), 0), coalesce(sum(organizations), 0) FROM campaigns_tallystate
"""
WORKERS = """
SELECT count(*) FILTER (WHERE seen_at > statement_timestamp() - interval '1 minute'),
       extract(epoch FROM max(seen_at))
FROM campaigns_workerpulse
"""
CHORES = "SELECT name, extract(epoch FROM ran_at), failures FROM campaigns_chore"


class LastHour:
    """Counts of the last full hour, read once in each hour: they do not change, but by deletion.

    Where that takes too long, it is not tried again within the hour, and there are none.
    """

    def __init__(self):
        self._hour = None
        self._counts: tuple[int, int] | None = None

    def read(self, connection: psycopg.Connection) -> tuple[int, int] | None:
        [hour] = connection.execute(THIS_HOUR).fetchone()
        if hour != self._hour:
            self._hour, self._counts = hour, None
            self._hour, *counts = connection.execute(LAST_HOUR).fetchone()
            self._counts = tuple(counts)
        return self._counts


last_hour = LastHour()


def read_signing(connection: psycopg.Connection) -> Iterator[Figure]:
    people, organizations = connection.execute(COUNTED).fetchone()
    yield Figure(
        "site_signatures_confirmed",
        "Confirmed signatures of all calls, as of the last public count.",
        {"people": people, "organizations": organizations},
        "kind",
    )
    if (counts := last_hour.read(connection)) is None:
        return
    signed, sent = counts
    yield Figure(
        "site_signatures_last_hour",
        "Forms stored in the last full hour of the clock.",
        {"": signed},
    )
    yield Figure(
        "site_mails_sent_last_hour", "Mails sent in the last full hour of the clock.", {"": sent}
    )


def read_outbox(connection: psycopg.Connection) -> Iterator[Figure]:
    due, waiting, oldest = connection.execute(QUEUE).fetchone()
    [failed] = connection.execute(FAILED).fetchone()
    yield Figure(
        "site_outbox_mails",
        "Mails that are due, wait for their time, or failed; rounded down to tens.",
        {"due": due, "waiting": waiting, "failed": failed},
        "state",
    )
    yield Figure(
        "site_outbox_oldest_due_seconds",
        "How long the oldest mail is due, in quarters of an hour of the clock.",
        {"": oldest},
    )


def read_worker(connection: psycopg.Connection) -> Iterator[Figure]:
    alive, seen_at = connection.execute(WORKERS).fetchone()
    yield Figure("site_workers", "Workers seen in the last minute.", {"": alive})
    yield Figure(
        "site_worker_seen_timestamp_seconds",
        "When a worker was last seen.",
        {} if seen_at is None else {"": seen_at},
    )
    chores = connection.execute(CHORES).fetchall()
    yield Figure(
        "site_chore_success_timestamp_seconds",
        "When each chore of the worker was last done.",
        {name: ran_at for name, ran_at, _failures in chores if ran_at is not None},
        "chore",
    )
    yield Figure(
        "site_chore_failures",
        "How often in a row each chore of the worker failed.",
        {name: failures for name, _ran_at, failures in chores},
        "chore",
    )


def tell_of_signing() -> None:
    """Have these figures told. Called once at the start."""
    READERS.extend([read_signing, read_outbox, read_worker])
