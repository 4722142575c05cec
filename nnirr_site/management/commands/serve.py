"""Serve the site with granian, as the settings say."""

import sys

from django.conf import settings
from django.core.management import BaseCommand, CommandError

from nnirr_site import server
from nnirr_site.processes import check_with_database

UNSAFE = (
    "ENVIRONMENT is not set, so the site would run with the keys of development, which are "
    "published: anybody could forge personal links. Set ENVIRONMENT=production with the variables "
    "of README.md. For development use ./run.py up, or set ENVIRONMENT=development."
)


class Command(BaseCommand):
    """The web process of a production site."""

    help = "Serve the site on BIND:PORT with WEB_WORKERS processes, WEB_THREADS requests at a time."
    requires_system_checks = []  # asked below, together with the database

    def handle(self, *args, **options):
        if not settings.IS_ENVIRONMENT_CHOSEN:
            raise CommandError(UNSAFE)
        check_with_database(self)
        sys.stdout.flush()
        try:
            server.serve()
        except server.PortTaken as error:
            raise CommandError(str(error)) from error
