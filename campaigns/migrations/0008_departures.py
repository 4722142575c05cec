"""What must not come back with a restored backup, and what becomes of the mail in its queue."""

from django.db import migrations, models

import campaigns.models.signatures


class Migration(migrations.Migration):
    dependencies = [
        ("campaigns", "0007_who_ended_letters"),
    ]

    operations = [
        migrations.AddField(
            model_name="switches",
            name="restored_at",
            field=models.DateTimeField(editable=False, null=True, verbose_name="backup restored"),
        ),
        migrations.AddField(
            model_name="switches",
            name="restored_mail",
            field=models.CharField(
                blank=True,
                choices=[
                    ("", "nothing waits for a decision"),
                    ("held", "keep it back"),
                    ("released", "send it"),
                    ("dropped", "do not send it any more"),
                ],
                db_default="",
                default="",
                help_text=(
                    "When a backup is restored, mail waits in its queue that may have gone out"
                    " already. It is kept back, with reminders to those who signed before, until"
                    " you decide: sent, some people get a mail twice; not sent, who has not"
                    " confirmed has to sign again. New mail goes out meanwhile."
                ),
                max_length=8,
                verbose_name="mail from before a backup was restored",
            ),
        ),
        migrations.CreateModel(
            name="Departure",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "token",
                    models.CharField(
                        default=campaigns.models.signatures.make_departure_token,
                        editable=False,
                        max_length=16,
                        unique=True,
                        verbose_name="name",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("left", "took the signature off"),
                            ("letters", "wants no letters"),
                            ("unlisted", "wants the name not to be shown, or changed it"),
                            ("hidden", "name hidden by staff"),
                            ("comment", "comment changed, or taken off by staff"),
                            ("moved", "uses another mailbox"),
                            ("opposed", "owner of a mailbox wants no mail"),
                            ("mark", "an hour of the site"),
                        ],
                        max_length=8,
                        verbose_name="what",
                    ),
                ),
                (
                    "key_id",
                    models.CharField(blank=True, max_length=8, verbose_name="name of the key"),
                ),
                (
                    "signature_key",
                    models.CharField(blank=True, max_length=64, verbose_name="key of the signature"),
                ),
                (
                    "later_key",
                    models.CharField(
                        blank=True, max_length=64, verbose_name="key of its later reference"
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="in which hour")),
            ],
            options={
                "verbose_name": "departure",
                "verbose_name_plural": "departures",
                "default_permissions": [],
                "indexes": [models.Index(fields=["at"], name="departure_by_hour")],
            },
        ),
    ]
