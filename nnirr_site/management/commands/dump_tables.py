"""Write anew what a developer's new database begins with, after a migration was added."""

from __future__ import annotations

from django.core.management import BaseCommand, call_command
from django.db import connection

from nnirr_site.admin.roles import ROLES
from nnirr_site.dev.fresh_tables import TABLES, write_tables

SCRATCH = "nnirr_dump_tables"


class Command(BaseCommand):
    """`./run.py manage dump_tables`: runs all migrations in a database of its own."""

    help = "Write nnirr_site/dev/tables.sql, from which `up` makes the tables of a new database."
    requires_system_checks = []

    def handle(self, *args, **options):
        usual = connection.settings_dict["NAME"]
        self._recreate()
        try:
            connection.settings_dict["NAME"] = SCRATCH
            call_command("migrate", verbosity=0, interactive=False)
            write_tables(connection, ROLES)
        finally:
            connection.close()
            connection.settings_dict["NAME"] = usual
            self._drop()
        self.stdout.write(f"{TABLES.name} is written.")

    def _recreate(self) -> None:
        self._drop()
        with connection.cursor() as cursor:
            cursor.execute(f"CREATE DATABASE {SCRATCH} TEMPLATE template0")
        connection.close()

    def _drop(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute(f"DROP DATABASE IF EXISTS {SCRATCH} WITH (FORCE)")
