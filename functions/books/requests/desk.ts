/** /staff/requests: what people ask for about their own records; listed by the day they are due, opened, answered. */
import { Hono } from 'hono'
import { lineOf } from '#audit/line.ts'
import { noteRead } from '#audit/store.ts'
import { dayAt } from '#platform/clock.ts'
import type { App, RequestContext } from '#platform/context.ts'
import { randomText } from '#platform/vault.ts'
import { idOf, one } from '#register/ledger/acts/page.ts'
import { linesOf } from '#register/ledger/masked.ts'
import type { StaffVars } from '#staff/door.ts'
import { fromOurPage, staffOnly } from '#staff/door.ts'
import { formBody } from '#web/body.ts'
import { readAnswer } from './asked.ts'
import { openRequest } from './opened.ts'
import * as store from './store.ts'
import type { RequestAnswerView, RequestQueueView } from './view.ts'

const PAGE_ROWS = 50

export const answering = new Hono<App>()
answering.use(fromOurPage)

answering.get('/', staffOnly('answer'), async (c) => {
  const { staff, vault, now } = c.var
  const rows = await store.waiting(c.env.DB, staff, readCursor(c.req.query('after')), PAGE_ROWS + 1)
  const shown = rows.slice(0, PAGE_ROWS)
  const records = await linesOf(vault, shown)
  const lines = shown.flatMap(({ request, number, kind, due }, index) => {
    const record = records[index]
    return record ? [{ id: request, number, kind, due, overdue: due < dayAt(now), record }] : []
  })
  await noteRead(c.env.DB, await lineOf(c, 'list', '', `${lines.length} requests`))
  const last = rows.length > PAGE_ROWS ? lines.at(-1) : undefined
  const view: RequestQueueView = { page: 'request-queue', staff, lines }
  return c.render(last ? { ...view, next: `/staff/requests?after=${last.due}.${last.id}` } : view)
})

answering.get(one, staffOnly('answer'), async (c) => look(c))
// What only a form may post to, reloaded: the request itself.
answering.get(`${one}/answer`, (c) => c.redirect(`/staff/requests/${c.req.param('id')}`))

answering.post(`${one}/answer`, staffOnly('answer'), formBody, async (c) => {
  const { staff, vault, raw } = c.var
  const { wrong, key, choice, text } = readAnswer(raw)
  if (wrong || !choice) return look(c, { wrong: wrong ?? 'choice', typed: { choice, text }, status: 422 })
  const found = await store.find(c.env.DB, staff, idOf(c))
  if (!found) return c.notFound()
  const { id, submission } = found
  const answer = text ? await vault.seal(['request-answer', id, submission], text) : null
  const line = await lineOf(c, 'answer', submission, choice)
  await store.answer(c.env.DB, staff, { id, key, outcome: choice, answer }, line)
  return look(c, {}, key)
})

type Aside = Pick<RequestAnswerView, 'wrong' | 'typed' | 'status'>

/** One request with its words, noted before they leave; with `key`, after an answer that may have come too late. */
async function look(c: RequestContext<StaffVars>, aside: Aside = {}, key?: string): Promise<Response> {
  const { staff, vault, now } = c.var
  const found = await store.find(c.env.DB, staff, idOf(c))
  if (!found) return c.notFound()
  await noteRead(c.env.DB, await lineOf(c, 'request-look', found.submission, found.kind))
  const [record] = await linesOf(vault, [found.record])
  if (!record) throw new Error('a record without a line')
  const request = await openRequest(vault, found, dayAt(now))
  const page: RequestAnswerView = {
    page: 'request-answer',
    staff,
    id: found.id,
    key: randomText(16),
    request,
    record,
    ...aside,
  }
  if (key === undefined) return c.render(page)
  return c.render(found.answer_key === key ? { ...page, told: 'answered' } : { ...page, told: 'late', status: 409 })
}

/** The place that the address of the next page wrote down. */
function readCursor(said = ''): { due: string; id: string } {
  const [, due = '', id = ''] = /^(\d{4}-\d{2}-\d{2})\.([\w-]{22})$/.exec(said) ?? []
  return { due, id }
}
