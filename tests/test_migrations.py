"""Migrations are complete, named by hand, and go both ways."""

import re
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.db.migrations import AddField
from django.db.migrations.loader import MigrationLoader
from django.db.models import Field

OWN_APPS = ["nnirr_site", "initiatives", "resources", "campaigns"]
# The last ones from before a new version could come while the former one is at work.
STOOD_STILL_FOR = {"campaigns": "0009_alarms", "nnirr_site": "0006_former_names"}


@pytest.mark.django_db
def test_models_and_migrations_agree():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


@pytest.mark.parametrize("app", OWN_APPS)
def test_every_migration_is_named_by_hand(app):
    folder = Path(apps.get_app_config(app).path) / "migrations"
    names = [path.stem for path in folder.glob("0*.py")]
    assert names
    assert not [name for name in names if re.search(r"_auto_\d|_alter_.*_and_more$", name)]


@pytest.mark.django_db
@pytest.mark.parametrize("app", OWN_APPS)
def test_code_from_before_can_still_store_rows(app):
    """Between two restarts of a new version it does not know the new columns."""
    bare = [
        f"{name}: {operation.model_name}.{operation.name}"
        for (label, name), migration in MigrationLoader(connection).disk_migrations.items()
        if label == app and name > STOOD_STILL_FOR.get(app, "0001_z")
        for operation in migration.operations
        if isinstance(operation, AddField)
        and isinstance(operation.field, Field)
        and not operation.field.many_to_many
        and not (operation.field.null or operation.field.has_db_default())
    ]
    assert not bare


@pytest.mark.django_db
@pytest.mark.parametrize("app", OWN_APPS)
def test_every_data_migration_can_be_reversed(app):
    loader = MigrationLoader(connection)
    for key, migration in loader.disk_migrations.items():
        if key[0] == app:
            assert all(operation.reversible for operation in migration.operations), key
