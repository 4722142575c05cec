"""What could not be published or taken off at its time."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("contenttypes", "0002_remove_content_type_name"),
        ("nnirr_site", "0019_pictures_cleaned_and_guarded"),
    ]

    operations = [
        migrations.CreateModel(
            name="ScheduleProblem",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("object_id", models.CharField(max_length=255, verbose_name="number")),
                (
                    "step",
                    models.CharField(
                        choices=[
                            ("go_live", "Publishing at its time"),
                            ("expire", "Taking off at its time"),
                        ],
                        max_length=7,
                        verbose_name="what was due",
                    ),
                ),
                ("error", models.CharField(max_length=60, verbose_name="error")),
                (
                    "failures",
                    models.PositiveSmallIntegerField(default=1, verbose_name="times"),
                ),
                ("failed_at", models.DateTimeField(verbose_name="last tried")),
                (
                    "content_type",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="contenttypes.contenttype",
                    ),
                ),
            ],
            options={
                "verbose_name": "publication that failed",
                "verbose_name_plural": "publications that failed",
                "ordering": ["pk"],
                "default_permissions": [],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("content_type", "object_id", "step"), name="one_problem_per_step"
                    )
                ],
            },
        ),
    ]
