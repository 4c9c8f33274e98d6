/** The SQL of the ledger's lists. What staff may see stands in each WHERE: kept records of their villages. */
import type { Line } from '../audit/line.ts'
import { note } from '../audit/store.ts'
import type { Staff } from '../staff/principal.ts'
import type { Cursor, Filter } from './filter.ts'
import type { Sought } from './lookup.ts'
import type { ListedRow } from './masked.ts'

/** What a member of the staff may see, for a WHERE; ?2 is their scope. */
export const theirs =
  "submission.status = 'kept' AND (?2 IS NULL OR submission.village IN (SELECT value FROM json_each(?2)))"
const line = 'id, form, village, people, source, stage, arrival, received_at, sealed'

/** The villages of a member of the staff as JSON, or nothing where all are theirs. */
export const scope = ({ villages }: Staff): string | null => (villages === 'all' ? null : JSON.stringify(villages))

/** A page of the list, those that arrive first at its head; `most` rows from `after` on. */
export async function list(
  db: D1Database,
  staff: Staff,
  filter: Filter,
  after: Cursor | undefined,
  most: number,
): Promise<ListedRow[]> {
  const { village, form, stage, source, from, to } = filter
  const start = after && after.arrival >= from ? after : { arrival: from, receivedAt: 0, id: '' }
  const { results } = await db
    .prepare(
      `SELECT ${line} FROM submission
       WHERE village = ?1 AND ${theirs} AND duplicate_of IS NULL AND form = ?3 AND stage = ?4 AND (arrival, received_at, id) > (?5, ?6, ?7)
       AND arrival <= ?8 AND (?9 = '' OR source = ?9) ORDER BY arrival, received_at, id LIMIT ?10`,
    )
    .bind(village, scope(staff), form, stage, start.arrival, start.receivedAt, start.id, to || '9999', source, most)
    .all<ListedRow>()
  return results
}

/** The records that were looked for, the latest first. */
export async function search(
  db: D1Database,
  staff: Staff,
  { by, from, to }: Sought,
  most: number,
): Promise<ListedRow[]> {
  const index = by === 'reference' ? 'reference_index' : 'phone_index'
  const { results } = await db
    .prepare(
      `SELECT ${line} FROM submission WHERE ${index} >= ?1 AND ${index} <= ?3 AND ${theirs}
       ORDER BY received_at DESC, id LIMIT ?4`,
    )
    .bind(from, scope(staff), to, most)
    .all<ListedRow>()
  return results
}

/** Notes what was listed; throws where it cannot, so that it does not leave. */
export async function noteList(db: D1Database, line: Line): Promise<void> {
  await note(db, line).run()
}

/** Whether this call was noted on this record. */
export async function hasCall(db: D1Database, staff: Staff, id: string, call: string): Promise<boolean> {
  const sql = `SELECT 1 FROM submission JOIN contact ON contact.submission = submission.id
    WHERE submission.id = ?1 AND ${theirs} AND contact.id = ?3`
  return (await db.prepare(sql).bind(id, scope(staff), call).first()) !== null
}

/** The village of a record, for which a note is sealed. */
export async function villageOf(db: D1Database, staff: Staff, id: string): Promise<string | null> {
  const sql = `SELECT village FROM submission WHERE id = ?1 AND ${theirs}`
  return db.prepare(sql).bind(id, scope(staff)).first<string>('village')
}
