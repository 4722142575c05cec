"""ZIP codes are sealed: the rows that are there, batch by batch.

Not in one transaction, so that signing goes on meanwhile: it can be stopped at any time, and the
next run goes on where it was. A ZIP code stands in one of both columns, never in both.
"""

from django.db import migrations, transaction

from campaigns.privacy import (vault)

BATCH = 1000


def in_batches(rows, change):
    """Lock and change the rows that are left, until none is."""
    last = 0
    while True:
        with transaction.atomic():
            batch = list(rows.filter(pk__gt=last).order_by("pk").select_for_update()[:BATCH])
            if not batch:
                return
            last = batch[-1].pk
            for row in batch:
                change(row)


def seal_postal_codes(apps, schema_editor):
    signatures = apps.get_model("campaigns", "Signature").objects

    def seal(row):
        sealed = vault.seal(row.postal_code, f"postal_code:{row.reference}")
        signatures.filter(pk=row.pk).update(sealed_postal_code=sealed, postal_code="")

    in_batches(signatures.exclude(postal_code=""), seal)


def open_postal_codes(apps, schema_editor):
    """What no key opens stays sealed."""
    signatures = apps.get_model("campaigns", "Signature").objects

    def unseal(row):
        try:
            text = vault.unseal(row.sealed_postal_code, f"postal_code:{row.reference}")
        except vault.Unreadable:
            return
        signatures.filter(pk=row.pk).update(sealed_postal_code=None, postal_code=text)

    in_batches(signatures.filter(sealed_postal_code__isnull=False), unseal)


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("campaigns", "0027_vault_keys")]

    operations = [migrations.RunPython(seal_postal_codes, open_postal_codes)]
