"""States that joined without signing have not signed either: the status of the rest says so."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("initiatives", "0001_initial"),
    ]

    operations = [
        migrations.AlterField(
            model_name="state",
            name="status",
            field=models.CharField(
                choices=[
                    ("party", "Party"),
                    ("signatory", "Signed, not ratified"),
                    ("none", "No action"),
                ],
                default="none",
                max_length=9,
                verbose_name="status",
            ),
        ),
    ]
