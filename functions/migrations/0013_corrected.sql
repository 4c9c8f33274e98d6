-- What somebody of the desk corrected says who and why; its holder corrects without a reason, and both are empty.
ALTER TABLE submission_revision ADD COLUMN by TEXT REFERENCES staff (id);
-- As ('correction', submission and revision, village).
ALTER TABLE submission_revision ADD COLUMN why BLOB;
