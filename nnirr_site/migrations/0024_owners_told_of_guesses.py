"""A mail to whoever's second step somebody tries to guess."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("nnirr_site", "0022_schedule_problems")]

    operations = [
        migrations.AlterField(
            model_name="staffmail",
            name="kind",
            field=models.CharField(
                choices=[
                    ("reset", "New password asked for"),
                    ("newpass", "Password changed"),
                    ("newmail", "E-mail address changed"),
                    ("added", "Second factor added"),
                    ("removed", "Second factor removed"),
                    ("factors", "Second factors reset"),
                    ("code", "Recovery code used"),
                    ("guessed", "Second step tried too often"),
                ],
                max_length=8,
            ),
        ),
    ]
