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
