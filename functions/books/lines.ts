/** What waits in a book as lists and files show it: masked, the most urgent at the head, noted before it leaves. */
import { lineOf } from '#audit/line.ts'
import { noteRead } from '#audit/store.ts'
import type { RequestContext } from '#platform/context.ts'
import { linesOf } from '#register/ledger/masked.ts'
import type { StaffVars } from '#staff/door.ts'
import { cursor, parts } from '#web/cursor.ts'
import type { Book } from './book.ts'
import { isOverdue } from './opened.ts'
import { type EntryCursor, waiting } from './store/waiting.ts'
import type { BookView } from './view.ts'

/** Where a page of it begins; at its head, where the address says nothing. */
const place = cursor({ due: parts.dayOrNone, at: parts.instant, id: parts.id })
const head: EntryCursor = { due: '', at: 0, id: '' }

/** A page of it, from the place that the address says on. */
export async function lines(
  c: RequestContext<StaffVars>,
  book: Book,
  most: number,
  after = c.req.query('after'),
): Promise<Omit<BookView, 'page'>> {
  const { staff, vault, now } = c.var
  const rows = await waiting(c.env.DB, staff, book, place.read(after) ?? head, most + 1)
  const shown = rows.slice(0, most)
  const records = await linesOf(vault, shown)
  const lines = shown.flatMap(({ entry: id, number, kind, step, made_at: madeAt, due }, index) => {
    const record = records[index]
    const overdue = isOverdue(book, { step, due }, now)
    return record ? [{ id, number: number ?? '', kind, step, madeAt, due, overdue, record }] : []
  })
  await noteRead(c.env.DB, await lineOf(c, 'list', '', `${lines.length} ${book.slug}`))
  const last = rows.length > most ? lines.at(-1) : undefined
  const view = { book, staff, now, lines }
  return last
    ? { ...view, next: `/staff/${book.slug}?after=${place.write({ due: last.due, at: last.madeAt, id: last.id })}` }
    : view
}
