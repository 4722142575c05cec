"""What each file that the project sets itself was made of, to make it anew when that changes."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("nnirr_site", "0009_document_formats"),
        ("resources", "0002_titles_of_links"),
    ]

    operations = [
        migrations.CreateModel(
            name="PrintedFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=20)),
                ("language", models.CharField(max_length=8)),
                (
                    "paper",
                    models.CharField(
                        choices=[
                            ("Letter", "Letter"),
                            ("Tabloid", "Tabloid (11 × 17 in)"),
                            ("A4", "A4"),
                            ("A3", "A3"),
                        ],
                        max_length=8,
                    ),
                ),
                ("is_black_and_white", models.BooleanField(default=False)),
                (
                    "made_of",
                    models.CharField(
                        help_text="SHA-256 of words, layout and addresses.", max_length=64
                    ),
                ),
                (
                    "file_hash",
                    models.CharField(
                        help_text="SHA-1: another one is a file of staff.", max_length=40
                    ),
                ),
                ("printed_url", models.CharField(max_length=1000)),
                ("made_at", models.DateTimeField()),
                (
                    "document",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.WAGTAILDOCS_DOCUMENT_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "printed file",
                "verbose_name_plural": "printed files",
                "ordering": ["kind", "language", "is_black_and_white", "paper"],
                "default_permissions": [],
            },
        ),
        migrations.AddConstraint(
            model_name="printedfile",
            constraint=models.UniqueConstraint(
                fields=("kind", "language", "paper", "is_black_and_white"),
                name="one_file_for_each_print",
            ),
        ),
    ]
