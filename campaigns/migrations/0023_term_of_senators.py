"""When the term of a Senator ends, as the table says."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("campaigns", "0022_delete_on_request")]

    operations = [
        migrations.AddField(
            model_name="senator",
            name="term_end",
            field=models.DateField(blank=True, null=True, verbose_name="end of the term"),
        )
    ]
