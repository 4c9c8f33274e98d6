/** Brings the watch up to the minute: by the timer, and before the desk looks. */
import { rule } from '../observation/family.ts'
import { rowOf } from './row.ts'
import * as store from './store.ts'

const ROWS = 500
// What a person waits for; the timer does the rest.
const DESK_ROUNDS = 4
const TIMER_ROUNDS = 200

/** Computes what is due, in pieces; true where nothing is left. Safe twice, and beside each other. */
export async function settle(db: D1Database, now: number, rounds = DESK_ROUNDS): Promise<boolean> {
  for (let round = 0; round < rounds; round++) {
    const { rows, more } = await store.due(db, now, ROWS)
    if (rows.length > 0)
      await store.write(
        db,
        rows.map((row) => ({ ...row, ...computed(row, now) })),
      )
    if (!more) return true
  }
  return false
}

/** The timer's turn: as much as may be. */
export function settleAll(db: D1Database, now: number): Promise<boolean> {
  return settle(db, now, TIMER_ROUNDS)
}

function computed(due: store.Due, now: number) {
  const { arrival, people, gone } = due
  return rowOf(rule, { arrival, people, gone: gone === 1 }, JSON.parse(due.changes), now)
}
