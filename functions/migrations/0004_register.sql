-- What people sent: one record a filled form. Answers are sealed as one blob; a column stands only where SQL needs it. The
-- id is made from the token of the press that sent it (functions/register/submissions/keep.ts), so that the token needs no
-- index of its own. A record, its revisions and its contacts have a rowid: rows come at the end and are never moved, so that
-- what is overwritten lies nowhere else in the file.
CREATE TABLE submission (
  id              TEXT PRIMARY KEY,
  token           TEXT NOT NULL,
  form            TEXT NOT NULL,
  version         INTEGER NOT NULL,
  revision        INTEGER NOT NULL DEFAULT 1,
  village         TEXT NOT NULL,
  people          INTEGER NOT NULL,
  source          TEXT NOT NULL CHECK (source IN ('self', 'proxy', 'paper')),
  status          TEXT NOT NULL DEFAULT 'kept' CHECK (status IN ('kept', 'withdrawn')),
  -- How far the village has come with it: registered, then called and found right, then done.
  stage           TEXT NOT NULL DEFAULT 'registered' CHECK (stage IN ('registered', 'verified', 'closed')),
  -- The day somebody arrives, by which the desk sorts; empty where the form knows none.
  arrival         TEXT NOT NULL DEFAULT '' CHECK (arrival = '' OR status = 'kept'),
  -- A household that registered twice: the record that the village goes by, on the one that was put aside.
  duplicate_of    TEXT REFERENCES submission (id) ON DELETE SET NULL,
  -- Who answers for the household; one who was revoked since, or left the village, counts as nobody.
  assignee        TEXT REFERENCES staff (id),
  -- 1 where the last call or visit met nobody; the database sets it, see contact_reaches.
  unreached       INTEGER NOT NULL DEFAULT 0 CHECK (unreached IN (0, 1)),
  reference_index TEXT UNIQUE,
  phone_index     TEXT,
  -- Keyed hashes of the names in the record, as a JSON list; the database keeps person_name by it.
  names           TEXT CHECK (names IS NULL OR status = 'kept'),
  received_at     INTEGER NOT NULL,
  changed_at      INTEGER NOT NULL,
  -- When the answers were written down, where that was before they were entered, as on a sheet of paper; UTC milliseconds.
  observed_at     INTEGER,
  -- Last, because what stands before it is read of many rows.
  sealed          BLOB,
  CHECK ((status = 'withdrawn') = (sealed IS NULL AND reference_index IS NULL AND phone_index IS NULL))
) STRICT;

-- Lists. Each value of `source` is a strand of its own; a list of several strands or villages is their merge. What was put
-- aside leaves the lists.
CREATE INDEX submission_by_duty ON submission (village, form, stage, source, arrival, received_at, id)
  WHERE status = 'kept' AND duplicate_of IS NULL;
CREATE INDEX submission_by_assignee ON submission (assignee, village, form, stage, source, arrival, received_at, id)
  WHERE status = 'kept' AND duplicate_of IS NULL AND assignee IS NOT NULL;
CREATE INDEX submission_unreached ON submission (village, form, stage, source, arrival, received_at, id)
  WHERE status = 'kept' AND duplicate_of IS NULL AND unreached = 1;
CREATE INDEX submission_by_duplicate ON submission (duplicate_of) WHERE duplicate_of IS NOT NULL;
CREATE INDEX submission_by_phone ON submission (phone_index, village);

-- What its holder corrects is looked at by itself again, so that no news is lost in a record that nobody lists; and what
-- was put aside for a record that is withdrawn, or moves to another village, is what the village goes by again.
CREATE TRIGGER submission_alone AFTER UPDATE OF revision, status ON submission
WHEN NEW.revision <> OLD.revision OR NEW.status <> OLD.status
BEGIN
  UPDATE submission SET duplicate_of = NULL WHERE id = NEW.id AND duplicate_of IS NOT NULL;
  UPDATE submission SET duplicate_of = NULL
    WHERE duplicate_of = NEW.id AND (NEW.status = 'withdrawn' OR NEW.village <> OLD.village);
END;

-- What stood before a correction, sealed as it was.
CREATE TABLE submission_revision (
  submission  TEXT NOT NULL REFERENCES submission (id),
  revision    INTEGER NOT NULL,
  token       TEXT NOT NULL UNIQUE,
  village     TEXT NOT NULL,
  sealed      BLOB NOT NULL,
  replaced_at INTEGER NOT NULL,
  PRIMARY KEY (submission, revision)
) STRICT;

-- Every call or visit, with what came of it and a sealed note; or a note without one.
CREATE TABLE contact (
  id         TEXT PRIMARY KEY,
  submission TEXT NOT NULL REFERENCES submission (id),
  -- The village for which the note was sealed; the record itself may move.
  village    TEXT NOT NULL,
  staff      TEXT NOT NULL,
  role       TEXT NOT NULL,
  outcome    TEXT NOT NULL CHECK (outcome IN ('reached', 'no-answer', 'wrong-number', 'refused', 'visited', 'note')),
  sealed     BLOB,
  at         INTEGER NOT NULL
) STRICT;

