/** /staff/watch/{id}: how a family in observation stands, and what is decided: longer, shorter, paused, transferred, closed. */
import { Hono } from 'hono'
import { lineOf } from '#audit/line.ts'
import { dayAt } from '#platform/clock.ts'
import type { App, RequestContext } from '#platform/context.ts'
import { allowed } from '#register/ledger/acts/page.ts'
import type { StaffVars } from '#staff/door.ts'
import { staffOnly } from '#staff/door.ts'
import type { FormVars } from '#web/body.ts'
import { idOf, one } from '#web/cursor.ts'
import { sent } from '#web/sent.ts'
import { type DecisionInput, isForClinic, kinds, kindsFor, readDecision } from './decision.ts'
import { isDecided, lookAt, readSeen, show } from './page.ts'
import { decide } from './store.ts'

export const oneRecord = new Hono<App>()

oneRecord.get(one, staffOnly('ledger'), (c) => show(c))
// What only a form may post to, reloaded: the record itself.
oneRecord.get(`${one}/:act{change|end|entry|visit}`, (c) => c.redirect(`/staff/watch/${idOf(c)}`))

oneRecord.post(`${one}/change`, ...allowed('observe'), (c) => settleOn(c, 'observe'))
oneRecord.post(`${one}/end`, ...allowed('discharge'), (c) => settleOn(c, 'discharge'))

async function settleOn(c: RequestContext<FormVars & StaffVars>, permission: 'observe' | 'discharge') {
  const found = await lookAt(c)
  if (!found) return c.notFound()
  const raw = c.var.raw
  const key = sent(c.var.raw, 'key')
  if (isDecided(found, key)) return show(c, { result: 'decided' })
  const may = kindsFor(c.var.staff.role, found.family).filter((kind) => kinds[kind] === permission)
  const said = Object.fromEntries(Object.entries(raw).map(([name, [value = '']]) => [name, value]))
  const seen = sent(c.var.raw, 'seen')
  if (seen !== `${found.row.revision}.${found.last}`) return show(c, { result: 'changed', status: 409, raw })
  if (isForClinic(c.var.staff.role, said)) return show(c, { result: 'clinic', status: 422, raw })
  const asked = readDecision(said, found.family, may, dayAt(c.var.now))
  if (typeof asked === 'string') return show(c, { result: asked, status: 422, raw })
  if (!/^[\w-]{22}$/.test(key)) return show(c, { result: 'kind', status: 422, raw })
  const done = await keep(c, asked, found.row.village, key, seen)
  return show(c, done === 'done' ? { result: 'decided' } : { result: 'changed', status: 409, raw })
}

async function keep(c: RequestContext<StaffVars>, asked: DecisionInput, village: string, id: string, seen: string) {
  const { staff, vault } = c.var
  const { kind, person, day, reason, words } = asked
  const sealed = await vault.seal(['observation_change', id, village], { reason, words })
  const deciding = { id, kind, people: [person], day, village, sealed, seen: readSeen(seen) }
  return decide(c.env.DB, staff, deciding, await lineOf(c, 'observe', idOf(c), kind))
}
