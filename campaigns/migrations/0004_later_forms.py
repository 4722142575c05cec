"""A person and organizations sign from one mailbox; a later form is what is confirmed; addresses
change by a confirmation; names that look like advertisements wait for staff.
"""

from pathlib import Path

import django.contrib.postgres.fields
import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

import campaigns.models.signatures
from campaigns.privacy.name_keys import organization_mark

FUNCTION = (Path(__file__).resolve().parents[1] / "sql" / "signers.sql").read_text("utf-8")
REKEYING = (Path(__file__).resolve().parents[1] / "sql" / "rekeying.sql").read_text("utf-8")
BEFORE = REKEYING.partition("CREATE FUNCTION campaigns_stored_key")
BACK = (
    "DROP FUNCTION campaigns_stored_key(bigint, text, text, text[]);"
    + BEFORE[1]
    + BEFORE[2].partition("END $$;")[0]
    + "END $$;"
)
# Names are found by other words now: the worker gives them their keys.
FIND_ANEW = "UPDATE campaigns_signature SET index_key_id = '' WHERE name_keys IS NOT NULL"
# Else what changed rows here stands in the way of what changes their table.
SETTLE = "SET CONSTRAINTS ALL IMMEDIATE"
# Going back, the first of several signatures of a mailbox keeps it.
ONE_OF_A_MAILBOX = """
UPDATE campaigns_signature AS later SET email_key = 'aside ' || later.reference
WHERE email_key IS NOT NULL AND EXISTS (
    SELECT FROM campaigns_signature AS first
    WHERE first.call_id = later.call_id AND first.email_key = later.email_key
      AND first.id < later.id
)
"""


def name_organizations(apps, schema_editor):
    """Each organization's key; one statement a row, as there are hundreds and not millions."""
    signatures = apps.get_model("campaigns", "Signature").objects
    rows = signatures.filter(kind="organization", email_key__isnull=False)
    for pk, name in rows.values_list("pk", "organization_name").iterator():
        signatures.filter(pk=pk).update(organization_mark=organization_mark(name))


class Migration(migrations.Migration):
    dependencies = [
        ("campaigns", "0003_email_domains"),
    ]

    operations = [
        migrations.CreateModel(
            name="EmailChange",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "reference",
                    models.CharField(
                        default=campaigns.models.signatures.make_reference,
                        max_length=12,
                        unique=True,
                        verbose_name="reference",
                    ),
                ),
                ("sealed_email", models.BinaryField(null=True, verbose_name="e-mail, sealed")),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="asked"),
                ),
            ],
            options={
                "verbose_name": "change of an e-mail address",
                "verbose_name_plural": "changes of e-mail addresses",
                "ordering": ["pk"],
                "default_permissions": [],
            },
        ),
        migrations.CreateModel(
            name="SignatureChange",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "by",
                    models.CharField(
                        choices=[
                            ("form", "A later form, before it was confirmed"),
                            ("signer", "On the signer's own page"),
                        ],
                        max_length=6,
                        verbose_name="who",
                    ),
                ),
                (
                    "fields",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=20), size=None, verbose_name="what"
                    ),
                ),
                ("show_name", models.BooleanField(verbose_name="wants the name to be shown")),
                ("wants_letters", models.BooleanField(verbose_name="wants letters")),
                ("at", models.DateTimeField(verbose_name="in which hour")),
            ],
            options={
                "verbose_name": "change of a signature",
                "verbose_name_plural": "changes of signatures",
                "ordering": ["pk"],
                "default_permissions": [],
            },
        ),
        migrations.RemoveConstraint(
            model_name="signature",
            name="one_signature_per_address",
        ),
        migrations.RemoveConstraint(
            model_name="signature",
            name="withdrawn_keeps_nothing_personal",
        ),
        migrations.RemoveIndex(
            model_name="signature",
            name="signature_to_approve",
        ),
        migrations.RunSQL(migrations.RunSQL.noop, SETTLE),
        migrations.RunSQL(migrations.RunSQL.noop, ONE_OF_A_MAILBOX),
        migrations.RunSQL(FUNCTION, BACK),
        migrations.AddField(
            model_name="outboundmail",
            name="differing",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=20),
                blank=True,
                db_default=[],
                default=list,
                size=None,
                verbose_name="fields in which the form differs",
            ),
        ),
        migrations.AddField(
            model_name="signature",
            name="needs_approval",
            field=models.BooleanField(
                db_default=False,
                default=False,
                editable=False,
                help_text=(
                    "It has the shape of a web address, a number or a formula: staff look first."
                ),
                verbose_name="name looks like an advertisement",
            ),
        ),
        migrations.AddField(
            model_name="signature",
            name="organization_mark",
            field=models.CharField(
                blank=True,
                db_default="",
                default="",
                editable=False,
                max_length=64,
                verbose_name="what tells organizations of one mailbox apart",
            ),
        ),
        migrations.AddField(
            model_name="signature",
            name="sealed_form",
            field=models.BinaryField(null=True, verbose_name="later form, sealed"),
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
                    ("new_email", "Please confirm your new address"),
                    ("former_email", "Your address was changed"),
                ],
                max_length=20,
                verbose_name="kind",
            ),
        ),
        migrations.AlterField(
            model_name="signature",
            name="approved_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="name approved"),
        ),
        migrations.RunPython(name_organizations, migrations.RunPython.noop),
        migrations.RunSQL(migrations.RunSQL.noop, SETTLE),
        migrations.RunSQL(FIND_ANEW, FIND_ANEW),
        migrations.RunSQL(SETTLE, migrations.RunSQL.noop),
        migrations.AddIndex(
            model_name="signature",
            index=models.Index(
                condition=models.Q(("sealed_form__isnull", False)),
                fields=["id"],
                name="signature_form_waits",
            ),
        ),
        migrations.AddIndex(
            model_name="signature",
            index=models.Index(
                condition=models.Q(
                    ("approved_at__isnull", True),
                    models.Q(("kind", "organization"), ("needs_approval", True), _connector="OR"),
                ),
                fields=["-id"],
                name="signature_to_approve",
            ),
        ),
        migrations.AddConstraint(
            model_name="signature",
            constraint=models.UniqueConstraint(
                condition=models.Q(("email_key__isnull", False)),
                fields=("call", "kind", "email_key", "organization_mark"),
                name="one_signature_per_signer",
            ),
        ),
        migrations.AddConstraint(
            model_name="signature",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status", "withdrawn"), _negated=True),
                    models.Q(
                        ("domain_key__isnull", True),
                        ("email_key__isnull", True),
                        ("organization_mark", ""),
                        ("sealed_comment__isnull", True),
                        ("sealed_email__isnull", True),
                        ("sealed_form__isnull", True),
                        ("sealed_name__isnull", True),
                        ("sealed_postal_code__isnull", True),
                        ("sealed_role__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="withdrawn_keeps_nothing_personal",
            ),
        ),
        migrations.AddField(
            model_name="emailchange",
            name="signature",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="email_changes",
                to="campaigns.signature",
            ),
        ),
        migrations.AddField(
            model_name="outboundmail",
            name="email_change",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="mails",
                to="campaigns.emailchange",
                verbose_name="change of the address",
            ),
        ),
        migrations.AddField(
            model_name="signaturechange",
            name="signature",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="changes",
                to="campaigns.signature",
            ),
        ),
    ]
