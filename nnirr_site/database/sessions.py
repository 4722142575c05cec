"""Connections that stay the same from one statement to the next, also with a pooler in between.

A pooler in transaction mode (PgBouncer) hands every transaction to whichever connection is free, so
LISTEN, locks that outlive a transaction and SET need one past it: `DATABASE_LISTEN_URL`. Without
that setting `DATABASE_URL` leads to PostgreSQL itself, and both are the same.
"""

from __future__ import annotations

import secrets

import psycopg
from django.conf import settings
from django.core.management import CommandError
from django.db import DatabaseError, connection, connections

from nnirr_site.database import PATIENCE

HEARING_SECONDS = 5.0
NOT_HEARD = (
    "LISTEN hears nothing: a notification that was sent over DATABASE_URL did not arrive within"
    f" {HEARING_SECONDS:.0f} seconds. A pooler in transaction mode swallows it, and then nothing"
    " that is published, withdrawn or queued is heard of. Set DATABASE_LISTEN_URL to an address"
    " that leads to the same database of PostgreSQL itself."
)
NO_LIMIT = (
    "the pooler sets no statement_timeout, so a statement that hangs is given up by us alone and"
    " goes on in PostgreSQL. Set connect_query for the database in pgbouncer.ini: docs/deploy.md"
)


def is_pooled() -> bool:
    """Whether `DATABASE_URL` leads to a pooler that keeps no session."""
    return bool(settings.DATABASE_SESSIONS)


def open_session(**parameters) -> psycopg.Connection:
    """A connection of the caller's own in autocommit, which no request closes.

    Raises what psycopg and the embedded server raise. Trouble with it says nothing of the way that
    requests go, if that is another.
    """
    wrapper = connections.create_connection("default")
    if not is_pooled():
        held = wrapper.get_new_connection(wrapper.get_connection_params() | parameters)
    else:
        wrapper.settings_dict = wrapper.settings_dict | settings.DATABASE_SESSIONS
        held = wrapper.connect_once(wrapper.get_connection_params() | parameters)
        held.answer_seconds = PATIENCE[settings.DATABASE_ROLE].answer
        held.speaks_for_all = False
    held.autocommit = True
    return held


def check_notifications(seconds: float = HEARING_SECONDS) -> None:
    """Raise CommandError unless what is sent on the one connection is heard on the other."""
    channel = f"nnirr_hearing_{secrets.token_hex(8)}"
    try:
        session = open_session()
    except (psycopg.Error, DatabaseError) as error:
        reason = next(iter(str(error).splitlines()), type(error).__name__)
        raise CommandError(f"DATABASE_LISTEN_URL leads nowhere: {reason}") from None
    with session as listener:
        listener.execute(f"LISTEN {channel}")
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_notify(%s, '')", [channel])
        if not any(True for _note in listener.notifies(timeout=seconds, stop_after=1)):
            raise CommandError(NOT_HEARD)


def find_missing_limit() -> str:
    """A sentence if statements that go through a pooler have no end; empty if all is well."""
    if not is_pooled() or not PATIENCE[settings.DATABASE_ROLE].statement:
        return ""
    with connection.cursor() as cursor:
        cursor.execute("SELECT setting FROM pg_settings WHERE name = 'statement_timeout'")
        [milliseconds] = cursor.fetchone()
    return NO_LIMIT if milliseconds == "0" else ""
