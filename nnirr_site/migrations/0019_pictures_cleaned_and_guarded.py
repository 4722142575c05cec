"""Pictures are cleaned by their fields and found by their names; covers are opened by no query."""

import wagtail.images.models
from django.db import migrations, models

import nnirr_site.uploads.fields


def mark_drawn(apps, schema_editor):
    """Documents with a first page had it drawn. Running it again changes nothing."""
    document = apps.get_model("nnirr_site", "SiteDocument")
    document.objects.exclude(first_page="").update(reading="drawn")


class Migration(migrations.Migration):
    dependencies = [("nnirr_site", "0017_stewards_watch_accounts")]

    operations = [
        migrations.AddField(
            "sitedocument",
            "reading",
            models.CharField(
                choices=[
                    ("nothing", "There is nothing to draw."),
                    ("waiting", "The first page is drawn soon."),
                    ("drawn", "The first page is shown as the cover."),
                    (
                        "failed",
                        "The first page could not be drawn. A general cover stands in for it.",
                    ),
                ],
                default="nothing",
                editable=False,
                max_length=8,
            ),
        ),
        migrations.AlterField(
            "sitedocument",
            "first_page",
            models.FileField(blank=True, editable=False, upload_to="covers"),
        ),
        migrations.AlterField(
            "siteimage",
            "file",
            nnirr_site.uploads.fields.CleanedPictureField(
                height_field="height",
                upload_to=wagtail.images.models.get_upload_to,
                verbose_name="file",
                width_field="width",
            ),
        ),
        migrations.AlterField(
            "siterendition",
            "file",
            nnirr_site.uploads.fields.CleanedPictureField(
                height_field="height",
                storage=wagtail.images.models.get_rendition_storage,
                upload_to=wagtail.images.models.get_rendition_upload_to,
                width_field="width",
            ),
        ),
        migrations.AddIndex(
            "siterendition", models.Index(fields=["file"], name="rendition_file")
        ),
        migrations.RunPython(mark_drawn, migrations.RunPython.noop),
    ]
