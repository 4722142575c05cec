"""A deleted call or document leaves pages, their drafts and their old versions readable."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("campaigns", "0024_waiting_checks"),
        ("nnirr_site", "0015_editors_translate_pages"),
    ]

    operations = [
        migrations.AlterField(
            "callpage",
            "call",
            models.ForeignKey(
                help_text="What is signed here. Its text and dates are edited under Calls.",
                null=True,
                blank=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="pages",
                to="campaigns.call",
                verbose_name="call",
            ),
        ),
        migrations.AlterField(
            "calldownload",
            "document",
            models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="nnirr_site.sitedocument",
                verbose_name="file",
            ),
        ),
    ]
