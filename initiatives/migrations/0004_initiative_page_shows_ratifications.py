"""An initiative may show how the States joined the Convention; none does until staff say so."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("initiatives", "0003_sources_of_statements"),
    ]

    operations = [
        migrations.AddField(
            model_name="initiativepage",
            name="shows_ratifications",
            field=models.BooleanField(
                db_default=False,
                default=False,
                help_text=(
                    "A flag for each State on a line of years. It follows the table of States."
                ),
                verbose_name="show how States joined the Convention",
            ),
        ),
    ]
