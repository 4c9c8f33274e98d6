/** The SQL by which the record is found that a household goes by. */
import type { Submission } from '#register/submissions/store/submission.ts'

/** The record for which this one was put aside. */
export async function mainOf(db: D1Database, id: string): Promise<Submission | null> {
  const sql = `SELECT main.* FROM submission AS gone
    JOIN submission AS main ON main.id = gone.duplicate_of WHERE gone.id = ?1 AND main.status = 'kept'`
  return db.prepare(sql).bind(id).first<Submission>()
}
