-- Who was caught together stands in no write-ahead log and in no backup, and goes with the signature.
ALTER TABLE campaigns_caughtform SET UNLOGGED;

ALTER TABLE campaigns_caughtform ADD CONSTRAINT caught_form_of_signature
FOREIGN KEY (signature_id) REFERENCES campaigns_signature (id) ON DELETE CASCADE;
