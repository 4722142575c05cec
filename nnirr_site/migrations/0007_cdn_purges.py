"""What a CDN in front has to be told, until the worker has done it."""

from django.db import migrations, models
from django.db.models.functions import Now


class Migration(migrations.Migration):
    dependencies = [("nnirr_site", "0006_former_names")]

    operations = [
        migrations.CreateModel(
            name="WaitingPurge",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("url", models.TextField(blank=True, verbose_name="address")),
                ("noted_at", models.DateTimeField(db_default=Now(), verbose_name="noted")),
            ],
            options={
                "verbose_name": "address that a CDN has to forget",
                "verbose_name_plural": "addresses that a CDN has to forget",
                "ordering": ["pk"],
                "default_permissions": [],
            },
        ),
    ]
