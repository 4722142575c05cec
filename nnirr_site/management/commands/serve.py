"""Serve the site with granian, as the settings say."""

import os
import sys

from django.conf import settings
from django.core.management import BaseCommand

from nnirr_site.processes import check_with_database


def granian_command() -> list[str]:
    """The web server: one process for each of WEB_WORKERS, our bridge inside."""
    return [
        *(sys.executable, "-m", "granian", "--interface", "rsgi"),
        *("--host", settings.BIND, "--port", str(settings.PORT)),
        *("--workers", str(settings.WEB_WORKERS), "--http", "1", "--no-ws"),
        *("--respawn-failed-workers", "--workers-kill-timeout", "10"),
        *("--log-level", "warning", "nnirr_site.bridge:application"),
    ]


class Command(BaseCommand):
    """The web process of a production site; this process becomes granian."""

    help = "Serve the site on BIND:PORT with WEB_WORKERS processes of WEB_THREADS threads."

    requires_system_checks = []  # asked below, together with the database

    def handle(self, *args, **options):
        check_with_database(self)
        sys.stdout.flush()
        command = granian_command()
        os.execv(command[0], command)  # noqa: S606
