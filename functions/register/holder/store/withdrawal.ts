/** The SQL by which a record is forgotten: what was said goes, the row stays to be counted. */
import type { AuditLine } from '#audit/line.ts'
import { noteIfChanged } from '#audit/store.ts'
import { noteDeletion } from '#platform/store/operations.ts'
import { covering, type Holding, holdings, personal } from '#register/holdings.ts'

/** What must hold of the record in the moment in which it goes, as SQL; ?2 is `value`. */
export interface Only {
  sql: string
  value: number
}

/**
 * Destroys the sealed answers of a record, all that was said in what hangs on it, and what it could be found by; the row stays
 * to be counted. False where there was nothing to withdraw, or `only` did not hold: then nothing is touched.
 */
export async function withdraw(db: D1Database, line: AuditLine, only?: Only): Promise<boolean> {
  const { record: id, at } = line
  const where = `WHERE id = ?1 AND status = 'kept'${only ? ` AND ${only.sql}` : ''}`
  const [, , noted] = await db.batch([
    // Only freed, the sealed bytes would lie in the database's file until other rows happen to cover them.
    db
      .prepare(`UPDATE submission SET sealed = zeroblob(length(sealed)) ${where}`)
      .bind(...(only ? [id, only.value] : [id])),
    db
      .prepare(
        `UPDATE submission SET status = 'withdrawn', sealed = NULL, reference_index = NULL, phone_index = NULL, names = NULL, arrival = '', changed_at = ?3 ${where}`,
      )
      .bind(id, only?.value ?? 0, at),
    noteIfChanged(db, line),
    noteDeletion(db, at, id),
    ...Object.entries(holdings).flatMap(([table, held]) =>
      emptying(table, held).map((sql) => db.prepare(sql).bind(...(sql.includes('?2') ? [id, at] : [id]))),
    ),
  ])
  return noted?.meta.changes === 1
}

// What hangs on a record that stays is not touched.
const ofGone = "submission = ?1 AND EXISTS (SELECT 1 FROM submission WHERE id = ?1 AND status = 'withdrawn')"

function emptying(table: string, held: Holding): string[] {
  const { withdrawn } = held
  const cover = covering(held)
  const left = [...personal(held).map((column) => `${column} = NULL`), ...(withdrawn ? [withdrawn] : [])]
  return [
    ...(cover ? [`UPDATE ${table} SET ${cover} WHERE ${ofGone}`] : []),
    withdrawn === 'goes'
      ? `DELETE FROM ${table} WHERE ${ofGone}`
      : `UPDATE ${table} SET ${left.join(', ')} WHERE ${ofGone}`,
  ]
}
