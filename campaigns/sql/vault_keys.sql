-- A key of a mailbox that is written by hand, or by an older process, is looked at again.
CREATE FUNCTION campaigns_look_at_keys_again() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.index_key_id := '';
    RETURN NEW;
END $$;

CREATE TRIGGER campaigns_keys_changed BEFORE UPDATE ON campaigns_signature
FOR EACH ROW WHEN (
    NEW.index_key_id = OLD.index_key_id
    AND (
        NEW.email_key IS NOT NULL AND NEW.email_key IS DISTINCT FROM OLD.email_key
        OR NEW.domain_key IS NOT NULL AND NEW.domain_key IS DISTINCT FROM OLD.domain_key
        OR NEW.name_keys IS NOT NULL AND NEW.name_keys IS DISTINCT FROM OLD.name_keys
    )
)
EXECUTE FUNCTION campaigns_look_at_keys_again();
