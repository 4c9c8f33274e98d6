-- The public pages by words. Rows of one build lie side by side, so that an index range keeps old and new pages apart.
CREATE TABLE search_build (
  id     TEXT PRIMARY KEY,
  -- Of its rows in `page` and `search`: the first number, and how many there are.
  first  INTEGER NOT NULL,
  pages  INTEGER NOT NULL,
  -- 1 once every row is there; no page is shown before.
  loaded INTEGER NOT NULL DEFAULT 0 CHECK (loaded IN (0, 1))
) STRICT, WITHOUT ROWID;

-- One page of a build, as a result of a search shows it.
CREATE TABLE page (
  id        INTEGER PRIMARY KEY,
  -- UTC milliseconds: public from, in force from, in force until (left out: open), and the word for what comes after.
  published INTEGER NOT NULL,
  starts    INTEGER NOT NULL,
  ends      INTEGER,
  ending    TEXT,
  path      TEXT NOT NULL,
  section   TEXT NOT NULL,
  title     TEXT NOT NULL,
  badge     TEXT NOT NULL,
  tone      TEXT NOT NULL,
  day       TEXT,
  -- Last, because what stands before it is read of many rows and the text of few.
  text      TEXT NOT NULL
) STRICT;

-- Every page's words in pairs of characters, see functions/publicity/search/grams.ts; the words themselves stand in `page`.
-- The categories let characters through that are younger than the tokenizer's tables, as in rare names, and our own marks.
CREATE VIRTUAL TABLE search USING fts5(
  grams,
  content = '', contentless_delete = 1,
  tokenize = "unicode61 remove_diacritics 0 categories 'L* N* Co Cn'"
);
