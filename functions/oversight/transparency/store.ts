/** Every SQL statement of the page for everybody: counts and dates, and nothing of anybody. */
import type { Block } from '#audit/chain/block.ts'

export interface Numbers {
  /** Records that are kept, and that were withdrawn. */
  kept: number
  withdrawn: number
  /** That were destroyed because their time was over. */
  purged: number
  /** The newest block on the audit. */
  block: Pick<Block, 'n' | 'last' | 'at' | 'head'> | undefined
  /** UTC milliseconds. */
  backupAt: number | undefined
}

/** All of it at one moment, over kept counters. */
export async function numbers(db: D1Database): Promise<Numbers> {
  const [counts, blocks, backups, gone] = (await db.batch([
    db.prepare(
      `SELECT coalesce(sum(count), 0) AS counted, coalesce(sum(iif(stage = 'withdrawn', count, 0)), 0) AS withdrawn FROM tally`,
    ),
    db.prepare('SELECT n, last, at, head FROM block ORDER BY n DESC LIMIT 1'),
    db.prepare("SELECT at FROM operation WHERE name = 'backup'"),
    db.prepare('SELECT coalesce(sum(records), 0) AS purged FROM purged_count'),
  ])) as [
    D1Result<{ counted: number; withdrawn: number }>,
    D1Result<Block>,
    D1Result<{ at: number }>,
    D1Result<{ purged: number }>,
  ]
  const { counted, withdrawn } = counts.results[0] ?? { counted: 0, withdrawn: 0 }
  const purged = gone.results[0]?.purged ?? 0
  return {
    kept: counted - withdrawn,
    withdrawn,
    purged,
    block: blocks.results[0],
    backupAt: backups.results[0]?.at,
  }
}
