/** The SQL of what waits in a book: its list and its counts, over the same two indexes. */
import type { Day } from '#platform/clock.ts'
import type { Staff } from '#platform/principal.ts'
import { villagesFor } from '#register/ledger/filter.ts'
import type { ListedRow } from '#register/ledger/masked.ts'
import { listed, merged } from '#register/ledger/store/list.ts'
import type { Book } from '../book.ts'
import type { EntryRow } from './entry.ts'

/** One line of a list: an entry, and what of its record is shown masked. */
export type WaitingRow = Pick<EntryRow, 'number' | 'kind' | 'step' | 'made_at' | 'due'> & { entry: string } & ListedRow

/** Where a page of a list ended. */
export interface EntryCursor {
  due: Day
  at: number
  id: string
}

/** How many wait, up to a bound; how many of them too long; and since when the first of them. */
export interface Waits {
  waiting: number
  overdue: number
  oldest: number | null
}

/** A page of what waits in their villages: first what is due first, then what waits longest. */
export async function waiting(
  db: D1Database,
  staff: Staff,
  book: Book,
  { due, at, id }: EntryCursor,
  most: number,
): Promise<WaitingRow[]> {
  const { sql, villages } = strands('id, due, made_at', staff, '(due, made_at, id) > (?2, ?3, ?4)', 4)
  const { results } = await db
    .prepare(
      `SELECT head.id AS entry, entry.number, entry.kind, entry.step, entry.made_at, entry.due, ${listed}
       FROM (${sql} ORDER BY due, made_at, id LIMIT ${most}) AS head JOIN entry ON entry.id = head.id
       JOIN submission ON submission.id = entry.submission AND submission.status = 'kept'
       ORDER BY head.due, head.made_at, head.id`,
    )
    .bind(book.slug, due, at, id, ...villages)
    .all<WaitingRow>()
  return results
}

/** How many wait in their villages, counted up to `most`. */
export async function counted(db: D1Database, staff: Staff, book: Book, today: Day, most: number): Promise<Waits> {
  const { sql, villages } = strands('due, made_at', staff, 'due <= ?2', 3)
  const row = await db
    .prepare(
      `SELECT count(*) AS waiting, coalesce(sum(due > '' AND due < ?3), 0) AS overdue, min(made_at) AS oldest
       FROM (${sql} ORDER BY due, made_at LIMIT ${most})`,
    )
    .bind(book.slug, '9999', today, ...villages)
    .first<Waits>()
  return row ?? { waiting: 0, overdue: 0, oldest: null }
}

// What waits lies in an index in the order of the list, village by village, or all of them where all are theirs.
function strands(columns: string, staff: Staff, where: string, bound: number): { sql: string; villages: string[] } {
  const rows = (among: string) => `SELECT ${columns} FROM entry WHERE book = ?1 AND waits = 1 ${among} AND ${where}`
  if (staff.villages === 'all') return { sql: rows(''), villages: [] }
  const villages = villagesFor(staff)
  const terms = villages.map((_, i) => rows(`AND village = ?${bound + 1 + i}`))
  return { sql: merged(terms) || `${rows('')} AND 0`, villages }
}
