"""Says whether the records of the sending domain let mail arrive."""

from __future__ import annotations

from email.utils import parseaddr

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from campaigns.mail.arriving.dns_records import Records, Verdict, check_domain
from campaigns.services.worker_state import MAIL_DOMAIN, note_run
from nnirr_site.database.clock import database_now


class Command(BaseCommand):
    """Ends with 1 if something is bad, with 2 if DNS could not be asked, else with 0."""

    help = "Ask DNS about SPF, DKIM, DMARC and the return path of the sending domain."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--domain", help="instead of the one of DEFAULT_FROM_EMAIL", default="")
        parser.add_argument(
            "--return-path",
            help="domain to which mail comes back; else BOUNCE_ADDRESS's",
            default="",
        )
        parser.add_argument(
            "--selector",
            action="append",
            default=[],
            help="name of a DKIM key, as the provider shows it; can be given several times",
        )
        parser.add_argument(
            "--server",
            action="append",
            default=[],
            help="a DNS server (address or address:port) instead of the machine's own",
        )

    def handle(self, *args, **options):
        domain = options["domain"] or find_domain(settings.DEFAULT_FROM_EMAIL)
        if not domain:
            raise CommandError("DEFAULT_FROM_EMAIL has no domain; give --domain.")
        return_domain = options["return_path"] or find_domain(settings.BOUNCE_ADDRESS)
        findings = list(
            check_domain(Records(options["server"]), domain, return_domain, options["selector"])
        )
        for finding in findings:
            self.stdout.write(f"{finding.verdict:7} {finding.what}: {finding.words}")
        if not options["selector"]:
            self.stdout.write("unknown DKIM: name the key with --selector; the provider shows it.")
        verdicts = {finding.verdict for finding in findings}
        if Verdict.UNKNOWN in verdicts:
            raise CommandError(
                "DNS could not be asked for all of it, so this says nothing about the rest.",
                returncode=2,
            )
        if Verdict.BAD in verdicts:
            raise CommandError("Mail will be refused or lost until what is bad is mended.")
        if not options["domain"]:
            self._note()

    def _note(self) -> None:
        """For the list for a new site. Where there is no database yet, nothing is noted."""
        try:
            note_run(MAIL_DOMAIN, ran_at=database_now(), failed_at=None, error="", failures=0)
        except DatabaseError:
            self.stdout.write("There is no database to note it in.")


def find_domain(address: str) -> str:
    return parseaddr(address)[1].rpartition("@")[2].lower()
