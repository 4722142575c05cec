import django.core.validators
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("campaigns", "0012_staff_rights")]

    operations = [
        migrations.AddField(
            model_name="call",
            name="retention_days",
            field=models.PositiveSmallIntegerField(
                default=90,
                help_text=(
                    "After the call has closed and been delivered. A promise: once somebody has"
                    " signed it can only be shortened."
                ),
                validators=[django.core.validators.MaxValueValidator(365)],
                verbose_name="days until personal data are deleted",
            ),
        ),
        migrations.AddField(
            model_name="call",
            name="delivered_at",
            field=models.DateTimeField(
                blank=True, editable=False, null=True, verbose_name="delivered"
            ),
        ),
        migrations.AddField(
            model_name="call",
            name="anonymized_at",
            field=models.DateTimeField(
                blank=True, editable=False, null=True, verbose_name="personal data deleted"
            ),
        ),
        migrations.AddField(
            model_name="call",
            name="organizations_close_at",
            field=models.DateTimeField(
                blank=True,
                help_text=(
                    "If they have less time than people. Empty: as long as the call is open."
                ),
                null=True,
                verbose_name="closes for organizations",
            ),
        ),
        migrations.AddField(
            model_name="signature",
            name="anonymized_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="personal data deleted"),
        ),
        migrations.AddIndex(
            model_name="signature",
            index=models.Index(
                condition=models.Q(
                    ("comment_approved_at__isnull", False),
                    ("is_name_hidden", False),
                    ("show_name", True),
                    ("status", "confirmed"),
                ),
                fields=["call", "-comment_approved_at"],
                name="signature_comments",
            ),
        ),
    ]
