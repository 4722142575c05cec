-- One mailbox, one signature, also while the rule for its domain changes.
CREATE FUNCTION campaigns_lock_addresses(calls bigint[], keys text[]) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    number integer;
BEGIN
    -- In one order for everybody, so that nobody waits for somebody who waits for him.
    FOR number IN
        SELECT DISTINCT hashtext(call_id || ' ' || key)
        FROM unnest(calls, keys) AS address(call_id, key) ORDER BY 1
    LOOP
        PERFORM pg_advisory_xact_lock(8155, number);
    END LOOP;
END $$;

CREATE FUNCTION campaigns_stored_key(call bigint, keys text[]) RETURNS text
LANGUAGE plpgsql AS $$
DECLARE
    stored text;
BEGIN
    PERFORM campaigns_lock_addresses(array_fill(call, ARRAY[cardinality(keys)]), keys);
    SELECT email_key INTO stored FROM campaigns_signature
    WHERE call_id = call AND email_key = ANY(keys)
    ORDER BY array_position(keys, email_key::text) LIMIT 1;
    RETURN coalesce(stored, keys[1]);
END $$;

-- A rule of staff that changes which addresses are the same has their keys made anew.
CREATE FUNCTION campaigns_request_rekeying() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
    domains text[] := ARRAY[]::text[];
BEGIN
    IF TG_OP IN ('UPDATE', 'DELETE') THEN
        domains := domains || OLD.domain::text;
    END IF;
    IF TG_OP IN ('INSERT', 'UPDATE') THEN
        domains := domains || NEW.domain::text;
    END IF;
    INSERT INTO campaigns_addressrekeying AS job
        (domain, requested_at, last_id, changed, conflicts)
    SELECT DISTINCT domain, now(), 0, 0, 0 FROM unnest(domains) AS domain
    ON CONFLICT (domain) DO UPDATE SET
        requested_at = excluded.requested_at, last_id = 0, changed = 0, conflicts = 0,
        finished_at = NULL;
    RETURN NULL;
END $$;

CREATE TRIGGER campaigns_domain_rule_added AFTER INSERT OR DELETE ON campaigns_emaildomainrule
FOR EACH ROW EXECUTE FUNCTION campaigns_request_rekeying();

CREATE TRIGGER campaigns_domain_rule_changed AFTER UPDATE ON campaigns_emaildomainrule
FOR EACH ROW WHEN (
    (OLD.domain, OLD.same_as, OLD.drops_dots, OLD.tag_separator)
    IS DISTINCT FROM (NEW.domain, NEW.same_as, NEW.drops_dots, NEW.tag_separator)
)
EXECUTE FUNCTION campaigns_request_rekeying();
