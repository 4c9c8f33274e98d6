-- A keyed hash of each line, by which an edit is noticed; lines from before have none.
ALTER TABLE audit ADD COLUMN mac TEXT NOT NULL DEFAULT '';
