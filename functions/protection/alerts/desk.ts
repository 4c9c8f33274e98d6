/** /staff/alerts: what the clinic must not miss. The queue, one alert, and each step with it. */
import { Hono } from 'hono'
import type { Act } from '#audit/acts.ts'
import type { StaffAct } from '#audit/line.ts'
import { lineOf } from '#audit/line.ts'
import { noteRead } from '#audit/store.ts'
import type { App, RequestContext } from '#platform/context.ts'
import { abilities } from '#platform/roles.ts'
import { revealedUntil } from '#register/ledger/record.ts'
import { forAlerts, reveal } from '#register/ledger/reveal.ts'
import type { StaffVars } from '#staff/door.ts'
import { fromOurPage, staffOnly } from '#staff/door.ts'
import { formBody } from '#web/body.ts'
import { idOf } from '#web/cursor.ts'
import { sent } from '#web/sent.ts'
import { closedAlerts } from './closed.ts'
import { waitingFor } from './counts.ts'
import { measure } from './measured.ts'
import { namelessLine, showNameless, stepNameless } from './nameless.ts'
import { opened, shown } from './opened.ts'
import { alertCursor, head, linesOf, placeOf } from './queue.ts'
import { typedIn, wordsIn } from './said.ts'
import { outcomes } from './state.ts'
import { reopen, takeBack } from './store/back.ts'
import * as store from './store/queue.ts'
import { acknowledge, close, contact, transfer } from './store/steps.ts'
import type { AlertsView, AlertView } from './view.ts'

const PAGE_ROWS = 20
const STAMPED_ON_LOOK = 20
const REFRESH_SECONDS = 60
const contacted = ['reached', 'no-answer', 'wrong-number', 'refused', 'visited'] as const
// A check-in's key, and which of the family.
const one = '/:id{[\\w-]{24}}'
/** Steps about which nothing more is said. */
const plain = { acknowledge, transfer, 'transfer-back': takeBack, 'alert-reopen': reopen }
type Plain = keyof typeof plain
type Step = Plain | 'contact' | 'close'
const acting = [staffOnly('alerts'), formBody] as const

export const alerts = new Hono<App>()
alerts.use(fromOurPage)

alerts.get('/', staffOnly('ledger'), async (c) => {
  const { staff, vault, now } = c.var
  const [after, still] = [c.req.query('after'), c.req.query('still') !== undefined]
  await store.stamp(c.env.DB, now, STAMPED_ON_LOOK)
  const rows = await store.waiting(c.env.DB, staff, alertCursor.read(after) ?? head, PAGE_ROWS + 1)
  const { counts, nameless: gone } = await waitingFor(c.env.DB, staff, now)
  // All of them stand at the head of the first page: they are few, and nobody looks for them anywhere else.
  const nameless = after ? [] : gone.map((row) => namelessLine(row, now))
  const lines = await linesOf(vault, staff, rows.slice(0, PAGE_ROWS), now)
  // A screen that is left open asks once a minute; where there is nobody on it, there is nothing to note.
  if (lines.length > 0) await noteRead(c.env.DB, await lineOf(c, 'list', '', `${lines.length} alerts`))
  const last = rows.length > PAGE_ROWS ? lines.at(-1) : undefined
  const [can, clinic] = [abilities(staff.role, 'alerts'), staff.role === 'clinic']
  const view: AlertsView = { page: 'alerts', staff, can, clinic, now, counts, nameless, lines, still }
  if (!still && !after) c.header('refresh', String(REFRESH_SECONDS))
  return c.render(last ? { ...view, next: `/staff/alerts?after=${alertCursor.write(placeOf(last))}` } : view)
})

alerts.get('/closed', staffOnly('alerts'), async (c) => c.render(await closedAlerts(c)))

alerts.get(one, staffOnly('ledger'), async (c) => again(c))
// What only a form may post to, reloaded: the alert itself.
alerts.get(`${one}/:act{reveal|acknowledge|contact|measure|transfer|transfer-back|close|alert-reopen}`, (c) =>
  c.redirect(`/staff/alerts/${c.req.param('id')}`),
)

