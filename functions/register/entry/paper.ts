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
import { type Judged, judge } from './judge.ts'
import { blankSheet, grown, isBlank, placed, readSheet, type Sheet } from './sheet.ts'
import { pastedOf } from './table/delimited.ts'
import { cellsOfFile } from './table/file.ts'
import type { EntryDoneView, EntryListView } from './view.ts'

const counts = [10, 20, 50, 100, 200]

export const paper = new Hono<App>()

paper.get('/list/:form', staffOnly('proxy'), (c) => {
  const form = listOf(c)
  if (!form) return c.notFound()
  const [count = 10] = counts.filter((each) => String(each) === c.req.query('rows'))
  return c.render(pageOf(c, form, blankSheet(count, onlyOf(villagesFor(c.var.staff)))))
})

paper.post('/list/:form', staffOnly('proxy'), largeFormBody, async (c) => {
  const form = listOf(c)
  if (!form) return c.notFound()
  const { raw, staff, now } = c.var
  const sheet = readSheet(form, raw)
  const villages = villagesFor(staff)
  const more = counts.find((each) => String(each) === sent(raw, 'more'))
  if (more) return c.render(pageOf(c, form, grown(sheet, more)))
  const { file } = c.var
  if (file || sent(raw, 'file')) return c.render(filed(c, form, sheet, file))
  if (sheet.pasted.trim()) return c.render(pasted(c, form, sheet))
  const judged = judge(form, sheet, villages, now)
  if (sheet.rows.every(isBlank)) return c.render({ ...pageOf(c, form, sheet), result: 'blank', status: 422 })
  const part = sent(raw, 'part') === 'yes'
  if (judged.sheetIsWrong || (judged.wrong.length > 0 && !part) || judged.right.length === 0)
    return c.render(wrong(c, form, sheet, judged))
  try {
    const entered = await copy(c, form, sheet.key, judged)
    const done: EntryDoneView = { page: 'entry-done', staff, form, entered }
    if (judged.wrong.length === 0) return c.render(done)
    return c.render({ ...wrong(c, form, { ...sheet, rows: judged.wrong }, judged), part: false, entered, status: 200 })
  } catch (error) {
    reportUnavailable(c, error)
    return c.render({ ...pageOf(c, form, sheet), result: 'away', status: 503 })
  }
})

/** What was pasted becomes rows, to be looked at before they are sent; mistakes in them are marked at once. */
function pasted(c: RequestContext<StaffVars>, form: Form, typed: Sheet): EntryListView {
  const { sheet, placed: result } = placed(form, typed)
  const { errors, doubts } = judge(form, sheet, villagesFor(c.var.staff), c.var.now)
  const inRows = Object.entries(errors).filter(([path]) => path.startsWith('r.'))
  return { ...pageOf(c, form, sheet), errors: Object.fromEntries(inRows), doubts, placed: result }
}

/** The cells of a file become what was pasted; of the file itself nothing is kept. A button that sends no file sent only its name. */
function filed(c: RequestContext<StaffVars>, form: Form, sheet: Sheet, file: Uint8Array | undefined): EntryListView {
  const refused = (why: NonNullable<EntryListView['file']>) =>
    ({ ...pageOf(c, form, sheet), file: why, status: 422 }) as const
  if (!file) return refused('unsent')
  if (sheet.pasted.trim()) return refused('both')
  const { cells, why } = cellsOfFile(file)
  return cells ? pasted(c, form, { ...sheet, pasted: pastedOf(cells) }) : refused(why)
}

function wrong(
  c: RequestContext<StaffVars>,
  form: Form,
  sheet: Sheet,
  { errors, doubts, right, sheetIsWrong }: Judged,
): EntryListView {
  return { ...pageOf(c, form, sheet), errors, doubts, part: !sheetIsWrong && right.length > 0, status: 422 }
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
