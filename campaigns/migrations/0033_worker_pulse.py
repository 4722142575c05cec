"""Who sends a mail, how often a chore failed, and that a worker is at work."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("campaigns", "0031_large_providers"),
    ]

    operations = [
        migrations.AddField(
            model_name="outboundmail",
            name="claimed_by",
            field=models.IntegerField(null=True, verbose_name="worker that sends it"),
        ),
        migrations.AddField(
            model_name="chore",
            name="failures",
            field=models.PositiveSmallIntegerField(
                db_default=0, default=0, verbose_name="failures in a row"
            ),
        ),
        migrations.CreateModel(
            name="WorkerPulse",
            fields=[
                (
                    "number",
                    models.IntegerField(primary_key=True, serialize=False, verbose_name="number"),
                ),
                ("started_at", models.DateTimeField(verbose_name="started")),
                ("seen_at", models.DateTimeField(verbose_name="last seen")),
                (
                    "lead_seconds",
                    models.FloatField(
                        verbose_name="seconds its clock is ahead of the database's"
                    ),
                ),
            ],
            options={
                "verbose_name": "sign of life of a worker",
                "verbose_name_plural": "signs of life of workers",
                "ordering": ["-seen_at"],
                "default_permissions": [],
            },
        ),
    ]
