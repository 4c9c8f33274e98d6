-- A household that registered twice: the record that the village goes by, on the one that was put aside.
ALTER TABLE submission ADD COLUMN duplicate_of TEXT REFERENCES submission (id) ON DELETE SET NULL;
-- Who answers for the household; one who was revoked since, or left the village, counts as nobody.
ALTER TABLE submission ADD COLUMN assignee TEXT REFERENCES staff (id);

-- What was put aside leaves the lists.
DROP INDEX submission_by_duty;
CREATE INDEX submission_by_duty ON submission (village, form, stage, arrival, received_at, id)
  WHERE status = 'kept' AND duplicate_of IS NULL;
CREATE INDEX submission_by_duplicate ON submission (duplicate_of) WHERE duplicate_of IS NOT NULL;
CREATE INDEX submission_by_assignee ON submission (assignee, village, form, stage, arrival, received_at, id)
  WHERE status = 'kept' AND duplicate_of IS NULL AND assignee IS NOT NULL;
CREATE INDEX staff_by_role ON staff (role) WHERE revoked_at IS NULL;

-- What its holder corrects is looked at by itself again, so that no news is lost in a record that nobody lists; and what
-- was put aside for a record that is withdrawn, or moves to another village, is what the village goes by again.
CREATE TRIGGER submission_alone AFTER UPDATE OF revision, status ON submission
WHEN NEW.revision <> OLD.revision OR NEW.status <> OLD.status
BEGIN
  UPDATE submission SET duplicate_of = NULL WHERE id = NEW.id AND duplicate_of IS NOT NULL;
  UPDATE submission SET duplicate_of = NULL
    WHERE duplicate_of = NEW.id AND (NEW.status = 'withdrawn' OR NEW.village <> OLD.village);
END;

-- Beside calls and visits a note without one; SQLite changes no CHECK in place.
CREATE TABLE contact_anew (
  id         TEXT PRIMARY KEY,
  submission TEXT NOT NULL REFERENCES submission (id),
  -- The village for which the note was sealed; the record itself may move.
  village    TEXT NOT NULL,
  staff      TEXT NOT NULL,
  role       TEXT NOT NULL,
  outcome    TEXT NOT NULL CHECK (outcome IN ('reached', 'no-answer', 'wrong-number', 'refused', 'visited', 'note')),
  sealed     BLOB,
  at         INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

INSERT INTO contact_anew SELECT id, submission, village, staff, role, outcome, sealed, at FROM contact;
DROP TABLE contact;
ALTER TABLE contact_anew RENAME TO contact;
CREATE INDEX contact_by_submission ON contact (submission, at);

-- Who came near the quota of reveals, for the town's first page.
CREATE INDEX audit_alarm ON audit (at) WHERE act = 'alarm';
