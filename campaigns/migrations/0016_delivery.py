"""Deliveries: what was handed over, frozen, and who may do that."""

import django.db.models.deletion
import django.utils.timezone
from django.contrib.auth.management import create_permissions
from django.db import migrations, models

import campaigns.models.deliveries

RIGHTS = {
    "Campaign organizers": ["add_delivery", "change_delivery", "view_delivery"],
    "Data stewards": ["view_delivery"],
}


def give_rights(apps, schema_editor):
    """Permissions are normally made after all migrations, so make ours first."""
    app_config = apps.get_app_config("campaigns")
    app_config.models_module = True
    create_permissions(app_config, apps=apps, verbosity=0)
    app_config.models_module = None
    permissions = apps.get_model("auth", "Permission").objects
    for name, codenames in RIGHTS.items():
        for group in apps.get_model("auth", "Group").objects.filter(name=name):
            group.permissions.add(
                *permissions.filter(content_type__app_label="campaigns", codename__in=codenames)
            )


def take_rights(apps, schema_editor):
    codenames = ["add_delivery", "change_delivery", "view_delivery"]
    apps.get_model("auth", "Permission").objects.filter(
        content_type__app_label="campaigns", codename__in=codenames
    ).delete()


class Migration(migrations.Migration):
    dependencies = [("campaigns", "0015_allies")]

    operations = [
        migrations.CreateModel(
            name="Delivery",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "delivered_to",
                    models.CharField(
                        help_text=(
                            "Shown in public, such as “the Senate Committee on Foreign Relations”."
                        ),
                        max_length=200,
                        verbose_name="delivered to",
                    ),
                ),
                ("delivered_on", models.DateField(verbose_name="delivered on")),
                (
                    "note",
                    models.CharField(
                        blank=True,
                        help_text="Shown in public: by whom, how, where a recording is.",
                        max_length=300,
                        verbose_name="note",
                    ),
                ),
                ("people", models.PositiveIntegerField(verbose_name="people")),
                ("organizations", models.PositiveIntegerField(verbose_name="organizations")),
                ("offline", models.PositiveIntegerField(verbose_name="on paper")),
                ("public_names", models.PositiveIntegerField(verbose_name="public names")),
                ("statements", models.JSONField(verbose_name="texts")),
                ("totals", models.JSONField(verbose_name="totals by country and state")),
                (
                    "pdf",
                    models.FileField(
                        max_length=255,
                        storage=campaigns.models.deliveries.private_storage,
                        upload_to=campaigns.models.deliveries.file_name,
                        verbose_name="PDF",
                    ),
                ),
                (
                    "csv",
                    models.FileField(
                        max_length=255,
                        storage=campaigns.models.deliveries.private_storage,
                        upload_to=campaigns.models.deliveries.file_name,
                        verbose_name="CSV",
                    ),
                ),
                ("pdf_sha256", models.CharField(max_length=64, verbose_name="checksum of the PDF")),
                ("csv_sha256", models.CharField(max_length=64, verbose_name="checksum of the CSV")),
                (
                    "is_public",
                    models.BooleanField(
                        default=True,
                        help_text="The day, the addressee and the numbers; never the files.",
                        verbose_name="show on the call's history",
                    ),
                ),
                (
                    "frozen_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="frozen"),
                ),
                (
                    "call",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="deliveries",
                        to="campaigns.call",
                        verbose_name="call",
                    ),
                ),
            ],
            options={
                "verbose_name": "delivery",
                "verbose_name_plural": "deliveries",
                "default_permissions": ["add", "change", "view"],
                "ordering": ["-delivered_on", "-id"],
            },
        ),
        migrations.RunPython(give_rights, take_rights),
    ]
