-- What a family asks for goes with its record to another village, as its alerts do (0014), and stays sealed as it was.
-- The village for which it was sealed; empty where that is its own.
ALTER TABLE care_request ADD COLUMN sealed_for TEXT;

CREATE TRIGGER care_moves AFTER UPDATE OF village ON submission WHEN NEW.village <> OLD.village
BEGIN
  UPDATE care_request SET sealed_for = coalesce(sealed_for, village), village = NEW.village WHERE submission = NEW.id;
END;

-- What stayed behind until now, and alerts of pages that were opened before a correction and sent after it.
UPDATE care_request SET sealed_for = village,
  village = (SELECT village FROM submission WHERE submission.id = care_request.submission)
  WHERE village <> (SELECT village FROM submission WHERE submission.id = care_request.submission);
UPDATE alert SET village = (SELECT village FROM submission WHERE submission.id = alert.submission)
  WHERE closed_at IS NULL AND village <> (SELECT village FROM submission WHERE submission.id = alert.submission);
