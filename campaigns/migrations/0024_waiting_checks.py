"""Where forms came from is kept until they are judged, and nothing of it afterwards.

The table that had a row for each form, and the keys of its hashes, go with all that is in them:
their numbers led back to the signatures. The new table is UNLOGGED, so that it stands in no
write-ahead log; whatever deletes a signature, the row of its form forgets it.
"""

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

FORWARD = """
ALTER TABLE campaigns_waitingcheck SET UNLOGGED;
ALTER TABLE campaigns_waitingcheck ADD CONSTRAINT waiting_check_of_signature
FOREIGN KEY (signature_id) REFERENCES campaigns_signature (id) ON DELETE SET NULL;
CREATE INDEX waiting_check_by_signature ON campaigns_waitingcheck (signature_id)
WHERE signature_id IS NOT NULL;
"""

REVERSE = """
DROP INDEX waiting_check_by_signature;
ALTER TABLE campaigns_waitingcheck DROP CONSTRAINT waiting_check_of_signature;
"""

OLD_CONSTRAINT = """
ALTER TABLE campaigns_signingattempt ADD CONSTRAINT attempt_of_signature
FOREIGN KEY (signature_id) REFERENCES campaigns_signature (id) ON DELETE SET NULL;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("campaigns", "0023_term_of_senators"),
    ]

    operations = [
        migrations.RunSQL(
            "ALTER TABLE campaigns_signingattempt DROP CONSTRAINT attempt_of_signature",
            OLD_CONSTRAINT,
        ),
        migrations.DeleteModel(name="SigningAttempt"),
        migrations.DeleteModel(name="NetworkKey"),
        migrations.CreateModel(
            name="WaitingCheck",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "sealed_client",
                    models.BinaryField(null=True, verbose_name="network address, sealed"),
                ),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="when"),
                ),
                (
                    "signature",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="campaigns.signature",
                        verbose_name="signature",
                    ),
                ),
            ],
            options={
                "verbose_name": "form that waits for a check",
                "verbose_name_plural": "forms that wait for a check",
                "default_permissions": [],
            },
        ),
        migrations.RunSQL(FORWARD, REVERSE),
        migrations.AddField(
            model_name="abuselimits",
            name="burst_most_around",
            field=models.PositiveIntegerField(
                default=200,
                help_text="From all addresses that begin alike: a /24 of IPv4, a /48 of IPv6; 0: no limit. Whoever has many addresses mostly has neighboring ones.",
                verbose_name="forms in the short time from its neighbors",
            ),
        ),
        migrations.AddField(
            model_name="abuselimits",
            name="sustained_most_around",
            field=models.PositiveIntegerField(
                default=2000,
                help_text="0: no limit.",
                verbose_name="forms in the long time from its neighbors",
            ),
        ),
        # A reason that named its rule would name a network.
        migrations.RunSQL(
            "UPDATE campaigns_signature SET rejection_reason ="
            " 'Caught by a rule or a limit for networks; which one is not kept'"
            " WHERE rejection_reason ~ '^Rule [0-9]+: Network$'"
            " OR rejection_reason LIKE 'Too many forms from one network in a % time'",
            migrations.RunSQL.noop,
        ),
    ]
