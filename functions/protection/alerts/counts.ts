/** Which alerts wait: how many of people and of records that are gone, and the latter themselves, which are few. */
import type { Staff } from '#platform/principal.ts'
import { risenAt } from './state.ts'
import { type Nameless, open } from './store/nameless.ts'
import { type AlertCounts, alertsOf, MOST_COUNTED } from './store/queue.ts'

/** Of their villages at `now`, each counted up to a bound. */
export async function waitingFor(
  db: D1Database,
  staff: Staff,
  now: number,
): Promise<{ counts: AlertCounts; nameless: Nameless[] }> {
  const [people, nameless] = await Promise.all([alertsOf(db, staff, now), open(db, staff, MOST_COUNTED + 1)])
  const unseen = nameless.filter(({ acknowledged_at }) => acknowledged_at === null)
  const counts = {
    unseen: people.unseen + unseen.length,
    escalated: people.escalated + unseen.filter((row) => risenAt(row, now) !== undefined).length,
    open: people.open + nameless.length - unseen.length,
  }
  const most = (count: number) => Math.min(count, MOST_COUNTED)
  const shown = {
    unseen: most(counts.unseen),
    escalated: most(counts.escalated),
    open: most(counts.open),
    more: people.more || Math.max(counts.unseen, counts.open) > MOST_COUNTED,
  }
  return { counts: shown, nameless: nameless.slice(0, MOST_COUNTED) }
}
