/** The SQL about the database itself: what was done with it, whether it is closed, and what was deleted from it. */

/** One deletion: a record's random id, and when, UTC milliseconds. */
export interface Deletion {
  seq: number
  record: string
  at: number
}

/** Notes that `record` was deleted, as a statement for the batch of the act; only if the statement before it changed a row. */
export function noteDeletion(db: D1Database, at: number, record: string): D1PreparedStatement {
  return db.prepare('INSERT INTO deletion (record, at) SELECT ?1, ?2 WHERE changes() = 1').bind(record, at)
}

/** Deletions after `seq`, in their order, at most `most`. */
export async function deletionsAfter(db: D1Database, seq: number, most: number): Promise<Deletion[]> {
  const sql = 'SELECT seq, record, at FROM deletion WHERE seq > ?1 ORDER BY seq LIMIT ?2'
  return (await db.prepare(sql).bind(seq, most).all<Deletion>()).results
}

/** Whether the database is closed, because it was restored and deletions made since the backup are not replayed yet. */
export async function isClosed(db: D1Database): Promise<boolean> {
  return (await db.prepare("SELECT 1 FROM operation WHERE name = 'closed'").first()) !== null
}

/** Opens a database that was closed, and notes how. */
export async function reopen(db: D1Database, at: number, detail: string): Promise<void> {
  await db.batch([db.prepare("DELETE FROM operation WHERE name = 'closed'"), noted(db, 'restore', at, detail)])
}

/** Notes an operation in place of the last one of its name. */
export async function noteOperation(db: D1Database, name: 'backup', at: number, detail: string): Promise<void> {
  await noted(db, name, at, detail).run()
}

function noted(db: D1Database, name: 'backup' | 'restore', at: number, detail: string): D1PreparedStatement {
  return db
    .prepare(
      `INSERT INTO operation (name, at, detail) VALUES (?1, ?2, ?3)
       ON CONFLICT (name) DO UPDATE SET at = excluded.at, detail = excluded.detail`,
    )
    .bind(name, at, detail)
}
