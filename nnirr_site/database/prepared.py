"""Long statements that PostgreSQL parses and plans once for each connection, and then only runs."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import psycopg
from django.conf import settings
from django.db import NotSupportedError
from django.db.backends.base.base import BaseDatabaseWrapper
from django.views.decorators.debug import sensitive_variables

PLACEHOLDER = re.compile(r"%\((\w+)\)s|%%")


class PreparingCursor(psycopg.RawCursor):
    """Takes `$1`, `$2` … and has the statement prepared when the connection first sees it.

    psycopg may prepare no other: to know which come often it would keep the text of each, and with
    it the values that Django writes into it.
    """

    def execute(self, query, params=None):
        if not settings.DATABASE_PREPARES:
            return super().execute(query, params)
        self.connection.prepare_threshold = 0
        try:
            return super().execute(query, params, prepare=True)
        finally:
            self.connection.prepare_threshold = None


@sensitive_variables()
def ask(connection: BaseDatabaseWrapper, sql: str, parameters: Sequence[object]) -> list[tuple]:
    """The rows of a prepared statement; none of one that gives none.

    A migration can change a column that a running process has prepared. PostgreSQL refuses the old
    plan then, each time, and nothing was done: the connection is let go, and a new one asked.
    """
    try:
        return _ask(connection, sql, parameters)
    except NotSupportedError:
        if connection.in_atomic_block:
            raise  # its end forgets what is prepared
        connection.close()
    return _ask(connection, sql, parameters)


@sensitive_variables()
def _ask(connection: BaseDatabaseWrapper, sql: str, parameters: Sequence[object]) -> list[tuple]:
    with connection.preparing_cursor() as cursor:
        cursor.execute(sql, parameters)
        return cursor.fetchall() if cursor.description is not None else []


class PreparedStatement:
    """SQL with `%(name)s` for its parameters. Raises what a cursor raises.

    Planning such a statement costs PostgreSQL more than running it, and putting its values in costs
    us more than sending them beside it. Where DATABASE_PREPARES is off it is planned each time.
    """

    def __init__(self, sql: str):
        self.named = sql
        self.names: list[str] = []
        self.sql = PLACEHOLDER.sub(self._number, sql)

    def _number(self, found: re.Match) -> str:
        name = found[1]
        if name is None:
            return "%"
        if name not in self.names:
            self.names.append(name)
        return f"${self.names.index(name) + 1}"

    @sensitive_variables()
    def run(self, connection: BaseDatabaseWrapper, parameters: Mapping[str, object]) -> list[tuple]:
        """Run it; its rows."""
        return ask(connection, self.sql, [parameters[name] for name in self.names])
