"""Two groups of staff. They are a start: rights are changed under Settings → Groups."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

MODERATOR = ["view_signature", "view_personal_data", "moderate_signature", "view_tallystate"]
GROUPS = {
    "Signature moderators": MODERATOR,
    "Campaign organizers": [
        *MODERATOR,
        "add_call",
        "change_call",
        "view_call",
        "view_outboundmail",
        "resend_mail",
        "add_emaildomainrule",
        "change_emaildomainrule",
        "delete_emaildomainrule",
    ],
}


def add_groups(apps, schema_editor):
    """Permissions are normally made after all migrations, so make ours first."""
    app_config = apps.get_app_config("campaigns")
    app_config.models_module = True
    create_permissions(app_config, apps=apps, verbosity=0)
    app_config.models_module = None
    group_model = apps.get_model("auth", "Group")
    permission_model = apps.get_model("auth", "Permission")
    access = permission_model.objects.get(
        content_type__app_label="wagtailadmin", codename="access_admin"
    )
    for name, codenames in GROUPS.items():
        group, _created = group_model.objects.get_or_create(name=name)
        group.permissions.add(
            access,
            *permission_model.objects.filter(
                content_type__app_label="campaigns", codename__in=codenames
            ),
        )


def remove_groups(apps, schema_editor):
    apps.get_model("auth", "Group").objects.filter(name__in=GROUPS).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("campaigns", "0003_email_domain_rules"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("wagtailadmin", "0001_create_admin_access_permissions"),
    ]

    operations = [migrations.RunPython(add_groups, remove_groups)]
