/** /staff/records: the ledger of the desk. List and look up; what is done with one record stands in acts/, household/ and merge/. */
import { Hono } from 'hono'
import { lineOf } from '#audit/line.ts'
import { noteRead } from '#audit/store.ts'
import { dayAt } from '#platform/clock.ts'
import type { App } from '#platform/context.ts'
import { abilities } from '#platform/roles.ts'
import { fromOurPage, staffOnly } from '#staff/door.ts'
import { formBody } from '#web/body.ts'
import { sent } from '#web/sent.ts'
import { acts } from './acts/desk.ts'
import { correcting } from './correction/desk.ts'
import { addressOf, readFilter, recordCursor, villagesFor } from './filter.ts'
import { household } from './household/desk.ts'
import { soughtBy } from './lookup.ts'
import { linesOf } from './masked.ts'
import { merging } from './merge/desk.ts'
import * as store from './store/list.ts'
import type { LedgerView } from './view.ts'

const PAGE_ROWS = 50
// Who finds more has to ask more closely; each costs four rows of the database.
const FOUND_ROWS = 40

export const ledger = new Hono<App>()
ledger.use(fromOurPage)
for (const room of [acts, correcting, household, merging]) ledger.route('/', room)

ledger.get('/', staffOnly('ledger'), async (c) => {
  const { staff, vault } = c.var
  const filter = readFilter(c.req.query(), staff)
  const rows = await store.list(c.env.DB, staff, filter, recordCursor.read(c.req.query('after')), PAGE_ROWS + 1)
  const lines = await linesOf(vault, rows.slice(0, PAGE_ROWS))
  const said = `${lines.length} ${filter.village || 'all'} ${filter.form} ${filter.stage}`
  await noteRead(c.env.DB, await lineOf(c, 'list', '', said))
  const last = rows.length > PAGE_ROWS ? lines.at(-1) : undefined
  const view: LedgerView = {
    page: 'ledger',
    ...{ staff, can: abilities(staff.role, 'export'), own: staff.role === 'village' },
    villages: villagesFor(staff),
    filter,
    lines,
    today: dayAt(c.var.now),
    most: PAGE_ROWS,
  }
  return c.render(last ? { ...view, next: addressOf(filter, last) } : view)
})

// A look-up is posted, so that nobody's number stands in an address; going back to its address lists.
ledger.get('/find', (c) => c.redirect('/staff/records'))
ledger.post('/find', staffOnly('ledger'), formBody, async (c) => {
  const { staff, vault } = c.var
  const typed = sent(c.var.raw, 'sought')
  const sought = await soughtBy(vault, typed)
  const view: LedgerView = {
    page: 'ledger',
    ...{ staff, can: abilities(staff.role, 'export'), own: staff.role === 'village' },
    villages: villagesFor(staff),
    filter: readFilter({}, staff),
    lines: [],
    today: dayAt(c.var.now),
    most: FOUND_ROWS,
  }
  if (!sought) return c.render({ ...view, found: { by: 'nothing', more: false, typed }, status: 422 })
  const rows = await store.search(c.env.DB, staff, sought, FOUND_ROWS + 1)
  const lines = await linesOf(vault, rows.slice(0, FOUND_ROWS))
  await noteRead(c.env.DB, await lineOf(c, 'search', '', `${lines.length} ${sought.by}`))
  const found = { by: sought.by, more: rows.length > FOUND_ROWS }
  return c.render({ ...view, lines, found: lines.length > 0 ? found : { ...found, typed } })
})
