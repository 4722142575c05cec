-- One mailbox, one signature of a person, and one of each organization that signs from it.
DROP FUNCTION campaigns_stored_key(bigint, text[]);

CREATE FUNCTION campaigns_stored_key(
    call bigint, signer_kind text, signer_organization text, keys text[]
) RETURNS text
LANGUAGE plpgsql AS $$
DECLARE
    stored text;
BEGIN
    PERFORM campaigns_lock_addresses(array_fill(call, ARRAY[cardinality(keys)]), keys);
    SELECT email_key INTO stored FROM campaigns_signature
    WHERE call_id = call AND kind = signer_kind AND organization_mark = signer_organization
      AND email_key = ANY(keys)
    ORDER BY array_position(keys, email_key::text) LIMIT 1;
    RETURN coalesce(stored, keys[1]);
END $$;
