"""A deleted document leaves pages, their drafts and their old versions readable."""

import django.db.models.deletion
from django.db import migrations, models


def document_field():
    return models.ForeignKey(
        blank=True,
        null=True,
        on_delete=django.db.models.deletion.SET_NULL,
        related_name="+",
        to="nnirr_site.sitedocument",
        verbose_name="file",
    )


class Migration(migrations.Migration):
    dependencies = [("resources", "0004_link_addresses"), ("nnirr_site", "0015_editors_translate_pages")]

    operations = [
        migrations.AlterField("migrantsdaymaterial", "document", document_field()),
        migrations.AlterField("resourcedownload", "document", document_field()),
    ]
