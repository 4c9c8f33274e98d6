/** /staff/records/{id}: open masked, reveal, print its card, note a call or a word, verify, close. */
import { Hono } from 'hono'
import { isOdd, lengthOf } from '#forms/typed.ts'
import type { App, RequestContext } from '#platform/context.ts'
import type { StaffVars } from '#staff/door.ts'
import { staffOnly } from '#staff/door.ts'
import type { FormVars } from '#web/body.ts'
import { idOf, one } from '#web/cursor.ts'
import { sent } from '#web/sent.ts'
import { limits } from '../limits.ts'
import { recordView, revealedUntil } from '../record.ts'
import { reasonIn, reveal } from '../reveal.ts'
import * as store from '../store/acts.ts'
import type { ContactOutcome } from '../store/found.ts'
import { card } from './card.ts'
import { after, again, allowed, staffAct } from './page.ts'

const outcomes = ['reached', 'no-answer', 'wrong-number', 'refused', 'visited', 'not-home', 'left'] as const
const steps = { verify: ['registered', 'verified'], close: ['verified', 'closed'] } as const

export const acts = new Hono<App>()

acts.get(one, staffOnly('ledger'), async (c) => again(c))
// What only a form may post to, reloaded: the record itself.
acts.get(`${one}/:act{reveal|card|correct|verify|close|contact|note|assign|same|merge|split|apart}`, (c) =>
  c.redirect(`/staff/records/${c.req.param('id')}`),
)

acts.post(`${one}/reveal`, ...allowed('reveal'), async (c) => {
  const reason = reasonIn(sent(c.var.raw, 'reason'))
  if (!reason) return again(c, { result: 'reason', status: 422 })
  const found = await reveal(c, idOf(c), reason)
  if (!found) return again(c, { result: 'quota', status: 429 })
  return c.render(await recordView(c, found, revealedUntil(c.var.now), found.often))
})

acts.post(`${one}/card`, ...allowed('reveal'), (c) => card(c, idOf(c)))

for (const act of ['verify', 'close'] as const) {
  const [stage, to] = steps[act]
  acts.post(`${one}/${act}`, ...allowed(act), async (c) => {
    const revision = Number(sent(c.var.raw, 'seen'))
    const done = await store.move(c.env.DB, await staffAct(c, act), { stage, revision }, to)
    return done ? after(c, done, act) : again(c, { result: 'changed', status: 409 })
  })
}

acts.post(`${one}/contact`, ...allowed('note'), async (c) => {
  const note = sent(c.var.raw, 'note').trim()
  const outcome = outcomes.find((each) => each === sent(c.var.raw, 'outcome'))
  return outcome ? keep(c, outcome, note) : again(c, { result: 'unchosen', status: 422, note })
})

acts.post(`${one}/note`, ...allowed('note'), async (c) => {
  const note = sent(c.var.raw, 'note').trim()
  return note ? keep(c, 'note', note) : again(c, { result: 'blank', status: 422 })
})

/** Keeps a call, a visit or a note under the id that the page gave, its words sealed. */
async function keep(c: RequestContext<StaffVars & FormVars>, outcome: ContactOutcome, note: string) {
  const [id, result] = [sent(c.var.raw, 'call'), outcome === 'note' ? 'noted' : 'contact'] as const
  if (!/^[\w-]{22}$/.test(id)) return again(c, { result: 'unchosen', status: 422, note })
  const long = outcome === 'note' ? 'long' : 'note'
  if (lengthOf(note) > limits.note || isOdd(note)) return again(c, { result: long, status: 422, note, chosen: outcome })
  const village = await store.villageOf(c.env.DB, c.var.staff, idOf(c))
  if (!village) return c.notFound()
  const sealed = note ? await c.var.vault.seal(['contact', id, village], note) : null
  const act = outcome === 'note' ? await staffAct(c, 'note') : await staffAct(c, 'contact', outcome)
  const done = await store.contact(c.env.DB, act, { id, village, outcome, sealed })
  if (done) return after(c, done, result)
  // Pressed twice, the second finds its own call and is as good as the first; otherwise the record moved meanwhile.
  const kept = await store.hasCall(c.env.DB, c.var.staff, idOf(c), id)
  return again(c, kept ? { result } : { result: 'changed', status: 409, note })
}
