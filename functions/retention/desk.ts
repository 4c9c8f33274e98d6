/** /staff/retention: whose records go within the week, so that nobody's goes whose observation is not over. */
import { Hono } from 'hono'
import { lineOf } from '#audit/line.ts'
import { noteRead } from '#audit/store.ts'
import { addDays, type Day, dayAt } from '#platform/clock.ts'
import type { App } from '#platform/context.ts'
import type { Staff } from '#platform/principal.ts'
import { villagesFor } from '#register/ledger/filter.ts'
import { linesOf } from '#register/ledger/masked.ts'
import { keptUntil } from '#register/submissions/kept-until.ts'
import { fromOurPage, staffOnly } from '#staff/door.ts'
import { boundsAt } from './bounds.ts'
import * as store from './store/keeping.ts'
import type { RetentionView } from './view.ts'

const AHEAD_DAYS = 7
const PAGE_ROWS = 50
const MOST_COUNTED = 30

export const retention = new Hono<App>()
retention.use(fromOurPage)

retention.get('/', staffOnly('ledger'), async (c) => {
  const { staff, vault, now } = c.var
  const villages = villagesFor(staff)
  const village = villages.find((each) => each === c.req.query('village')) ?? ''
  const rows = await store.listEnding(c.env.DB, village ? [village] : villages, soon(dayAt(now)), PAGE_ROWS + 1)
  const shown = rows.slice(0, PAGE_ROWS)
  const lines = await linesOf(vault, shown)
  await noteRead(c.env.DB, await lineOf(c, 'list', '', `${lines.length} ${village || 'all'} ending`))
  const days = Map.groupBy(lines, (_, at) => keptUntil(shown[at]?.last ?? ''))
  const view: RetentionView = {
    page: 'retention',
    staff,
    villages,
    village,
    ahead: AHEAD_DAYS,
    days: [...days].map(([until, lines]) => ({ until, lines })),
    more: rows.length > PAGE_ROWS,
    most: PAGE_ROWS,
  }
  return c.render(view)
})

/** How many of this person's villages go within the week; `more`: at least one more than `count`. */
export async function endingSoon(
  db: D1Database,
  staff: Staff,
  today: Day,
): Promise<{ count: number; more: boolean; days: number }> {
  const counting = store.countEnding(db, villagesFor(staff), soon(today), MOST_COUNTED + 1)
  const n = (await counting.first<number>('n')) ?? 0
  return { count: Math.min(n, MOST_COUNTED), more: n > MOST_COUNTED, days: AHEAD_DAYS }
}

function soon(today: Day) {
  return boundsAt(addDays(today, AHEAD_DAYS))
}
