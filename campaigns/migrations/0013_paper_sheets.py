"""Sheets from paper: names counted by hand, and the day on which they were destroyed."""

import django.core.validators
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("campaigns", "0012_growth"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name="call",
            name="offline_signatures",
            field=models.PositiveIntegerField(
                default=0,
                help_text="Counted by hand; they are entered under Sheets from paper.",
                verbose_name="signatures on paper",
            ),
        ),
        migrations.CreateModel(
            name="PaperSheets",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "received_on",
                    models.DateField(
                        default=django.utils.timezone.localdate,
                        help_text=(
                            "The sheets promise to be destroyed at most 30 days after this day."
                        ),
                        verbose_name="received on",
                    ),
                ),
                (
                    "sheets",
                    models.PositiveSmallIntegerField(
                        validators=[django.core.validators.MinValueValidator(1)],
                        verbose_name="sheets",
                    ),
                ),
                (
                    "names",
                    models.PositiveIntegerField(
                        help_text=(
                            "Counted by hand, each person once. They are added to the count of the"
                            " call."
                        ),
                        validators=[django.core.validators.MaxValueValidator(100000)],
                        verbose_name="names",
                    ),
                ),
                (
                    "destroyed_on",
                    models.DateField(
                        blank=True,
                        help_text=(
                            "Fill it in when they are shredded or burned. After that nothing is"
                            " changed."
                        ),
                        null=True,
                        verbose_name="destroyed on",
                    ),
                ),
                (
                    "call",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="paper_sheets",
                        to="campaigns.call",
                        verbose_name="call",
                    ),
                ),
                (
                    "entered_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="entered by",
                    ),
                ),
            ],
            options={
                "verbose_name": "sheets from paper",
                "verbose_name_plural": "sheets from paper",
                "default_permissions": ["add", "change", "view"],
                "ordering": [
                    models.OrderBy(models.F("destroyed_on"), nulls_first=True),
                    "received_on",
                    "pk",
                ],
            },
        ),
    ]
