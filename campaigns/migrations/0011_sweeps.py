"""When everything sealed and indexed was looked through last for what older keys have written."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("campaigns", "0010_shown_from"),
    ]

    operations = [
        migrations.AddField(
            model_name="vaultkey",
            name="swept_as",
            field=models.CharField(db_default="", default="", editable=False, max_length=16),
        ),
        migrations.AddField(
            model_name="vaultkey",
            name="swept_at",
            field=models.DateTimeField(editable=False, null=True),
        ),
    ]
