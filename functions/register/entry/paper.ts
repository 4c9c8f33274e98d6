/** /staff/entry/list: a handwritten list of many people, copied at once. */

import { Hono } from 'hono'
import type { Form } from '#forms/form.ts'
import { forms } from '#forms/index.ts'
import { isListed } from '#forms/list.ts'
import type { App, RequestContext } from '#platform/context.ts'
import type { StaffVars } from '#staff/door.ts'
import { staffOnly } from '#staff/door.ts'
import { largeFormBody } from '#web/body.ts'
import { reportUnavailable } from '#web/error-page.ts'
import { sent } from '#web/sent.ts'
import { villagesFor } from '../ledger/filter.ts'
import { copy } from './copy.ts'
import { groupsIn, mended } from './groups.ts'
import { type Judged, judge } from './judge.ts'
import { blankSheet, grown, isBlank, nextSheet, readSheet, type Sheet } from './sheet.ts'
import { pastedIn, taken } from './table/desk.ts'
import { settleTwins, sifted, twinsIn } from './twins.ts'
import type { EntryDoneView, EntryListView } from './view.ts'

const counts = [10, 20, 50, 100, 200]

export const paper = new Hono<App>()

paper.get('/list/:form', staffOnly('proxy'), (c) => {
  const form = listOf(c)
  if (!form) return c.notFound()
  const [count = 10] = counts.filter((each) => String(each) === c.req.query('rows'))
  const table = c.req.query('table') === '1'
  const page = pageOf(c, form, blankSheet(table ? 1 : count, onlyOf(villagesFor(c.var.staff))))
  return c.render({ ...page, table })
})

paper.post('/list/:form', staffOnly('proxy'), largeFormBody, async (c) => {
  const form = listOf(c)
  if (!form) return c.notFound()
  const { raw, staff, now } = c.var
  const sheet = mended(form, readSheet(form, raw), raw)
  const villages = villagesFor(staff)
  const more = counts.find((each) => String(each) === sent(raw, 'more'))
  if (more) return c.render(pageOf(c, form, grown(sheet, more)))
  const page = pageOf(c, form, sheet)
  if (sent(raw, 'back')) return c.render(page)
  const { pasted = '', refused } = pastedIn(c, sheet)
  if (refused) return c.render({ ...page, file: refused, status: 422 })
  // Rows that fill the page are kept first, unless the button was the one that puts in what waits.
  const waits = pasted.trim() && sheet.later && !sent(raw, 'put') && !sent(raw, 'columns') && !c.var.file
  if (pasted.trim() && !waits) return c.render(taken(c, page, pasted))
  if (sheet.rows.every(isBlank)) return c.render({ ...page, result: 'blank', status: 422 })
  try {
    const twins = await twinsIn(c, form, sheet)
    const judged = sifted(judge(form, sheet, villages, now), twins)
    const looked = { ...wrong(c, form, sheet, judged), twins: Object.fromEntries(twins) }
    // Words were put right for many rows at once: looked at before anything is kept.
    if (sent(raw, 'fix')) return c.render({ ...looked, status: 200 })
    const part = sent(raw, 'part') === 'yes'
    const isNothing = judged.right.length === 0 && judged.wrong.length > 0
    if (judged.sheetIsWrong || (judged.wrong.length > 0 && !part) || isNothing) return c.render(looked)
    const entered = await copy(c, form, sheet.key, judged)
    await settleTwins(c, form, sheet, twins, entered)
    const done: EntryDoneView = { page: 'entry-done', staff, form, entered }
    if (judged.wrong.length === 0 && waits) return c.render({ ...pageOf(c, form, nextSheet(sheet)), entered })
    if (judged.wrong.length === 0) return c.render(done)
    const rest = wrong(c, form, { ...sheet, rows: judged.wrong }, judged)
    return c.render({ ...rest, twins: looked.twins, part: false, entered, status: 200 })
  } catch (error) {
    reportUnavailable(c, error)
    return c.render({ ...page, result: 'away', status: 503 })
  }
})

function wrong(
  c: RequestContext<StaffVars>,
  form: Form,
  sheet: Sheet,
  { errors, doubts, right, sheetIsWrong }: Judged,
): EntryListView {
  const groups = groupsIn(form, sheet, { ...doubts, ...errors })
  return { ...pageOf(c, form, sheet), errors, doubts, groups, part: !sheetIsWrong && right.length > 0, status: 422 }
}

function pageOf(c: RequestContext<StaffVars>, form: Form, sheet: Sheet): EntryListView {
  const { staff } = c.var
  return { page: 'entry-list', staff, form, villages: villagesFor(staff), sheet, errors: {}, part: false, entered: [] }
}

function listOf(c: RequestContext): Form | undefined {
  const form = forms[c.req.param('form') ?? '']
  return form && isListed(form) ? form : undefined
}

function onlyOf(villages: string[]): string {
  return villages.length === 1 ? (villages[0] ?? '') : ''
}
