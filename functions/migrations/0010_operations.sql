-- What was done with the database itself: 'backup' is the last one, 'closed' stands while a restored one waits for deletions.
CREATE TABLE IF NOT EXISTS operation (
  name   TEXT PRIMARY KEY,
  at     INTEGER NOT NULL,
  detail TEXT NOT NULL
) STRICT;

-- What was deleted, so that a backup from before can be told; an id says nothing about anybody. Rows only ever come.
CREATE TABLE deletion (
  seq    INTEGER PRIMARY KEY,
  record TEXT NOT NULL,
  at     INTEGER NOT NULL
) STRICT;

INSERT INTO deletion (record, at) SELECT id, changed_at FROM submission WHERE status = 'withdrawn' ORDER BY changed_at;
