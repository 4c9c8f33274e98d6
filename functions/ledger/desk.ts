/** /staff/records: the ledger of the desk. List, look up, open masked, reveal, call, verify, close. */
import { type Context, Hono } from 'hono'
import type { App } from '../app.ts'
import { type Act, lineOf } from '../audit/line.ts'
import { isOdd, lengthOf } from '../forms/typed.ts'
import { formBody } from '../guards.ts'
import { fromOurPage, staffOnly } from '../staff/door.ts'
import type { Permission } from '../staff/roles.ts'
import * as acts from './acts/store.ts'
import { addressOf, readCursor, readFilter, villagesFor } from './filter.ts'
import { soughtBy } from './lookup.ts'
import { linesOf } from './masked.ts'
import { recordView, revealedUntil } from './record.ts'
import { leaveIn, reasonIn, reveal } from './reveal.ts'
import * as store from './store.ts'
import type { LedgerRecordView, LedgerView } from './view.ts'

const PAGE_ROWS = 50
const LONGEST_NOTE = 200
const outcomes = ['reached', 'no-answer', 'wrong-number', 'refused', 'visited'] as const
const steps = { verify: ['registered', 'verified'], close: ['verified', 'closed'] } as const
const one = '/:id{[\\w-]{22}}'

export const ledger = new Hono<App>()
ledger.use(fromOurPage)

ledger.get('/', staffOnly('ledger'), async (c) => {
  const { staff, vault } = c.var
  const filter = readFilter(c.req.query(), staff)
  const rows = await store.list(c.env.DB, staff, filter, readCursor(c.req.query('after')), PAGE_ROWS + 1)
  const lines = await linesOf(vault, rows.slice(0, PAGE_ROWS))
  const said = `${lines.length} ${filter.village} ${filter.form} ${filter.stage}`
  await store.noteList(c.env.DB, await lineOf(c, 'list', '', said))
  const last = rows.length > PAGE_ROWS ? lines.at(-1) : undefined
  const view: LedgerView = { page: 'ledger', staff, villages: villagesFor(staff), filter, lines }
  return c.render(last ? { ...view, next: addressOf(filter, last) } : view)
})

// A look-up is posted, so that nobody's number stands in an address; going back to its address lists.
ledger.get('/find', (c) => c.redirect('/staff/records'))
ledger.post('/find', staffOnly('ledger'), formBody, async (c) => {
  const { staff, vault } = c.var
  const sought = await soughtBy(vault, c.var.raw['sought']?.[0] ?? '')
  const view: LedgerView = {
    page: 'ledger',
    staff,
    villages: villagesFor(staff),
    filter: readFilter({}, staff),
    lines: [],
  }
  if (!sought) return c.render({ ...view, found: { by: 'nothing', more: false }, status: 422 })
  const rows = await store.search(c.env.DB, staff, sought, PAGE_ROWS + 1)
  const lines = await linesOf(vault, rows.slice(0, PAGE_ROWS))
  await store.noteList(c.env.DB, await lineOf(c, 'search', '', `${lines.length} ${sought.by}`))
  return c.render({ ...view, lines, found: { by: sought.by, more: rows.length > PAGE_ROWS } })
})

ledger.get(one, staffOnly('ledger'), async (c) => again(c))
// What only a form may post to, reloaded: the record itself.
ledger.get(`${one}/:act{reveal|verify|close|contact}`, (c) => c.redirect(`/staff/records/${c.req.param('id')}`))

ledger.post(`${one}/reveal`, ...allowed('reveal'), async (c) => {
  const reason = reasonIn(c.var.raw['reason']?.[0])
  if (!reason) return again(c, { told: 'reason', status: 422 })
  const found = await reveal(c, idOf(c), reason)
  if (!found) return again(c, { told: 'quota', status: 429 })
  return c.render(await recordView(c, found, revealedUntil(c.var.now)))
})

for (const act of ['verify', 'close'] as const) {
  const [stage, to] = steps[act]
  ledger.post(`${one}/${act}`, ...allowed(act), async (c) => {
    const revision = Number(c.var.raw['seen']?.[0])
    const done = await acts.move(c.env.DB, await deedOf(c, act), { stage, revision }, to)
    return done ? after(c, done, act) : again(c, { told: 'changed', status: 409 })
  })
}

ledger.post(`${one}/contact`, ...allowed('note'), async (c) => {
  const { raw, vault } = c.var
  const [outcome, call, note] = [raw['outcome']?.[0], raw['call']?.[0] ?? '', (raw['note']?.[0] ?? '').trim()]
  const known = outcomes.find((each) => each === outcome)
  if (!known || !/^[\w-]{22}$/.test(call)) return again(c, { told: 'outcome', status: 422, note })
  if (lengthOf(note) > LONGEST_NOTE || isOdd(note)) return again(c, { told: 'note', status: 422, note })
  const village = await store.villageOf(c.env.DB, c.var.staff, idOf(c))
  if (!village) return c.notFound()
  const sealed = note ? await vault.seal(['contact', call, village], note) : null
  const done = await acts.contact(c.env.DB, await deedOf(c, 'contact', known), {
    id: call,
    village,
    outcome: known,
    sealed,
  })
  if (done) return after(c, done, 'contact')
  // Pressed twice, the second finds its own call and is as good as the first; otherwise the record moved meanwhile.
  const kept = await store.hasCall(c.env.DB, c.var.staff, idOf(c), call)
  return again(c, kept ? { told: 'contact' } : { told: 'changed', status: 409, note })
})

/** What every act asks first. */
function allowed(permission: Permission) {
  return [staffOnly(permission), formBody] as const
}

type Aside = Pick<LedgerRecordView, 'told' | 'status' | 'note'>

/** The page after an act that the audit has noted; still revealed, if it was. */
async function after(c: Context<App>, found: acts.Found, told: 'verify' | 'close' | 'contact') {
  return c.render({ ...(await recordView(c, found, await leaveIn(c, found.row.id))), told })
}

/** The page as it stands, noted as a look; masked, unless it is still revealed. */
async function again(c: Context<App>, aside: Aside = {}) {
  const found = await acts.look(c.env.DB, await deedOf(c, 'look'))
  return found ? c.render({ ...(await recordView(c, found, await leaveIn(c, found.row.id))), ...aside }) : c.notFound()
}

function idOf(c: Context<App>): string {
  return c.req.param('id') ?? ''
}

async function deedOf(c: Context<App>, act: Act, detail = ''): Promise<acts.Deed> {
  return { staff: c.var.staff, line: await lineOf(c, act, idOf(c), detail) }
}
