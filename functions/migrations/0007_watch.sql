-- Who is asked for a report and how far they reported: an index, one row a record, of what is computed from the arrival,
-- the changes and the check-ins (functions/protection/watch/row.ts). What happens to a record marks its row in the same
-- batch, by triggers, so that no statement can forget it; a marked row is computed before anybody looks (settling.ts there).
CREATE TABLE watch (
  submission TEXT PRIMARY KEY REFERENCES submission (id) ON DELETE CASCADE,
  village    TEXT NOT NULL,
  -- Who answers for the household.
  assignee   TEXT,
  people     INTEGER NOT NULL,
  state      TEXT NOT NULL DEFAULT 'planned' CHECK (state IN ('planned', 'active', 'over')),
  -- Day 0 and the last day, of whoever begins first and ends last; empty until computed.
  first      TEXT NOT NULL DEFAULT '',
  last       TEXT NOT NULL DEFAULT '',
  -- Who is asked now: the person's number, and the place up to which nothing was asked of them, `2026-11-22.0`.
  owing      TEXT NOT NULL DEFAULT '{}',
  asked      INTEGER NOT NULL DEFAULT 0,
  -- The place up to which all who are asked have reported; empty where nobody is asked.
  reported   TEXT CHECK ((reported IS NULL) = (asked = 0)),
  -- The last day of whoever ends first without a closing visit; empty where nobody waits for one.
  closes     TEXT,
  -- When time alone changes the row next; 0: it was marked; empty: never.
  turns      INTEGER DEFAULT 0,
  -- Counts the marks, so that what is computed of an older state is not written.
  marks      INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;

CREATE INDEX watch_chase ON watch (village, reported, submission) WHERE reported IS NOT NULL;
CREATE INDEX watch_chase_mine ON watch (assignee, village, reported, submission)
  WHERE reported IS NOT NULL AND assignee IS NOT NULL;
CREATE INDEX watch_closes ON watch (village, closes, submission) WHERE closes IS NOT NULL;
CREATE INDEX watch_turns ON watch (turns) WHERE turns IS NOT NULL;

CREATE TRIGGER watch_record AFTER UPDATE OF village, arrival, people, status, duplicate_of, assignee ON submission
WHEN (NEW.village, NEW.arrival, NEW.people, NEW.status, NEW.duplicate_of IS NULL, coalesce(NEW.assignee, ''))
  <> (OLD.village, OLD.arrival, OLD.people, OLD.status, OLD.duplicate_of IS NULL, coalesce(OLD.assignee, ''))
BEGIN
  UPDATE watch SET village = NEW.village, assignee = NEW.assignee, turns = 0, marks = marks + 1 WHERE submission = NEW.id;
  -- Nobody asks for what was withdrawn or put aside, not for a minute.
  UPDATE watch SET owing = '{}', asked = 0, reported = NULL, closes = NULL
    WHERE submission = NEW.id AND (NEW.status = 'withdrawn' OR NEW.duplicate_of IS NOT NULL);
END;

CREATE TRIGGER watch_change AFTER INSERT ON observation_change
BEGIN
  UPDATE watch SET turns = 0, marks = marks + 1 WHERE submission = NEW.submission;
END;

CREATE TRIGGER watch_check_in AFTER INSERT ON check_in
BEGIN
  UPDATE watch SET reported = (
    SELECT min(max(asked.value, coalesce((SELECT day || '.' || slot FROM check_in
      WHERE submission = NEW.submission AND person = CAST(asked.key AS INTEGER) ORDER BY day DESC, slot DESC LIMIT 1), '')))
    FROM json_each(watch.owing) AS asked
  ) WHERE submission = NEW.submission AND reported < NEW.day || '.' || NEW.slot;
END;

-- How far new records were taken up: the last one's rowid, and its id, because a database that was loaded from a dump
-- numbers its rows anew; then all are looked through again. A registration itself writes no row for the watch.
CREATE TABLE watch_mark (
  one    INTEGER PRIMARY KEY CHECK (one = 1),
  number INTEGER NOT NULL,
  id     TEXT NOT NULL,
  -- The latest time that anything was computed for: a clock that is set back makes all of it anew.
  at     INTEGER NOT NULL
) STRICT;

INSERT INTO watch_mark VALUES (1, 0, '', 0);

-- Counts of a village. `what`: planned, active; asked: whoever owes a report now; a place: whoever of these reported up to
-- it; alert: open alerts, which have no households.
CREATE TABLE watch_tally (
  village    TEXT NOT NULL,
  what       TEXT NOT NULL,
  households INTEGER NOT NULL CHECK (households >= 0),
  people     INTEGER NOT NULL CHECK (people >= 0),
  PRIMARY KEY (village, what)
) STRICT, WITHOUT ROWID;

-- A record comes as planned, and nobody is asked before it is computed.
CREATE TRIGGER watch_comes AFTER INSERT ON watch
BEGIN
  INSERT INTO watch_tally VALUES (NEW.village, NEW.state, 1, NEW.people)
    ON CONFLICT DO UPDATE SET households = households + 1, people = people + excluded.people;
END;

CREATE TRIGGER watch_moves AFTER UPDATE OF village, state, people ON watch
WHEN (NEW.village, NEW.state, NEW.people) <> (OLD.village, OLD.state, OLD.people)
BEGIN
  UPDATE watch_tally SET households = households - 1, people = people - OLD.people
    WHERE village = OLD.village AND what = OLD.state;
  INSERT INTO watch_tally VALUES (NEW.village, NEW.state, 1, NEW.people)
    ON CONFLICT DO UPDATE SET households = households + 1, people = people + excluded.people;
END;

CREATE TRIGGER watch_asks AFTER UPDATE OF village, asked ON watch
WHEN (NEW.village, NEW.asked) <> (OLD.village, OLD.asked)
BEGIN
  UPDATE watch_tally SET households = households - 1, people = people - OLD.asked
    WHERE village = OLD.village AND what = 'asked' AND OLD.asked > 0;
  INSERT INTO watch_tally SELECT NEW.village, 'asked', 1, NEW.asked WHERE NEW.asked > 0
    ON CONFLICT DO UPDATE SET households = households + 1, people = people + excluded.people;
END;

CREATE TRIGGER watch_reports AFTER UPDATE OF village, asked, reported ON watch
WHEN (NEW.village, NEW.asked, coalesce(NEW.reported, '')) <> (OLD.village, OLD.asked, coalesce(OLD.reported, ''))
BEGIN
  UPDATE watch_tally SET households = households - 1, people = people - OLD.asked
    WHERE village = OLD.village AND what = OLD.reported;
  INSERT INTO watch_tally SELECT NEW.village, NEW.reported, 1, NEW.asked WHERE NEW.reported IS NOT NULL
    ON CONFLICT DO UPDATE SET households = households + 1, people = people + excluded.people;
  DELETE FROM watch_tally WHERE village = OLD.village AND what = OLD.reported AND households = 0;
END;

CREATE TRIGGER watch_goes AFTER DELETE ON watch
BEGIN
  UPDATE watch_tally SET households = households - 1, people = people - OLD.people
    WHERE village = OLD.village AND what = OLD.state;
  UPDATE watch_tally SET households = households - 1, people = people - OLD.asked
    WHERE village = OLD.village AND what IN ('asked', OLD.reported) AND OLD.asked > 0;
END;

CREATE TRIGGER watch_alert_opens AFTER INSERT ON alert WHEN NEW.closed_at IS NULL
BEGIN
  INSERT INTO watch_tally VALUES (NEW.village, 'alert', 0, 1) ON CONFLICT DO UPDATE SET people = people + 1;
END;

CREATE TRIGGER watch_alert_closes AFTER UPDATE OF closed_at ON alert
WHEN (NEW.closed_at IS NULL) <> (OLD.closed_at IS NULL)
BEGIN
  UPDATE watch_tally SET people = people + iif(NEW.closed_at IS NULL, 1, -1) WHERE village = NEW.village AND what = 'alert';
END;

CREATE TRIGGER watch_alert_moves AFTER UPDATE OF village ON alert
WHEN NEW.village <> OLD.village AND NEW.closed_at IS NULL AND OLD.closed_at IS NULL
BEGIN
  UPDATE watch_tally SET people = people - 1 WHERE village = OLD.village AND what = 'alert';
  INSERT INTO watch_tally VALUES (NEW.village, 'alert', 0, 1) ON CONFLICT DO UPDATE SET people = people + 1;
END;

-- An open alert that goes with its record is no open alert any more.
CREATE TRIGGER watch_alert_goes AFTER DELETE ON alert WHEN OLD.closed_at IS NULL
BEGIN
  UPDATE watch_tally SET people = people - 1 WHERE village = OLD.village AND what = 'alert';
END;
