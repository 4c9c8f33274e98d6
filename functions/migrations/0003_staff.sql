-- Who may look, on which of their devices, and until when. A name is sealed; a secret stands only as a keyed hash.
CREATE TABLE staff (
  id         TEXT PRIMARY KEY,
  -- A row of functions/platform/roles.ts: what the table does not know may do nothing.
  role       TEXT NOT NULL CHECK (role <> ''),
  -- Slugs with a space between; empty where the role sees every village.
  villages   TEXT NOT NULL,
  name       BLOB NOT NULL,
  -- Counted up by revoking: what was made under an earlier one is worth nothing.
  epoch      INTEGER NOT NULL DEFAULT 1,
  made_at    INTEGER NOT NULL,
  revoked_at INTEGER,
  CHECK ((role = 'village') = (villages <> ''))
) STRICT;

CREATE INDEX staff_by_role ON staff (role) WHERE revoked_at IS NULL;

-- A code that makes one device theirs, once.
CREATE TABLE enrolment (
  id      TEXT PRIMARY KEY,
  code    TEXT NOT NULL UNIQUE,
  staff   TEXT NOT NULL REFERENCES staff (id),
  epoch   INTEGER NOT NULL,
  until   INTEGER NOT NULL,
  used_at INTEGER
) STRICT;

-- A phone or computer that is somebody's, by the hash of what its cookie holds, and the PIN that opens it.
CREATE TABLE device (
  id         TEXT PRIMARY KEY,
  token      TEXT NOT NULL UNIQUE,
  staff      TEXT NOT NULL REFERENCES staff (id),
  epoch      INTEGER NOT NULL,
  kind       TEXT NOT NULL CHECK (kind IN ('android', 'iphone', 'computer', 'other')),
  salt       TEXT NOT NULL,
  pin        TEXT NOT NULL,
  -- Wrong PINs since the last right one; at five it is locked.
  tries      INTEGER NOT NULL DEFAULT 0,
  made_at    INTEGER NOT NULL,
  until      INTEGER NOT NULL,
  removed_at INTEGER
) STRICT;

CREATE INDEX device_by_staff ON device (staff);

-- A device whose PIN was given, until it is left or nobody has used it for a while.
CREATE TABLE session (
  token      TEXT PRIMARY KEY,
  device     TEXT NOT NULL REFERENCES device (id),
  started_at INTEGER NOT NULL,
  seen_at    INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX session_by_device ON session (device);
