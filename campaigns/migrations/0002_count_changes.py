"""Notes each change of a signature that moves a count, in the transaction that makes it.

A trigger, because a count must hold for every way in which a row can change: services, admin
commands, cascades. Adding a signature that waits for confirmation writes nothing.
"""

from django.db import migrations

FORWARD = """
CREATE FUNCTION campaigns_note_count_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP IN ('UPDATE', 'DELETE') THEN
        INSERT INTO campaigns_tallydelta
            (call_id, at, people, organizations, withdrawn, rejected)
        SELECT OLD.call_id, now(),
            -(OLD.status = 'confirmed' AND OLD.kind = 'person')::int,
            -(OLD.status = 'confirmed' AND OLD.kind = 'organization')::int,
            -(OLD.status = 'withdrawn')::int,
            -(OLD.status = 'rejected')::int
        WHERE OLD.status <> 'pending';
    END IF;
    IF TG_OP IN ('INSERT', 'UPDATE') THEN
        INSERT INTO campaigns_tallydelta
            (call_id, at, people, organizations, withdrawn, rejected)
        SELECT NEW.call_id, now(),
            (NEW.status = 'confirmed' AND NEW.kind = 'person')::int,
            (NEW.status = 'confirmed' AND NEW.kind = 'organization')::int,
            (NEW.status = 'withdrawn')::int,
            (NEW.status = 'rejected')::int
        WHERE NEW.status <> 'pending';
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER campaigns_count_added AFTER INSERT ON campaigns_signature
FOR EACH ROW WHEN (NEW.status <> 'pending')
EXECUTE FUNCTION campaigns_note_count_change();

CREATE TRIGGER campaigns_count_changed AFTER UPDATE ON campaigns_signature
FOR EACH ROW WHEN (
    (OLD.call_id, OLD.status, OLD.kind) IS DISTINCT FROM (NEW.call_id, NEW.status, NEW.kind)
)
EXECUTE FUNCTION campaigns_note_count_change();

CREATE TRIGGER campaigns_count_deleted AFTER DELETE ON campaigns_signature
FOR EACH ROW WHEN (OLD.status <> 'pending')
EXECUTE FUNCTION campaigns_note_count_change();
"""

REVERSE = """
DROP TRIGGER campaigns_count_deleted ON campaigns_signature;
DROP TRIGGER campaigns_count_changed ON campaigns_signature;
DROP TRIGGER campaigns_count_added ON campaigns_signature;
DROP FUNCTION campaigns_note_count_change();
"""


class Migration(migrations.Migration):
    dependencies = [("campaigns", "0001_initial")]

    operations = [migrations.RunSQL(FORWARD, REVERSE)]
