"""What “Did you mean” compares words by, if the server has it and lets us."""

from django.db import DatabaseError, migrations, transaction


def ask_for_trigrams(apps, schema_editor):
    """Install pg_trgm; the search goes without it otherwise."""
    try:
        with transaction.atomic(using=schema_editor.connection.alias):
            schema_editor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
    except DatabaseError:
        pass


class Migration(migrations.Migration):
    dependencies = [("nnirr_site", "0002_initial")]

    operations = [migrations.RunPython(ask_for_trigrams, migrations.RunPython.noop)]
