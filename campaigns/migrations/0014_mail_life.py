"""Reminders, bounces, hang-ups, requests for the link, switches, and when chores were done."""

import django.core.validators
import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("campaigns", "0013_retention"),
    ]

    operations = [
        migrations.CreateModel(
            name="Chore",
            fields=[
                (
                    "name",
                    models.CharField(
                        max_length=40, primary_key=True, serialize=False, verbose_name="name"
                    ),
                ),
                ("ran_at", models.DateTimeField(blank=True, null=True, verbose_name="done")),
                ("failed_at", models.DateTimeField(blank=True, null=True, verbose_name="failed")),
                ("error", models.CharField(blank=True, max_length=60, verbose_name="error")),
            ],
            options={
                "verbose_name": "chore of the worker",
                "verbose_name_plural": "chores of the worker",
                "ordering": ["name"],
                "default_permissions": ["view"],
            },
        ),
        migrations.CreateModel(
            name="Switches",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "is_mail_stopped",
                    models.BooleanField(
                        default=False,
                        help_text="Nothing goes out. What is queued waits, and people can go on signing.",
                        verbose_name="stop mails",
                    ),
                ),
                (
                    "cache_seconds",
                    models.PositiveIntegerField(
                        default=0,
                        help_text="Lengthens the life of pages in caches when very many people come. Publishing empties our own cache at once as ever; caches of others show old pages, and old counts, for so long. 0: as the server is set.",
                        validators=[django.core.validators.MaxValueValidator(86400)],
                        verbose_name="keep pages for so many seconds",
                    ),
                ),
            ],
            options={
                "verbose_name": "switches",
            },
        ),
        migrations.AddField(
            model_name="outboundmail",
            name="hang_ups",
            field=models.PositiveSmallIntegerField(
                db_default=0, default=0, verbose_name="times the server hung up"
            ),
        ),
        migrations.AddField(
            model_name="outboundmail",
            name="hung_up_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="server first hung up"),
        ),
        migrations.AddField(
            model_name="signature",
            name="bounced_at",
            field=models.DateTimeField(
                blank=True,
                help_text="Its mail server said so: no further mail is sent.",
                null=True,
                verbose_name="address does not exist",
            ),
        ),
        migrations.AlterField(
            model_name="outboundmail",
            name="kind",
            field=models.CharField(
                choices=[
                    ("confirm", "Please confirm"),
                    ("reminder", "Reminder to confirm"),
                    ("already_signed", "You have signed already"),
                    ("withdrawn", "Your signature is off"),
                ],
                max_length=20,
                verbose_name="kind",
            ),
        ),
        migrations.CreateModel(
            name="LinkRequest",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("email_key", models.CharField(max_length=64, verbose_name="key of the address")),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="asked"),
                ),
                (
                    "call",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="campaigns.call",
                    ),
                ),
            ],
            options={
                "verbose_name": "request for the link",
                "verbose_name_plural": "requests for the link",
                "default_permissions": [],
            },
        ),
    ]
