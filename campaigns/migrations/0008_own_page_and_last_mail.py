from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("campaigns", "0007_call_texts")]

    operations = [
        migrations.AddField(
            model_name="signature",
            name="changed_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="changed by the signer"),
        ),
        migrations.AddField(
            model_name="outboundmail",
            name="sealed_to",
            field=models.BinaryField(null=True, verbose_name="address, sealed"),
        ),
        migrations.AlterField(
            model_name="outboundmail",
            name="kind",
            field=models.CharField(
                choices=[
                    ("confirm", "Please confirm"),
                    ("already_signed", "You have signed already"),
                    ("withdrawn", "Your signature is off"),
                ],
                max_length=20,
                verbose_name="kind",
            ),
        ),
    ]
