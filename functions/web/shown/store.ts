/** Every SQL statement about pages that somebody may go back to. */

// As many as a busy county shows in half an hour; whoever sends forms for fun fills no disk.
const MOST = 100_000

/** A page as it lies here. */
export interface LockedPage {
  id: string
  /** UTC milliseconds. */
  until: number
  locked: Uint8Array<ArrayBuffer>
}

/** Keeps a page; false where there are too many. What is over goes along the way. */
export async function keep(db: D1Database, { id, until, locked }: LockedPage, now: number): Promise<boolean> {
  const [, kept] = await db.batch([
    db.prepare('DELETE FROM shown_page WHERE id IN (SELECT id FROM shown_page WHERE until <= ?1 LIMIT 20)').bind(now),
    db
      .prepare(
        `INSERT INTO shown_page (id, until, locked) SELECT ?1, ?2, ?3
         WHERE coalesce((SELECT max(rowid) FROM shown_page) - (SELECT min(rowid) FROM shown_page), 0) < ${MOST}`,
      )
      .bind(id, until, locked),
  ])
  return kept?.meta.changes === 1
}

/** The page of an id, while it is kept. */
export async function find(
  db: D1Database,
  id: string,
  now: number,
): Promise<{ until: number; locked: number[] | ArrayBuffer } | null> {
  return db.prepare('SELECT until, locked FROM shown_page WHERE id = ?1 AND until > ?2').bind(id, now).first()
}

/** Takes away what is over. */
export async function forgetOver(db: D1Database, now: number): Promise<void> {
  await db.prepare('DELETE FROM shown_page WHERE until <= ?1').bind(now).run()
}
