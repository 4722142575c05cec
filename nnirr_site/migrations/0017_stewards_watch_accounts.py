from django.contrib.auth.management import create_permissions
from django.db import migrations

GROUP = "Data stewards"
CODENAMES = ["view_signinrecord", "reset_factors"]


def permissions(apps):
    return apps.get_model("auth", "Permission").objects.filter(
        content_type__app_label="nnirr_site", codename__in=CODENAMES
    )


def grant(apps, schema_editor):
    """Who answers for personal data sees who comes in, and helps who is locked out."""
    # Permissions are normally made after all migrations, so make ours first.
    app_config = apps.get_app_config("nnirr_site")
    app_config.models_module = True
    create_permissions(app_config, apps=apps, verbosity=0)
    app_config.models_module = None
    for group in apps.get_model("auth", "Group").objects.filter(name=GROUP):
        group.permissions.add(*permissions(apps))


def revoke(apps, schema_editor):
    for group in apps.get_model("auth", "Group").objects.filter(name=GROUP):
        group.permissions.remove(*permissions(apps))


class Migration(migrations.Migration):
    dependencies = [
        ("nnirr_site", "0016_staff_accounts"),
        ("campaigns", "0012_staff_rights"),
    ]

    operations = [migrations.RunPython(grant, revoke)]
