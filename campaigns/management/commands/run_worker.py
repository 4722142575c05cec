"""Sends mail, counts signatures, deletes what is overdue."""

import signal

from django.core.management.base import BaseCommand, CommandError

from campaigns.mail.worker import Worker
from campaigns.services.vault_keys import keyring
from nnirr_site.processes import check_with_database


class Command(BaseCommand):
    help = "Send queued mail, count signatures and delete unconfirmed ones, until stopped."
    requires_system_checks = []  # asked below, together with the database

    def handle(self, *args, **options):
        worker = Worker()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: worker.stop())
        check_with_database(self)
        try:
            with keyring.held("worker"):
                worker.run()
        except keyring.WrongKeys as wrong:
            raise CommandError(str(wrong)) from None
