"""Mail goes out on a signer's own account not only when the signer leaves."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("campaigns", "0005_staff_decisions"),
    ]

    operations = [
        migrations.AlterField(
            model_name="outboundmail",
            name="cause",
            field=models.CharField(
                choices=[
                    ("form", "A form was sent"),
                    ("link", "The link was asked for"),
                    ("clock", "Its time had come"),
                    ("staff", "Staff"),
                    ("own", "The signer left or changed the address"),
                ],
                db_default="form",
                default="form",
                max_length=5,
                verbose_name="cause",
            ),
        ),
    ]
