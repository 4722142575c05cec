"""What Prometheus is told of sign-ins of staff: how many failed, in the last hour."""

from __future__ import annotations

from collections.abc import Iterator

import psycopg

from nnirr_site.models import SignInOutcome
from nnirr_site.watching.figures import READERS, Figure

REFUSED = {
    SignInOutcome.FAILED: "password",
    SignInOutcome.FAILED_STEP: "second step",
    SignInOutcome.LOCKED: "locked",
}
REFUSED_LATELY = """
SELECT outcome, count(*) FROM nnirr_site_signinrecord
WHERE at > statement_timestamp() - interval '1 hour' AND outcome = ANY (%s)
GROUP BY outcome
"""


def read_sign_ins(connection: psycopg.Connection) -> Iterator[Figure]:
    outcomes = [outcome.value for outcome in REFUSED]
    counts = dict(connection.execute(REFUSED_LATELY, [outcomes]).fetchall())
    yield Figure(
        "site_sign_in_failures_last_hour",
        "Sign-ins of staff that were refused in the last 60 minutes.",
        {words: counts.get(outcome.value, 0) for outcome, words in REFUSED.items()},
        "reason",
    )


def tell_of_sign_ins() -> None:
    """Have these figures told. Called once at the start."""
    READERS.append(read_sign_ins)
