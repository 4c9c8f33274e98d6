/** /staff/records/{id}/correct, check and keep: what the village or the town knows better, put right by the form's own journey and with a reason. */
import { Hono } from 'hono'
import { apart, asCorrected, noSooner, orderAtDesk } from '#forms/correction.ts'
import type { FormRoute } from '#forms/form-route.ts'
import { orderKept, rowsIn } from '#forms/order.ts'
import { flatten } from '#forms/page.ts'
import { isUrgent } from '#forms/signals.ts'
import { dayAt } from '#platform/clock.ts'
import type { App, RequestContext } from '#platform/context.ts'
import { may } from '#platform/roles.ts'
import { anew } from '#register/holder/anew.ts'
import { formOf } from '#register/holder/record.ts'
import { correct } from '#register/holder/store/correction.ts'
import { differences, reasonFor } from '#register/submissions/changes.ts'
import { sealed } from '#register/submissions/contents.ts'
import { look, lookAt, settle } from '#register/submissions/journey.ts'
import type { CheckView, QuestionsView } from '#register/submissions/view.ts'
import { one } from '#web/cursor.ts'
import { sent } from '#web/sent.ts'
import { allowed, staffAct } from '../acts/page.ts'
import { historyOf, lastChange } from '../history.ts'
import { recordView } from '../record.ts'
import { readAudited } from '../store/acts.ts'
import type { LedgerRecordView } from '../view.ts'
import { type CorrectingVars, opening } from './leave.ts'
import type { LedgerMovedView } from './view.ts'

type Context = RequestContext<CorrectingVars>

export const correcting = new Hono<App>()

// What only a form may post to, reloaded: the record itself.
correcting.get(`${one}/correct/:step{check|keep}`, (c) => c.redirect(`/staff/records/${c.req.param('id')}`))

correcting.post(`${one}/correct`, ...allowed('correct'), opening, (c) => {
  const { row, contents } = c.var.opened
  const route = routeOf(c, row.revision)
  return c.render({ page: 'questions', route, raw: flatten(route.form, contents.answers), errors: {} })
})

correcting.post(`${one}/correct/check`, ...allowed('correct'), opening, async (c) =>
  c.render(compared(c, await look(c, routeOf(c, seenOf(c))))),
)

correcting.post(`${one}/correct/keep`, ...allowed('correct'), opening, async (c) => {
  const { row, contents } = c.var.opened
  const { staff, vault, now } = c.var
  const seen = seenOf(c)
  const view = await settle(c, routeOf(c, seen), async (said, token) => {
    const { why, answers } = apart(said)
    const form = formOf(row)
    const key = (await vault.sign('told', row.id, token)).slice(0, 22)
    const telling = { key, before: contents.answers, at: now }
    const change = await sealed(vault, form, row.id, contents.reference, answers, telling)
    const desk = { staff, why: await vault.seal(reasonFor(row.id, seen, row.village), why) }
    const made = { ...change, watched: row.watched, certain: row.certain, seen, token }
    return (await correct(c.env.DB, made, (await staffAct(c, 'correct')).line, desk))
      ? done(c, change.village, isUrgent(form, answers))
      : beaten(c, seen, said)
  })
  return c.render(view.page === 'check' || view.page === 'questions' ? compared(c, view) : view)
})

/** The pages of a correction carry the leave and the revision that was looked at. */
function routeOf(c: Context, seen: number): FormRoute {
  const { opened, pass, staff, now } = c.var
  const { row, contents } = opened
  const form = formOf(row)
  const here = `/staff/records/${row.id}/correct`
  const rules = [
    ...(row.watched ? [orderKept(form, contents.answers, orderAtDesk)] : []),
    ...(row.certain && !may(staff.role, 'discharge') ? [noSooner(form, contents.answers, dayAt(now))] : []),
  ]
  return {
    ...{ form: asCorrected(form), check: `${here}/check`, keep: `${here}/keep`, staff },
    purpose: ['correction', staff.id, row.id, String(seen)],
    hidden: { pass, seen: String(seen) },
    // A list on paper asks for less, and nobody makes up the rest to mend a phone.
    context: { since: dayAt(row.received_at), ...(row.source === 'paper' && { paper: true }) },
    ...(row.watched && { rowsKept: rowsIn(form, contents.answers) }),
    rule: (answers) => Object.assign({}, ...rules.map((rule) => rule(answers))),
  }
}

// A page that lost the field is held against the record as it stands.
function seenOf(c: Context): number {
  return Number(sent(c.var.raw, 'seen')) || c.var.opened.row.revision
}

/** With what it makes of the record as it stands now. */
function compared<View extends CheckView | QuestionsView>(c: Context, view: View): View {
  const { row, contents } = c.var.opened
  if (view.page !== 'check') return view
  return { ...view, changes: differences(formOf(row), contents.answers, view.answers) }
}

/** The record as it stands now, masked; where another village goes on with it, that it does. */
async function done(c: Context, village: string, urgent: boolean): Promise<LedgerRecordView | LedgerMovedView> {
  const found = await readAudited(c.env.DB, await staffAct(c, 'look'))
  const { staff } = c.var
  if (!found) return { page: 'ledger-moved', staff, village, urgent }
  return { ...(await recordView(c, found)), result: 'correct', urgent }
}

/** 请核对 once more: somebody was quicker, and what they corrected stands beside what was typed here. */
async function beaten(c: Context, seen: number, said: CheckView['answers']): Promise<CheckView> {
  const { row } = c.var.opened
  const found = await readAudited(c.env.DB, await staffAct(c, 'look'))
  const by = found && lastChange(await historyOf(c.var.vault, found.history))
  const made = await anew(c, c.var.opened, seen, said)
  const page = await lookAt(c, routeOf(c, row.revision), made)
  return { ...page, again: 'changed', status: 409, ...(by && { by }) }
}
