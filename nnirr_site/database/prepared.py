"""Long statements that PostgreSQL parses and plans once for each connection, and then only runs."""

from __future__ import annotations

import re
from collections.abc import Mapping

import psycopg
from django.db.backends.base.base import BaseDatabaseWrapper
from django.views.decorators.debug import sensitive_variables

PLACEHOLDER = re.compile(r"%\((\w+)\)s|%%")


class PreparingCursor(psycopg.RawCursor):
    """Takes `$1`, `$2` … and has the statement prepared when the connection first sees it."""

    def execute(self, query, params=None):
        return super().execute(query, params, prepare=True)


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
    def execute(self, connection: BaseDatabaseWrapper, parameters: Mapping[str, object]) -> None:
        """Run it, and leave what it gives."""
        with connection.preparing_cursor() as cursor:
            cursor.execute(self.sql, [parameters[name] for name in self.names])

    @sensitive_variables()
    def fetch(self, connection: BaseDatabaseWrapper, parameters: Mapping[str, object]) -> list:
        """Run it; its rows."""
        with connection.preparing_cursor() as cursor:
            cursor.execute(self.sql, [parameters[name] for name in self.names])
            return cursor.fetchall()
