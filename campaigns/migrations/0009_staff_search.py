"""Indexes for the searches of the staff, and keys for the words of public names.

A name that is no longer meant to be shown loses its keys whoever changes the row, so that is done
by a trigger. Rows that are there get theirs here, through the vault.
"""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
from django.db import migrations, models

from campaigns.privacy import (vault)
from campaigns.privacy.name_keys import public_name_keys

BATCH = 1000

FORWARD = """
CREATE FUNCTION campaigns_forget_name_keys() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.name_keys := NULL;
    RETURN NEW;
END $$;

CREATE TRIGGER campaigns_name_not_public BEFORE UPDATE ON campaigns_signature
FOR EACH ROW WHEN (
    NEW.name_keys IS NOT NULL
    AND (NEW.sealed_name IS NULL OR (NEW.kind = 'person' AND NOT NEW.show_name))
)
EXECUTE FUNCTION campaigns_forget_name_keys();
"""

REVERSE = """
DROP TRIGGER campaigns_name_not_public ON campaigns_signature;
DROP FUNCTION campaigns_forget_name_keys();
"""


def fill_name_keys(apps, schema_editor):
    """In the order of the primary key; a name that no key opens stays unfound."""
    signatures = apps.get_model("campaigns", "Signature").objects
    named = signatures.filter(
        models.Q(kind="organization") | models.Q(show_name=True), sealed_name__isnull=False
    ).order_by("pk")
    last = 0
    while batch := list(named.filter(pk__gt=last)[:BATCH]):
        last = batch[-1].pk
        for row in batch:
            try:
                name = vault.unseal(row.sealed_name, f"name:{row.reference}")
            except vault.Unreadable:
                name = ""
            row.name_keys = public_name_keys(row.kind, row.show_name, name, row.organization_name)
        signatures.bulk_update(batch, ["name_keys"])


class Migration(migrations.Migration):
    dependencies = [("campaigns", "0008_own_page_and_last_mail")]

    operations = [
        migrations.AddField(
            "signature",
            "name_keys",
            django.contrib.postgres.fields.ArrayField(
                models.CharField(max_length=16),
                null=True,
                verbose_name="keys of the words of the public name",
            ),
        ),
        migrations.RunPython(fill_name_keys, migrations.RunPython.noop, elidable=True),
        migrations.RunSQL(FORWARD, REVERSE),
        migrations.RemoveIndex("signature", "signature_by_domain"),
        migrations.AddIndex(
            "signature", models.Index(fields=["domain_key", "-id"], name="signature_by_domain")
        ),
        migrations.AddIndex(
            "signature",
            django.contrib.postgres.indexes.GinIndex(
                fields=["name_keys"], name="signature_by_name"
            ),
        ),
        migrations.AddIndex(
            "signature", models.Index(fields=["status", "-id"], name="signature_by_status")
        ),
        migrations.AddIndex(
            "signature",
            models.Index(
                fields=["-id"],
                condition=models.Q(kind="organization", approved_at__isnull=True),
                name="signature_to_approve",
            ),
        ),
        migrations.AddIndex(
            "signature",
            models.Index(
                fields=["-id"],
                condition=models.Q(kind="organization"),
                name="signature_of_groups",
            ),
        ),
    ]
