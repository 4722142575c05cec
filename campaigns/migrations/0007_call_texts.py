import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("campaigns", "0006_link_addresses")]

    operations = [
        migrations.CreateModel(
            name="CallText",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("language", models.CharField(max_length=10, verbose_name="language")),
                ("title", models.CharField(blank=True, max_length=160, verbose_name="title")),
                (
                    "addressee",
                    models.CharField(blank=True, max_length=200, verbose_name="addressee"),
                ),
                (
                    "share_text",
                    models.CharField(blank=True, max_length=300, verbose_name="message to pass on"),
                ),
                (
                    "pause_notice",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="notice while paused"
                    ),
                ),
                (
                    "call",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="texts",
                        to="campaigns.call",
                        verbose_name="call",
                    ),
                ),
            ],
            options={
                "verbose_name": "words of a call",
                "verbose_name_plural": "words of calls",
                "ordering": ["call", "language"],
                "default_permissions": [],
            },
        ),
        migrations.AddConstraint(
            model_name="calltext",
            constraint=models.UniqueConstraint(
                fields=("call", "language"), name="one_text_per_language"
            ),
        ),
    ]
