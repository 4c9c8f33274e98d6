-- What an open alert leaves where its record goes before the clinic closed it: withdrawn by its holder, or destroyed when its
-- time was over. Neither waits for the clinic, and a fever does not end by it: somebody decides that (functions/protection/
-- alerts/nameless.ts). It holds a village and what rang, and nothing of anybody; triggers write it, so that no statement
-- can forget to.
CREATE TABLE nameless_alert (
  -- That of the alert, whose address leads here from then on.
  id              TEXT PRIMARY KEY,
  village         TEXT NOT NULL,
  kind            TEXT NOT NULL CHECK (kind IN ('fever', 'symptom', 'rising')),
  opened_at       INTEGER NOT NULL,
  how             TEXT NOT NULL CHECK (how IN ('withdrawn', 'over')),
  gone_at         INTEGER NOT NULL,
  -- As far as the clinic had come with it; then who did what with this line.
  acknowledged_at INTEGER,
  acknowledged_by TEXT,
  closed_at       INTEGER,
  closed_by       TEXT,
  outcome         TEXT CHECK (outcome IN ('better', 'treated', 'other')),
  -- The words at the end, sealed for the village.
  sealed          BLOB,
  CHECK ((closed_at IS NULL) = (outcome IS NULL))
) STRICT;

CREATE INDEX nameless_open ON nameless_alert (opened_at, id) WHERE closed_at IS NULL;
CREATE INDEX nameless_open_here ON nameless_alert (village, opened_at, id) WHERE closed_at IS NULL;
-- What was closed is destroyed as a record is, some days later.
CREATE INDEX nameless_closed ON nameless_alert (closed_at) WHERE closed_at IS NOT NULL;

CREATE TRIGGER nameless_withdrawn AFTER UPDATE OF status ON submission
WHEN NEW.status = 'withdrawn' AND OLD.status = 'kept'
BEGIN
  INSERT INTO nameless_alert (id, village, kind, opened_at, how, gone_at, acknowledged_at, acknowledged_by)
    SELECT id, village, kind, opened_at, 'withdrawn', NEW.changed_at, acknowledged_at, acknowledged_by FROM alert
    WHERE submission = NEW.id AND closed_at IS NULL ON CONFLICT (id) DO NOTHING;
END;

CREATE TRIGGER nameless_over BEFORE DELETE ON alert WHEN OLD.closed_at IS NULL
BEGIN
  INSERT INTO nameless_alert (id, village, kind, opened_at, how, gone_at, acknowledged_at, acknowledged_by)
    VALUES (OLD.id, OLD.village, OLD.kind, OLD.opened_at, 'over',
      coalesce((SELECT at FROM deletion WHERE record = OLD.submission ORDER BY seq DESC LIMIT 1), unixepoch() * 1000),
      OLD.acknowledged_at, OLD.acknowledged_by)
    ON CONFLICT (id) DO NOTHING;
END;

-- The village's board counts it as the open alert that it is.
CREATE TRIGGER watch_nameless_opens AFTER INSERT ON nameless_alert WHEN NEW.closed_at IS NULL
BEGIN
  INSERT INTO watch_tally VALUES (NEW.village, 'alert', 0, 1) ON CONFLICT DO UPDATE SET people = people + 1;
END;

CREATE TRIGGER watch_nameless_closes AFTER UPDATE OF closed_at ON nameless_alert
WHEN OLD.closed_at IS NULL AND NEW.closed_at IS NOT NULL
BEGIN
  UPDATE watch_tally SET people = people - 1 WHERE village = NEW.village AND what = 'alert';
END;
