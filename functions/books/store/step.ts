/** The SQL of steps: each once, from a step that leads there, and taken back by who took it. */
import type { StaffAct } from '#audit/line.ts'
import { noteIfChanged } from '#audit/store.ts'
import { inScope, scope } from '#register/ledger/store/list.ts'
import { type Book, isWaiting } from '../book.ts'

/** How long a step may be taken back, in milliseconds. */
export const UNDO_MS = 10 * 60_000

const theirs = `EXISTS (SELECT 1 FROM submission WHERE submission.id = entry.submission AND ${inScope})`

/** Takes a step once for its `id`; false where the entry is not at a step that leads there. */
export async function take(
  db: D1Database,
  book: Book,
  taking: { id: string; entry: string; step: string; sealed: Uint8Array | null },
  { staff, line }: StaffAct,
): Promise<boolean> {
  const { id, entry, step, sealed } = taking
  const from = Object.keys(book.steps).filter((before) => book.steps[before]?.next.includes(step))
  const [taken] = await db.batch([
    db
      .prepare(
        `INSERT INTO entry_step (id, entry, submission, before, step, at, by, role, sealed)
         SELECT ?3, id, submission, step, ?4, ?5, ?6, ?7, ?8 FROM entry
         WHERE id = ?1 AND book = ?9 AND step IN (SELECT value FROM json_each(?10)) AND ${theirs} ON CONFLICT (id) DO NOTHING`,
      )
      .bind(
        ...[entry, scope(staff), id, step, line.at, line.actor, staff.role, sealed],
        ...[book.slug, JSON.stringify(from)],
      ),
    db
      .prepare('UPDATE entry SET step = ?2, waits = ?3 WHERE id = ?1 AND changes() = 1')
      .bind(entry, step, isWaiting(book, step) ? 1 : 0),
    noteIfChanged(db, line),
  ])
  return taken?.meta.changes === 1
}

/** Takes the latest step back, by who took it and not later than ten minutes after; false otherwise. */
export async function undo(
  db: D1Database,
  book: Book,
  { id, entry }: { id: string; entry: string },
  { staff, line }: StaffAct,
): Promise<boolean> {
  const latest = 'SELECT id FROM entry_step WHERE entry = ?1 AND undone_at IS NULL ORDER BY rowid DESC LIMIT 1'
  const [undone] = await db.batch([
    db
      .prepare(
        `UPDATE entry_step SET undone_at = ?4 WHERE id = ?3 AND id = (${latest}) AND by = ?5 AND at > ?6
         AND EXISTS (SELECT 1 FROM entry WHERE id = ?1 AND book = ?7 AND step = entry_step.step AND ${theirs})`,
      )
      .bind(entry, scope(staff), id, line.at, line.actor, line.at - UNDO_MS, book.slug),
    db
      .prepare(
        'UPDATE entry SET step = (SELECT before FROM entry_step WHERE id = ?2), waits = 1 WHERE id = ?1 AND changes() = 1',
      )
      .bind(entry, id),
    noteIfChanged(db, line),
  ])
  return undone?.meta.changes === 1
}
