"""Sources of signers, Senators, and the letter to them.

The index is for the report of sources; only signatures with a source are in it.
"""

import django.core.validators
import django.db.models.deletion
import django.utils.timezone
from django.contrib.auth.management import create_permissions
from django.db import migrations, models

GROUP = "Campaign organizers"
RIGHTS = [
    "add_source",
    "change_source",
    "view_source",
    "view_senator",
    "import_senators",
    "add_senatorletter",
    "change_senatorletter",
    "delete_senatorletter",
    "view_senatorletter",
]


def find_rights(apps):
    return apps.get_model("auth", "Permission").objects.filter(
        content_type__app_label="campaigns", codename__in=RIGHTS
    )


def give_rights(apps, schema_editor):
    """Permissions are normally made after all migrations, so make ours first."""
    app_config = apps.get_app_config("campaigns")
    app_config.models_module = True
    create_permissions(app_config, apps=apps, verbosity=0)
    app_config.models_module = None
    group, _created = apps.get_model("auth", "Group").objects.get_or_create(name=GROUP)
    group.permissions.add(*find_rights(apps))


def take_rights(apps, schema_editor):
    for group in apps.get_model("auth", "Group").objects.filter(name=GROUP):
        group.permissions.remove(*find_rights(apps))


class Migration(migrations.Migration):
    dependencies = [("campaigns", "0014_mail_life")]

    operations = [
        migrations.CreateModel(
            name="Senator",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "bioguide",
                    models.CharField(max_length=7, unique=True, verbose_name="Bioguide ID"),
                ),
                ("state", models.CharField(db_index=True, max_length=2, verbose_name="state")),
                ("name", models.CharField(max_length=120, verbose_name="name")),
                ("party", models.CharField(blank=True, max_length=40, verbose_name="party")),
                ("contact_form", models.URLField(blank=True, verbose_name="contact form")),
                ("website", models.URLField(blank=True, verbose_name="website")),
                (
                    "email",
                    models.EmailField(blank=True, max_length=254, verbose_name="public e-mail"),
                ),
                ("phone", models.CharField(blank=True, max_length=20, verbose_name="phone")),
                ("address", models.CharField(blank=True, max_length=200, verbose_name="office")),
                ("as_of", models.DateField(verbose_name="as of")),
                ("source", models.CharField(blank=True, max_length=200, verbose_name="table from")),
            ],
            options={
                "verbose_name": "Senator",
                "verbose_name_plural": "Senators",
                "ordering": ["state", "name"],
                "permissions": [("import_senators", "Can import a newer table of Senators")],
                "default_permissions": ["view"],
            },
        ),
        migrations.CreateModel(
            name="Source",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "code",
                    models.CharField(
                        help_text=(
                            "Small letters, digits and hyphens, such as “spring-leaflet”. "
                            "Never a person."
                        ),
                        max_length=30,
                        unique=True,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[a-z0-9-]{1,30}\\Z",
                                "Use up to 30 small letters a to z, digits and hyphens.",
                            )
                        ],
                        verbose_name="code in links",
                    ),
                ),
                (
                    "name",
                    models.CharField(
                        help_text="Who or what this is. Only staff see it.",
                        max_length=120,
                        verbose_name="name",
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="created"
                    ),
                ),
            ],
            options={
                "verbose_name": "source",
                "verbose_name_plural": "sources",
                "ordering": ["code"],
            },
        ),
        migrations.CreateModel(
            name="SenatorLetter",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        default="en",
                        help_text="Its code, such as en or es.",
                        max_length=10,
                        verbose_name="language",
                    ),
                ),
                ("subject", models.CharField(max_length=150, verbose_name="subject")),
                (
                    "body",
                    models.TextField(
                        help_text=(
                            "Without a salutation: it is put before the text. "
                            "Empty lines make paragraphs."
                        ),
                        max_length=4000,
                        verbose_name="text",
                    ),
                ),
                (
                    "call",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="letters",
                        to="campaigns.call",
                        verbose_name="call",
                    ),
                ),
            ],
            options={
                "verbose_name": "letter to Senators",
                "verbose_name_plural": "letters to Senators",
                "ordering": ["call", "language"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("call", "language"), name="one_letter_per_language_of_a_call"
                    )
                ],
            },
        ),
        migrations.RunSQL(
            "CREATE INDEX signature_by_source ON campaigns_signature (source, status, kind)"
            " WHERE source <> ''",
            "DROP INDEX signature_by_source",
        ),
        migrations.RunPython(give_rights, take_rights),
    ]
