"""Brings the table of States up to date."""

from django.core.management.base import BaseCommand, CommandError

from initiatives.importing import import_states
from nnirr_site.tabular.reader import TableError


class Command(BaseCommand):
    """Reads a CSV file of States, or the one that comes with the site."""

    help = (
        "Import States and where they stand on the Migrant Workers Convention. Can be repeated: "
        "States that staff changed since the last import are reported and left as they are, and "
        "a row that is wrong is left out. docs/data.md describes the columns."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "file", nargs="?", help="A CSV file; without it the table that comes with the site."
        )
        parser.add_argument(
            "--dry-run", action="store_true", help="Say what would happen and change nothing."
        )
        parser.add_argument(
            "--take-file",
            action="store_true",
            help="Overwrite what staff changed with what the file says.",
        )

    def handle(self, *args, **options):
        try:
            report = import_states(
                options["file"], dry_run=options["dry_run"], take_file=options["take_file"]
            )
        except TableError as error:
            raise CommandError(str(error)) from error
        if options["dry_run"]:
            self.stdout.write("Nothing was changed. The import would do this:")
        for line in report.lines():
            self.stdout.write(line)
        if report.problems:
            raise CommandError(f"{len(report.problems)} rows were left out.")
