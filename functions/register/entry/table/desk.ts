/** What somebody pasted or sent as a file, on its way into the rows of a sheet: first what each column is, then the rows. */
import type { RequestContext } from '#platform/context.ts'
import type { StaffVars } from '#staff/door.ts'
import type { FormVars } from '#web/body.ts'
import { sent } from '#web/sent.ts'
import { chosen, isPlain, type LaidOut, type ListColumn, layOut, rowsBy, twice, without } from '../columns.ts'
import { groupsIn } from '../groups.ts'
import { judge } from '../judge.ts'
import { placed, rawOf, type Sheet } from '../sheet.ts'
import type { EntryColumnsView, EntryListView } from '../view.ts'
import { cellsOfPasted, pastedOf } from './delimited.ts'
import { cellsOfFile } from './file.ts'

/** The cells of a file become what was pasted; of the file itself nothing is kept. A button that sends no file sent only its name. */
export function pastedIn(
  c: RequestContext<FormVars>,
  { pasted }: Sheet,
): { pasted: string; refused?: never } | { pasted?: never; refused: NonNullable<EntryListView['file']> } {
  const { file, raw } = c.var
  if (!file) return sent(raw, 'file') ? { refused: 'unsent' } : { pasted }
  if (pasted.trim()) return { refused: 'both' }
  const { cells, why } = cellsOfFile(file)
  return cells ? { pasted: pastedOf(cells) } : { refused: why }
}

/** The page with the rows in it, once it is settled what each column is; until then the page that asks. */
export function taken(
  c: RequestContext<StaffVars & FormVars>,
  page: EntryListView,
  pasted: string,
): EntryListView | EntryColumnsView {
  const { form, sheet } = page
  const { raw } = c.var
  const laid = layOut(cellsOfPasted(pasted, Number.POSITIVE_INFINITY), form)
  const pressed = sent(raw, 'columns') === 'yes'
  const columns = pressed ? chosen(laid.columns, form, (index) => raw[`c.${index}`]?.[0]) : laid.columns
  const [doubled, missing] = [twice(columns), without(columns, form)]
  const isSettled = doubled.length === 0 && (missing.length === 0 || sent(raw, 'without') === 'yes')
  if (isPlain(columns, form) || (pressed && isSettled)) return filled(c, page, { ...laid, columns })
  const asked = { ...{ columns, missing, rows: laid.body.length, passed: laid.passed }, wrong: pressed ? doubled : [] }
  const status = pressed ? 422 : 200
  const { staff } = page
  return { page: 'entry-columns', staff, form, ...asked, pasted, raw: rawOf(sheet), pressed, status }
}

/** The rows, to be looked at before they are sent; mistakes in them are marked at once. */
function filled(c: RequestContext<StaffVars>, page: EntryListView, { columns, body, passed }: LaidOut): EntryListView {
  const { form, villages } = page
  const rows = rowsBy(columns, body, form)
  const { sheet, left } = placed(form, page.sheet, rows)
  const { errors, doubts } = judge(form, sheet, villages, c.var.now)
  const inRows = Object.entries(errors).filter(([path]) => path.startsWith('r.'))
  const unused = columns.filter(({ path }) => !path).map(headOf)
  const done = { rows: rows.length - left, unused, passed, left }
  const groups = groupsIn(form, sheet, { ...doubts, ...errors })
  return { ...page, sheet, errors: Object.fromEntries(inRows), doubts, groups, placed: done }
}

function headOf({ head, samples }: ListColumn): string {
  return head || (samples[0] ?? '')
}
