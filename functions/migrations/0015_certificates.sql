-- A paper about one person's observation, which anybody may check by its code.
CREATE TABLE certificate (
  id         TEXT PRIMARY KEY,
  -- Keyed hash: the code itself stands on the paper, and sealed beside.
  code_index TEXT NOT NULL UNIQUE,
  kind       TEXT NOT NULL CHECK (kind IN ('notice', 'release')),
  submission TEXT NOT NULL REFERENCES submission (id),
  -- 0 is the returnee, 1 and on the family as the record lists it.
  person     INTEGER NOT NULL CHECK (person BETWEEN 0 AND 9),
  village    TEXT NOT NULL,
  -- What it says; it holds only as long as the observation says the same.
  first      TEXT NOT NULL,
  last       TEXT NOT NULL CHECK (last >= first),
  issued_at  INTEGER NOT NULL,
  -- The holder of the record, or a member of the staff by id.
  by         TEXT NOT NULL,
  -- Another was made in its place, or the record is withdrawn.
  revoked_at INTEGER,
  -- Code and names; empty once the record is withdrawn.
  sealed     BLOB,
  CHECK (sealed IS NOT NULL OR revoked_at IS NOT NULL)
) STRICT, WITHOUT ROWID;

-- One that holds, for each person and kind: printed again, it is the same one.
CREATE UNIQUE INDEX certificate_standing ON certificate (submission, person, kind) WHERE revoked_at IS NULL;
CREATE INDEX certificate_by_submission ON certificate (submission);

-- A party that went through the checkpoint.
CREATE TABLE checkpoint_pass (
  -- Of the form that was shown, so that a second press notes nothing.
  id          TEXT PRIMARY KEY,
  submission  TEXT NOT NULL REFERENCES submission (id),
  village     TEXT NOT NULL,
  direction   TEXT NOT NULL CHECK (direction IN ('in', 'out')),
  -- The party's highest, in tenths of a degree; empty where nobody measured, or the record is withdrawn.
  temperature INTEGER CHECK (temperature BETWEEN 340 AND 430),
  passed_at   INTEGER NOT NULL,
  noted_at    INTEGER NOT NULL,
  by          TEXT NOT NULL,
  -- Noted while they stood there, or later from paper.
  source      TEXT NOT NULL CHECK (source IN ('now', 'paper'))
) STRICT, WITHOUT ROWID;

CREATE INDEX checkpoint_pass_by_submission ON checkpoint_pass (submission, passed_at);
