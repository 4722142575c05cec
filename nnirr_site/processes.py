"""What every process does before it serves or works, and what it tells the apps then."""

from __future__ import annotations

import logging
import re
import time

from django.conf import settings
from django.core.management import BaseCommand, CommandError
from django.db import OperationalError, connection
from django.dispatch import Signal

from nnirr_site.database.sessions import check_notifications, find_missing_limit

logger = logging.getLogger(__name__)
WAIT_SECONDS = 30
# What does not end by waiting: a wrong password, no such role, no such database. The driver gives
# no code for what comes before a connection stands, so PostgreSQL's words have to do; in another
# language of the server they are only waited for.
REFUSED_STATES = {"28P01", "28000", "3D000"}
REFUSED_WORDS = re.compile(
    r"password authentication failed|no pg_hba\.conf entry"
    r'|FATAL: +(?:database|role) ".*" does not exist'
    r"|unsupported startup parameter"
)
# What PgBouncer says to the limits that are sent along where no pooler is expected.
POOLER_WORDS = "unsupported startup parameter"
POOLER_HINT = (
    ". DATABASE_URL leads to a pooler: set DATABASE_LISTEN_URL to PostgreSQL itself, as in"
    " docs/scaling.md"
)

# Sent in each process that answers visitors, by the server that runs in it.
web_process_started = Signal()
web_process_ends = Signal()


def check_with_database(command: BaseCommand) -> None:
    """Raise `SystemCheckError` for what must not start, also by what stands in the database.

    That may be starting too: it is waited for. Raises `CommandError`, with the driver's reason, if
    it does not answer, and at once if it answers what waiting does not change or if notifications
    do not arrive.
    """
    end = time.monotonic() + WAIT_SECONDS
    while True:
        try:
            connection.ensure_connection()
            break
        except OperationalError as error:
            connection.close()
            reason = reason_of(error)
            if is_refusal(error):
                hint = POOLER_HINT if POOLER_WORDS in reason else ""
                raise CommandError(f"The database refuses us: {reason}{hint}") from None
            if time.monotonic() > end:
                raise CommandError(
                    f"The database has not answered for {WAIT_SECONDS} seconds: {reason}"
                ) from None
            time.sleep(0.5)
    command.check(databases=["default"])
    check_notifications()
    if lack := find_missing_limit():
        logger.warning("database: %s", lack)
    connection.close()
    if settings.OBJECT_STORAGE is not None:
        from nnirr_site.storage.probing import check_bucket  # takes long to load

        check_bucket()


def is_refusal(error: OperationalError) -> bool:
    """Whether PostgreSQL is there and will not have us, however often we ask."""
    state = getattr(error.__cause__, "sqlstate", None)
    return state in REFUSED_STATES or bool(REFUSED_WORDS.search(str(error)))


def reason_of(error: OperationalError) -> str:
    """The first line of what the driver says, without the password should it be in there."""
    line = next(iter(str(error).strip().splitlines()), type(error).__name__)
    password = connection.settings_dict.get("PASSWORD")
    return line.replace(password, "…") if password else line
