/** The SQL of what is to go and when: over the lists' index by arrival, and over the marked rows where something else decides. */
import type { Day } from '#platform/clock.ts'
import type { PeriodChange } from '#protection/observation/course.ts'
import type { ListedRow } from '#register/ledger/masked.ts'
import { listed } from '#register/ledger/store/list.ts'
import type { Bounds } from '../bounds.ts'
import type { Kept } from '../rule.ts'

/** A record of a household that is to be computed, with its mark. */
export interface Marked extends Kept {
  id: string
  village: string
  form: string
  /** The record that its household goes by: itself, unless it was put aside. */
  head: string
  marks: number
}

/** What was computed: the last day, or `=` where the arrival says it all. */
export interface Settled {
  id: string
  last: Day | '='
  marks: number
}

/** A line of the list of what goes soon. */
export type EndingRow = ListedRow & { last: Day }

// Of what goes soon so many are put in order; of more than these, any.
const MOST_ORDERED = 500
// Of each strand so many are looked at for the day of the next.
const MOST_LOOKED_AT = 200

// Crossed, so that SQLite goes from the places to the index and not through all of it.
const strands = `CROSS JOIN submission INDEXED BY submission_by_duty ON submission.village = place.village
  AND submission.form = place.form AND submission.stage IN ('registered', 'verified', 'closed')
  AND submission.source IN ('self', 'proxy', 'paper') AND submission.status = 'kept' AND submission.duplicate_of IS NULL`
const plain = `NOT EXISTS (SELECT 1 FROM retention WHERE retention.submission = submission.id AND retention.last <> '=')`
const places = `place AS (SELECT DISTINCT village, form FROM tally
  WHERE ?1 IS NULL OR village IN (SELECT value FROM json_each(?1)))`

// Where a form is kept for its own number of days, that decides.
const before = "coalesce(?7 -> place.form ->> 'before', ?3)"

/** Whatever goes by these bounds, in these villages (?1, as JSON; NULL: all, also those that the township no longer has). */
const ending = `WITH ${places}
  SELECT submission.id, date(submission.arrival, ?5) AS last FROM place ${strands}
    AND submission.arrival > '' AND submission.arrival <= ?2 WHERE ${plain}
  UNION ALL
  SELECT submission.id, date(submission.changed_at / 1000, 'unixepoch', '+8 hours', coalesce(?7 -> place.form ->> 'days', ?6))
    FROM place ${strands} AND submission.arrival = '' AND submission.received_at < ${before}
    WHERE submission.changed_at < ${before} AND ${plain}
  UNION ALL
  SELECT retention.submission, retention.last FROM (SELECT DISTINCT village FROM place) AS place
    CROSS JOIN retention ON retention.village = place.village AND retention.last > '' AND retention.last <= ?4`

function bound(db: D1Database, sql: string, villages: string[] | null, bounds: Bounds): D1PreparedStatement {
  const { arrival, changedBefore, last, fromArrival, fromChange, byForm } = bounds
  const where = villages && JSON.stringify(villages)
  return db.prepare(sql).bind(where, arrival, changedBefore, last, fromArrival, fromChange, byForm)
}

/** The ids of what goes by these bounds, at most `most`. */
export async function goingBy(db: D1Database, bounds: Bounds, most: number): Promise<string[]> {
  const { results } = await bound(db, `${ending} LIMIT ${most}`, null, bounds).all<{ id: string }>()
  return results.map(({ id }) => id)
}

/** How many go by these bounds, as `{ n }`; counted up to `most`. */
export function countEnding(db: D1Database, villages: string[], bounds: Bounds, most: number): D1PreparedStatement {
  return bound(db, `SELECT count(*) AS n FROM (${ending} LIMIT ${most})`, villages, bounds)
}

/** What goes by these bounds, with the last day of its observation, the first to go first; at most `most`. */
export async function listEnding(
  db: D1Database,
  villages: string[],
  bounds: Bounds,
  most: number,
): Promise<EndingRow[]> {
  const sql = `SELECT ${listed}, ending.last FROM (SELECT * FROM (${ending} LIMIT ${MOST_ORDERED}) ORDER BY last, id LIMIT ${most})
    AS ending JOIN submission ON submission.id = ending.id ORDER BY ending.last, submission.id`
  return (await bound(db, sql, villages, bounds).all<EndingRow>()).results
}

