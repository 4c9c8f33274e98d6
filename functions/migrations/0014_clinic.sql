-- Who did what with an alert, beside when, and how it ended; what is said about the end stands among the contacts, as a note.
ALTER TABLE alert ADD COLUMN contacted_by TEXT;
ALTER TABLE alert ADD COLUMN transferred_by TEXT;
ALTER TABLE alert ADD COLUMN closed_by TEXT;
ALTER TABLE alert ADD COLUMN outcome TEXT CHECK (outcome IN ('better', 'mistake', 'transferred', 'other'));
ALTER TABLE care_request ADD COLUMN closed_by TEXT;

-- The clinic's queue and a village's: what nobody has seen, and then what somebody is at; alert_unseen is the first of them.
CREATE INDEX alert_seen ON alert (opened_at, id) WHERE closed_at IS NULL AND acknowledged_at IS NOT NULL;
CREATE INDEX alert_unseen_here ON alert (village, opened_at, id) WHERE closed_at IS NULL AND acknowledged_at IS NULL;
CREATE INDEX alert_seen_here ON alert (village, opened_at, id) WHERE closed_at IS NULL AND acknowledged_at IS NOT NULL;
DROP INDEX alert_open;
-- What may rise to the town and has not yet.
CREATE INDEX alert_rising ON alert (opened_at)
  WHERE closed_at IS NULL AND acknowledged_at IS NULL AND escalated_at IS NULL;
CREATE INDEX care_request_waiting ON care_request (asked_at, id) WHERE closed_at IS NULL;

-- A record that is corrected to another village takes its open alerts along.
CREATE TRIGGER alert_moves AFTER UPDATE OF village ON submission WHEN NEW.village <> OLD.village
BEGIN
  UPDATE alert SET village = NEW.village WHERE submission = NEW.id AND closed_at IS NULL;
END;
-- And the village's count of them, see 0013.
CREATE TRIGGER watch_alert_moves AFTER UPDATE OF village ON alert
WHEN NEW.village <> OLD.village AND NEW.closed_at IS NULL AND OLD.closed_at IS NULL
BEGIN
  UPDATE watch_tally SET people = people - 1 WHERE village = OLD.village AND what = 'alert';
  INSERT INTO watch_tally VALUES (NEW.village, 'alert', 0, 1) ON CONFLICT DO UPDATE SET people = people + 1;
END;
