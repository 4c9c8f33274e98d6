/** The SQL of the chase list: who has not reported up to a slot, the longest silent first, a page at a time over an index. */
import type { Staff } from '#platform/principal.ts'
import type { ListedRow } from '#register/ledger/masked.ts'
import type { ContactOutcome } from '#register/ledger/store/found.ts'
import { inScope, listed, scope } from '#register/ledger/store/list.ts'

/** Where a page of the list ended. */
export interface ChaseCursor {
  reported: string
  id: string
}

/** A household that is asked, with what the last call came to. */
export interface SilentRow extends ListedRow {
  reported: string
  asked: number
  outcome: ContactOutcome | null
  called_at: number | null
}

/** Whom the list is about: one village, and of it all, or whom this member of the staff answers for. */
export interface Whose {
  village: string
  whose: 'all' | 'mine'
}

const called = (column: string) =>
  `(SELECT ${column} FROM contact WHERE contact.submission = watch.submission AND outcome <> 'note' ORDER BY at DESC LIMIT 1)`

/** At most `most` households from `after` on that have not reported up to `here`. */
export async function silent(
  db: D1Database,
  staff: Staff,
  { village, whose }: Whose,
  here: string,
  after: ChaseCursor,
  most: number,
): Promise<SilentRow[]> {
  // Each along its own index: left to itself, SQLite reads a whole village for the few households of one person.
  const [index, whom] =
    whose === 'mine' ? ['watch_chase_mine', 'watch.assignee = ?7'] : ['watch_chase', '?7 IS NOT NULL']
  const sql = `SELECT ${listed}, watch.reported, watch.asked, ${called('coalesce(stands, outcome)')} AS outcome, ${called('at')} AS called_at
    FROM watch INDEXED BY ${index} CROSS JOIN submission ON submission.id = watch.submission
    WHERE ${whom} AND watch.village = ?1 AND ${inScope} AND watch.reported < ?3
      AND (watch.reported, watch.submission) > (?4, ?5)
    ORDER BY watch.reported, watch.submission LIMIT ?6`
  const { results } = await db
    .prepare(sql)
    .bind(village, scope(staff), here, after.reported, after.id, most, staff.id)
    .all<SilentRow>()
  return results
}

/** Since when a household is silent, and how many of it are asked; nothing where it is not theirs, or not in the watch. */
export async function silence(
  db: D1Database,
  staff: Staff,
  id: string,
): Promise<{ reported: string | null; asked: number } | null> {
  const sql = `SELECT reported, asked FROM watch JOIN submission ON submission.id = watch.submission WHERE submission.id = ?1 AND ${inScope}`
  return db.prepare(sql).bind(id, scope(staff)).first<{ reported: string | null; asked: number }>()
}
