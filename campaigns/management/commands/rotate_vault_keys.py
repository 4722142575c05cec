"""Seals and indexes personal data with the newest keys, so that older ones can be thrown away."""

import signal

from django.core.management.base import BaseCommand, CommandError

from campaigns.services.vault_keys import keyring, reindexing, rotating


class Command(BaseCommand):
    help = (
        "Seal all personal data with the first key in VAULT_KEYS, and find it by the first one in"
        " VAULT_INDEX_KEYS. The worker does the same in its time. Can be stopped at any time and"
        " started again; the site stays up. Older keys have to stay until `vault_keys` says that"
        " nothing needs them."
    )

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="only say how many rows wait")
        parser.add_argument("--batch", type=int, default=None, help="rows in one transaction")

    def handle(self, *args, **options):
        if options["batch"] is not None and options["batch"] < 1:
            raise CommandError("--batch must be at least 1.")
        sealed, indexed = rotating.count_outdated(), reindexing.find_outdated().count()
        if options["dry_run"]:
            self.stdout.write(f"{sealed} rows are sealed with an older key or format.")
            self.stdout.write(f"{indexed} rows are found by an older key.")
            return
        if problems := keyring.find_reasons_to_wait():
            raise CommandError("\n".join(problems))
        keyring.register_keys()
        is_stopping = []
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: is_stopping.append(True))
        resealed = rotating.rotate_keys(
            options["batch"] or rotating.BATCH,
            should_stop=lambda: bool(is_stopping),
            tell=lambda number: self.stdout.write(f"{number} of {sealed}"),
        )
        reindexed = reindexing.reindex(
            options["batch"] or reindexing.BATCH,
            should_stop=lambda: bool(is_stopping),
            tell=lambda number: self.stdout.write(f"{number} of {indexed} found anew"),
        )
        told = f"{resealed.resealed} rows sealed anew, {reindexed.reindexed} found anew"
        if not (resealed.is_finished and reindexed.is_finished):
            raise CommandError(f"Stopped: {told}. Start again to go on; keep the older keys.")
        unreadable = [*resealed.unreadable, *reindexed.unreadable]
        if unreadable:
            places = ", ".join(unreadable[:20])
            raise CommandError(
                f"{told}, but no key here opens {len(unreadable)}: {places}. Keep the older keys,"
                " and look for the one that is missing."
            )
        keyring.forget_unused()
        self.stdout.write(f"{told}.")
        if reindexed.conflicts:
            self.stdout.write(f"{reindexed.conflicts} doubles set aside.")
        self.stdout.write("`manage.py vault_keys` says which keys can be taken out.")
