"""Other pages name the number of signatures only from one on that staff set; titles of links."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("campaigns", "0009_alarms"),
    ]

    operations = [
        migrations.AddField(
            model_name="call",
            name="shown_from",
            field=models.PositiveIntegerField(
                db_default=50,
                default=50,
                help_text=(
                    "With fewer signatures other pages ask people to sign without a number. The"
                    " page of the call always shows it."
                ),
                verbose_name="show the number from",
            ),
        ),
        migrations.AlterField(
            model_name="calldownload",
            name="title",
            field=models.CharField(
                help_text="Of a file: in its own language. Of a web address: in that of the page.",
                max_length=160,
                verbose_name="title",
            ),
        ),
    ]