CREATE INDEX contact_by_submission ON contact (submission, at);

CREATE TRIGGER contact_reaches AFTER INSERT ON contact WHEN NEW.outcome <> 'note'
BEGIN
  UPDATE submission SET unreached = (NEW.outcome IN ('no-answer', 'wrong-number'))
    WHERE id = NEW.submission AND unreached <> (NEW.outcome IN ('no-answer', 'wrong-number'));
END;

-- Who stands in which record, by the keyed hash of the whole name: the registrant, and everybody who comes along.
CREATE TABLE person_name (
  name       TEXT NOT NULL,
  village    TEXT NOT NULL,
  submission TEXT NOT NULL,
  PRIMARY KEY (name, village, submission)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER name_comes AFTER INSERT ON submission WHEN NEW.names IS NOT NULL
BEGIN
  INSERT INTO person_name (name, village, submission) SELECT DISTINCT value, NEW.village, NEW.id FROM json_each(NEW.names);
END;

CREATE TRIGGER name_changes AFTER UPDATE OF names, village ON submission
WHEN NEW.names IS NOT OLD.names OR NEW.village <> OLD.village
BEGIN
  DELETE FROM person_name WHERE name IN (SELECT value FROM json_each(OLD.names)) AND village = OLD.village AND submission = OLD.id;
  INSERT INTO person_name (name, village, submission) SELECT DISTINCT value, NEW.village, NEW.id FROM json_each(NEW.names);
END;

CREATE TRIGGER name_goes AFTER DELETE ON submission WHEN OLD.names IS NOT NULL
BEGIN
  DELETE FROM person_name WHERE name IN (SELECT value FROM json_each(OLD.names)) AND village = OLD.village AND submission = OLD.id;
END;

-- How many records stand where. Each is counted once: 'registered', 'verified' or 'closed' as the lists show it;
-- 'unreached' where it is registered and the last call met nobody; 'duplicate' where it was put aside; 'withdrawn'.
CREATE TABLE tally (
  village TEXT NOT NULL,
  form    TEXT NOT NULL,
  stage   TEXT NOT NULL,
  count   INTEGER NOT NULL CHECK (count >= 0),
  PRIMARY KEY (village, form, stage)
) STRICT, WITHOUT ROWID;

-- By triggers, so that no statement that touches a record can forget the count.
CREATE TRIGGER tally_comes AFTER INSERT ON submission
BEGIN
  INSERT INTO tally (village, form, stage, count)
  VALUES (NEW.village, NEW.form,
    CASE WHEN NEW.status = 'withdrawn' THEN 'withdrawn' WHEN NEW.duplicate_of IS NOT NULL THEN 'duplicate'
      WHEN NEW.stage = 'registered' AND NEW.unreached THEN 'unreached' ELSE NEW.stage END, 1)
  ON CONFLICT (village, form, stage) DO UPDATE SET count = count + 1;
END;

CREATE TRIGGER tally_moves AFTER UPDATE OF village, form, status, stage, duplicate_of, unreached ON submission
WHEN (NEW.village, NEW.form, NEW.status, NEW.stage, NEW.duplicate_of IS NULL, NEW.unreached)
  <> (OLD.village, OLD.form, OLD.status, OLD.stage, OLD.duplicate_of IS NULL, OLD.unreached)
BEGIN
  UPDATE tally SET count = count - 1 WHERE village = OLD.village AND form = OLD.form AND stage =
    CASE WHEN OLD.status = 'withdrawn' THEN 'withdrawn' WHEN OLD.duplicate_of IS NOT NULL THEN 'duplicate'
      WHEN OLD.stage = 'registered' AND OLD.unreached THEN 'unreached' ELSE OLD.stage END;
  INSERT INTO tally (village, form, stage, count)
  VALUES (NEW.village, NEW.form,
    CASE WHEN NEW.status = 'withdrawn' THEN 'withdrawn' WHEN NEW.duplicate_of IS NOT NULL THEN 'duplicate'
      WHEN NEW.stage = 'registered' AND NEW.unreached THEN 'unreached' ELSE NEW.stage END, 1)
  ON CONFLICT (village, form, stage) DO UPDATE SET count = count + 1;
END;

CREATE TRIGGER tally_goes AFTER DELETE ON submission
BEGIN
  UPDATE tally SET count = count - 1 WHERE village = OLD.village AND form = OLD.form AND stage =
    CASE WHEN OLD.status = 'withdrawn' THEN 'withdrawn' WHEN OLD.duplicate_of IS NOT NULL THEN 'duplicate'
      WHEN OLD.stage = 'registered' AND OLD.unreached THEN 'unreached' ELSE OLD.stage END;
END;
