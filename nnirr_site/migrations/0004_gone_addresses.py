from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("nnirr_site", "0003_editors_manage_menus_and_topics")]

    operations = [
        migrations.CreateModel(
            name="GoneAddress",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "path",
                    models.CharField(
                        help_text="What follows the name of the site, such as /news/withdrawn-statement.",
                        max_length=255,
                        unique=True,
                        verbose_name="address",
                    ),
                ),
                (
                    "note",
                    models.CharField(
                        blank=True,
                        help_text="Shown to readers: why it is gone, or where to ask.",
                        max_length=255,
                        verbose_name="note",
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="since")),
            ],
            options={
                "verbose_name": "withdrawn address",
                "verbose_name_plural": "withdrawn addresses",
                "ordering": ["path"],
            },
        ),
    ]
