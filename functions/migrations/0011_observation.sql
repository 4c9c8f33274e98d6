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
  acknowledged_at INTEGER,
  acknowledged_by TEXT,
  contacted_at    INTEGER,
  transferred_at  INTEGER,
  closed_at       INTEGER,
  escalated_at    INTEGER
) STRICT, WITHOUT ROWID;

CREATE INDEX alert_by_place ON alert (submission, person, day, slot);
CREATE INDEX alert_open ON alert (village, opened_at, id) WHERE closed_at IS NULL;
CREATE INDEX alert_unseen ON alert (opened_at, id) WHERE closed_at IS NULL AND acknowledged_at IS NULL;

-- A low mood or a wish that came with a check-in; a row stands only where something was asked for.
CREATE TABLE care_request (
  id         TEXT PRIMARY KEY,
  submission TEXT NOT NULL REFERENCES submission (id),
  village    TEXT NOT NULL,
  sealed     BLOB,
  asked_at   INTEGER NOT NULL,
  taken_at   INTEGER,
  taken_by   TEXT,
  closed_at  INTEGER
) STRICT, WITHOUT ROWID;

CREATE INDEX care_request_by_submission ON care_request (submission);
CREATE INDEX care_request_open ON care_request (village, asked_at, id) WHERE closed_at IS NULL;
