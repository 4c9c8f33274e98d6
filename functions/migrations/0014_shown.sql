-- A page that answered a form, for the half hour in which somebody may go back to it. It is locked with the cookie of the
-- browser to which it was shown, of which nothing is kept here: neither a backup nor the secrets open it.
CREATE TABLE shown_page (
  id     TEXT PRIMARY KEY,
  until  INTEGER NOT NULL,
  locked BLOB NOT NULL
) STRICT;

CREATE INDEX shown_by_until ON shown_page (until);
