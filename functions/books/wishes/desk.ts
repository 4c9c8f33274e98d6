/** /staff/care: what families ask for with a check-in; listed, opened with a look in the audit, taken, done. */
import { Hono } from 'hono'
import type { Act } from '#audit/acts.ts'
import { lineOf } from '#audit/line.ts'
import { noteRead } from '#audit/store.ts'
import type { App, RequestContext } from '#platform/context.ts'
import { idOf, one } from '#register/ledger/acts/page.ts'
import { linesOf } from '#register/ledger/masked.ts'
import { readAudited } from '#register/ledger/store/acts.ts'
import type { StaffVars } from '#staff/door.ts'
import { fromOurPage, staffOnly } from '#staff/door.ts'
import { formBody } from '#web/body.ts'
import { said } from './said.ts'
import * as store from './store.ts'
import type { CaresView, CareView } from './view.ts'

const PAGE_ROWS = 20

export const caring = new Hono<App>()
caring.use(fromOurPage)

caring.get('/', staffOnly('care'), async (c) => {
  const { staff, vault, now } = c.var
  const rows = await store.waiting(c.env.DB, staff, readCursor(c.req.query('after')), PAGE_ROWS + 1)
  const shown = rows.slice(0, PAGE_ROWS)
  const records = await linesOf(vault, shown)
  const lines = shown.flatMap(({ care, asked_at: askedAt, taken_at: takenAt }, index) => {
    const record = records[index]
    return record ? [{ id: care, askedAt, taken: takenAt !== null, record }] : []
  })
  if (lines.length > 0) await noteRead(c.env.DB, await lineOf(c, 'list', '', `${lines.length} care`))
  const last = rows.length > PAGE_ROWS ? lines.at(-1) : undefined
  const view: CaresView = { page: 'cares', staff, now, lines }
  return c.render(last ? { ...view, next: `/staff/care?after=${last.askedAt.toString(36)}.${last.id}` } : view)
})

caring.get(one, staffOnly('care'), async (c) => again(c))
// What only a form may post to, reloaded: the request itself.
caring.get(`${one}/:act{take|done}`, (c) => c.redirect(`/staff/care/${c.req.param('id')}`))

for (const [act, step] of [
  ['take', store.take],
  ['done', store.done],
] as const) {
  caring.post(`${one}/${act}`, staffOnly('care'), formBody, async (c) => {
    const care = await store.find(c.env.DB, c.var.staff, idOf(c))
    if (!care) return c.notFound()
    const deed = { staff: c.var.staff, line: await lineOf(c, `care-${act}` satisfies Act, care.submission) }
    const changed = await step(c.env.DB, care.id, deed)
    return again(c, changed ? { told: act } : { told: 'late', status: 409 })
  })
}

/** The request as it stands, noted as a look before its words leave. */
async function again(c: RequestContext<StaffVars>, aside: Pick<CareView, 'told' | 'status'> = {}) {
  const { staff, vault, now } = c.var
  const care = await store.find(c.env.DB, staff, idOf(c))
  const found = care && (await readAudited(c.env.DB, { staff, line: await lineOf(c, 'care-look', care.submission) }))
  const [record] = found ? await linesOf(vault, [found.row]) : []
  if (!care || !record) return c.notFound()
  const { id, sealed_for: village, sealed, taker } = care
  const view: CareView = {
    page: 'care',
    staff,
    now,
    id,
    askedAt: care.asked_at,
    record,
    ...said(sealed ? await vault.open(['care_request', id, village], sealed) : {}),
    takenAt: care.taken_at,
    taker: care.taken_by && taker ? String(await vault.open(['staff', care.taken_by, ''], taker)) : '',
    doneAt: care.closed_at,
  }
  return c.render({ ...view, ...aside })
}

/** The place that the address of the next page wrote down. */
function readCursor(after = ''): { at: number; id: string } {
  const [, at, id] = /^([0-9a-z]{1,9})\.([\w-]{22})$/.exec(after) ?? []
  return at && id ? { at: Number.parseInt(at, 36), id } : { at: 0, id: '' }
}
