"""Links have their titles in the language of the page, files in their own."""

from django.db import migrations, models

TITLE = {
    "help_text": "Of a file: in its own language. Of a web address: in that of the page.",
    "max_length": 160,
    "verbose_name": "title",
}


class Migration(migrations.Migration):
    dependencies = [
        ("resources", "0001_initial"),
    ]

    operations = [
        migrations.AlterField(
            model_name=name, name="title", field=models.CharField(**TITLE)
        )
        for name in ("migrantsdaymaterial", "resourcedownload")
    ]
