"""Migrations are complete, named by hand, and go both ways."""

import re
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader

OWN_APPS = ["nnirr_site", "initiatives", "resources", "campaigns"]


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
def test_every_data_migration_can_be_reversed(app):
    loader = MigrationLoader(connection)
    for key, migration in loader.disk_migrations.items():
        if key[0] == app:
            assert all(operation.reversible for operation in migration.operations), key
