-- How many came by which link, without reading all signatures.
CREATE INDEX signature_by_source ON campaigns_signature (source, status, kind) WHERE source <> '';
