-- Where forms came from stands in no write-ahead log, and whatever deletes a signature, the row of
-- its form forgets it.
ALTER TABLE campaigns_waitingcheck SET UNLOGGED;

ALTER TABLE campaigns_waitingcheck ADD CONSTRAINT waiting_check_of_signature
FOREIGN KEY (signature_id) REFERENCES campaigns_signature (id) ON DELETE SET NULL;

CREATE INDEX waiting_check_by_signature ON campaigns_waitingcheck (signature_id)
WHERE signature_id IS NOT NULL;
