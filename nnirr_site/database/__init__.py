"""How long each kind of process waits for PostgreSQL, and what it means when that was in vain.

A visitor's request gives up early: it holds a thread that others wait for. The worker and commands
have time. Limits on the server's side go with the connection (`options`); the client keeps one of
its own beside them, as a server that hangs says nothing at all, not even that it gives up.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import psycopg
from django.db import Error as DjangoDatabaseError
from django.db import InterfaceError, OperationalError

WEB_PROGRAMS = ("granian", "gunicorn", "uwsgi", "uvicorn", "waitress", "hypercorn", "mod_wsgi")


@dataclass(frozen=True)
class Patience:
    """Seconds; 0 means without end. `answer` is the client's own limit for one statement."""

    connect: int
    statement: int
    lock: int
    idle_in_transaction: int
    answer: int

    @property
    def options(self) -> dict[str, object]:
        """For `psycopg.connect`; a connection that broke silently is noticed within a minute."""
        limits = {
            "statement_timeout": self.statement,
            "lock_timeout": self.lock,
            "idle_in_transaction_session_timeout": self.idle_in_transaction,
        }
        return {
            "connect_timeout": self.connect,
            "keepalives": 1,
            "keepalives_idle": 30,
            "keepalives_interval": 10,
            "keepalives_count": 3,
            "tcp_user_timeout": 30_000,
            "options": " ".join(f"-c {name}={seconds}s" for name, seconds in limits.items()),
        }


PATIENCE = {
    "web": Patience(connect=3, statement=10, lock=5, idle_in_transaction=60, answer=12),
    "worker": Patience(connect=10, statement=300, lock=30, idle_in_transaction=600, answer=330),
    "command": Patience(connect=10, statement=0, lock=60, idle_in_transaction=0, answer=0),
}


def choose_role(arguments: list[str]) -> str:
    """`web`, `worker` or `command`, by how the process was started (`sys.argv`)."""
    program, *rest = arguments or [""]
    if Path(program).name in ("manage.py", "django-admin"):
        command = next((word for word in rest if not word.startswith("-")), "")
        return {"serve": "web", "runserver": "web", "run_worker": "worker"}.get(command, "command")
    return "web" if any(name in program for name in WEB_PROGRAMS) else "command"


def with_patience(database: dict, role: str) -> dict:
    """Connection settings with the limits of a role. What DATABASE_URL asks for goes before."""
    own = database.get("OPTIONS", {})
    options = PATIENCE[role].options
    joined = " ".join(filter(None, [str(options["options"]), own.get("options", "")]))
    return database | {"OPTIONS": {**options, **own, "options": joined}}


def choose_ways(
    database: dict, sessions: dict | None, role: str
) -> tuple[dict[str, object], dict[str, object]]:
    """Django's connection settings, and what is else for a connection that keeps its session.

    `sessions` is DATABASE_LISTEN_URL; with it `database` leads to a pooler in transaction mode. It
    takes no `options` at the start of a connection, so the limits of the server's side are set
    there (`connect_query`). Commands go past it altogether: they migrate, and wait without end.
    """
    ways = with_patience(database, role)
    if sessions is None:
        return ways, {}
    past = with_patience(sessions, role)
    if role == "command":
        return past, {}
    pooled = {name: value for name, value in ways["OPTIONS"].items() if name != "options"}
    if asked_for := database.get("OPTIONS", {}).get("options"):
        pooled["options"] = asked_for
    return ways | {"OPTIONS": pooled}, past


class DatabaseAway(OperationalError):
    """The database did not answer a moment ago, so it was not asked again."""


# What ends a single statement while the database is well: it took too long, or others were in its
# way. Each is the sign of a fault of ours if it comes again and again.
GIVEN_UP = (
    psycopg.errors.QueryCanceled,
    psycopg.errors.LockNotAvailable,
    psycopg.errors.DeadlockDetected,
)


def kind_given_up(error: BaseException | None) -> str:
    """The driver's name for why a statement was given up; empty for everything else."""
    while error is not None:
        if isinstance(error, GIVEN_UP):
            return next(kind.__name__ for kind in GIVEN_UP if isinstance(error, kind))
        error = error.__cause__
    return ""


def is_outage(error: BaseException | None) -> bool:
    """Whether the database could not be reached, or did not answer in time.

    Also true when it has no connection, memory or disk space left, or may only be read: what ends
    by itself or by the hand of whoever runs the server, and is no fault of a request.
    """
    while error is not None:
        if isinstance(error, (psycopg.OperationalError, psycopg.InterfaceError)):
            return True
        if isinstance(error, psycopg.errors.ReadOnlySqlTransaction):
            return True
        is_of_django = isinstance(error, (OperationalError, InterfaceError))
        if is_of_django and error.__cause__ is None:
            return True
        if isinstance(error, DjangoDatabaseError) and error.__cause__ is None:
            return False
        error = error.__cause__
    return False


def is_unstorable_text(error: BaseException | None) -> bool:
    """Whether a text was asked for, or to be stored, that PostgreSQL has none of: one with a NUL.

    No page of ours sends one. psycopg refuses it before it asks, and the server in JSON.
    """
    while error is not None:
        if isinstance(error, psycopg.errors.UntranslatableCharacter):
            return True
        if isinstance(error, psycopg.DataError) and "NUL (0x00)" in str(error):
            return True
        error = error.__cause__
    return False
