-- One person, one slot of one day, once more with each revision: rows only ever come, and the greatest revision holds.
CREATE TABLE check_in (
  -- Made of the page that was shown and of what was sent on it: sent twice, it is kept once.
  key         TEXT NOT NULL,
  submission  TEXT NOT NULL REFERENCES submission (id),
  -- 0 is the returnee, 1 and on the family as the record lists it.
  person      INTEGER NOT NULL CHECK (person BETWEEN 0 AND 9),
  day         TEXT NOT NULL,
  slot        INTEGER NOT NULL CHECK (slot BETWEEN 0 AND 5),
  revision    INTEGER NOT NULL CHECK (revision >= 1),
  -- Tenths of a degree, in the clear because the trend is SQL's to see; empty where there is no thermometer.
  temperature INTEGER CHECK (temperature BETWEEN 340 AND 430),
  -- Symptoms, sealed for this village: empty only once the record is withdrawn.
  village     TEXT NOT NULL,
  sealed      BLOB,
  observed_at INTEGER NOT NULL,
  reported_at INTEGER NOT NULL,
  -- The holder of the record, or a member of the staff by id.
  by          TEXT NOT NULL,
  source      TEXT NOT NULL CHECK (source IN ('self', 'proxy', 'paper')),
  PRIMARY KEY (key, person)
) STRICT, WITHOUT ROWID;

-- A record's own; and what is missing of a slot, beside submission_by_duty, which knows who is in observation.
CREATE UNIQUE INDEX check_in_by_place ON check_in (submission, person, day, slot, revision);

-- What the township changed about an observation; how it stands is computed from these and the arrival.
CREATE TABLE observation_change (
  seq        INTEGER PRIMARY KEY,
  -- Of the page that was shown, so that a second press changes nothing.
  id         TEXT NOT NULL UNIQUE,
  submission TEXT NOT NULL REFERENCES submission (id),
  -- Empty where it is about everybody of the record.
  person     INTEGER CHECK (person BETWEEN 0 AND 9),
  kind       TEXT NOT NULL CHECK (kind IN ('extend', 'shorten', 'pause', 'resume', 'close', 'transfer', 'restart')),
  -- The new last day, or day 0 of another period.
  day        TEXT NOT NULL CHECK ((day <> '') = (kind IN ('extend', 'shorten', 'restart'))),
  village    TEXT NOT NULL,
  -- Why, sealed.
  sealed     BLOB,
  at         INTEGER NOT NULL,
  by         TEXT NOT NULL
) STRICT;

CREATE INDEX observation_change_by_submission ON observation_change (submission, at, seq);

-- What the clinic must see at once; opened in the batch of the check-in that caused it.
CREATE TABLE alert (
  -- The check-in's key and person.
  id              TEXT PRIMARY KEY,
  submission      TEXT NOT NULL REFERENCES submission (id),
  person          INTEGER NOT NULL,
  day             TEXT NOT NULL,
  slot            INTEGER NOT NULL,
  village         TEXT NOT NULL,
  kind            TEXT NOT NULL CHECK (kind IN ('fever', 'symptom', 'rising')),
  opened_at       INTEGER NOT NULL,
  -- Who did what with it, and when.
  acknowledged_at INTEGER,
  acknowledged_by TEXT,
  contacted_at    INTEGER,
  contacted_by    TEXT,
  transferred_at  INTEGER,
  transferred_by  TEXT,
  closed_at       INTEGER,
  closed_by       TEXT,
  -- How it ended; what is said about the end stands among the contacts, as a note.
  outcome         TEXT CHECK (outcome IN ('better', 'mistake', 'transferred', 'other')),
  -- When it had waited too long for the clinic and rose to the town.
  escalated_at    INTEGER
) STRICT, WITHOUT ROWID;

CREATE INDEX alert_by_place ON alert (submission, person, day, slot);
-- The clinic's queue and a village's: first what nobody has seen, then what somebody is at.
CREATE INDEX alert_unseen ON alert (opened_at, id) WHERE closed_at IS NULL AND acknowledged_at IS NULL;
CREATE INDEX alert_seen ON alert (opened_at, id) WHERE closed_at IS NULL AND acknowledged_at IS NOT NULL;
CREATE INDEX alert_unseen_here ON alert (village, opened_at, id) WHERE closed_at IS NULL AND acknowledged_at IS NULL;
CREATE INDEX alert_seen_here ON alert (village, opened_at, id) WHERE closed_at IS NULL AND acknowledged_at IS NOT NULL;
-- What may rise to the town and has not yet.
CREATE INDEX alert_rising ON alert (opened_at)
  WHERE closed_at IS NULL AND acknowledged_at IS NULL AND escalated_at IS NULL;

-- A record that is corrected to another village takes its open alerts along.
CREATE TRIGGER alert_moves AFTER UPDATE OF village ON submission WHEN NEW.village <> OLD.village
BEGIN
  UPDATE alert SET village = NEW.village WHERE submission = NEW.id AND closed_at IS NULL;
END;

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
