/** The SQL by which a record is forgotten: what was said goes, the row stays to be counted. */
import type { AuditLine } from '#audit/line.ts'
import { noteIfChanged } from '#audit/store.ts'
import { noteDeletion } from '#platform/store/operations.ts'
import { covering, type Holding, holdings, personal } from '#register/holdings.ts'

/** Destroys the sealed answers of a record, all that was said in what hangs on it, and what it could be found by; the row stays to be counted. */
export async function withdraw(db: D1Database, line: AuditLine): Promise<void> {
  const { record: id, at } = line
  await db.batch([
    // Only freed, the sealed bytes would lie in the database's file until other rows happen to cover them.
    db.prepare("UPDATE submission SET sealed = zeroblob(length(sealed)) WHERE id = ?1 AND status = 'kept'").bind(id),
    db
      .prepare(
        `UPDATE submission SET status = 'withdrawn', sealed = NULL, reference_index = NULL, phone_index = NULL, names = NULL, arrival = '', changed_at = ?2
         WHERE id = ?1 AND status = 'kept'`,
      )
      .bind(id, at),
    noteIfChanged(db, line),
    noteDeletion(db, at, id),
    ...Object.entries(holdings).flatMap(([table, held]) =>
      emptying(table, held).map((sql) => db.prepare(sql).bind(...(sql.includes('?2') ? [id, at] : [id]))),
    ),
  ])
}

function emptying(table: string, held: Holding): string[] {
  const { withdrawn } = held
  const cover = covering(held)
  const left = [...personal(held).map((column) => `${column} = NULL`), ...(withdrawn ? [withdrawn] : [])]
  return [
    ...(cover ? [`UPDATE ${table} SET ${cover} WHERE submission = ?1`] : []),
    withdrawn === 'goes'
      ? `DELETE FROM ${table} WHERE submission = ?1`
      : `UPDATE ${table} SET ${left.join(', ')} WHERE submission = ?1`,
  ]
}
