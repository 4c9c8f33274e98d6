/** /my/correct, check and keep: the same journey once more, on a record that stands. */
import { Hono } from 'hono'
import { holderLine } from '#audit/line.ts'
import { factsKept } from '#forms/facts.ts'
import type { FormRoute } from '#forms/form-route.ts'
import { orderKept, rowsIn } from '#forms/order.ts'
import { flatten } from '#forms/page.ts'
import { isUrgent } from '#forms/signals.ts'
import { dayAt } from '#platform/clock.ts'
import type { App, RequestContext } from '#platform/context.ts'
import type { RecordVars } from '#register/holder/pass.ts'
import { formBody } from '#web/body.ts'
import { sent } from '#web/sent.ts'
import { sealed } from '../submissions/contents.ts'
import { look, lookAt, settle } from '../submissions/journey.ts'
import type { CheckView, RecordView } from '../submissions/view.ts'
import { anew } from './anew.ts'
import { openedBy, passed, passFor } from './pass.ts'
import { formOf, show } from './record.ts'
import { correct } from './store/correction.ts'
import { noteLook } from './store/record.ts'

export const correction = new Hono<App>()

correction.post('/correct', formBody, passed, async (c) => {
  const { row, contents } = c.var.opened
  await noteLook(c.env.DB, await holderLine(c, 'open', row.id))
  const route = await routeOf(c, row.revision)
  return c.render({ page: 'questions', route, raw: flatten(route.form, contents.answers), errors: {} })
})

correction.post('/check', formBody, passed, async (c) => {
  return c.render(await look(c, await routeOf(c, seenOf(c))))
})

correction.post('/keep', formBody, passed, async (c) => {
  const { row, contents } = c.var.opened
  const route = await routeOf(c, seenOf(c))
  const view = await settle(c, route, async (answers, token): Promise<RecordView | CheckView> => {
    const { vault, now } = c.var
    const key = (await vault.sign('told', row.id, token)).slice(0, 22)
    const telling = { key, before: contents.answers, at: now }
    const change = await sealed(vault, route.form, row.id, contents.reference, answers, telling)
    const line = await holderLine(c, 'correct', row.id)
    if (
      await correct(c.env.DB, { ...change, watched: row.watched, certain: row.certain, seen: seenOf(c), token }, line)
    ) {
      const opened = (await openedBy(c, route.hidden['pass'] ?? '')) ?? c.var.opened
      return { ...(await show(c, opened, 'masked', 'open')), corrected: true, urgent: isUrgent(route.form, answers) }
    }
    const made = await anew(c, c.var.opened, seenOf(c), answers)
    return { ...(await lookAt(c, await routeOf(c, row.revision), made)), again: 'changed', status: 409 }
  })
  return c.render(view)
})

/** The pages of a correction carry the pass and the revision that was looked at. */
async function routeOf(c: RequestContext<RecordVars>, seen: number): Promise<FormRoute> {
  const { row, contents } = c.var.opened
  const form = formOf(row)
  const hidden = { pass: await passFor(c, row.id), seen: String(seen) }
  const purpose = ['record', row.id, String(seen)]
  const context = { since: dayAt(row.received_at) }
  const aside = row.duplicate_of !== null
  const route = { aside, form, check: '/my/check', keep: '/my/keep', purpose, hidden, context }
  if (row.certain)
    return { ...route, rowsKept: rowsIn(form, contents.answers), rule: factsKept(form, contents.answers) }
  if (!row.watched) return route
  return { ...route, rowsKept: rowsIn(form, contents.answers), rule: orderKept(form, contents.answers) }
}

// A page that lost the field is held against the record as it stands.
function seenOf(c: RequestContext<RecordVars>): number {
  return Number(sent(c.var.raw, 'seen')) || c.var.opened.row.revision
}
