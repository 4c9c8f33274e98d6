-- What every room stands on. The first files are the schema itself, one for each room that keeps tables, in the order in
-- which the rooms may see each other; later files only add to it. A trigger stands beside the table that it keeps true.

-- Exact counters for guesses at secrets; keys are keyed hashes.
CREATE TABLE throttle (
  key   TEXT PRIMARY KEY,
  tries INTEGER NOT NULL,
  until INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX throttle_by_until ON throttle (until);

-- What the timer did, by what was due: begun, and done. What was begun and never done is due again.
CREATE TABLE job_run (
  job     TEXT NOT NULL,
  due     INTEGER NOT NULL,
  at      INTEGER NOT NULL,
  done_at INTEGER,
  PRIMARY KEY (job, due)
) STRICT, WITHOUT ROWID;

-- What was last done with the database itself: a backup, a restore, a check of the audit. 'closed' stands while a restored
-- one waits for the deletions that its backup does not know.
CREATE TABLE operation (
  name   TEXT PRIMARY KEY,
  at     INTEGER NOT NULL,
  detail TEXT NOT NULL
) STRICT;

-- Which records were deleted, so that a backup from before can be told; an id says nothing about anybody. Rows only ever
-- come.
CREATE TABLE deletion (
  seq    INTEGER PRIMARY KEY,
  record TEXT NOT NULL,
  at     INTEGER NOT NULL
) STRICT;
