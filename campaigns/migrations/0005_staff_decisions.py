"""What staff decide: what is not listed or shown, whom a limit caught together, deliveries that are
withdrawn or wait for their PDF, what signers of a call were promised, and who wants mail about it.
"""

from pathlib import Path

import campaigns.models.deliveries
import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

FOLDER = Path(__file__).resolve().parents[1] / "sql"


def read_statements(name: str) -> str:
    return (FOLDER / f"{name}.sql").read_text("utf-8")


# The function as it was, without the trigger that stays.
OLDER_TIMES = (
    read_statements("hourly_times")
    .partition("CREATE TRIGGER")[0]
    .replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION")
)
UNBIND = "ALTER TABLE campaigns_caughtform DROP CONSTRAINT caught_form_of_signature"


class Migration(migrations.Migration):
    dependencies = [
        ("campaigns", "0004_later_forms"),
        ("nnirr_site", "0003_trigrams"),
    ]

    operations = [
        migrations.CreateModel(
            name="CaughtForm",
            fields=[
                (
                    "signature",
                    models.OneToOneField(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        primary_key=True,
                        related_name="caught_form",
                        serialize=False,
                        to="campaigns.signature",
                        verbose_name="signature",
                    ),
                ),
                ("crowd", models.CharField(db_index=True, max_length=16, verbose_name="crowd")),
                ("caught_on", models.DateField(verbose_name="day")),
            ],
            options={
                "verbose_name": "form that was caught with others",
                "verbose_name_plural": "forms that were caught with others",
                "default_permissions": [],
            },
        ),
        migrations.CreateModel(
            name="StaffNotice",
            fields=[
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "frequency",
                    models.CharField(
                        choices=[
                            ("daily", "Once a day, if something waits"),
                            (
                                "at-once",
                                "Once a day, and within a quarter of an hour when something new waits",
                            ),
                            ("never", "Never"),
                        ],
                        default="daily",
                        max_length=8,
                        verbose_name="Mail about what waits",
                    ),
                ),
                ("sent_on", models.DateField(editable=False, null=True)),
                ("told_at", models.DateTimeField(editable=False, null=True)),
                ("told", models.JSONField(default=dict, editable=False)),
            ],
            options={
                "verbose_name": "mail about what waits",
                "verbose_name_plural": "mails about what waits",
                "default_permissions": [],
            },
        ),
        migrations.RemoveIndex(
            model_name="signature",
            name="signature_to_approve",
        ),
        migrations.RemoveIndex(
            model_name="signature",
            name="signature_to_read",
        ),
        migrations.AddField(
            model_name="call",
            name="promised_days",
            field=models.PositiveSmallIntegerField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="call",
            name="promised_until",
            field=models.DateField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="call",
            name="terms_from",
            field=models.BigIntegerField(db_default=0, default=0, editable=False),
        ),
        migrations.AddField(
            model_name="delivery",
            name="pdf_error",
            field=models.CharField(blank=True, max_length=60, verbose_name="trouble with the PDF"),
        ),
        migrations.AddField(
            model_name="delivery",
            name="pdf_tried_at",
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="delivery",
            name="to_print",
            field=models.FileField(
                blank=True,
                editable=False,
                max_length=255,
                storage=campaigns.models.deliveries.private_storage,
                upload_to=campaigns.models.deliveries.file_name,
            ),
        ),
        migrations.AddField(
            model_name="delivery",
            name="withdrawal_reason",
            field=models.CharField(
                blank=True, editable=False, max_length=300, verbose_name="why it was withdrawn"
            ),
        ),
        migrations.AddField(
            model_name="delivery",
            name="withdrawn_at",
            field=models.DateTimeField(editable=False, null=True, verbose_name="withdrawn"),
        ),
        migrations.AddField(
            model_name="signature",
            name="comment_declined_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="comment not shown"),
        ),
        migrations.AddField(
            model_name="signature",
            name="declined_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="name not listed"),
        ),
        migrations.AlterField(
            model_name="call",
            name="retention_days",
            field=models.PositiveSmallIntegerField(
                default=90,
                help_text="After the call has closed and been delivered. A promise: once somebody has signed it can only be shortened. A mistake can be undone until somebody signs.",
                validators=[django.core.validators.MaxValueValidator(365)],
                verbose_name="days until personal data are deleted",
            ),
        ),
        migrations.AlterField(
            model_name="delivery",
            name="pdf",
            field=models.FileField(
                blank=True,
                max_length=255,
                storage=campaigns.models.deliveries.private_storage,
                upload_to=campaigns.models.deliveries.file_name,
                verbose_name="PDF",
            ),
        ),
        migrations.AlterField(
            model_name="delivery",
            name="pdf_sha256",
            field=models.CharField(blank=True, max_length=64, verbose_name="checksum of the PDF"),
        ),
        migrations.AddIndex(
            model_name="signature",
            index=models.Index(
                condition=models.Q(
                    ("approved_at__isnull", True),
                    ("declined_at__isnull", True),
                    models.Q(("kind", "organization"), ("needs_approval", True), _connector="OR"),
                ),
                fields=["-id"],
                name="signature_to_approve",
            ),
        ),
        migrations.AddIndex(
            model_name="signature",
            index=models.Index(
                condition=models.Q(
                    ("comment_approved_at__isnull", True),
                    ("comment_declined_at__isnull", True),
                    ("sealed_comment__isnull", False),
                ),
                fields=["-id"],
                name="signature_to_read",
            ),
        ),
        migrations.RunSQL(read_statements("decision_times"), OLDER_TIMES),
        migrations.RunSQL(read_statements("caught_forms"), UNBIND),
    ]
