"""Moderators keep the rules against abuse; who runs a campaign has switches and limits too."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

RULES = ["view_abuserule", "add_abuserule", "change_abuserule", "delete_abuserule"]
ADDED = {
    "Moderators": RULES,
    "Campaign organizers": [*RULES, "change_abuselimits", "change_switches"],
}


def find_permissions(apps, codenames):
    return apps.get_model("auth", "Permission").objects.filter(
        content_type__app_label="campaigns", codename__in=codenames
    )


def give_rights(apps, schema_editor):
    """Permissions are normally made after all migrations, so make ours first."""
    app_config = apps.get_app_config("campaigns")
    app_config.models_module = True
    create_permissions(app_config, apps=apps, verbosity=0)
    app_config.models_module = None
    for group in apps.get_model("auth", "Group").objects.filter(name__in=ADDED):
        group.permissions.add(*find_permissions(apps, ADDED[group.name]))


def take_rights(apps, schema_editor):
    for group in apps.get_model("auth", "Group").objects.filter(name__in=ADDED):
        group.permissions.remove(*find_permissions(apps, ADDED[group.name]))


class Migration(migrations.Migration):
    dependencies = [("campaigns", "0016_delivery")]

    operations = [migrations.RunPython(give_rights, take_rights)]
