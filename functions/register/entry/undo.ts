/** /staff/entry/lists: takes back a whole list that should not have been kept, by who entered it. */
import { Hono } from 'hono'
import { lineOf } from '#audit/line.ts'
import type { App, RequestContext } from '#platform/context.ts'
import type { StaffVars } from '#staff/door.ts'
import { staffOnly } from '#staff/door.ts'
import { formBody } from '#web/body.ts'
import { sent } from '#web/sent.ts'
import { withdraw } from '../holder/store/withdrawal.ts'
import { openAlerts } from '../submissions/store/signals.ts'
import * as store from './store.ts'
import type { EntryListsView } from './view.ts'

// Later, cards are in people's hands and calls were made.
const DAYS = 7
const DAY_MS = 86_400_000
const MOST = 20

export const undo = new Hono<App>()

undo.get('/lists', staffOnly('proxy'), async (c) => c.render(await pageOf(c)))

undo.post('/lists', staffOnly('proxy'), formBody, async (c) => {
  const { raw, staff, now } = c.var
  const at = Number(sent(raw, 'at'))
  const isRecent = Number.isSafeInteger(at) && at >= now - DAYS * DAY_MS
  const records = isRecent ? await store.recordsOf(c.env.DB, staff.id, at) : []
  if (records.length === 0) return c.render({ ...(await pageOf(c)), status: 404 })
  const [going, staying] = [records.filter(({ since }) => !since), records.filter(({ since }) => since)]
  const alerts = await openAlerts(
    c.env.DB,
    going.map(({ id }) => id),
  )
  const one = { at, going: going.length, staying, ringing: alerts.length }
  if (sent(raw, 'sure') !== 'yes') return c.render({ ...(await pageOf(c)), one })
  // One after the other: each is overwritten with all that hangs on it, and has a line of its own in the audit.
  let undone = 0
  for (const { id } of going)
    if (await withdraw(c.env.DB, await lineOf(c, 'enter-undo', id), store.untouched(at))) undone += 1
  // With what came while they went.
  const left = await store.recordsOf(c.env.DB, staff.id, at)
  return c.render({ ...(await pageOf(c)), one: { ...one, staying: left }, undone })
})

async function pageOf(c: RequestContext<StaffVars>): Promise<EntryListsView> {
  const { staff, now } = c.var
  const lists = await store.listsOf(c.env.DB, staff.id, now - DAYS * DAY_MS, MOST)
  return { page: 'entry-lists', staff, days: DAYS, lists }
}
