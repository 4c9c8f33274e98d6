/** Every SQL statement about lists that somebody entered: a list is what one press kept, known by its moment in the audit. */

// So many of somebody's own latest lines are looked through; older lists are not undone here.
const LOOKED_AT = 4000
const lines = `FROM (SELECT at, act, detail, record FROM audit WHERE actor = ?1 ORDER BY seq DESC LIMIT ${LOOKED_AT}) AS line
  JOIN submission ON submission.id = line.record AND status = 'kept'
  WHERE line.act = 'enter-for' AND line.detail = 'paper'`

/** A list that one press kept: when, UTC milliseconds, and how many records of it are left. */
export interface KeptList {
  at: number
  records: number
}

/** The lists that `actor` entered since the moment `since`, the latest first, at most `most`. */
export async function listsOf(db: D1Database, actor: string, since: number, most: number): Promise<KeptList[]> {
  const sql = `SELECT line.at AS at, count(*) AS records ${lines} AND line.at >= ?2 GROUP BY line.at ORDER BY line.at DESC LIMIT ?3`
  return (await db.prepare(sql).bind(actor, since, most).all<KeptList>()).results
}

/** What has gone on with a record since it was entered; empty: nothing. Tables of rooms above are named here and not imported. */
type Since = '' | 'verified' | 'reported' | 'corrected' | 'clinic' | 'called' | 'decided' | 'merged'

export interface ListRecord {
  id: string
  village: string
  since: Since
}

const has = (table: string, more = '') =>
  `EXISTS (SELECT 1 FROM ${table} WHERE ${table}.submission = submission.id ${more})`

/** The records of the list that `actor` entered at the moment `at`, with what has gone on since. */
export async function recordsOf(db: D1Database, actor: string, at: number): Promise<ListRecord[]> {
  const sql = `SELECT submission.id AS id, village, CASE
      WHEN stage <> 'registered' THEN 'verified'
      WHEN ${has('check_in')} THEN 'reported'
      WHEN revision > 1 THEN 'corrected'
      WHEN ${has('alert', 'AND acknowledged_at IS NOT NULL')} THEN 'clinic'
      WHEN ${has('contact', 'AND contact.at > ?2')} THEN 'called'
      WHEN ${has('observation_change')} OR ${has('certificate')} OR ${has('checkpoint_pass')} OR ${has('entry_step')} THEN 'decided'
      WHEN duplicate_of IS NOT NULL OR EXISTS (SELECT 1 FROM submission AS other WHERE other.duplicate_of = submission.id) THEN 'merged'
      ELSE '' END AS since ${lines} AND line.at = ?2 ORDER BY submission.rowid`
  return (await db.prepare(sql).bind(actor, at).all<ListRecord>()).results
}
