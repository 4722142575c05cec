"""Seals personal data with the newest of VAULT_KEYS, so that an older key can be thrown away."""

import signal

from django.core.management.base import BaseCommand, CommandError

from campaigns.services.rotating import BATCH, count_outdated, rotate_keys


class Command(BaseCommand):
    help = (
        "Seal all personal data with the first key in VAULT_KEYS. Can be stopped at any time and"
        " started again; the site stays up. The older keys have to stay in VAULT_KEYS until this"
        " command says that nothing needs them."
    )

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="only say how many rows wait")
        parser.add_argument("--batch", type=int, default=BATCH, help="rows in one transaction")

    def handle(self, *args, **options):
        if options["batch"] < 1:
            raise CommandError("--batch must be at least 1.")
        waiting = count_outdated()
        if options["dry_run"]:
            self.stdout.write(f"{waiting} rows are sealed with an older key.")
            return
        is_stopping = []
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: is_stopping.append(True))
        done = rotate_keys(
            options["batch"],
            should_stop=lambda: bool(is_stopping),
            tell=lambda resealed: self.stdout.write(f"{resealed} of {waiting}"),
        )
        if not done.is_finished:
            raise CommandError(
                f"Stopped after {done.resealed} rows. Start again to go on; keep the older keys."
            )
        if done.unreadable:
            places = ", ".join(done.unreadable[:20])
            raise CommandError(
                f"{done.resealed} rows sealed anew, but no key here opens {len(done.unreadable)}:"
                f" {places}. Keep the older keys, and look for the one that is missing."
            )
        self.stdout.write(
            f"{done.resealed} rows sealed anew. Nothing needs an older key: once backups made"
            " before this are gone too, take it out of VAULT_KEYS."
        )
