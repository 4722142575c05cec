from django.db import migrations

GROUPS = ["Editors", "Moderators"]


def permission(apps):
    return apps.get_model("auth", "Permission").objects.get(
        content_type__app_label="wagtail_localize", codename="submit_translation"
    )


def grant(apps, schema_editor):
    """Who writes pages may also start their translation."""
    for group in apps.get_model("auth", "Group").objects.filter(name__in=GROUPS):
        group.permissions.add(permission(apps))


def revoke(apps, schema_editor):
    for group in apps.get_model("auth", "Group").objects.filter(name__in=GROUPS):
        group.permissions.remove(permission(apps))


class Migration(migrations.Migration):
    dependencies = [
        ("nnirr_site", "0014_words_in_other_languages"),
        ("wagtail_localize", "0006_create_submit_translation_permission"),
    ]

    operations = [migrations.RunPython(grant, revoke)]
