"""Django's `migrate`, which gives way to the site instead of standing in its way."""

from __future__ import annotations

from django.core.management import CommandError
from django.core.management.commands import migrate
from django.db import OperationalError, connections
from psycopg.errors import LockNotAvailable

from nnirr_site.admin import roles

# While a migration waits for a table, everybody else who wants it waits behind.
LOCK_SECONDS = 5


class Command(migrate.Command):
    """Gives up on a table that is in use; a migration itself may take as long as it needs.

    Rights that it has made are given to the groups that are to have them.
    """

    def handle(self, *args, **options):
        with connections[options["database"]].cursor() as cursor:
            cursor.execute("SELECT set_config('statement_timeout', '0', false)")
            cursor.execute("SELECT set_config('lock_timeout', %s, false)", [f"{LOCK_SECONDS}s"])
        known = roles.known_rights()
        try:
            super().handle(*args, **options)
        except OperationalError as error:
            if not isinstance(error.__cause__, LockNotAvailable):
                raise
            raise CommandError(
                f"A table was in use for {LOCK_SECONDS} seconds and the migration gave up, so that "
                "the site need not wait for it. Nothing was changed by it; migrations before it "
                "stay. Run the command again when less is going on."
            ) from error
        roles.give_new_rights(known)
