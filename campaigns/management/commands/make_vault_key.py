"""Makes a secret for VAULT_KEYS or VAULT_INDEX_KEYS."""

import secrets

from django.core.management.base import BaseCommand


class Command(BaseCommand):
    help = "Print a new secret for VAULT_KEYS or VAULT_INDEX_KEYS. Nothing is stored."
    requires_system_checks = []

    def handle(self, *args, **options):
        self.stdout.write(secrets.token_urlsafe(48))
