/** The SQL of closing visits: whose last day is there, a page at a time over an index. */
import type { Staff } from '#platform/principal.ts'
import type { ListedRow } from '#register/ledger/masked.ts'
import { inScope, listed, scope } from '#register/ledger/store/list.ts'

export interface ClosingRow extends ListedRow {
  closes: string
}

/** At most `most` records of a village in which somebody waits for the closing visit on `today` or before, from `after` on. */
export async function closing(
  db: D1Database,
  staff: Staff,
  village: string,
  today: string,
  after: { closes: string; id: string },
  most: number,
): Promise<ClosingRow[]> {
  const sql = `SELECT ${listed}, closes
    FROM watch CROSS JOIN submission ON submission.id = watch.submission
    WHERE watch.village = ?1 AND ${inScope} AND closes <= ?3 AND (closes, watch.submission) > (?4, ?5)
    ORDER BY closes, watch.submission LIMIT ?6`
  const { results } = await db
    .prepare(sql)
    .bind(village, scope(staff), today, after.closes, after.id, most)
    .all<ClosingRow>()
  return results
}

/** More households of a village than this are "more". */
export const MOST_WAITING = 30

/** In how many records of each of these villages somebody waits for the closing visit on `today`, or has waited since; up to one more than that. */
export async function waiting(db: D1Database, villages: string[], today: string): Promise<Record<string, number>> {
  const sql = `SELECT value AS village, (SELECT count(*) FROM (SELECT 1 FROM watch WHERE village = value AND closes <= ?2
    LIMIT ${MOST_WAITING + 1})) AS households FROM json_each(?1)`
  const { results } = await db
    .prepare(sql)
    .bind(JSON.stringify(villages), today)
    .all<{ village: string; households: number }>()
  return Object.fromEntries(results.map(({ village, households }) => [village, households]))
}
