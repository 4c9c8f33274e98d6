-- When a record goes is a sum of its arrival (functions/register/submissions/kept-until.ts), which the lists' index knows
-- already, so that a registration writes no row for it. A row stands here only where something else decides: an observation
-- was changed, or two records are one household. Triggers mark it, so that no statement can forget to; what is marked is
-- computed by the timer (functions/retention/settling.ts), and never goes before it is.
CREATE TABLE retention (
  submission TEXT PRIMARY KEY REFERENCES submission (id) ON DELETE CASCADE,
  village    TEXT NOT NULL,
  -- The last day of observation; empty: marked; `=`: what the arrival says.
  last       TEXT NOT NULL DEFAULT '',
  -- Counts the marks, so that what is computed of an older state is not written.
  marks      INTEGER NOT NULL DEFAULT 1,
  -- 1 only inside the batch that destroys the record.
  going      INTEGER NOT NULL DEFAULT 0 CHECK (going IN (0, 1))
) STRICT, WITHOUT ROWID;

CREATE INDEX retention_by_last ON retention (village, last, submission);
CREATE INDEX retention_going ON retention (submission) WHERE going = 1;

-- A change is the whole household's: of the record, the one it was put aside for, and those that were put aside with it.
CREATE TRIGGER retention_change AFTER INSERT ON observation_change
BEGIN
  INSERT INTO retention (submission, village)
    SELECT id, village FROM submission WHERE status = 'kept' AND (id = NEW.submission OR duplicate_of = NEW.submission
      OR id = (SELECT duplicate_of FROM submission WHERE id = NEW.submission)
      OR duplicate_of = (SELECT duplicate_of FROM submission WHERE id = NEW.submission))
    ON CONFLICT (submission) DO UPDATE SET last = '', marks = marks + 1;
END;

-- Put together or taken apart: both sides.
CREATE TRIGGER retention_household AFTER UPDATE OF duplicate_of ON submission
WHEN NEW.duplicate_of IS NOT OLD.duplicate_of
BEGIN
  INSERT INTO retention (submission, village)
    SELECT id, village FROM submission WHERE status = 'kept'
      AND (id IN (NEW.id, NEW.duplicate_of, OLD.duplicate_of) OR duplicate_of IN (NEW.duplicate_of, OLD.duplicate_of))
    ON CONFLICT (submission) DO UPDATE SET last = '', marks = marks + 1;
END;

-- A correction: by the arrival alone there is no row to mark.
CREATE TRIGGER retention_correction AFTER UPDATE OF village, arrival, people, changed_at ON submission
WHEN NEW.status = 'kept' AND (NEW.village, NEW.arrival, NEW.people, NEW.changed_at)
  <> (OLD.village, OLD.arrival, OLD.people, OLD.changed_at)
BEGIN
  UPDATE retention SET village = NEW.village WHERE submission = NEW.id;
  UPDATE retention SET last = '', marks = marks + 1 WHERE submission IN (SELECT id FROM submission
    WHERE id = NEW.id OR duplicate_of = NEW.id OR id = NEW.duplicate_of OR duplicate_of = NEW.duplicate_of);
END;

CREATE TRIGGER retention_withdrawn AFTER UPDATE OF status ON submission WHEN NEW.status = 'withdrawn'
BEGIN
  DELETE FROM retention WHERE submission = NEW.id;
END;

-- What went, as numbers without persons: of each village and form, by the month of arrival, or of registration where the
-- form knows none. What was put aside is not counted twice.
CREATE TABLE purged_count (
  village TEXT NOT NULL,
  form    TEXT NOT NULL,
  month   TEXT NOT NULL,
  records INTEGER NOT NULL,
  people  INTEGER NOT NULL,
  PRIMARY KEY (village, form, month)
) STRICT, WITHOUT ROWID;
