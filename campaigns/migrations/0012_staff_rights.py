"""Rights to export, the log of looks at personal data, and the four groups of staff.

Who writes pages, who moderates, who runs a campaign and who answers for personal data are four
groups that a person can hold together. The group that 0004 made for moderators goes into Wagtail's
own; where somebody is in it already it stays, so that nobody gets more rights than before.
"""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.contrib.auth.management import create_permissions
from django.db import migrations, models

OLD_GROUP = "Signature moderators"
MODERATOR = ["view_signature", "view_personal_data", "moderate_signature", "view_tallystate"]
ADDED = {
    "Editors": ["view_tallystate"],
    "Moderators": MODERATOR,
    "Campaign organizers": ["export_signature"],
    "Data stewards": [
        "view_signature",
        "view_personal_data",
        "view_tallystate",
        "export_signature",
        "export_personal_data",
        "view_accessentry",
    ],
}


def our_permissions(apps, codenames):
    return apps.get_model("auth", "Permission").objects.filter(
        content_type__app_label="campaigns", codename__in=codenames
    )


def give_rights(apps, schema_editor):
    """Permissions are normally made after all migrations, so make ours first."""
    app_config = apps.get_app_config("campaigns")
    app_config.models_module = True
    create_permissions(app_config, apps=apps, verbosity=0)
    app_config.models_module = None
    groups = apps.get_model("auth", "Group").objects
    access = apps.get_model("auth", "Permission").objects.get(
        content_type__app_label="wagtailadmin", codename="access_admin"
    )
    for name, codenames in ADDED.items():
        group, _created = groups.get_or_create(name=name)
        group.permissions.add(access, *our_permissions(apps, codenames))
    groups.filter(name=OLD_GROUP, user=None).delete()


def take_rights(apps, schema_editor):
    groups = apps.get_model("auth", "Group").objects
    old, _created = groups.get_or_create(name=OLD_GROUP)
    old.permissions.add(
        apps.get_model("auth", "Permission").objects.get(
            content_type__app_label="wagtailadmin", codename="access_admin"
        ),
        *our_permissions(apps, MODERATOR),
    )
    for group in groups.filter(name__in=["Editors", "Moderators", "Campaign organizers"]):
        group.permissions.remove(*our_permissions(apps, ADDED[group.name]))
    groups.filter(name="Data stewards").delete()


class Migration(migrations.Migration):
    dependencies = [
        ("campaigns", "0011_abuse_rules"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("wagtailcore", "0002_initial_data"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="AccessEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="when"),
                ),
                ("username", models.CharField(max_length=150, verbose_name="user name")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("list", "List"),
                            ("inspect", "One signature"),
                            ("export", "Export"),
                        ],
                        max_length=7,
                        verbose_name="kind",
                    ),
                ),
                ("what", models.CharField(blank=True, max_length=60, verbose_name="what")),
                (
                    "filters",
                    models.CharField(blank=True, max_length=500, verbose_name="narrowed to"),
                ),
                ("row_count", models.PositiveIntegerField(null=True, verbose_name="rows")),
                ("is_complete", models.BooleanField(default=True, verbose_name="to the end")),
                (
                    "user",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="user",
                    ),
                ),
            ],
            options={
                "verbose_name": "access to personal data",
                "verbose_name_plural": "accesses to personal data",
                "ordering": ["-id"],
                "default_permissions": ["view"],
                "indexes": [
                    models.Index(fields=["user", "-id"], name="access_of_user"),
                    models.Index(fields=["-at"], name="access_by_time"),
                ],
            },
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
                ],
                "verbose_name": "signature",
                "verbose_name_plural": "signatures",
            },
        ),
        migrations.RunPython(give_rights, take_rights),
    ]
