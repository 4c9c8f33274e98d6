/** /my/requests and /my/request: what the holder of a record asks of the desk, and what came of it. */
import { Hono } from 'hono'
import { holderLine, write } from '#audit/line.ts'
import { township } from '#forms/township.ts'
import { addDays, dayAt } from '#platform/clock.ts'
import type { App, RequestContext } from '#platform/context.ts'
import { randomText } from '#platform/vault.ts'
import type { RecordVars } from '#register/holder/pass.ts'
import { passed, passFor } from '#register/holder/pass.ts'
import { newNumber } from '#register/submissions/reference.ts'
import { formBody } from '#web/body.ts'
import { type RequestKind, readRequest, type Typed } from './asked.ts'
import { openRequest } from './opened.ts'
import * as store from './store.ts'
import type { OwnRequestsView } from './view.ts'

const DIGITS = 6

export const requesting = new Hono<App>()

requesting.post('/requests', formBody, passed, async (c) => c.render(await page(c)))

requesting.post('/request', formBody, passed, async (c) => {
  const { wrong, ...typed } = readRequest(c.var.raw)
  if (wrong || !typed.choice) return c.render({ ...(await page(c)), typed, wrong: wrong ?? 'choice', status: 422 })
  await keep(c, { ...typed, choice: typed.choice })
  const view = await page(c, typed.key)
  // Neither now nor by an earlier press: ten wait for an answer already.
  return c.render(view.asked ? view : { ...view, typed, wrong: 'many', status: 422 })
})

async function page(c: RequestContext<RecordVars>, key = ''): Promise<OwnRequestsView> {
  const { vault, now, opened } = c.var
  const { id, village } = opened.row
  const found = await store.own(c.env.DB, await holderLine(c, 'open', id))
  const requests = await Promise.all(found.map((request) => openRequest(vault, request, dayAt(now))))
  const asked = requests[found.findIndex((request) => request.id === key)]
  const view: OwnRequestsView = { page: 'requests', pass: await passFor(c, id), village, requests, key: randomText(16) }
  return asked ? { ...view, asked } : view
}

async function keep(
  c: RequestContext<RecordVars>,
  { key: id, choice: kind, text }: Typed<RequestKind> & { choice: RequestKind },
): Promise<void> {
  const { vault, now, opened } = c.var
  const record = opened.row.id
  const sealed = text ? await vault.seal(['request', id, record], text) : null
  const due = addDays(dayAt(now), township.privacy.answerDays)
  const line = await write(vault, { at: now, actor: 'holder', act: 'request', record, detail: kind })
  for (let tries = 0; ; tries++) {
    try {
      return await store.keep(c.env.DB, { id, number: newNumber(DIGITS), kind, due, sealed }, line)
    } catch (error) {
      // One in ten at a hundred thousand requests: draw another number.
      if (!store.isNumberTaken(error) || tries === 20) throw error
    }
  }
}
