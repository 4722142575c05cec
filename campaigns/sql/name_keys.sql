-- A name that is not public any more is not found by its words any more, whoever hid it.
CREATE FUNCTION campaigns_forget_name_keys() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    NEW.name_keys := NULL;
    RETURN NEW;
END $$;

CREATE TRIGGER campaigns_name_not_public BEFORE UPDATE ON campaigns_signature
FOR EACH ROW WHEN (
    NEW.name_keys IS NOT NULL AND (
        NEW.kind = 'person' AND (NEW.sealed_name IS NULL OR NOT NEW.show_name)
        OR NEW.kind = 'organization' AND NEW.organization_name = ''
    )
)
EXECUTE FUNCTION campaigns_forget_name_keys();
