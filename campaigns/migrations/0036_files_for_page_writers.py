"""Who runs a campaign or answers for personal data chooses no pictures and documents.

Wagtail gave every group that may enter the admin the right to choose from all collections, private
ones too. Groups that a site has made itself are left alone.
"""

from django.db import migrations

GROUPS = ["Campaign organizers", "Data stewards"]
RIGHTS = ["choose_image", "choose_document"]


def find_rights(apps):
    return apps.get_model("auth", "Permission").objects.filter(codename__in=RIGHTS)


def take_rights(apps, schema_editor):
    apps.get_model("wagtailcore", "GroupCollectionPermission").objects.filter(
        group__name__in=GROUPS, permission_id__in=find_rights(apps).values("pk")
    ).delete()


def give_rights(apps, schema_editor):
    """As Wagtail did: from the root of all collections."""
    root = apps.get_model("wagtailcore", "Collection").objects.filter(depth=1).first()
    permissions = apps.get_model("wagtailcore", "GroupCollectionPermission").objects
    for group in apps.get_model("auth", "Group").objects.filter(name__in=GROUPS):
        for right in find_rights(apps):
            permissions.get_or_create(
                group_id=group.pk, collection_id=root.pk, permission_id=right.pk
            )


class Migration(migrations.Migration):
    dependencies = [
        ("campaigns", "0035_checks_of_tables"),
        ("wagtailcore", "0098_apitoken"),
        ("wagtailimages", "0027_image_description"),
        ("wagtaildocs", "0014_alter_document_file_size"),
    ]

    operations = [migrations.RunPython(take_rights, give_rights)]
