"""Deletes what is overdue now, or says what would be deleted."""

import signal

from django.core.management.base import BaseCommand, CommandError

from campaigns.services.retention.due import apply_retention, plan_retention
from nnirr_site.database import clock


class Command(BaseCommand):
    help = (
        "Delete unconfirmed signatures after 30 days, and the personal data of a call on the day"
        " that was promised. The worker does the same every hour. Can be stopped at any time."
    )

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="only say what would be done")

    def handle(self, *args, **options):
        if options["dry_run"]:
            done = plan_retention()
        else:
            if clock.is_too_far(clock.find_lead()):
                raise CommandError(
                    "The clocks of this machine and of the database differ by more than a minute."
                    " Nothing was deleted: set them right first."
                )
            is_stopping = []
            for number in (signal.SIGTERM, signal.SIGINT):
                signal.signal(number, lambda *_: is_stopping.append(True))
            done = apply_retention(should_stop=lambda: bool(is_stopping))
        for line in done.lines:
            self.stdout.write(line)
