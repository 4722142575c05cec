"""Why staff set a signature aside is forgotten with what was personal in it, earlier ones too.

One statement on few rows (those that were rejected), which changes nothing when it is repeated.
What staff typed into the audit log follows by the worker.
"""

from django.db import migrations

FORGET = """
UPDATE campaigns_signature SET rejection_reason = ''
WHERE rejection_reason <> ''
  AND (
      anonymized_at IS NOT NULL
      OR status IN ('withdrawn', 'rejected') AND email_key IS NULL AND sealed_name IS NULL
  )
"""


class Migration(migrations.Migration):
    dependencies = [
        ("campaigns", "0033_worker_pulse"),
    ]

    operations = [migrations.RunSQL(FORGET, migrations.RunSQL.noop)]
