"""Marks organizations that signed on paper, and the right to enter them."""

from django.contrib.auth.management import create_permissions
from django.db import migrations, models

GROUP = "Campaign organizers"
RIGHTS = ["import_organizations"]


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
    dependencies = [("campaigns", "0017_rights_to_rules")]

    operations = [
        migrations.AddField(
            model_name="signature",
            name="is_on_paper",
            field=models.BooleanField(
                db_default=False,
                default=False,
                editable=False,
                verbose_name="collected on paper",
            ),
        ),
        migrations.AlterModelOptions(
            name="signature",
            options={
                "default_permissions": ["view"],
                "ordering": ["-id"],
                "permissions": [
                    (
                        "view_personal_data",
                        "Can see names, e-mail addresses and comments of signers",
                    ),
                    ("moderate_signature", "Can approve, hide, reject and restore signatures"),
                    ("export_signature", "Can export totals and public names"),
                    ("export_personal_data", "Can export personal data of signers"),
                    ("import_organizations", "Can enter organizations that signed on paper"),
                ],
                "verbose_name": "signature",
                "verbose_name_plural": "signatures",
            },
        ),
        migrations.RunPython(give_rights, take_rights),
    ]
