-- Two records that may be of the same household: somebody stands in both, and they have one phone, or lie in one village.
-- The same phone under another name is a household on one phone and no pair. Triggers look for it in the batch of the row,
-- so that no door can forget to; each looks at few rows and makes few pairs of one record, because strangers send them.
CREATE TABLE alike (
  -- The one that came, or was corrected, later.
  submission TEXT NOT NULL REFERENCES submission (id) ON DELETE CASCADE,
  other      TEXT NOT NULL REFERENCES submission (id) ON DELETE CASCADE,
  village    TEXT NOT NULL,
  -- 1 where the phone is the same too.
  phone      INTEGER NOT NULL CHECK (phone IN (0, 1)),
  -- Who of the desk said that they are two households, and when; empty while nobody did.
  apart_at   INTEGER,
  apart_by   TEXT,
  PRIMARY KEY (submission, other),
  CHECK ((apart_at IS NULL) = (apart_by IS NULL))
) STRICT, WITHOUT ROWID;

CREATE INDEX alike_other ON alike (other);
-- For the list of the records that have one.
CREATE INDEX alike_open ON alike (village, submission) WHERE apart_at IS NULL;

-- Whom a record may be, looked for in one place: what is inserted here is a record that came or was changed.
CREATE VIEW alike_sought AS SELECT id, form, village, arrival, names, phone_index, duplicate_of FROM submission;

-- Only who comes home is one record; whoever asks for help may do so as often as they need it.
CREATE TRIGGER alike_seeks INSTEAD OF INSERT ON alike_sought
WHEN NEW.names IS NOT NULL AND NEW.arrival <> '' AND NEW.duplicate_of IS NULL
BEGIN
  INSERT INTO alike (submission, other, village, phone)
    SELECT NEW.id, id, NEW.village, max(phone) FROM (
      SELECT * FROM (SELECT known.id, 1 AS phone FROM (SELECT * FROM submission WHERE phone_index = NEW.phone_index LIMIT 200) AS known
        WHERE known.id <> NEW.id AND known.form = NEW.form AND known.arrival <> '' AND known.duplicate_of IS NULL
          AND EXISTS (SELECT 1 FROM json_each(NEW.names) AS said JOIN person_name
            ON name = said.value AND person_name.village = known.village AND person_name.submission = known.id)
          AND (SELECT count(*) FROM alike WHERE other = known.id) < 4 LIMIT 2)
      UNION ALL
      SELECT * FROM (SELECT known.id, coalesce(known.phone_index = NEW.phone_index, 0) FROM
          (SELECT submission AS called FROM json_each(NEW.names) AS said
            JOIN person_name ON name = said.value AND person_name.village = NEW.village LIMIT 40)
        JOIN submission AS known ON known.id = called
        WHERE known.id <> NEW.id AND known.form = NEW.form AND known.arrival <> '' AND known.duplicate_of IS NULL
          AND (SELECT count(*) FROM alike WHERE other = known.id) < 4 LIMIT 2)
    ) WHERE NOT EXISTS (SELECT 1 FROM alike WHERE (submission, other) IN ((id, NEW.id), (NEW.id, id)))
    GROUP BY id;
END;

CREATE TRIGGER alike_comes AFTER INSERT ON submission
BEGIN
  INSERT INTO alike_sought VALUES (NEW.id, NEW.form, NEW.village, NEW.arrival, NEW.names, NEW.phone_index, NEW.duplicate_of);
END;

-- What is put aside, taken apart or corrected is looked at anew; what the desk said stays, unless the record is withdrawn.
CREATE TRIGGER alike_changes AFTER UPDATE OF names, village, phone_index, duplicate_of ON submission
WHEN (NEW.names, NEW.village, NEW.phone_index, NEW.duplicate_of) IS NOT (OLD.names, OLD.village, OLD.phone_index, OLD.duplicate_of)
BEGIN
  DELETE FROM alike WHERE submission = NEW.id AND (apart_at IS NULL OR NEW.status = 'withdrawn');
  DELETE FROM alike WHERE other = NEW.id AND (apart_at IS NULL OR NEW.status = 'withdrawn');
  INSERT INTO alike_sought VALUES (NEW.id, NEW.form, NEW.village, NEW.arrival, NEW.names, NEW.phone_index, NEW.duplicate_of);
END;

INSERT INTO alike (submission, other, village, phone)
  SELECT later.id, earlier.id, later.village, 1 FROM submission AS later
  JOIN submission AS earlier ON earlier.phone_index = later.phone_index AND earlier.rowid < later.rowid
  WHERE later.form = earlier.form AND later.arrival <> '' AND earlier.arrival <> '' AND later.duplicate_of IS NULL
    AND earlier.duplicate_of IS NULL AND EXISTS (SELECT 1 FROM json_each(later.names) AS said JOIN person_name
      ON name = said.value AND person_name.village = earlier.village AND person_name.submission = earlier.id);
