-- The audit in sealed pieces: each head covers its lines and the head before it, so that none can be changed, moved or taken
-- out unseen by whoever has noted a later head.
CREATE TABLE seal (
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

-- What the timer did, by what was due: begun, and done. What was begun and never done is due again.
CREATE TABLE job_run (
  job     TEXT NOT NULL,
  due     INTEGER NOT NULL,
  at      INTEGER NOT NULL,
  done_at INTEGER,
  PRIMARY KEY (job, due)
) STRICT, WITHOUT ROWID;

-- What was last done with the database itself: a backup, a check of the audit.
CREATE TABLE IF NOT EXISTS operation (
  name   TEXT PRIMARY KEY,
  at     INTEGER NOT NULL,
  detail TEXT NOT NULL
) STRICT;

-- For the auditor. Partial, because a resident who registers or looks shall not write a row more.
CREATE INDEX audit_by_actor ON audit (actor, seq) WHERE actor <> 'holder';
CREATE INDEX audit_by_act ON audit (act, seq) WHERE act <> 'keep' AND act <> 'open';
-- By which roles a record was opened in full.
CREATE INDEX audit_reveals ON audit (record, actor) WHERE act = 'reveal';
