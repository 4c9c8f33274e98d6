-- 1 once the village found the record right. A correction sends it back to be looked at and leaves this: what papers and
-- days rest on is from then on not its holder's to change (functions/forms/facts.ts).
ALTER TABLE submission ADD COLUMN vouched INTEGER NOT NULL DEFAULT 0 CHECK (vouched IN (0, 1));

UPDATE submission SET vouched = 1
  WHERE stage <> 'registered' OR EXISTS (SELECT 1 FROM audit WHERE record = submission.id AND act = 'verify');

-- By a trigger, so that no statement that moves a record can forget it.
CREATE TRIGGER submission_vouched AFTER UPDATE OF stage ON submission WHEN NEW.stage <> 'registered' AND NEW.vouched = 0
BEGIN
  UPDATE submission SET vouched = 1 WHERE id = NEW.id;
END;