/** Records and people that go by these bounds, of each village and form. */
export async function countByVillage(
  db: D1Database,
  bounds: Bounds,
): Promise<{ village: string; form: string; records: number; people: number }[]> {
  const sql = `SELECT village, form, count(*) AS records, sum(people) AS people
    FROM (${ending}) AS ending JOIN submission ON submission.id = ending.id GROUP BY village, form ORDER BY village, form`
  return (await bound(db, sql, null, bounds).all<{ village: string; form: string; records: number; people: number }>())
    .results
}

/** The last day of the observation that ends first of all; nothing where no record is kept. */
export function firstToEnd(db: D1Database, { fromArrival, fromChange, byForm }: Bounds): D1PreparedStatement {
  const first = (value: string, where: string) => `SELECT min(last) FROM (SELECT ${value} AS last, ${plain} AS plain
    FROM submission INDEXED BY submission_by_duty WHERE submission.village = place.village AND submission.form = place.form
    AND submission.stage = step.stage AND submission.source = way.source AND submission.status = 'kept'
    AND submission.duplicate_of IS NULL AND ${where} LIMIT ${MOST_LOOKED_AT}) WHERE plain`
  const sql = `WITH place AS (SELECT DISTINCT village, form FROM tally),
    step (stage) AS (VALUES ('registered'), ('verified'), ('closed')), way (source) AS (VALUES ('self'), ('proxy'), ('paper'))
    SELECT min(last) AS last FROM (
      SELECT (${first('date(submission.arrival, ?1)', "submission.arrival > ''")}) AS last FROM place, step, way
      UNION ALL
      SELECT (${first("date(submission.changed_at / 1000, 'unixepoch', '+8 hours', coalesce(?3 -> place.form ->> 'days', ?2))", "submission.arrival = ''")}) FROM place, step, way
      UNION ALL
      SELECT (SELECT last FROM retention WHERE retention.village = place.village AND last > '' AND last <> '='
        ORDER BY last LIMIT 1) FROM place)`
  return db.prepare(sql).bind(fromArrival, fromChange, byForm)
}

/** Marked records with their whole households, of at most `most` marks. */
export async function marked(db: D1Database, most: number): Promise<Marked[]> {
  const sql = `WITH some AS (SELECT submission FROM (SELECT DISTINCT village FROM tally) AS place
      CROSS JOIN retention ON retention.village = place.village AND retention.last = '' LIMIT ?1),
    heads AS (SELECT DISTINCT coalesce(duplicate_of, id) AS head FROM some JOIN submission ON submission.id = some.submission)
    SELECT submission.id, submission.village, form, heads.head, arrival, people, changed_at, coalesce(marks, 0) AS marks,
      (SELECT json_group_array(json_object('kind', kind, 'person', person, 'day', day, 'at', at) ORDER BY at, seq)
        FROM observation_change WHERE observation_change.submission = submission.id) AS changes
    FROM heads JOIN submission ON (submission.id = heads.head OR submission.duplicate_of = heads.head)
    LEFT JOIN retention ON retention.submission = submission.id WHERE submission.status = 'kept'`
  const { results } = await db.prepare(sql).bind(most).all<Omit<Marked, 'changes'> & { changes: string }>()
  return results.map((row) => ({ ...row, changes: JSON.parse(row.changes) as PeriodChange[] }))
}

/** Writes what was computed, except where it was marked again meanwhile. */
export async function settle(db: D1Database, settled: Settled[]): Promise<void> {
  const sql = `UPDATE retention SET last = now.last
    FROM (SELECT value ->> 'id' AS id, value ->> 'last' AS last, value ->> 'marks' AS marks FROM json_each(?1)) AS now
    WHERE retention.submission = now.id AND retention.marks = now.marks`
  await db.prepare(sql).bind(JSON.stringify(settled)).run()
}
