-- How far the village has come with a record: registered, then called and found right, then done.
ALTER TABLE submission ADD COLUMN stage TEXT NOT NULL DEFAULT 'registered' CHECK (stage IN ('registered', 'verified', 'closed'));
-- The day somebody arrives, by which the desk sorts; empty where the form knows none.
ALTER TABLE submission ADD COLUMN arrival TEXT NOT NULL DEFAULT '' CHECK (arrival = '' OR status = 'kept');

CREATE INDEX submission_by_duty ON submission (village, form, stage, arrival, received_at, id) WHERE status = 'kept';

-- Every call or visit: what came of it, and a sealed note.
CREATE TABLE contact (
  id         TEXT PRIMARY KEY,
  submission TEXT NOT NULL REFERENCES submission (id),
  -- The village for which the note was sealed; the record itself may move.
  village    TEXT NOT NULL,
  staff      TEXT NOT NULL,
  role       TEXT NOT NULL,
  outcome    TEXT NOT NULL CHECK (outcome IN ('reached', 'no-answer', 'wrong-number', 'refused', 'visited')),
  sealed     BLOB,
  at         INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX contact_by_submission ON contact (submission, at);

-- An act says more: the reason, what came of it, how many were listed. Rows only ever come, so that the greatest number
-- needs no counter of its own, which was a row written more with every act.
CREATE TABLE audit_anew (
  seq    INTEGER PRIMARY KEY,
  at     INTEGER NOT NULL,
  -- A member of the staff by id, or the holder of the record.
  actor  TEXT NOT NULL,
  act    TEXT NOT NULL,
  record TEXT NOT NULL,
  detail TEXT NOT NULL DEFAULT ''
) STRICT;

INSERT INTO audit_anew (seq, at, actor, act, record) SELECT seq, at, actor, act, record FROM audit;
DROP TABLE audit;
ALTER TABLE audit_anew RENAME TO audit;
CREATE INDEX audit_by_record ON audit (record, seq);
