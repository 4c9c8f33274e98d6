/** /staff/records/{id}/same, merge, split, apart: a household that registered twice becomes one record, and two again; or it is two. */
import { Hono } from 'hono'
import { lineOf } from '#audit/line.ts'
import { noteRead } from '#audit/store.ts'
import type { Stage } from '#forms/exported.ts'
import { digits } from '#forms/typed.ts'
import type { App, RequestContext } from '#platform/context.ts'
import { openAlerts } from '#register/submissions/store/signals.ts'
import type { StaffVars } from '#staff/door.ts'
import type { FormVars } from '#web/body.ts'
import { idOf, one } from '#web/cursor.ts'
import { sent } from '#web/sent.ts'
import { again, allowed, staffAct } from '../acts/page.ts'
import { historyOf, lastChange } from '../history.ts'
import { linesOf } from '../masked.ts'
import { readAudited } from '../store/acts.ts'
import type { FoundRecord } from '../store/found.ts'
import * as store from '../store/merge.ts'
import type { LedgerBesideView, LedgerSameView } from '../view.ts'
import { beside } from './beside.ts'

export const merging = new Hono<App>()

merging.post(`${one}/same`, ...allowed('merge'), async (c) => {
  const sought = digits(sent(c.var.raw, 'sought'))
  const other = sought
    ? await store.numbered(c.env.DB, c.var.staff, await c.var.vault.index('reference', sought))
    : sent(c.var.raw, 'other')
  // Its own form always brings the number along, be it empty; the button of a record does not.
  if (!sought && !other)
    return choose(c, c.var.raw['sought'] ? { result: 'nothing', sought: sent(c.var.raw, 'sought'), status: 422 } : {})
  const both = other && other !== idOf(c) ? await openBoth(c, other) : undefined
  const fits = both && both[0].row.form === both[1].row.form && both.every(({ row }) => row.duplicate_of === null)
  return fits
    ? c.render(await besideView(c, both))
    : choose(c, { result: 'none', sought: sent(c.var.raw, 'sought'), status: 422 })
})

merging.post(`${one}/merge`, ...allowed('merge'), async (c) => {
  const [here, there, stays] = [idOf(c), sent(c.var.raw, 'other'), sent(c.var.raw, 'stays')]
  const gone = stays === here ? there : here
  if (stays !== here && stays !== there) {
    const both = await openBoth(c, there)
    return both ? c.render({ ...(await besideView(c, both)), result: 'which', status: 422 }) : c.notFound()
  }
  const side = async (id: string, aside: string): Promise<store.Side> => ({
    line: await lineOf(c, 'merge', id, aside),
    ...seenIn(sent(c.var.raw, id === here ? 'seen' : 'seen-other')),
  })
  const done = await store.merge(c.env.DB, c.var.staff, await side(gone, stays), await side(stays, gone))
  if (done) return again(c, { result: 'merge' }, stays)
  const both = await openBoth(c, there)
  if (!both) return c.notFound()
  // Pressed twice, it is done.
  if (both.some(({ row }) => row.id === gone && row.duplicate_of === stays)) return again(c, { result: 'merge' }, stays)
  return c.render(await changedView(c, both, gone))
})

merging.post(`${one}/split`, ...allowed('merge'), async (c) => {
  const stays = sent(c.var.raw, 'from')
  const done = await store.split(c.env.DB, await staffAct(c, 'split', stays), await lineOf(c, 'split', stays, idOf(c)))
  return again(c, done ? { result: 'split' } : { result: 'changed', status: 409 })
})

merging.post(`${one}/apart`, ...allowed('merge'), async (c) => {
  const other = sent(c.var.raw, 'other')
  await store.tellApart(c.env.DB, await staffAct(c, 'apart', other), await lineOf(c, 'apart', other, idOf(c)))
  return again(c, { result: 'apart' })
})

/** Which one it may be: what the township knows of the same phone or the same day, and room for a number. */
async function choose(c: RequestContext<StaffVars>, aside: Pick<LedgerSameView, 'result' | 'sought' | 'status'> = {}) {
  const { staff, vault } = c.var
  const found = await readAudited(c.env.DB, await staffAct(c, 'look'))
  if (!found) return c.notFound()
  const [phones, arrivals] = await store.candidates(c.env.DB, staff, idOf(c))
  await noteRead(c.env.DB, await lineOf(c, 'search', '', `${phones.length + arrivals.length} same`))
  const [line] = await linesOf(vault, [found.row])
  const [samePhone, sameDay] = [await linesOf(vault, phones), await linesOf(vault, arrivals)]
  return line ? c.render({ page: 'ledger-same', staff, line, samePhone, sameDay, ...aside }) : c.notFound()
}

/** Both records, each noted as a look; nothing where one of them is not theirs. */
async function openBoth(c: RequestContext<StaffVars>, other: string): Promise<[FoundRecord, FoundRecord] | undefined> {
  const here = await readAudited(c.env.DB, await staffAct(c, 'look'))
  const there = here && (await readAudited(c.env.DB, await staffAct(c, 'look', '', other)))
  return there && [here, there]
}

async function besideView(c: RequestContext<StaffVars>, both: [FoundRecord, FoundRecord]): Promise<LedgerBesideView> {
  const [here, there] = both
  const ringing = (await openAlerts(c.env.DB, [here.row.id, there.row.id])).map(({ record }) => record)
  const sides = await beside(c.var.vault, [here.row, there.row], ringing)
  return { page: 'ledger-beside', staff: c.var.staff, ...sides }
}

/** Why nothing was done: what changed in which of the two since they were looked at. */
async function changedView(
  c: RequestContext<FormVars & StaffVars>,
  both: [FoundRecord, FoundRecord],
  gone: string,
): Promise<LedgerBesideView> {
  const view = await besideView(c, both)
  const [here, there] = both
  const changed = []
  for (const [name, { row, history }, side] of [
    ['seen', here, view.sides[0]],
    ['seen-other', there, view.sides[1]],
  ] as const) {
    if (sent(c.var.raw, name) === side.seen && row.duplicate_of === null) continue
    const by = lastChange(await historyOf(c.var.vault, history))
    changed.push({ tail: side.tail, ...(by && { by }) })
  }
  const open = both.every(({ row }) => row.duplicate_of === null)
  const full = both.some(({ row, beside }) => row.id === gone && beside.length > 0)
  return { ...view, result: changed.length === 0 && full ? 'nested' : 'changed', changed, closed: !open, status: 409 }
}

function seenIn(said: string): { revision: number; stage: Stage } {
  const [, revision, stage] = /^(\d{1,9})\.(registered|verified|closed)$/.exec(said) ?? []
  return { revision: Number(revision ?? 0), stage: (stage ?? 'registered') as Stage }
}
