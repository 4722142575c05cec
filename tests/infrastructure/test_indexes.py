"""Indexes are made beside the running site, and a run that was broken off goes on."""

from __future__ import annotations

import pytest
from django.db import connection, models
from django.db.migrations.loader import MigrationLoader

from nnirr_site.database.indexes import AddIndexBeside, IsExact

NAME = "index_of_a_test"
BREAK = "UPDATE pg_index SET indisvalid = false WHERE indexrelid = to_regclass(%s)"
STATE = "SELECT indisvalid FROM pg_index WHERE indexrelid = to_regclass(%s)"

pytestmark = pytest.mark.django_db(transaction=True)


def find_state() -> tuple | None:
    with connection.cursor() as cursor:
        cursor.execute(STATE, [NAME])
        return cursor.fetchone()


def test_half_an_index_is_made_anew_and_a_whole_one_is_left():
    before = MigrationLoader(connection).project_state()
    index = models.Index(fields=["id"], condition=models.Q(IsExact("changed_at")), name=NAME)
    operation = AddIndexBeside("signature", index)
    after = before.clone()
    operation.state_forwards("campaigns", after)

    def make() -> None:
        with connection.schema_editor(atomic=False) as editor:
            operation.database_forwards("campaigns", editor, before, after)

    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('lock_timeout', '5s', false)")
    try:
        make()
        assert find_state() == (True,)
        make()
        with connection.cursor() as cursor:
            cursor.execute(BREAK, [NAME])
        assert find_state() == (False,)
        make()
        assert find_state() == (True,)
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_setting('lock_timeout')")
            assert cursor.fetchone() == ("5s",)
    finally:
        with connection.schema_editor(atomic=False) as editor:
            operation.database_backwards("campaigns", editor, after, before)
        connection.close()
    assert find_state() is None
