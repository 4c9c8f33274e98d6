/** The SQL of what waits: kept counters, and counts of days that stop at a bound. */
import { forms } from '#forms/index.ts'
import type { Staff } from '#platform/principal.ts'
import { type Filter, villagesFor } from '#register/ledger/filter.ts'
import { counted } from '#register/ledger/store/list.ts'

/** How many stand where: `registered` without those that nobody reached, which are `unreached`. */
export interface Tally {
  village: string
  form: string
  stage: 'registered' | 'unreached' | 'verified'
  count: number
}

/** The counters of the villages of this member of the staff, and the length of each of these lists, up to `most`. */
export async function waiting(
  db: D1Database,
  staff: Staff,
  lists: Filter[],
  most: number,
): Promise<{ tallies: Tally[]; lengths: number[] }> {
  const [villages, known] = [villagesFor(staff), Object.keys(forms)]
  const places = (words: string[], after = 0) => words.map((_, i) => `?${after + i + 1}`)
  // The three stages that wait stand side by side: after 'closed' and 'duplicate', before 'withdrawn'.
  const tally = db
    .prepare(
      `SELECT village, form, stage, count FROM tally WHERE village IN (${places(villages)})
       AND form IN (${places(known, villages.length)}) AND stage BETWEEN 'registered' AND 'verified'`,
    )
    .bind(...villages, ...known)
  const [tallies, ...lengths] = await db.batch([tally, ...lists.map((filter) => counted(db, staff, filter, most))])
  return {
    tallies: (tallies?.results ?? []) as Tally[],
    lengths: (lengths as D1Result<{ n: number }>[]).map(({ results }) => results[0]?.n ?? 0),
  }
}
