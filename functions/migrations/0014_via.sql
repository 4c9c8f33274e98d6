-- The record under whose number it was reported, where that was put aside for this one: a copy, which goes with it.
ALTER TABLE check_in ADD COLUMN via TEXT;

CREATE INDEX check_in_via ON check_in (via, submission) WHERE via IS NOT NULL;

-- Taken apart, corrected or withdrawn, it counts for itself again and for no other.
CREATE TRIGGER check_in_apart AFTER UPDATE OF duplicate_of ON submission
WHEN OLD.duplicate_of IS NOT NULL AND NEW.duplicate_of IS NOT OLD.duplicate_of
BEGIN
  UPDATE check_in SET sealed = zeroblob(length(sealed)), temperature = iif(temperature IS NULL, NULL, 340)
    WHERE via = NEW.id AND submission = OLD.duplicate_of;
  DELETE FROM check_in WHERE via = NEW.id AND submission = OLD.duplicate_of;
  UPDATE watch SET turns = 0, marks = marks + 1 WHERE submission = OLD.duplicate_of;
END;
