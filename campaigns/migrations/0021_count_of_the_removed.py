"""Only what counted once is counted as removed as invalid.

A form that a rule catches before any mail was never a signature: if the public count moved with
it, whoever blocks an address, or is blocked, could read that in the count.
"""

from django.db import migrations

FUNCTION = """
CREATE OR REPLACE FUNCTION campaigns_note_count_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP IN ('UPDATE', 'DELETE') THEN
        INSERT INTO campaigns_tallydelta
            (call_id, at, people, organizations, withdrawn, rejected)
        SELECT OLD.call_id, now(),
            -(OLD.status = 'confirmed' AND OLD.kind = 'person')::int,
            -(OLD.status = 'confirmed' AND OLD.kind = 'organization')::int,
            -(OLD.status = 'withdrawn')::int,
            -(OLD.status = 'rejected'{old})::int
        WHERE OLD.status <> 'pending';
    END IF;
    IF TG_OP IN ('INSERT', 'UPDATE') THEN
        INSERT INTO campaigns_tallydelta
            (call_id, at, people, organizations, withdrawn, rejected)
        SELECT NEW.call_id, now(),
            (NEW.status = 'confirmed' AND NEW.kind = 'person')::int,
            (NEW.status = 'confirmed' AND NEW.kind = 'organization')::int,
            (NEW.status = 'withdrawn')::int,
            (NEW.status = 'rejected'{new})::int
        WHERE NEW.status <> 'pending';
    END IF;
    RETURN NULL;
END $$;
"""
NEVER_COUNTED = """
INSERT INTO campaigns_tallydelta (call_id, at, people, organizations, withdrawn, rejected)
SELECT call_id, coalesce(ended_at, now()), 0, 0, 0, {by} FROM campaigns_signature
WHERE status = 'rejected' AND confirmed_at IS NULL;
"""


class Migration(migrations.Migration):
    dependencies = [("campaigns", "0020_names_of_organizations_stay")]

    operations = [
        migrations.RunSQL(
            FUNCTION.format(
                old=" AND OLD.confirmed_at IS NOT NULL", new=" AND NEW.confirmed_at IS NOT NULL"
            )
            + NEVER_COUNTED.format(by=-1),
            FUNCTION.format(old="", new="") + NEVER_COUNTED.format(by=1),
        )
    ]
