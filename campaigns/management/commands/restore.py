"""Reads a backup back, and does again what people did since."""

import hmac
import os
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import Error as DatabaseTrouble
from django.db import connection

from campaigns.management.commands.backup import PROOF
from campaigns.privacy import vault
from campaigns.services.departures.following import replay_record
from campaigns.services.departures.record import SUFFIX, Record
from campaigns.services.retention.due import apply_retention
from campaigns.services.vault_keys import keyring
from nnirr_site.backup.crypt import read_identities
from nnirr_site.backup.errors import BackupError
from nnirr_site.backup.folders import WORDS, folders_of_files
from nnirr_site.backup.restoring import check_backup, refuse_unless_empty, restore_backup


def is_ours(digest: str, proof: str) -> bool:
    """Whether one of the keys of this environment made the proof of a backup."""
    return any(hmac.compare_digest(known, proof) for known in vault.blind_indexes(digest, PROOF))


def refuse_without_a_record(folders: list[Path]) -> None:
    """A folder that is named wrongly would count as a record in which nobody left.

    Raises CommandError.
    """
    for folder in folders:
        try:
            with os.scandir(folder) as entries:
                is_empty = not any(entry.name.endswith(SUFFIX) for entry in entries)
        except OSError as error:
            raise CommandError(
                f"--departures {folder}: {type(error).__name__}. Nothing was restored."
            ) from None
        if is_empty:
            raise CommandError(
                f"--departures {folder}: there is no record in it. Nothing was restored."
            )


class Command(BaseCommand):
    help = (
        "Fill an empty database and empty folders from a backup, take away again what people took"
        " away since it was made, and hold the mail in its queue until staff decide."
    )
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("backup", type=Path, help="the encrypted file")
        parser.add_argument(
            "--identity", type=Path, required=True, help="file with the secret key of age"
        )
        parser.add_argument(
            "--departures",
            type=Path,
            action="append",
            default=[],
            help="a further folder with the record of departures, of another worker; repeatable",
        )
        parser.add_argument(
            "--check", action="store_true", help="only read the backup, and say whether it is whole"
        )

    def handle(self, *args, **options):
        try:
            self.restore(**options)
        except BackupError as error:
            raise CommandError(str(error)) from None
        except (OSError, DatabaseTrouble) as error:
            raise CommandError(f"Not restored: {type(error).__name__}: {error}") from None

    def restore(self, *, backup: Path, identity: Path, departures, check: bool, **options) -> None:
        refuse_without_a_record(departures)
        identities, folders = read_identities(identity), folders_of_files()
        manifest = check_backup(backup, identities, set(WORDS), is_ours)
        numbers = ", ".join(f"{word}: {number}" for word, number in manifest.files.items())
        self.stdout.write(f"The backup of {manifest.created_at} is whole. Files in {numbers}.")
        if check:
            return
        if settings.OBJECT_STORAGE is not None and any(manifest.files.values()):
            raise BackupError(
                "The backup has files, and S3_BUCKET says that files are in a bucket: restore"
                " without S3_BUCKET, and copy them to the bucket after (docs/scaling.md)."
            )
        refuse_unless_empty(folders)
        restore_backup(backup, identities, folders, is_ours)
        connection.close()
        call_command("migrate", interactive=False, verbosity=0, stdout=self.stdout)
        self.keep_away_who_left([settings.DEPARTURES_DIR, *departures])
        for line in apply_retention().lines:
            self.stdout.write(line)
        self.stdout.write(
            "Restored. Mail from before is held: decide under Settings → Switches. Tell signers and"
            f" staff that what came after {manifest.created_at} is lost."
        )

    def keep_away_who_left(self, folders: list[Path | None]) -> None:
        if problems := keyring.find_problems():
            raise CommandError(
                "\n".join(problems)
                + "\nThe database is restored, and who left since is back: do not let the site be"
                " reached. With the right keys the worker does the rest when it starts."
            )
        given = [folder for folder in folders if folder is not None]
        done = replay_record(given)
        for line in done.lines:
            self.stdout.write(line)
        if not any(Record(folder).read() for folder in given):
            self.stderr.write(
                "There is no record of departures: everybody who left since the backup is back."
                " Look for it (DEPARTURES_DIR, or --departures), and restore again with it."
            )
