/** What is wrong in many rows with one and the same word, to be put right once for all of them; pure. */
import type { Errors, Form } from '#forms/form.ts'
import { besidesOf, type Column, columnsOf } from '#forms/list.ts'
import type { Raw } from '#forms/page.ts'
import { sent } from '#web/sent.ts'
import { isBlank, type Sheet } from './sheet.ts'

export interface Group {
  column: Column
  /** The word as it stands in these rows; empty where nothing stands there. */
  was: string
  rows: number[]
}

// A page with more of them is no help any more.
const MOST = 20

/** Words that are wrong in two rows or more, the most frequent first; `errors` by the name of the control, as `judge` gives them. */
export function groupsIn(form: Form, sheet: Sheet, errors: Errors): Group[] {
  const groups = [...columnsOf(form), ...besidesOf(form)].flatMap((column) => {
    const wrong = sheet.rows.filter(({ number }) => errors[`r.${number}.${column.path}`])
    const words = [...new Set(wrong.map(({ cells }) => wordsOf(cells, column)))]
    return words.map((was): Group => {
      const rows = wrong.filter(({ cells }) => wordsOf(cells, column) === was).map(({ number }) => number)
      return { column, was, rows }
    })
  })
  const often = groups.filter(({ rows }) => rows.length > 1)
  return often.sort((a, b) => b.rows.length - a.rows.length).slice(0, MOST)
}

/** The sheet with every word replaced that the page sent another one for, in all rows where it stands. */
export function mended(form: Form, sheet: Sheet, raw: Raw): Sheet {
  const columns = new Map([...columnsOf(form), ...besidesOf(form)].map((column) => [column.path, column]))
  const mends = Array.from({ length: MOST }, (_, index) => {
    const of = (part: string) => sent(raw, `fix.${index}.${part}`)
    return { column: columns.get(of('path')), was: of('was'), now: of('now').trim() }
  })
  const rows = sheet.rows.map((row) => {
    if (isBlank(row)) return row
    const changes = mends.flatMap(({ column, was, now }) =>
      column && now && wordsOf(row.cells, column) === was ? [[column.path, now]] : [],
    )
    return { ...row, cells: { ...row.cells, ...Object.fromEntries(changes) } }
  })
  return { ...sheet, rows }
}

function wordsOf(cells: Record<string, string>, { path }: Column): string {
  return (cells[path] ?? '').trim()
}
