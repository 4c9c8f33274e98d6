/** /staff/watch: the fourteen days at the desk. The board of now and today; lists and records stand in their own rooms. */
import { Hono } from 'hono'
import { lineOf } from '#audit/line.ts'
import { noteRead } from '#audit/store.ts'
import { dayAt } from '#platform/clock.ts'
import type { App } from '#platform/context.ts'
import { villagesFor } from '#register/ledger/filter.ts'
import { fromOurPage, staffOnly } from '#staff/door.ts'
import { countsOf } from './board/counts.ts'
import * as store from './board/store.ts'
import { chase } from './chase/desk.ts'
import { closing } from './closing/desk.ts'
import { entry } from './entry/desk.ts'
import { oneRecord } from './one/desk.ts'

export const watch = new Hono<App>()
watch.use(fromOurPage)

watch.get('/', staffOnly('ledger'), async (c) => {
  const { staff, now } = c.var
  const minute = await countsOf(c.env.DB, staff, now)
  const waiting = await store.closing(c.env.DB, staff, villagesFor(staff), dayAt(now))
  await noteRead(c.env.DB, await lineOf(c, 'list', '', '0 watch'))
  return c.render({ page: 'watch-board', staff, ...minute, closing: waiting, most: store.MOST_CLOSING })
})
watch.route('/', chase)
watch.route('/', closing)
watch.route('/', entry)
watch.route('/', oneRecord)
