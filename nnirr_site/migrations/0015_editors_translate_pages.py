from django.db import migrations

GROUPS = ["Editors", "Moderators"]
RIGHT = {"codename": "submit_translation", "name": "Can submit translations"}


def grant(apps, schema_editor):
    """Who writes pages may also start their translation. Django makes rights after migrating."""
    kind, _is_new = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="simple_translation", model="simpletranslation"
    )
    permission, _is_new = apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=kind, codename=RIGHT["codename"], defaults={"name": RIGHT["name"]}
    )
    for group in apps.get_model("auth", "Group").objects.filter(name__in=GROUPS):
        group.permissions.add(permission)


def revoke(apps, schema_editor):
    permissions = apps.get_model("auth", "Permission").objects.filter(
        content_type__app_label="simple_translation", codename=RIGHT["codename"]
    )
    for group in apps.get_model("auth", "Group").objects.filter(name__in=GROUPS):
        group.permissions.remove(*permissions)


class Migration(migrations.Migration):
    dependencies = [
        ("nnirr_site", "0014_words_in_other_languages"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("simple_translation", "0001_initial"),
    ]

    operations = [migrations.RunPython(grant, revoke)]
