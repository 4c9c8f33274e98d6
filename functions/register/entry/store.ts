/** Every SQL statement about lists that somebody entered: a list is what one press kept, known by its moment in the audit. */
import type { Stage } from '#forms/exported.ts'
import type { Staff } from '#platform/principal.ts'
import type { Only } from '../holder/store/withdrawal.ts'
import { inScope, scope } from '../ledger/store/list.ts'

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

// Of a list that was kept at the moment ?2.
const since = `CASE
      WHEN stage <> 'registered' THEN 'verified'
      WHEN ${has('check_in')} THEN 'reported'
      WHEN revision > 1 THEN 'corrected'
      WHEN ${has('alert', 'AND acknowledged_at IS NOT NULL')} THEN 'clinic'
      WHEN ${has('contact', 'AND contact.at > ?2')} THEN 'called'
      WHEN ${has('observation_change')} OR ${has('certificate')} OR ${has('checkpoint_pass')} OR ${has('entry_step')} THEN 'decided'
      WHEN duplicate_of IS NOT NULL OR EXISTS (SELECT 1 FROM submission AS other WHERE other.duplicate_of = submission.id) THEN 'merged'
      ELSE '' END`

/** Nothing has gone on with a record since its list was kept at the moment `at`. */
export const untouched = (at: number): Only => ({ sql: `${since} = ''`, value: at })

/** The records of the list that `actor` entered at the moment `at`, with what has gone on since. */
export async function recordsOf(db: D1Database, actor: string, at: number): Promise<ListRecord[]> {
  const sql = `SELECT submission.id AS id, village, ${since} AS since ${lines} AND line.at = ?2 ORDER BY submission.rowid`
  return (await db.prepare(sql).bind(actor, at).all<ListRecord>()).results
}

/** A record that says the name and the phone of a row, as it stands; `number` is the row's. */
export interface Registered {
  number: number
  id: string
  village: string
  revision: number
  stage: Stage
}

/** Keys of what a row says, and the record that it becomes itself. */
interface Sought {
  number: number
  phone: string
  name: string
  own: string
}

/** Of each row the first record of the form that says the same, among those that `staff` may see. */
export async function registered(db: D1Database, staff: Staff, form: string, rows: Sought[]): Promise<Registered[]> {
  const sql = `SELECT CAST(sought.value ->> 'number' AS INTEGER) AS number, submission.id AS id, submission.village AS village, revision, stage, min(received_at)
    FROM json_each(?1) AS sought JOIN submission ON submission.phone_index = sought.value ->> 'phone'
    WHERE submission.form = ?3 AND submission.id <> sought.value ->> 'own' AND duplicate_of IS NULL AND ${inScope}
      AND EXISTS (SELECT 1 FROM person_name WHERE name = sought.value ->> 'name' AND person_name.village = submission.village
        AND person_name.submission = submission.id)
    GROUP BY sought.key`
  return (await db.prepare(sql).bind(JSON.stringify(rows), scope(staff), form).all<Registered>()).results
}
