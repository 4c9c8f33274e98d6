-- What people sent. Answers are sealed as one blob; a column stands only where SQL needs it.
CREATE TABLE submission (
  id              TEXT PRIMARY KEY,
  token           TEXT NOT NULL UNIQUE,
  form            TEXT NOT NULL,
  version         INTEGER NOT NULL,
  revision        INTEGER NOT NULL DEFAULT 1,
  village         TEXT NOT NULL,
  people          INTEGER NOT NULL,
  source          TEXT NOT NULL CHECK (source IN ('self', 'proxy', 'paper')),
  status          TEXT NOT NULL DEFAULT 'kept' CHECK (status IN ('kept', 'withdrawn')),
  reference_index TEXT UNIQUE,
  phone_index     TEXT,
  sealed          BLOB,
  received_at     INTEGER NOT NULL,
  changed_at      INTEGER NOT NULL,
  CHECK ((status = 'withdrawn') = (sealed IS NULL AND reference_index IS NULL AND phone_index IS NULL))
) STRICT;

CREATE INDEX submission_by_phone ON submission (phone_index);

-- What stood before a correction, sealed as it was.
CREATE TABLE submission_revision (
  submission  TEXT NOT NULL REFERENCES submission (id),
  revision    INTEGER NOT NULL,
  token       TEXT NOT NULL UNIQUE,
  village     TEXT NOT NULL,
  sealed      BLOB NOT NULL,
  replaced_at INTEGER NOT NULL,
  PRIMARY KEY (submission, revision)
) STRICT, WITHOUT ROWID;

-- Who did what to which record; written in the batch of the act, or before data leaves on a read.
CREATE TABLE audit (
  seq    INTEGER PRIMARY KEY AUTOINCREMENT,
  at     INTEGER NOT NULL,
  actor  TEXT NOT NULL,
  act    TEXT NOT NULL,
  record TEXT NOT NULL
) STRICT;

CREATE INDEX audit_by_record ON audit (record, seq);

-- Exact counters for guesses at secrets; keys are keyed hashes.
CREATE TABLE throttle (
  key   TEXT PRIMARY KEY,
  tries INTEGER NOT NULL,
  until INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX throttle_by_until ON throttle (until);
