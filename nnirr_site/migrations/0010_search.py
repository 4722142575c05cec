import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
from django.conf import settings
from django.db import DatabaseError, migrations, models, transaction


def ask_for_trigrams(apps, schema_editor):
    """Install pg_trgm if the server has it and lets us. The search goes without it otherwise."""
    try:
        with transaction.atomic(using=schema_editor.connection.alias):
            schema_editor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
    except DatabaseError:
        pass


class Migration(migrations.Migration):
    """The index that visitors search; `manage.py rebuild_search_index` fills it."""

    dependencies = [
        ("nnirr_site", "0004_gone_addresses"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [
        migrations.RunPython(ask_for_trigrams, migrations.RunPython.noop, elidable=False),
        migrations.CreateModel(
            name="SearchEntry",
            fields=[
                (
                    "page",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="search_entry",
                        serialize=False,
                        to=settings.WAGTAIL_PAGE_MODEL,
                    ),
                ),
                ("language", models.CharField(max_length=12)),
                (
                    "configuration",
                    models.CharField(
                        help_text="PostgreSQL's text search configuration for the language.",
                        max_length=24,
                    ),
                ),
                ("kind", models.CharField(max_length=32)),
                ("year", models.PositiveSmallIntegerField(null=True)),
                (
                    "topics",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=100),
                        default=list,
                        help_text="Slugs.",
                        size=None,
                    ),
                ),
                ("title", models.CharField(max_length=255)),
                (
                    "details",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=255), default=list, size=None
                    ),
                ),
                ("text", models.TextField(help_text="Excerpts are cut from it.")),
                ("folded_title", models.CharField(max_length=255)),
                ("folded_text", models.TextField()),
                (
                    "words",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40), default=list, size=None
                    ),
                ),
                ("vector", django.contrib.postgres.search.SearchVectorField()),
            ],
            options={
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["vector"], name="search_by_vector"
                    ),
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["words"], name="search_by_words"
                    ),
                    models.Index(fields=["language", "kind"], name="search_by_language"),
                ],
            },
        ),
        migrations.CreateModel(
            name="SearchWord",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("language", models.CharField(max_length=12)),
                ("word", models.CharField(max_length=40)),
                ("spelling", models.CharField(max_length=40)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("language", "word"), name="one_search_word_a_language"
                    )
                ],
            },
        ),
    ]
