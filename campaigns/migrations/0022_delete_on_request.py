"""Data stewards can delete a signature whose signer asks for it."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

GROUP = "Data stewards"
PERMISSIONS = [
    ("view_personal_data", "Can see names, e-mail addresses and comments of signers"),
    ("moderate_signature", "Can approve, hide, reject and restore signatures"),
    ("export_signature", "Can export totals and public names"),
    ("export_personal_data", "Can export personal data of signers"),
    ("forget_signature", "Can delete signatures whose signers ask for it"),
    ("import_organizations", "Can enter organizations that signed on paper"),
]


def find_permission(apps):
    return apps.get_model("auth", "Permission").objects.get(
        content_type__app_label="campaigns", codename="forget_signature"
    )


def give_right(apps, schema_editor):
    """Permissions are normally made after all migrations, so make ours first."""
    app_config = apps.get_app_config("campaigns")
    app_config.models_module = True
    create_permissions(app_config, apps=apps, verbosity=0)
    app_config.models_module = None
    for group in apps.get_model("auth", "Group").objects.filter(name=GROUP):
        group.permissions.add(find_permission(apps))


def take_right(apps, schema_editor):
    for group in apps.get_model("auth", "Group").objects.filter(name=GROUP):
        group.permissions.remove(find_permission(apps))


class Migration(migrations.Migration):
    dependencies = [("campaigns", "0021_count_of_the_removed")]

    operations = [
        migrations.AlterModelOptions(
            name="signature",
            options={
                "default_permissions": ["view"],
                "ordering": ["-id"],
                "permissions": PERMISSIONS,
                "verbose_name": "signature",
                "verbose_name_plural": "signatures",
            },
        ),
        migrations.RunPython(give_right, take_right),
    ]
