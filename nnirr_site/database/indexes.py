"""Indexes that are made beside the running site, and what some of them stand on."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.contrib.postgres.operations import AddIndexConcurrently, RemoveIndexConcurrently
from django.db import models

IS_VALID = "SELECT indisvalid FROM pg_index WHERE indexrelid = to_regclass(%s)"


class IsExact(models.Func):
    """Whether a time is another one than that of its hour.

    In UTC, which makes it the same for everybody: an index may stand on it.
    """

    template = (
        "(date_trunc('hour', %(expressions)s AT TIME ZONE 'UTC')"
        " <> %(expressions)s AT TIME ZONE 'UTC')"
    )
    output_field = models.BooleanField()
    arity = 1


@contextmanager
def without_hurry(schema_editor) -> Iterator[None]:
    """`CONCURRENTLY` stands in nobody's way while it waits, so the bound for other migrations,
    which would leave half an index behind, does not hold for it.
    """
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('lock_timeout')")
        [usual] = cursor.fetchone()
        cursor.execute("SELECT set_config('lock_timeout', '0', false)")
        try:
            yield
        finally:
            cursor.execute("SELECT set_config('lock_timeout', %s, false)", [usual])


class AddIndexBeside(AddIndexConcurrently):
    """Makes an index while the site reads and writes.

    A migration with several of them is no transaction. After one that was broken off the next run
    passes over what is there, and begins half an index anew.
    """

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        with schema_editor.connection.cursor() as cursor:
            cursor.execute(IS_VALID, [self.index.name])
            found = cursor.fetchone()
        if found == (True,):
            return
        with without_hurry(schema_editor):
            if found:
                schema_editor.execute(f'DROP INDEX CONCURRENTLY "{self.index.name}"')
            super().database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        with without_hurry(schema_editor):
            super().database_backwards(app_label, schema_editor, from_state, to_state)


class RemoveIndexBeside(RemoveIndexConcurrently):
    """Takes an index away while the site reads and writes."""

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        with without_hurry(schema_editor):
            super().database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        with without_hurry(schema_editor):
            super().database_backwards(app_label, schema_editor, from_state, to_state)
