"""Documents that are another one on other paper or in black and white."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("nnirr_site", "0008_native_readings"),
    ]

    operations = [
        migrations.AddField(
            model_name="sitedocument",
            name="other_format_of",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="other_formats",
                to=settings.WAGTAILDOCS_DOCUMENT_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="sitedocument",
            name="paper",
            field=models.CharField(
                blank=True,
                choices=[
                    ("Letter", "Letter"),
                    ("Tabloid", "Tabloid (11 × 17 in)"),
                    ("A4", "A4"),
                    ("A3", "A3"),
                ],
                db_default="",
                editable=False,
                max_length=8,
            ),
        ),
        migrations.AddField(
            model_name="sitedocument",
            name="is_black_and_white",
            field=models.BooleanField(db_default=False, default=False, editable=False),
        ),
    ]
