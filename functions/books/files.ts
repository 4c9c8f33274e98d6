/** What waits in a book as a file: masked lines, noted in the audit before a byte of them leaves. */
import { lineOf } from '#audit/line.ts'
import { noteRead } from '#audit/store.ts'
import { heads, markOf } from '#forms/exported.ts'
import { township } from '#forms/township.ts'
import { dayAt } from '#platform/clock.ts'
import type { RequestContext } from '#platform/context.ts'
import { type FileFormat, fileName, files } from '#register/exports/files.ts'
import type { Cell } from '#register/exports/table.ts'
import { villagesFor } from '#register/ledger/filter.ts'
import type { StaffVars } from '#staff/door.ts'
import type { FormVars } from '#web/body.ts'
import { sent } from '#web/sent.ts'
import { type Book, kindName } from './book.ts'
import { lines } from './lines.ts'
import type { EntryLine } from './view.ts'

/** Most lines of one file. */
const MOST_ROWS = 2000

/** The file that was asked for, a workbook where nothing else was. */
export async function fileOf(c: RequestContext<StaffVars & FormVars>, book: Book): Promise<Response> {
  const { staff, now } = c.var
  const format: FileFormat = sent(c.var.raw, 'format') === 'csv' ? 'csv' : 'xlsx'
  const { lines: all, next } = await lines(c, book, MOST_ROWS, '')
  const rows = all.map((line) => rowOf(book, line))
  const origin = { form: book.title, stage: '', from: '', to: '', at: now, rows: rows.length, ...staff } as const
  const mark = markOf({ ...origin, villages: villagesFor(staff), cut: next ? rows.length : undefined }, true)
  const file = files[format].write({ title: book.title, mark, heads: heads.book, rows })
  await noteRead(c.env.DB, await lineOf(c, 'export', '', `${rows.length} lines ${format} ${book.slug}`))
  const name = fileName([book.slug, dayAt(now)], format, next ? rows.length : undefined)
  const headers = { 'content-type': files[format].type, 'content-disposition': `attachment; filename="${name}"` }
  return c.body(file, 200, headers)
}

function rowOf(book: Book, { number, kind, step, madeAt, due, record }: EntryLine): Cell[] {
  const place = township.villages[record.village]?.name ?? record.village
  return [
    ...[number || record.tail, kindName(book, kind), book.steps[step]?.title ?? ''],
    ...[{ day: dayAt(madeAt) }, due ? { day: due } : '', place, record.name, record.phone],
  ]
}
