/** Every SQL statement about blocks: the newest one, the next, and what a check of them reads. */
import type { Block, Kept } from './block.ts'

/** How far the check of the blocks has come; the whole chain in many small steps. */
export interface Checked {
  /** The block that is checked next. */
  next: number
  /** When a round over all blocks was last finished, UTC milliseconds; 0: not yet. */
  round: number
  /** Blocks with which something is wrong, at most a few. */
  wrong: number[]
}

/** The newest block. */
export async function lastBlock(db: D1Database): Promise<Block | undefined> {
  return (await db.prepare('SELECT * FROM block ORDER BY n DESC LIMIT 1').first<Block>()) ?? undefined
}

/** At most `most` lines, from the one numbered `first` to `last`. */
export async function linesFrom(db: D1Database, first: number, last: number, most: number): Promise<Kept[]> {
  const sql = `SELECT seq, at, actor, act, record, detail, mac FROM audit
    WHERE seq >= ?1 AND seq <= ?2 ORDER BY seq LIMIT ?3`
  return (await db.prepare(sql).bind(first, last, most).all<Kept>()).results
}

/** Puts a block at the end of the chain; false where another one stands there already. */
export async function append(db: D1Database, { n, first, last, count, at, head, mac }: Block): Promise<boolean> {
  const { meta } = await db
    .prepare(
      `INSERT INTO block (n, first, last, count, at, head, mac) SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7
       WHERE ?1 = coalesce((SELECT max(n) FROM block), 0) + 1 ON CONFLICT (n) DO NOTHING`,
    )
    .bind(n, first, last, count, at, head, mac)
    .run()
  return meta.changes === 1
}

/** At most `most` blocks, from the one numbered `n` on. */
export async function blocksFrom(db: D1Database, n: number, most: number): Promise<Block[]> {
  return (await db.prepare('SELECT * FROM block WHERE n >= ?1 ORDER BY n LIMIT ?2').bind(n, most).all<Block>()).results
}

/** How far the check has come. */
export async function checked(db: D1Database): Promise<Checked> {
  const detail = await db.prepare("SELECT detail FROM operation WHERE name = 'audit-check'").first<string>('detail')
  return detail ? JSON.parse(detail) : { next: 1, round: 0, wrong: [] }
}

/** Notes how far the check has come. */
export async function keepChecked(db: D1Database, checked: Checked, at: number): Promise<void> {
  await db
    .prepare(
      `INSERT INTO operation (name, at, detail) VALUES ('audit-check', ?1, ?2)
       ON CONFLICT (name) DO UPDATE SET at = ?1, detail = ?2`,
    )
    .bind(at, JSON.stringify(checked))
    .run()
}
