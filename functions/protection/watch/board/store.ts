/** The SQL of the board: counts that are kept, so that a county costs as little as a village. */
import type { Staff } from '#platform/principal.ts'

/** One count of a village, see `watch_tally` in 0007_watch.sql. */
export interface Tally {
  village: string
  what: string
  households: number
  people: number
}

// More closing visits than this are "more".
export const MOST_CLOSING = 100

/** The counts of these villages under these names, where they are the staff's to see. */
export async function tally(db: D1Database, staff: Staff, villages: string[], what: string[]): Promise<Tally[]> {
  const sql = `SELECT village, what, households, people FROM watch_tally
    WHERE village IN (SELECT value FROM json_each(?1)) AND what IN (SELECT value FROM json_each(?2))`
  const { results } = await db
    .prepare(sql)
    .bind(JSON.stringify(own(staff, villages)), JSON.stringify(what))
    .all<Tally>()
  return results
}

/** In how many records somebody waits for the closing visit on `today`, or has waited since; up to a hundred. */
export async function closing(db: D1Database, staff: Staff, villages: string[], today: string): Promise<number> {
  const sql = `SELECT count(*) AS n FROM (SELECT 1 FROM watch WHERE village IN (SELECT value FROM json_each(?1)) AND closes <= ?2
    LIMIT ${MOST_CLOSING})`
  return (
    (await db
      .prepare(sql)
      .bind(JSON.stringify(own(staff, villages)), today)
      .first<number>('n')) ?? 0
  )
}

function own({ villages: theirs }: Staff, villages: string[]): string[] {
  return villages.filter((village) => theirs === 'all' || theirs.includes(village))
}
