"""Brings the table of US Senators up to date."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from campaigns.legislators.senators import TABLE, import_senators
from nnirr_site.tabular.reader import TableError, read_table_file


class Command(BaseCommand):
    """Reads a CSV file of Senators, or the one that comes with the site."""

    help = (
        "Import US Senators. Can be repeated: a row that is wrong is left out and named by its "
        "number. docs/data.md describes the columns."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "file", nargs="?", help="A CSV file; without it the table that comes with the site."
        )
        parser.add_argument(
            "--dry-run", action="store_true", help="Say what would happen and change nothing."
        )

    def handle(self, *args, **options):
        try:
            text = read_table_file(Path(options["file"] or TABLE))
            outcome = import_senators(text, dry_run=options["dry_run"])
        except TableError as error:
            raise CommandError(str(error)) from error
        if options["dry_run"]:
            self.stdout.write("Nothing was changed. The import would do this:")
        for what, number in outcome.counts.items():
            self.stdout.write(f"{what}: {number}")
        for problem in outcome.problems:
            self.stdout.write(str(problem))
        if outcome.problems:
            raise CommandError(f"{len(outcome.problems)} rows were left out.")
