"""The parts of the site that have to be well, and what is asked of the database to know it.

An app adds a part to `CONDITIONS` when it is loaded. Each is asked on a connection that no request
has, and answers with a few words, which strangers may read: they name nobody.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

import psycopg
from django.db import DatabaseError, connections
from django.db.migrations.loader import MigrationLoader

from nnirr_site.dev.embedded_postgres.errors import EmbeddedError

WELL = "ok"
STATEMENT_SECONDS = 2
DATABASE = "database"
NO_ANSWER = "does not answer"
APPLIED = """
SELECT count(*) FROM django_migrations
WHERE (app, name) IN (SELECT * FROM unnest(%s::text[], %s::text[]))
"""


@dataclass(frozen=True)
class Condition:
    """One part. `find_trouble` gives "" if it is well.

    A part that `is_of_the_node` makes this process unfit to be asked by visitors; any other is a
    reason to raise the alarm, while taking web processes out of use would only make it worse.
    """

    name: str
    find_trouble: Callable[[psycopg.Connection], str]
    is_of_the_node: bool = False


@lru_cache(maxsize=1)
def wanted_migrations() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Apps and names of the last migrations of this code; they stand on all before them."""
    leaves = sorted(MigrationLoader(None, ignore_no_migrations=True).graph.leaf_nodes())
    apps, names = zip(*leaves, strict=True)
    return apps, names


def find_missing_migrations(connection: psycopg.Connection) -> str:
    apps, names = wanted_migrations()
    try:
        [applied] = connection.execute(APPLIED, [list(apps), list(names)]).fetchone()
    except psycopg.errors.UndefinedTable:
        applied = 0
    return "" if applied == len(names) else "not all applied"


CONDITIONS = [Condition("migrations", find_missing_migrations, is_of_the_node=True)]


def node_parts() -> set[str]:
    """Names of the parts without which a process cannot serve visitors."""
    return {DATABASE} | {each.name for each in CONDITIONS if each.is_of_the_node}


def connect() -> psycopg.Connection | None:
    """A connection that waits for `STATEMENT_SECONDS` at most; None if the database is away.

    A request's connection may be in the middle of something, and waits longer.
    """
    wrapper = connections.create_connection("default")
    parameters = wrapper.get_connection_params() | {"connect_timeout": STATEMENT_SECONDS}
    try:
        connection = wrapper.get_new_connection(parameters)
        connection.answer_seconds = STATEMENT_SECONDS
        connection.speaks_for_all = False
        connection.autocommit = True
    except (DatabaseError, psycopg.Error, EmbeddedError):
        return None
    return connection


def look() -> dict[str, str]:
    """Each part with `ok` or what is wrong with it; only the database's while that is away."""
    connection = connect()
    if connection is None:
        return {DATABASE: NO_ANSWER}
    try:
        connection.execute("SELECT 1")
        found = {each.name: _ask(each, connection) for each in CONDITIONS}
    except psycopg.OperationalError:
        return {DATABASE: NO_ANSWER}
    finally:
        connection.close()
    return {DATABASE: WELL} | found


def _ask(condition: Condition, connection: psycopg.Connection) -> str:
    try:
        return condition.find_trouble(connection) or WELL
    except psycopg.OperationalError:
        if connection.closed:
            raise
        return "cannot be asked"
    except psycopg.Error:
        return "cannot be asked"
