"""What every process does before it serves or works, and what it tells the apps then."""

from __future__ import annotations

import time

from django.core.management import BaseCommand, CommandError
from django.db import OperationalError, connection
from django.dispatch import Signal

WAIT_SECONDS = 30

# Sent in each process that answers visitors, by the server that runs in it.
web_process_started = Signal()
web_process_ends = Signal()


def check_with_database(command: BaseCommand) -> None:
    """Raise `SystemCheckError` for what must not start, also by what stands in the database.

    That may be starting too: it is waited for. Raises `CommandError` if it does not answer.
    """
    end = time.monotonic() + WAIT_SECONDS
    while True:
        try:
            connection.ensure_connection()
            break
        except OperationalError:
            connection.close()
            if time.monotonic() > end:
                raise CommandError(
                    f"The database has not answered for {WAIT_SECONDS} seconds."
                ) from None
            time.sleep(0.5)
    command.check(databases=["default"])
    connection.close()
