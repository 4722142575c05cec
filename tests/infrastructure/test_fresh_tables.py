"""A developer's new database begins with the very tables that the migrations make."""

from __future__ import annotations

import re
import shutil

import pytest
from django.core.management import call_command
from django.db import connection

from nnirr_site.admin.roles import ROLES
from nnirr_site.dev.fresh_tables import MARK, SERVER, TABLES, dump, is_current, load_tables
from tests.database import connected_to

SCRATCH = "nnirr_test_fresh_tables"
ONLY_STRUCTURE = ("--schema=public", "--schema-only")
# What differs each time that the migrations run: when they ran, and names drawn by chance.
BY_CHANCE = re.compile(
    r"\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d(\.\d+)?[+-]\d\d(:\d\d)?"
    r"|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"
)
# PostgreSQL writes a list of texts in another way once it has read what it wrote.
CASTS = re.compile(r"[()]|::text(\[\])?|::character varying")


@pytest.fixture
def empty_database(transactional_db):
    """A database with nothing in it, connected to; gives the name of the one of this run."""
    usual = connection.settings_dict["NAME"]
    with connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {SCRATCH} WITH (FORCE)")
        cursor.execute(f"CREATE DATABASE {SCRATCH} TEMPLATE template0")
    with connected_to(SCRATCH):
        yield usual
    with connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE {SCRATCH} WITH (FORCE)")


def all_rows() -> dict[str, list[str]]:
    """Table → its rows, whatever their order and number, without what was drawn by chance."""
    found = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT (to_jsonb(one) - 'id')::text FROM \"{table}\" one")
            found[table] = sorted(BY_CHANCE.sub("…", row) for (row,) in cursor.fetchall())
    return found


def test_file_was_written_with_the_migrations_that_there_are():
    assert is_current(ROLES), "a migration has changed: ./run.py manage dump_tables"


def test_tables_and_rows_are_those_that_the_migrations_make(empty_database):
    assert load_tables(connection, ROLES)
    call_command("migrate", verbosity=0, interactive=False)
    tables, rows = dump(connection, *ONLY_STRUCTURE), all_rows()
    with connected_to(empty_database):
        assert CASTS.sub("", dump(connection, *ONLY_STRUCTURE)) == CASTS.sub("", tables)
        assert all_rows() == rows


def test_tables_that_are_there_are_left_alone(transactional_db):
    assert not load_tables(connection, ROLES)


def test_file_of_other_migrations_is_not_used(empty_database, tmp_path):
    other = tmp_path / "tables.sql"
    shutil.copy(TABLES, other)
    other.write_text(other.read_text().replace(MARK, f"{MARK}0"))
    assert not load_tables(connection, ROLES, other)
    assert not load_tables(connection, {"Editors": ("nnirr_site.other",)})
    assert connection.introspection.table_names() == []


def test_older_server_runs_the_migrations(empty_database, tmp_path):
    newer = tmp_path / "tables.sql"
    newer.write_text(TABLES.read_text().replace(SERVER, f"{SERVER}9", 1))
    assert not load_tables(connection, ROLES, newer)
    assert connection.introspection.table_names() == []


def test_session_has_its_own_settings_again(empty_database):
    assert load_tables(connection, ROLES)
    with connection.cursor() as cursor:
        cursor.execute("SHOW search_path")
        assert "public" in cursor.fetchone()[0]
        cursor.execute("SELECT count(*) FROM django_migrations")
        assert cursor.fetchone()[0] > 100


def test_file_that_the_server_cannot_load_leaves_all_to_the_migrations(empty_database, tmp_path):
    file = tmp_path / "tables.sql"
    broken = "\nCREATE TABLE half (id int);\nCREATE EXTENSION no_such_extension;\n"
    file.write_text(TABLES.read_text() + broken)
    assert not load_tables(connection, ROLES, file)
    assert connection.introspection.table_names() == []
