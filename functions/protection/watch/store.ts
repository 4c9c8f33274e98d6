/** The SQL that keeps the watch: takes up new records, finds rows that were marked or whose time has come, and writes them. */
import type { WatchRow } from './row.ts'

/** A row that is to be computed, with what it is computed from. */
export interface Due {
  submission: string
  marks: number
  arrival: string
  people: number
  gone: 0 | 1
  /** Of `Change`, as JSON. */
  changes: string
}

// A clock that was set back by less than this is only a clock that two machines read.
const TOLERANCE_MS = 60_000
// From which record on nobody was taken up: after the mark, if the record there is still the same.
const next =
  'SELECT rowid AS number, id FROM submission WHERE rowid > (SELECT iif((SELECT id FROM submission WHERE rowid = number) = id, number, 0) FROM watch_mark) ORDER BY rowid LIMIT ?1'

/** Takes up at most `most` records since the last, and gives at most as many rows that are due at `now`; `more` may be left. One trip. */
export async function due(db: D1Database, now: number, most: number): Promise<{ rows: Due[]; more: boolean }> {
  const found = `INSERT INTO watch (submission, village, assignee, people)
    SELECT submission.id, village, assignee, people FROM (${next}) AS fresh JOIN submission ON submission.rowid = fresh.number
    WHERE status = 'kept' AND arrival <> '' ON CONFLICT DO NOTHING`
  const marked = `UPDATE watch_mark SET (number, id) = (SELECT number, id FROM (${next}) ORDER BY number DESC LIMIT 1)
    WHERE EXISTS (${next})`
  const [fresh, , , , , rows] = await db.batch<Due & { fresh: number }>([
    db.prepare(`SELECT count(*) AS fresh FROM (${next})`).bind(most),
    db.prepare(found).bind(most),
    db.prepare(marked).bind(most),
    db
      .prepare('UPDATE watch SET turns = 0, marks = marks + 1 WHERE (SELECT at FROM watch_mark) > ?1')
      .bind(now + TOLERANCE_MS),
    db.prepare('UPDATE watch_mark SET at = ?1 WHERE abs(at - ?1) > ?2').bind(now, TOLERANCE_MS),
    db
      .prepare(
        `SELECT watch.submission, watch.marks, arrival, submission.people,
           status = 'withdrawn' OR duplicate_of IS NOT NULL AS gone,
           (SELECT json_group_array(json_object('kind', kind, 'person', person, 'day', day, 'at', at) ORDER BY at, seq)
             FROM observation_change WHERE observation_change.submission = watch.submission) AS changes
         FROM watch JOIN submission ON submission.id = watch.submission WHERE turns <= ?1 ORDER BY turns LIMIT ?2`,
      )
      .bind(now, most),
  ])
  const results = rows?.results ?? []
  return { rows: results, more: results.length === most || fresh?.results[0]?.fresh === most }
}

/** Writes what was computed, and how far the people of each reported; a row that was marked meanwhile stays due. */
export async function write(db: D1Database, rows: (WatchRow & Pick<Due, 'submission' | 'marks'>)[]): Promise<void> {
  const sql = `WITH computed AS (SELECT value ->> 'submission' AS id, value ->> 'marks' AS seen, value -> 'owing' AS asks, value
      FROM json_each(?1))
    UPDATE watch SET people = submission.people, state = value ->> 'state', first = value ->> 'first', last = value ->> 'last',
      owing = asks, asked = value ->> 'asked', closes = value ->> 'closes', turns = value ->> 'turns', reported = (
        SELECT min(max(asked.value, coalesce((SELECT day || '.' || slot FROM check_in
          WHERE submission = watch.submission AND person = CAST(asked.key AS INTEGER) ORDER BY day DESC, slot DESC LIMIT 1), '')))
        FROM json_each(asks) AS asked)
    FROM computed JOIN submission ON submission.id = computed.id
    WHERE watch.submission = computed.id AND watch.marks = seen`
  await db.prepare(sql).bind(JSON.stringify(rows)).run()
}
