"""What PostgreSQL does by itself, whoever writes: read from `campaigns/sql`."""

from pathlib import Path

from django.db import migrations

FOLDER = Path(__file__).resolve().parents[1] / "sql"
# Name of the file → what undoes it.
UNDONE = {
    "counting": "DROP FUNCTION campaigns_note_count_change() CASCADE;",
    "name_keys": "DROP FUNCTION campaigns_forget_name_keys() CASCADE;",
    "rekeying": (
        "DROP FUNCTION campaigns_request_rekeying() CASCADE;"
        "DROP FUNCTION campaigns_stored_key(bigint, text[]);"
        "DROP FUNCTION campaigns_lock_addresses(bigint[], text[]);"
    ),
    "vault_keys": "DROP FUNCTION campaigns_look_at_keys_again() CASCADE;",
    "hourly_times": "DROP FUNCTION campaigns_round_times() CASCADE;",
    "waiting_checks": (
        "DROP INDEX waiting_check_by_signature;"
        "ALTER TABLE campaigns_waitingcheck DROP CONSTRAINT waiting_check_of_signature;"
    ),
    "sources": "DROP INDEX signature_by_source;",
}


class Migration(migrations.Migration):
    dependencies = [("campaigns", "0001_initial")]

    operations = [
        migrations.RunSQL((FOLDER / f"{name}.sql").read_text("utf-8"), undone)
        for name, undone in UNDONE.items()
    ]
