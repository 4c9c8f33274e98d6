-- An open alert that goes with its record is no open alert any more, see watch_tally in 0013.
CREATE TRIGGER watch_alert_goes AFTER DELETE ON alert WHEN OLD.closed_at IS NULL
BEGIN
  UPDATE watch_tally SET people = people - 1 WHERE village = OLD.village AND what = 'alert';
END;

-- Those that were counted on after their records had gone.
UPDATE watch_tally SET people = (SELECT count(*) FROM alert WHERE village = watch_tally.village AND closed_at IS NULL)
  WHERE what = 'alert';
