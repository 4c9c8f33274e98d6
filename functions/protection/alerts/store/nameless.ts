/** The SQL of alerts whose record is gone: a line each without a name, until somebody of the clinic closes it. */

import type { StaffAct } from '#audit/line.ts'
import { noteIfChanged } from '#audit/store.ts'
import type { AlertKind } from '#forms/signals.ts'
import type { Staff } from '#platform/principal.ts'
import { merged, scope } from '#register/ledger/store/list.ts'
import type { NamelessOutcome } from '../state.ts'

/** As the database holds it, see 0012_nameless.sql. */
export interface Nameless {
  id: string
  village: string
  kind: AlertKind
  opened_at: number
  how: 'withdrawn' | 'over'
  gone_at: number
  acknowledged_at: number | null
  acknowledged_by: string | null
  closed_at: number | null
  closed_by: string | null
  outcome: NamelessOutcome | null
  /** The words at the end, as ('nameless_alert', id, village). */
  sealed: ArrayBuffer | number[] | null
}

// ?1 is the line, ?2 the scope.
const ours = 'id = ?1 AND (?2 IS NULL OR village IN (SELECT value FROM json_each(?2)))'

/** Those of their villages that nobody closed, the oldest first; at most `most`. Each village's head lies in an index. */
export async function open(db: D1Database, { villages }: Staff, most: number): Promise<Nameless[]> {
  const rows = (where: string) =>
    `SELECT * FROM nameless_alert WHERE ${where} AND closed_at IS NULL ORDER BY opened_at, id LIMIT ?2`
  const heads =
    villages === 'all' ? [rows('?1 = ?1')] : villages.map((_, i) => rows(`village = json_extract(?1, '$[${i}]')`))
  if (heads.length === 0) return []
  const sql = `SELECT * FROM (${merged(heads.map((head) => `SELECT * FROM (${head})`))}) ORDER BY opened_at, id LIMIT ?2`
  return (await db.prepare(sql).bind(JSON.stringify(villages), most).all<Nameless>()).results
}

/** One of their villages with those who took a step, whose `name` is sealed; noted before it leaves. */
export async function find(
  db: D1Database,
  staff: Staff,
  id: string,
): Promise<{ row: Nameless; people: { id: string; role: string; name: ArrayBuffer | number[] }[] } | undefined> {
  const [rows, people] = (await db.batch([
    db.prepare(`SELECT * FROM nameless_alert WHERE ${ours}`).bind(id, scope(staff)),
    db
      .prepare(
        `SELECT staff.id, role, name FROM nameless_alert JOIN staff ON staff.id IN (acknowledged_by, closed_by)
         WHERE nameless_alert.id = ?1`,
      )
      .bind(id),
  ])) as D1Result<never>[]
  const row: Nameless | undefined = rows?.results[0]
  return row && { row, people: people?.results ?? [] }
}

/** Somebody of the clinic is at it. */
export async function acknowledge(db: D1Database, id: string, act: StaffAct): Promise<boolean> {
  const set = 'acknowledged_at = ?3, acknowledged_by = ?4'
  return step(db, id, act, `SET ${set} WHERE ${ours} AND acknowledged_at IS NULL AND closed_at IS NULL`, [])
}

/** Ends it, with how, and with words if there are any. */
export async function close(
  db: D1Database,
  id: string,
  act: StaffAct,
  { outcome, sealed }: { outcome: NamelessOutcome; sealed: Uint8Array | null },
): Promise<boolean> {
  const set = 'closed_at = ?3, closed_by = ?4, outcome = ?5, sealed = ?6'
  return step(db, id, act, `SET ${set} WHERE ${ours} AND acknowledged_at IS NOT NULL AND closed_at IS NULL`, [
    outcome,
    sealed,
  ])
}

async function step(db: D1Database, id: string, { staff, line }: StaffAct, set: string, more: unknown[]) {
  const bound = [id, scope(staff), line.at, line.actor, ...more]
  const [done] = await db.batch([db.prepare(`UPDATE nameless_alert ${set}`).bind(...bound), noteIfChanged(db, line)])
  return (done?.meta.changes ?? 0) > 0
}
