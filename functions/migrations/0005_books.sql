-- What people ask for about their own record: a copy, a correction, that it is deleted, or a complaint.
CREATE TABLE request (
  id          TEXT PRIMARY KEY,
  -- Six random digits and a check digit, to be said over the phone; it opens nothing.
  number      TEXT NOT NULL UNIQUE,
  submission  TEXT NOT NULL REFERENCES submission (id),
  -- Whose desk it stands on; it moves with the record, so what is sealed hangs on the record and not on the village.
  village     TEXT NOT NULL,
  kind        TEXT NOT NULL CHECK (kind IN ('copy', 'correct', 'delete', 'complain')),
  state       TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'done', 'refused', 'withdrawn')),
  -- In the person's words, as ('request', id, submission); and the desk's, as ('request-answer', id, submission).
  sealed      BLOB,
  answer      BLOB,
  made_at     INTEGER NOT NULL,
  -- The last day for an answer.
  due         TEXT NOT NULL,
  answered_at INTEGER,
  -- Of the form that answered, so that a second press finds its own.
  answer_key  TEXT,
  role        TEXT,
  CHECK (state = 'open' OR answered_at IS NOT NULL)
) STRICT, WITHOUT ROWID;

CREATE INDEX request_by_due ON request (village, due, id) WHERE state = 'open';
CREATE INDEX request_by_submission ON request (submission, made_at);

-- A low mood or a wish that came with a check-in; a row stands only where something was asked for.
CREATE TABLE care_request (
  id         TEXT PRIMARY KEY,
  submission TEXT NOT NULL REFERENCES submission (id),
  -- Whose desk it stands on; it moves with the record and stays sealed as it was.
  village    TEXT NOT NULL,
  -- The village for which it was sealed; empty where that is its own.
  sealed_for TEXT,
  sealed     BLOB,
  asked_at   INTEGER NOT NULL,
  taken_at   INTEGER,
  taken_by   TEXT,
  closed_at  INTEGER,
  closed_by  TEXT
) STRICT, WITHOUT ROWID;

CREATE INDEX care_request_by_submission ON care_request (submission);
CREATE INDEX care_request_open ON care_request (village, asked_at, id) WHERE closed_at IS NULL;
CREATE INDEX care_request_waiting ON care_request (asked_at, id) WHERE closed_at IS NULL;

CREATE TRIGGER care_moves AFTER UPDATE OF village ON submission WHEN NEW.village <> OLD.village
BEGIN
  UPDATE care_request SET sealed_for = coalesce(sealed_for, village), village = NEW.village WHERE submission = NEW.id;
END;
