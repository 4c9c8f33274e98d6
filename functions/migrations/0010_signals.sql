-- An alert says itself what rang where no check-in does: what was told at registration, at whichever door that came.
ALTER TABLE alert ADD COLUMN source TEXT NOT NULL DEFAULT 'check-in' CHECK (source IN ('check-in', 'gate', 'registration'));
-- In tenths of a degree; NULL where the check-in or the pass holds it, where nobody measured, or the record is withdrawn.
ALTER TABLE alert ADD COLUMN temperature INTEGER CHECK (temperature BETWEEN 340 AND 430);
-- The symptoms, as ('alert', submission, person).
ALTER TABLE alert ADD COLUMN sealed BLOB;

-- For the list of the records that have one.
CREATE INDEX alert_open_here ON alert (village, submission) WHERE closed_at IS NULL;
