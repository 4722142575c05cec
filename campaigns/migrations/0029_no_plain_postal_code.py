"""The column of plain ZIP codes goes, with whatever the version before has written meanwhile."""

import importlib

from django.db import migrations, models

sealing = importlib.import_module("campaigns.migrations.0028_seal_postal_codes")


def seal_the_last(apps, schema_editor):
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("LOCK TABLE campaigns_signature IN ACCESS EXCLUSIVE MODE")
    sealing.seal_postal_codes(apps, schema_editor)


class Migration(migrations.Migration):
    dependencies = [("campaigns", "0028_seal_postal_codes")]

    operations = [
        migrations.RunPython(seal_the_last, migrations.RunPython.noop),
        migrations.RemoveField("signature", "postal_code"),
    ]
