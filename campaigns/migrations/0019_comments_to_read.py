"""An index of the comments that nobody has read yet."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("campaigns", "0018_paper_organizations")]

    operations = [
        migrations.AddIndex(
            "signature",
            models.Index(
                fields=["-id"],
                condition=models.Q(sealed_comment__isnull=False, comment_approved_at__isnull=True),
                name="signature_to_read",
            ),
        ),
    ]
