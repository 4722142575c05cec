from django.db import migrations, models


class Migration(migrations.Migration):
    """Pictures of the first pages of documents; `manage.py read_documents` draws missing ones."""

    dependencies = [
        ("nnirr_site", "0010_search"),
    ]

    operations = [
        migrations.AddField(
            model_name="sitedocument",
            name="first_page",
            field=models.ImageField(
                blank=True,
                editable=False,
                height_field="first_page_height",
                upload_to="covers",
                width_field="first_page_width",
            ),
        ),
        migrations.AddField(
            model_name="sitedocument",
            name="first_page_height",
            field=models.PositiveSmallIntegerField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="sitedocument",
            name="first_page_width",
            field=models.PositiveSmallIntegerField(editable=False, null=True),
        ),
        migrations.AlterField(
            model_name="sitedocument",
            name="language",
            field=models.CharField(
                blank=True,
                choices=[
                    ("en", "English"),
                    ("es", "Español"),
                    ("fr", "Français"),
                    ("ar", "العربية"),
                    ("ht", "Kreyòl ayisyen"),
                    ("pt", "Português"),
                    ("vi", "Tiếng Việt"),
                    ("tl", "Tagalog"),
                    ("zh", "中文"),
                    ("ru", "Русский"),
                    ("am", "አማርኛ"),
                    ("pa", "ਪੰਜਾਬੀ"),
                    ("mul", "Multilingual"),
                ],
                help_text="Empty: read from the file, if it is a PDF with text.",
                max_length=8,
                verbose_name="language",
            ),
        ),
        migrations.AlterField(
            model_name="sitedocument",
            name="pages",
            field=models.PositiveIntegerField(
                blank=True,
                help_text="How many pages it prints on. Empty: counted, if it is a PDF.",
                null=True,
                verbose_name="pages",
            ),
        ),
    ]
