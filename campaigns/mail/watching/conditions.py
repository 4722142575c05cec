"""The parts of signing that can stand still while every page is shown.

None of them takes a web process out of use: it would answer no better for that.
"""

from __future__ import annotations

from datetime import datetime, timedelta

import psycopg
from django.conf import settings

from campaigns.mail.scheduled_jobs import DUTIES, HOUR, Duty
from campaigns.models.outbox import MailHold
from campaigns.services.mail.outbox import IS_FROM_BACKUP
from campaigns.services.worker_state import BACKUP
from nnirr_site.watching.conditions import CONDITIONS, Condition

LATE_AFTER = timedelta(minutes=15)
STANDS_STILL_AFTER = timedelta(minutes=5)
BACKUP_MISSED_AFTER = timedelta(days=2)
# Mails that failed in the last hour are an alarm if they are so many, and every tenth or more.
MANY_FAILURES, ONE_OF = 10, 10
MANY_FAILED_RUNS = 3

WORKER_SEEN = "SELECT statement_timestamp() - max(seen_at) FROM campaigns_workerpulse"
# Due for long; or put back because the server was away, which is due at once again each time: in a
# long queue the first kind is there as well, so the beginning of it is enough. This is asked every
# second. Nothing is late while staff have stopped mail, nor what waits for them after a restore.
MAIL_LATE = f"""
SELECT NOT EXISTS (SELECT FROM campaigns_switches WHERE is_mail_stopped) AND (
    EXISTS (
        SELECT FROM campaigns_outboundmail
        WHERE status IN ('queued', 'sending')
          AND next_attempt_at < statement_timestamp() - %(late)s
          AND NOT {IS_FROM_BACKUP}
    )
    OR EXISTS (
        SELECT FROM (
            SELECT * FROM campaigns_outboundmail
            WHERE status IN ('queued', 'sending') AND next_attempt_at <= statement_timestamp()
              AND NOT {IS_FROM_BACKUP}
            ORDER BY next_attempt_at LIMIT 1000
        ) AS due
        WHERE status = 'queued' AND attempts = 0 AND error <> '' AND error <> ALL (%(holds)s)
          AND created_at < statement_timestamp() - %(late)s
    )
)
"""  # noqa: S608
# A failed mail keeps the time of its last claim, ten seconds on.
FAILED_LATELY = """
SELECT count(*) FROM campaigns_outboundmail
WHERE status = 'failed' AND id > (SELECT max(id) - 100000 FROM campaigns_outboundmail)
  AND next_attempt_at > statement_timestamp() - interval '1 hour'
"""
SENT_LATELY = """
SELECT count(*) FROM campaigns_outboundmail
WHERE status = 'sent' AND id > (SELECT max(id) - 100000 FROM campaigns_outboundmail)
  AND sent_at > statement_timestamp() - interval '1 hour'
"""
CHORES = """
SELECT name, ran_at, failures, statement_timestamp(),
       (SELECT max(started_at) FROM campaigns_workerpulse
        WHERE seen_at > statement_timestamp() - interval '1 minute')
FROM campaigns_chore
UNION ALL SELECT '', NULL, 0, statement_timestamp(),
       (SELECT max(started_at) FROM campaigns_workerpulse
        WHERE seen_at > statement_timestamp() - interval '1 minute')
"""

# Of a site that never made one: since its tables are there.
BACKUP_MADE = """
SELECT statement_timestamp() - coalesce(
    (SELECT ran_at FROM campaigns_chore WHERE name = %s),
    (SELECT min(applied) FROM django_migrations)
)
"""


def find_worker_trouble(connection: psycopg.Connection) -> str:
    [since] = connection.execute(WORKER_SEEN).fetchone()
    if since is None:
        return "never seen"
    return "not seen for five minutes" if since > STANDS_STILL_AFTER else ""


def find_mail_trouble(connection: psycopg.Connection) -> str:
    holds = [hold.value for hold in MailHold]
    [is_late] = connection.execute(MAIL_LATE, {"late": LATE_AFTER, "holds": holds}).fetchone()
    return "late" if is_late else ""


def find_failing_mail(connection: psycopg.Connection) -> str:
    [failed] = connection.execute(FAILED_LATELY).fetchone()
    if failed < MANY_FAILURES:
        return ""
    [sent] = connection.execute(SENT_LATELY).fetchone()
    return "many fail" if failed * ONE_OF >= sent else ""


def find_chore_trouble(connection: psycopg.Connection) -> str:
    """Chores that have not been done for twice their time and an hour, or fail again and again.

    One that was never done is late when the worker has been at work for so long.
    """
    rows = connection.execute(CHORES).fetchall()
    now, started_at = rows[-1][3], rows[-1][4]
    known = {name: (ran_at, failures) for name, ran_at, failures, _now, _started in rows}
    late = [duty.name for duty in DUTIES if is_late(duty, known.get(duty.name), now, started_at)]
    return f"late: {', '.join(late)}" if late else ""


def is_late(duty: Duty, run: tuple | None, now: datetime, started_at: datetime | None) -> bool:
    ran_at, failures = run or (None, 0)
    if failures >= MANY_FAILED_RUNS:
        return True
    since = ran_at or started_at
    return since is not None and now - since > 2 * duty.every + HOUR


def find_backup_trouble(connection: psycopg.Connection) -> str:
    """Nothing where no backup is wanted."""
    if not settings.BACKUP_RECIPIENTS:
        return ""
    [since] = connection.execute(BACKUP_MADE, [BACKUP]).fetchone()
    return "none for two days" if since is None or since > BACKUP_MISSED_AFTER else ""


def watch_signing() -> None:
    """Have these parts named by `/readyz` and watched. Called once at the start."""
    CONDITIONS.extend(
        [
            Condition("worker", find_worker_trouble),
            Condition("mail", find_mail_trouble),
            Condition("mail failures", find_failing_mail),
            Condition("chores", find_chore_trouble),
            Condition("backup", find_backup_trouble),
        ]
    )
