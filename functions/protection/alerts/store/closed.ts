/** The SQL of the alerts that were closed of late. */
import type { Staff } from '#platform/principal.ts'
import { inScope, scope } from '#register/ledger/store/list.ts'
import { beside, lined, type WaitingAlert } from './queue.ts'

/** What was closed of their villages since a moment, the latest first; at most `most`. */
export async function closedSince(db: D1Database, staff: Staff, since: number, most: number): Promise<WaitingAlert[]> {
  const sql = `SELECT ${lined} FROM alert INDEXED BY alert_closed ${beside}
    WHERE alert.closed_at > ?1 AND ${inScope} ORDER BY alert.closed_at DESC LIMIT ?3`
  return (await db.prepare(sql).bind(since, scope(staff), most).all<WaitingAlert>()).results
}
