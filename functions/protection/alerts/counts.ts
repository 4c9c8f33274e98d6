/** How many alerts wait: those of people, and those whose record is gone. */
import type { Staff } from '#platform/principal.ts'
import { risenAt } from './state.ts'
import { open } from './store/nameless.ts'
import { type AlertCounts, alertsOf, MOST_COUNTED } from './store/queue.ts'

/** Of their villages at `now`, each counted up to a bound. */
export async function countsOf(db: D1Database, staff: Staff, now: number): Promise<AlertCounts> {
  const [people, nameless] = await Promise.all([alertsOf(db, staff, now), open(db, staff, MOST_COUNTED + 1)])
  const unseen = nameless.filter(({ acknowledged_at }) => acknowledged_at === null)
  const counts = {
    unseen: people.unseen + unseen.length,
    escalated: people.escalated + unseen.filter((row) => risenAt(row, now) !== undefined).length,
    open: people.open + nameless.length - unseen.length,
  }
  const most = (count: number) => Math.min(count, MOST_COUNTED)
  return {
    unseen: most(counts.unseen),
    escalated: most(counts.escalated),
    open: most(counts.open),
    more: people.more || Math.max(counts.unseen, counts.open) > MOST_COUNTED,
  }
}
