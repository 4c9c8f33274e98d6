/** The SQL of who answers for a household. */
import type { StaffAct } from '#audit/line.ts'
import { noteIfChanged } from '#audit/store.ts'
import type { Staff } from '#platform/principal.ts'
import { actAndRead, type FoundRecord, sees } from './found.ts'
import { inScope, scope } from './list.ts'

/** Puts a member of the village's staff, or nobody, in the place of whom was `seen` there; undefined where that is not so, or they may not. */
export async function assign(
  db: D1Database,
  act: StaffAct,
  seen: string | null,
  to: string | null,
): Promise<FoundRecord | undefined> {
  const { found } = await actAndRead(db, act, [
    db
      .prepare(
        `UPDATE submission SET assignee = ?4 WHERE id = ?1 AND ${inScope} AND duplicate_of IS NULL
         AND assignee IS ?3 AND assignee IS NOT ?4 AND (?4 IS NULL OR EXISTS
           (SELECT 1 FROM staff WHERE id = ?4 AND role = 'village' AND revoked_at IS NULL AND ${sees}))`,
      )
      .bind(act.line.record, scope(act.staff), seen, to),
    noteIfChanged(db, act.line),
  ])
  return found
}

/** Who of the staff stands on a record as the one who answers for the household. */
export async function assigneeOf(db: D1Database, staff: Staff, id: string): Promise<string | null> {
  const sql = `SELECT assignee FROM submission WHERE id = ?1 AND ${inScope}`
  return db.prepare(sql).bind(id, scope(staff)).first<string>('assignee')
}
