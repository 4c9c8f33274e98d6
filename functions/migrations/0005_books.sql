-- The entries of all books (functions/books/): what somebody wrote, about the record it hangs on; in a book that anybody
-- writes into, the record is the entry itself.
CREATE TABLE entry (
  id         TEXT PRIMARY KEY,
  submission TEXT NOT NULL REFERENCES submission (id),
  book       TEXT NOT NULL,
  -- Random digits to be said over the phone; they open nothing. NULL where the record's own number does.
  number     TEXT,
  -- What it is about, of the book's own kinds; it stays to be counted when the words are destroyed.
  kind       TEXT NOT NULL DEFAULT '',
  -- Whose desk it stands on; it moves with the record, so what is sealed hangs on the record and not on the village.
  village    TEXT NOT NULL,
  -- Of the book's steps, or 'withdrawn' with its record; empty in a log.
  step       TEXT NOT NULL,
  -- 1 while a step may follow.
  waits      INTEGER NOT NULL CHECK (waits IN (0, 1)),
  made_at    INTEGER NOT NULL,
  -- The last day for the last step; empty where nothing is due.
  due        TEXT NOT NULL DEFAULT '',
  -- The answers, as ('entry', id, submission); NULL where they are the record's.
  sealed     BLOB,
  UNIQUE (book, number)
) STRICT;

CREATE INDEX entry_by_submission ON entry (submission, made_at);
-- Lists: of a village, and of all of them.
CREATE INDEX entry_by_village ON entry (book, village, due, made_at, id) WHERE waits = 1;
CREATE INDEX entry_by_due ON entry (book, due, made_at, id) WHERE waits = 1;

-- Who took which step and when; the step before says where it goes back to.
CREATE TABLE entry_step (
  -- Of the form that took it, so that a second press finds its own.
  id         TEXT PRIMARY KEY,
  entry      TEXT NOT NULL REFERENCES entry (id),
  submission TEXT NOT NULL REFERENCES submission (id),
  before     TEXT NOT NULL,
  step       TEXT NOT NULL,
  at         INTEGER NOT NULL,
  by         TEXT NOT NULL,
  role       TEXT NOT NULL,
  -- What was written with it, as ('entry_step', id, entry).
  sealed     BLOB,
  undone_at  INTEGER
) STRICT;

CREATE INDEX entry_step_by_entry ON entry_step (entry, at);
CREATE INDEX entry_step_by_submission ON entry_step (submission);

CREATE TRIGGER entry_moves AFTER UPDATE OF village ON submission WHEN NEW.village <> OLD.village
BEGIN
  UPDATE entry SET village = NEW.village WHERE submission = NEW.id;
END;
