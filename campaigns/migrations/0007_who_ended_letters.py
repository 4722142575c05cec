"""Letters end not only on the signer's own page: by the link in a mail, or as a mail was reported."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("campaigns", "0006_cause_of_own_mails"),
    ]

    operations = [
        migrations.AlterField(
            model_name="signaturechange",
            name="by",
            field=models.CharField(
                choices=[
                    ("form", "A later form, before it was confirmed"),
                    ("signer", "On the signer's own page"),
                    ("mail", "With the link in a mail that ends letters"),
                    ("report", "A mail was reported as unwanted"),
                ],
                max_length=6,
                verbose_name="who",
            ),
        ),
    ]
