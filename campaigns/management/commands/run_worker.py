"""Sends mail, counts signatures, deletes what is overdue."""

import signal

from django.core.management.base import BaseCommand

from campaigns.worker import Worker


class Command(BaseCommand):
    help = "Send queued mail, count signatures and delete unconfirmed ones, until stopped."

    def handle(self, *args, **options):
        worker = Worker()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: worker.stop())
        worker.run()
