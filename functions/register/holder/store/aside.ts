/** The SQL by which the record is found that a household goes by. */
import type { Submission } from '#register/submissions/store/submission.ts'

/** The record for which this one was put aside; `same_phone`: 1 where both were registered with one phone. */
export async function mainOf(db: D1Database, id: string): Promise<(Submission & { same_phone: 0 | 1 }) | null> {
  const sql = `SELECT main.*, main.phone_index = gone.phone_index AS same_phone FROM submission AS gone
    JOIN submission AS main ON main.id = gone.duplicate_of WHERE gone.id = ?1 AND main.status = 'kept'`
  return db.prepare(sql).bind(id).first<Submission & { same_phone: 0 | 1 }>()
}