alerts.post(`${one}/reveal`, ...acting, async (c) => {
  const alert = await store.find(c.env.DB, c.var.staff, idOf(c))
  // What is over waits for nobody: then the ledger shows it, within its quota.
  if (!alert || alert.closed_at !== null) return again(c)
  const found = await reveal(c, alert.submission, 'care', forAlerts)
  if (!found) return again(c, { result: 'quota', status: 429 })
  return c.render(await shown(c, alert, found, revealedUntil(c.var.now)))
})

for (const [step, take] of Object.entries(plain) as [Plain, typeof transfer][]) {
  alerts.post(`${one}/${step}`, ...acting, async (c) => {
    const act = await actOf(c, step, '')
    return act ? settle(c, await take(c.env.DB, idOf(c), act), step) : stepNameless(c, step)
  })
}

alerts.post(`${one}/contact`, ...acting, async (c) => {
  const outcome = contacted.find((each) => each === sent(c.var.raw, 'outcome'))
  const { note, call } = wordsIn(c)
  const typed = typedIn(c, 'contact')
  if (!outcome || !call) return again(c, { result: 'unchosen', status: 422, typed })
  if (note === undefined) return again(c, { result: 'note', status: 422, typed })
  const act = await actOf(c, 'contact', outcome)
  if (!act) return c.notFound()
  const said = await sealed(c, call, act.village, note)
  return settle(c, await contact(c.env.DB, idOf(c), act, { ...said, outcome }), 'contact', typed)
})

alerts.post(`${one}/measure`, ...acting, async (c) => {
  const alert = await store.find(c.env.DB, c.var.staff, idOf(c))
  return alert ? again(c, await measure(c, alert)) : c.notFound()
})

alerts.post(`${one}/close`, ...acting, async (c) => {
  if (!(await store.find(c.env.DB, c.var.staff, idOf(c)))) return stepNameless(c, 'close')
  const outcome = outcomes.find((each) => each === sent(c.var.raw, 'end'))
  const { note, call } = wordsIn(c)
  const typed = typedIn(c, 'close')
  if (!outcome || !call) return again(c, { result: 'unchosen', status: 422, typed })
  if (note === undefined) return again(c, { result: 'note', status: 422, typed })
  if (outcome === 'other' && !note) return again(c, { result: 'words', status: 422, typed })
  const act = await actOf(c, 'alert-close', outcome)
  if (!act) return c.notFound()
  const said = note ? await sealed(c, call, act.village, note) : undefined
  const done = await close(c.env.DB, idOf(c), act, { outcome, said })
  const { acknowledged_at = null, closed_at = null } = (await store.find(c.env.DB, c.var.staff, idOf(c))) ?? {}
  if (done || closed_at !== null || acknowledged_at === null) return settle(c, done, 'close', typed)
  const wanting = outcome === 'mistake' ? 'unchecked' : 'untransferred'
  return again(c, { result: wanting, status: 409, typed })
})

/** The page after a step; of one that was taken before, or cannot be taken any more, how it stands. */
function settle(c: RequestContext<StaffVars>, done: boolean, result: Step, typed?: AlertView['typed']) {
  return again(c, done ? { result } : { result: 'late', status: 409, ...(typed && { typed }) })
}

/** The page as it stands, noted as a look. */
async function again(
  c: RequestContext<StaffVars>,
  aside: Pick<AlertView, 'result' | 'status' | 'typed' | 'wrong'> = {},
) {
  const view = await opened(c, idOf(c))
  return view ? c.render({ ...view, ...aside }) : showNameless(c)
}

/** The act on the record of this alert, and the village for which words about it are sealed. */
async function actOf(
  c: RequestContext<StaffVars>,
  act: Act,
  detail: string,
): Promise<(StaffAct & { village: string }) | undefined> {
  const { staff } = c.var
  const alert = await store.find(c.env.DB, staff, idOf(c))
  return alert ? { staff, line: await lineOf(c, act, alert.submission, detail), village: alert.village } : undefined
}

async function sealed(c: RequestContext, call: string, village: string, note: string) {
  return { id: call, village, sealed: note ? await c.var.vault.seal(['contact', call, village], note) : null }
}
