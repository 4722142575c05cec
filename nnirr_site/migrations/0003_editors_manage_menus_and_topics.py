from django.contrib.auth.management import create_permissions
from django.db import migrations

GRANTS = {
    "Editors": ["add_topic", "change_topic", "change_navigationmenu"],
    "Moderators": [
        "add_topic",
        "change_topic",
        "delete_topic",
        "add_navigationmenu",
        "change_navigationmenu",
        "delete_navigationmenu",
        "change_siteidentity",
    ],
}


def grant(apps, schema_editor):
    """Wagtail's own groups get what this app adds; permissions of images, documents and pages
    are theirs already. Permissions are normally made after all migrations, so make ours first."""
    app_config = apps.get_app_config("nnirr_site")
    app_config.models_module = True
    create_permissions(app_config, apps=apps, verbosity=0)
    app_config.models_module = None
    group_model = apps.get_model("auth", "Group")
    permission_model = apps.get_model("auth", "Permission")
    for name, codenames in GRANTS.items():
        group = group_model.objects.filter(name=name).first()
        if group is not None:
            group.permissions.add(
                *permission_model.objects.filter(
                    content_type__app_label="nnirr_site", codename__in=codenames
                )
            )


def revoke(apps, schema_editor):
    group_model = apps.get_model("auth", "Group")
    permission_model = apps.get_model("auth", "Permission")
    for name, codenames in GRANTS.items():
        for group in group_model.objects.filter(name=name):
            group.permissions.remove(
                *permission_model.objects.filter(
                    content_type__app_label="nnirr_site", codename__in=codenames
                )
            )


class Migration(migrations.Migration):
    dependencies = [
        ("nnirr_site", "0002_pages_menus_and_media"),
        ("wagtailcore", "0098_apitoken"),
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [migrations.RunPython(grant, revoke)]
