-- Every change of what is counted is a row, whoever makes it; the worker folds them into the counts.
CREATE FUNCTION campaigns_note_count_change() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP IN ('UPDATE', 'DELETE') THEN
        INSERT INTO campaigns_tallydelta
            (call_id, at, people, organizations, withdrawn, rejected)
        SELECT OLD.call_id, now(),
            -(OLD.status = 'confirmed' AND OLD.kind = 'person')::int,
            -(OLD.status = 'confirmed' AND OLD.kind = 'organization')::int,
            -(OLD.status = 'withdrawn')::int,
            -(OLD.status = 'rejected' AND OLD.confirmed_at IS NOT NULL)::int
        WHERE OLD.status <> 'pending';
    END IF;
    IF TG_OP IN ('INSERT', 'UPDATE') THEN
        INSERT INTO campaigns_tallydelta
            (call_id, at, people, organizations, withdrawn, rejected)
        SELECT NEW.call_id, now(),
            (NEW.status = 'confirmed' AND NEW.kind = 'person')::int,
            (NEW.status = 'confirmed' AND NEW.kind = 'organization')::int,
            (NEW.status = 'withdrawn')::int,
            (NEW.status = 'rejected' AND NEW.confirmed_at IS NOT NULL)::int
        WHERE NEW.status <> 'pending';
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER campaigns_count_added AFTER INSERT ON campaigns_signature
FOR EACH ROW WHEN (NEW.status <> 'pending')
EXECUTE FUNCTION campaigns_note_count_change();

CREATE TRIGGER campaigns_count_changed AFTER UPDATE ON campaigns_signature
FOR EACH ROW WHEN (
    OLD.call_id IS DISTINCT FROM NEW.call_id
    OR OLD.status IS DISTINCT FROM NEW.status
    OR OLD.kind IS DISTINCT FROM NEW.kind
)
EXECUTE FUNCTION campaigns_note_count_change();

CREATE TRIGGER campaigns_count_deleted AFTER DELETE ON campaigns_signature
FOR EACH ROW WHEN (OLD.status <> 'pending')
EXECUTE FUNCTION campaigns_note_count_change();
