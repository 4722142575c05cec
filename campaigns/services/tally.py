"""Folds what changed since the last tick into the counts.

The cost of a tick depends on the number of changes, never on the number of signatures. A change is
taken off the table and added to the counts in one transaction, so it counts once however many
ticks run, and is not lost if one dies.
"""

from __future__ import annotations

from django.conf import settings
from django.db import connection, transaction

from nnirr_site.http.page_cache.memory import purge

LOCK = "campaigns.tally"

MAKE_MISSING = """
INSERT INTO campaigns_tallystate
    (call_id, people, organizations, withdrawn, rejected, counted_at)
SELECT id, 0, 0, 0, 0, statement_timestamp() FROM campaigns_call
ON CONFLICT (call_id) DO NOTHING
"""

FOLD = """
WITH taken AS (
    DELETE FROM campaigns_tallydelta
    WHERE call_id IN (SELECT call_id FROM campaigns_tallystate)
    RETURNING call_id, at, people, organizations, withdrawn, rejected
), days AS (
    INSERT INTO campaigns_dailytally AS daily
        (call_id, day, people, organizations, withdrawn, rejected)
    SELECT call_id, (at AT TIME ZONE %s)::date,
           sum(people), sum(organizations), sum(withdrawn), sum(rejected)
    FROM taken GROUP BY 1, 2
    ON CONFLICT (call_id, day) DO UPDATE SET
        people = daily.people + excluded.people,
        organizations = daily.organizations + excluded.organizations,
        withdrawn = daily.withdrawn + excluded.withdrawn,
        rejected = daily.rejected + excluded.rejected
), moved AS (
    SELECT call_id, sum(people) AS people, sum(organizations) AS organizations,
           sum(withdrawn) AS withdrawn, sum(rejected) AS rejected
    FROM taken GROUP BY call_id
), folded AS (
    UPDATE campaigns_tallystate AS state SET
        people = state.people + coalesce(moved.people, 0),
        organizations = state.organizations + coalesce(moved.organizations, 0),
        withdrawn = state.withdrawn + coalesce(moved.withdrawn, 0),
        rejected = state.rejected + coalesce(moved.rejected, 0),
        counted_at = statement_timestamp()
    FROM campaigns_tallystate AS every
    LEFT JOIN moved ON moved.call_id = every.call_id
    WHERE state.call_id = every.call_id
    RETURNING state.call_id, coalesce(moved.people, 0) AS people,
              coalesce(moved.organizations, 0) AS organizations,
              coalesce(moved.withdrawn, 0) AS withdrawn, coalesce(moved.rejected, 0) AS rejected
)
SELECT call_id FROM folded
WHERE people <> 0 OR organizations <> 0 OR withdrawn <> 0 OR rejected <> 0
"""


def tick() -> list[int] | None:
    """Count what changed; returns the ids of calls whose numbers moved.

    None means that another tick was under way: it counts, this one does not. The lock is taken in
    a statement of its own, so that the fold sees everything that was committed before it.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(hashtext(%s))", [LOCK])
        if not cursor.fetchone()[0]:
            return None
        cursor.execute(MAKE_MISSING)
        cursor.execute(FOLD, [settings.TIME_ZONE])
        changed = [call_id for (call_id,) in cursor.fetchall()]
        if changed:
            purge()
    return changed
