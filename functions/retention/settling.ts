/** Computes what was marked: the last day of a household, from its arrivals and what was changed. */
import { township } from '#forms/township.ts'
import { ruleOf } from '#platform/calendar.ts'
import { plainLast } from '#register/submissions/kept-until.ts'
import { lastOfAll } from './rule.ts'
import * as store from './store/keeping.ts'

const rule = ruleOf(township.observation)

/** Computes at most `most` marks and writes what came of them. What is marked again meanwhile is computed again later. */
export async function settleMarked(db: D1Database, most: number): Promise<void> {
  const records = settledOf(await store.marked(db, most))
  if (records.length === 0) return
  await store.settle(
    db,
    records.map(({ id, last, marks }) => ({ id, last, marks })),
  )
}

/** The last day of each of these, as their household's: two records of one go together, on the later day of both. */
export function settledOf(records: store.Marked[]): (store.Marked & store.Settled)[] {
  return [...Map.groupBy(records, ({ head }) => head).values()].flatMap((household) => {
    const last = lastOfAll(rule, household)
    return household.map((record) => {
      // Only who stands in the lists' index can be found by the arrival.
      const listed = record.id === record.head
      return { ...record, last: listed && last === plainLast(record) ? '=' : last }
    })
  })
}
