-- Who did what to which record; written in the batch of the act, or before data leaves on a read. Rows only ever come, so
-- that the greatest number needs no counter of its own, which would be a row written more with every act.
CREATE TABLE audit (
  seq    INTEGER PRIMARY KEY,
  at     INTEGER NOT NULL,
  -- A member of the staff by id, or the holder of the record.
  actor  TEXT NOT NULL,
  act    TEXT NOT NULL,
  record TEXT NOT NULL,
  -- The reason, what came of it, how many were listed.
  detail TEXT NOT NULL DEFAULT '',
  -- A keyed hash of the line, by which an edit is noticed.
  mac    TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE INDEX audit_by_record ON audit (record, seq);
-- Who came near the quota of reveals, for the town's first page.
CREATE INDEX audit_alarm ON audit (at) WHERE act = 'alarm';
-- For the auditor. Partial, because a resident who registers or looks shall not write a row more.
CREATE INDEX audit_by_actor ON audit (actor, seq) WHERE actor <> 'holder';
CREATE INDEX audit_by_act ON audit (act, seq) WHERE act <> 'keep' AND act <> 'open';
-- By which roles a record was opened in full.
CREATE INDEX audit_reveals ON audit (record, actor) WHERE act = 'reveal';

-- The audit in closed blocks: each head covers its lines and the head before it, so that none can be changed, moved or taken
-- out unseen by whoever has noted a later head.
CREATE TABLE block (
  n     INTEGER PRIMARY KEY,
  -- Numbers of the first and the last line, and how many lines there were.
  first INTEGER NOT NULL,
  last  INTEGER NOT NULL,
  count INTEGER NOT NULL,
  at    INTEGER NOT NULL,
  head  TEXT NOT NULL,
  -- Keyed, so that who has only the database cannot make a chain of their own.
  mac   TEXT NOT NULL
) STRICT;
