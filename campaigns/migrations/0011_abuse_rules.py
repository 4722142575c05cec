"""Rules and limits against abuse, and what is kept of where forms came from.

Whatever deletes a signature, the row of its form forgets it: that is for the database to see to.
"""

import django.core.validators
import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


FORWARD = """
ALTER TABLE campaigns_signingattempt ADD CONSTRAINT attempt_of_signature
FOREIGN KEY (signature_id) REFERENCES campaigns_signature (id) ON DELETE SET NULL;
"""

REVERSE = """
ALTER TABLE campaigns_signingattempt DROP CONSTRAINT attempt_of_signature;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("campaigns", "0010_address_rekeying"),
    ]

    operations = [
        migrations.CreateModel(
            name="AbuseLimits",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "burst_most",
                    models.PositiveIntegerField(
                        default=40,
                        help_text="From one network; 0: no limit. An event in one hall shares one network.",
                        verbose_name="forms in a short time",
                    ),
                ),
                (
                    "burst_minutes",
                    models.PositiveSmallIntegerField(
                        default=10,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(1440),
                        ],
                        verbose_name="short time, in minutes",
                    ),
                ),
                (
                    "sustained_most",
                    models.PositiveIntegerField(
                        default=300,
                        help_text="From one network; 0: no limit.",
                        verbose_name="forms in a long time",
                    ),
                ),
                (
                    "sustained_hours",
                    models.PositiveSmallIntegerField(
                        default=24,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(168),
                        ],
                        verbose_name="long time, in hours",
                    ),
                ),
            ],
            options={
                "verbose_name": "limits for one network",
            },
        ),
        migrations.CreateModel(
            name="NetworkKey",
            fields=[
                ("week", models.DateField(primary_key=True, serialize=False, verbose_name="week")),
                ("sealed_secret", models.BinaryField(verbose_name="key, sealed")),
            ],
            options={
                "verbose_name": "key of a week",
                "verbose_name_plural": "keys of weeks",
                "default_permissions": [],
            },
        ),
        migrations.CreateModel(
            name="AbuseRule",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "verdict",
                    models.CharField(
                        choices=[("block", "Block"), ("allow", "Let pass")],
                        default="block",
                        max_length=5,
                        verbose_name="what to do",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("network", "Network"),
                            ("domain", "E-mail domain"),
                            ("address", "E-mail address"),
                        ],
                        max_length=7,
                        verbose_name="about",
                    ),
                ),
                (
                    "pattern",
                    models.CharField(
                        blank=True,
                        help_text="Such as 1.2.3.0/24, 2001:4860::/32, *.example.org or name@example.org. An address is turned into a key and cannot be read again; leave the field empty to keep it.",
                        max_length=254,
                        verbose_name="network, domain or address",
                    ),
                ),
                (
                    "address_key",
                    models.CharField(blank=True, max_length=64, verbose_name="key of the address"),
                ),
                (
                    "note",
                    models.CharField(
                        blank=True,
                        help_text="Why, for colleagues. Name nobody.",
                        max_length=200,
                        verbose_name="note",
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="added"
                    ),
                ),
            ],
            options={
                "verbose_name": "abuse rule",
                "verbose_name_plural": "abuse rules",
                "ordering": ["kind", "pattern", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("kind", "address"),
                                ("pattern", ""),
                                models.Q(("address_key", ""), _negated=True),
                            ),
                            models.Q(
                                models.Q(("kind", "address"), _negated=True),
                                models.Q(("pattern", ""), _negated=True),
                                ("address_key", ""),
                            ),
                            _connector="OR",
                        ),
                        name="addresses_only_as_keys",
                    ),
                    models.UniqueConstraint(
                        fields=("kind", "pattern", "address_key"), name="one_rule_about_one_thing"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SigningAttempt",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("week", models.DateField(null=True, verbose_name="key of")),
                ("network", models.BinaryField(null=True, verbose_name="network, hashed")),
                (
                    "ladder",
                    models.BinaryField(null=True, verbose_name="networks around it, hashed"),
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
                "verbose_name": "form that was sent",
                "verbose_name_plural": "forms that were sent",
                "default_permissions": [],
                "indexes": [
                    models.Index(fields=["network", "created_at"], name="attempt_by_network"),
                    models.Index(
                        condition=models.Q(("signature__isnull", False)),
                        fields=["signature"],
                        name="attempt_to_judge",
                    ),
                    models.Index(fields=["created_at"], name="attempt_by_time"),
                ],
            },
        ),
        migrations.RunSQL(FORWARD, REVERSE),
    ]
