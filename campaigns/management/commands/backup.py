"""Makes an encrypted backup and deletes those that are too old."""

from contextlib import suppress
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import Error as DatabaseTrouble

from campaigns.privacy import vault
from campaigns.services.departures.noting import MOST_BACKUP_DAYS
from campaigns.services.retention.backups import backup_days
from campaigns.services.worker_state import BACKUP, note_run
from nnirr_site.backup.errors import BackupError
from nnirr_site.backup.folders import folders_of_files
from nnirr_site.backup.making import make_backup, prune_backups
from nnirr_site.database.clock import database_now, find_lead, is_too_far

PROOF = "backup"


class Command(BaseCommand):
    help = (
        "Write database, uploads and private files into one file, encrypted for the public keys in"
        " BACKUP_RECIPIENTS, and delete backups that are older than what signers were promised."
    )
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--folder", help="where backups are; else BACKUP_DIR")
        parser.add_argument(
            "--prune-only", action="store_true", help="make none, only delete old ones"
        )

    def handle(self, *args, **options):
        folder = Path(options["folder"] or settings.BACKUP_DIR)
        try:
            if not options["prune_only"]:
                self.make(folder)
        except (BackupError, OSError, DatabaseTrouble) as error:
            reason = error if isinstance(error, BackupError) else type(error).__name__
            raise CommandError(f"No backup was made. {reason}") from None
        finally:
            # What was promised does not wait for a better day.
            self.prune(folder)

    def make(self, folder: Path) -> None:
        made = make_backup(
            folder,
            settings.BACKUP_RECIPIENTS,
            folders_of_files(),
            lambda digest: vault.blind_index(digest, PROOF),
        )
        files = sum(made.manifest.files.values())
        self.stdout.write(f"{made.path} {made.path.stat().st_size} bytes, {files} files")
        self.stdout.write(f"sha256 {made.sha256}")
        self.note()
        if settings.OBJECT_STORAGE is not None:
            self.stderr.write(
                "Files are in the bucket of S3_BUCKET and NOT in this backup: docs/backup.md."
            )

    def note(self) -> None:
        """For the alarm that is raised when none is made any more."""
        try:
            note_run(BACKUP, ran_at=database_now(), failed_at=None, error="", failures=0)
        except DatabaseTrouble as error:
            self.stderr.write(f"It could not be noted that it was made: {type(error).__name__}.")

    def prune(self, folder: Path) -> None:
        days = MOST_BACKUP_DAYS
        with suppress(DatabaseTrouble):
            if is_too_far(find_lead()):
                self.stderr.write("This clock and the database's differ: no backup is deleted.")
                return
            days = backup_days()
        for path in prune_backups(folder, days):
            self.stdout.write(f"{path.name} is deleted: {days} days old or unfinished")
