import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("nnirr_site", "0010_search"), ("resources", "0001_initial")]

    operations = [
        migrations.AlterField(
            model_name="resourcepage",
            name="citation",
            field=models.CharField(
                blank=True,
                help_text="Author, title, publisher, year. Empty: put together from the fields above.",
                max_length=400,
                verbose_name="how to cite",
            ),
        ),
        migrations.AlterField(
            model_name="resourcepage",
            name="cover",
            field=models.ForeignKey(
                blank=True,
                help_text="Upright, three to four. Empty: the first page of the PDF, or a print.",
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="nnirr_site.siteimage",
                verbose_name="cover",
            ),
        ),
    ]
