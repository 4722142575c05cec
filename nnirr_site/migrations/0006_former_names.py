"""File names that a document had before it was replaced, so that old links lead to it."""

import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("nnirr_site", "0005_search_synonyms")]

    operations = [
        migrations.AddField(
            model_name="sitedocument",
            name="former_names",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=255),
                blank=True,
                default=list,
                editable=False,
                size=None,
            ),
        ),
    ]
