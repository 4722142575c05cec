"""Tells which keys of the vault are needed, and accepts that one is lost."""

from django.core.management.base import BaseCommand, CommandError

from campaigns.models.vault_keys import KeyUse
from campaigns.services.vault_keys import keyring

LABELS = {KeyUse.SEAL: "VAULT_KEYS", KeyUse.INDEX: "VAULT_INDEX_KEYS"}


class Command(BaseCommand):
    help = (
        "Say of each key of the vault what needs it. Keys are told by their names; no key is"
        " printed. Exit status 1 if the site would not start with the keys that are here."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--forget",
            metavar="NAME",
            help="accept that this key is lost for good: what it sealed can never be read again",
        )
        parser.add_argument(
            "--accept-loss", action="store_true", help="with --forget: do it, not only say it"
        )

    def handle(self, *args, **options):
        if options["forget"]:
            self.forget(options["forget"], options["accept_loss"])
            return
        forgotten = keyring.forget_unused()
        for report in keyring.tell_keys():
            self.stdout.write(f"{LABELS[report.use]} {report.key_id}: {self.tell(report)}")
        for key_id in forgotten:
            self.stdout.write(f"{key_id}: nothing needs it any more.")
        for holder in keyring.running_holders().order_by("kind", "holder_id"):
            keys = f"{','.join(holder.sealing_keys)} {','.join(holder.index_keys)}"
            self.stdout.write(f"running: {holder.kind}, knows {keys}")
        if problems := keyring.find_problems():
            raise CommandError("\n".join(problems))

    def tell(self, report: keyring.KeyReport) -> str:
        if report.is_newest:
            return "writes now"
        if report.needs:
            place = "keep it" if report.is_known else "MISSING HERE"
            return f"{place}: {'; '.join(report.needs)}"
        return (
            "nothing needs it: once backups made before this are gone, take it out"
            if report.is_known
            else "nothing needs it"
        )

    def forget(self, key_id: str, is_accepted: bool) -> None:
        report = next((row for row in keyring.tell_keys() if row.key_id == key_id), None)
        if report is None:
            raise CommandError(f"No key named {key_id} has written into this database.")
        if report.is_known:
            raise CommandError(f"The key named {key_id} is here: it is not lost.")
        lost = "; ".join(report.needs) or "nothing"
        if not is_accepted:
            raise CommandError(
                f"Would be lost: {lost}. If that is meant, say so with --accept-loss; a backup of"
                " the key, put back into the setting, brings everything back until then."
            )
        keyring.forget_lost(key_id)
        self.stdout.write(f"{key_id} is forgotten. Lost: {lost}.")
