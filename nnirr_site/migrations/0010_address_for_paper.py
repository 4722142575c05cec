"""Where filled sign-on sheets are sent."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("nnirr_site", "0009_document_formats"),
    ]

    operations = [
        migrations.AddField(
            model_name="siteidentity",
            name="postal_address",
            field=models.TextField(
                blank=True,
                db_default="",
                help_text=(
                    "Where filled sign-on sheets are sent, as on an envelope: it is printed on"
                    " them. Empty: they say to write to the contact e-mail."
                ),
                max_length=200,
                verbose_name="address for paper",
            ),
        ),
    ]
