"""A check of a table of organizations tells who has signed: it is a kind of look of its own."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("campaigns", "0034_forget_reasons")]

    operations = [
        migrations.AlterField(
            model_name="accessentry",
            name="kind",
            field=models.CharField(
                choices=[
                    ("list", "List"),
                    ("inspect", "One signature"),
                    ("export", "Export"),
                    ("check", "Check of a table"),
                ],
                max_length=7,
                verbose_name="kind",
            ),
        ),
    ]
