/** The SQL of entries: written once, listed while somebody waits, counted, opened. What staff may see stands in each WHERE. */
import type { AuditLine } from '#audit/line.ts'
import { note, noteIfChanged } from '#audit/store.ts'
import type { Day } from '#platform/clock.ts'
import type { Staff } from '#platform/principal.ts'
import type { ListedRow } from '#register/ledger/masked.ts'
import { inScope, listed, scope } from '#register/ledger/store/list.ts'
import { type Book, firstStep, isWaiting } from '../book.ts'

/** Of one record, for its holder. */
const MOST_OWN = 20

/** An entry as the database holds it; what it says is sealed, and in the record itself where that is the entry. */
export interface EntryRow {
  id: string
  /** By which people speak of it; null where its record's own number does. */
  number: string | null
  kind: string
  submission: string
  village: string
  step: string
  made_at: number
  /** Empty where nothing is due. */
  due: Day
  sealed: ArrayBuffer | number[] | null
}

/** A step that was taken and not taken back; `name` is sealed, of who took it. */
export interface StepRow {
  id: string
  entry: string
  step: string
  at: number
  by: string
  role: string
  sealed: ArrayBuffer | number[] | null
  name: ArrayBuffer | number[] | null
}

/** What is written of an entry that hangs on the record of the line. */
export interface NewEntry extends Pick<EntryRow, 'id' | 'number' | 'kind' | 'due'> {
  sealed: Uint8Array
  /** Only where the record is still at this revision; 0: at any. */
  revision?: number
}

/** Writes an entry once, where the record is kept and fewer than the most wait, as a statement for a batch. */
export function writing(db: D1Database, book: Book, made: NewEntry, { record, at }: AuditLine): D1PreparedStatement {
  const [step, few] = [firstStep(book), 'SELECT count(*) FROM entry WHERE submission = ?2 AND book = ?3 AND waits = 1']
  return db
    .prepare(
      `INSERT INTO entry (id, submission, book, number, kind, village, step, waits, made_at, due, sealed)
       SELECT ?1, id, ?3, ?4, ?5, village, ?6, ?7, ?8, ?9, ?10 FROM submission
       WHERE id = ?2 AND status = 'kept' AND ?11 IN (0, revision) AND (${few}) < ?12 ON CONFLICT (id) DO NOTHING`,
    )
    .bind(
      ...[made.id, record, book.slug, made.number, made.kind, step, isWaiting(book, step) ? 1 : 0, at, made.due],
      ...[made.sealed, made.revision ?? 0, book.most ?? Number.MAX_SAFE_INTEGER],
    )
}

/** The same with its line. Throws where the number is taken. */
export async function write(db: D1Database, book: Book, made: NewEntry, line: AuditLine): Promise<void> {
  await db.batch([writing(db, book, made, line), noteIfChanged(db, line)])
}

/** Whether `error` says that another entry of the book already has this number. */
export function isNumberTaken(error: unknown): boolean {
  return error instanceof Error && error.message.includes('entry.number')
}

/** The latest entries of the line's record with their steps, for its holder, noted before they leave. */
export async function own(
  db: D1Database,
  book: Book,
  line: AuditLine,
): Promise<{ rows: EntryRow[]; steps: StepRow[] }> {
  const [, rows, steps] = (await db.batch([
    note(db, line),
    db
      .prepare('SELECT * FROM entry WHERE submission = ?1 AND book = ?2 ORDER BY made_at DESC, id LIMIT ?3')
      .bind(line.record, book.slug, MOST_OWN),
    stepsOf(db, 'submission', line.record),
  ])) as [unknown, D1Result<EntryRow>, D1Result<StepRow>]
  return { rows: rows.results, steps: steps.results }
}

/** An entry with its steps and its record's line, if it is theirs; nothing of it may leave before a line in the audit names the record. */
export async function find(
  db: D1Database,
  staff: Staff,
  book: Book,
  id: string,
): Promise<{ row: EntryRow; record: ListedRow; steps: StepRow[] } | undefined> {
  const where = `FROM entry JOIN submission ON submission.id = entry.submission WHERE entry.id = ?1 AND book = ?3 AND ${inScope}`
  const [rows, records, steps] = (await db.batch([
    db.prepare(`SELECT entry.* ${where}`).bind(id, scope(staff), book.slug),
    db.prepare(`SELECT ${listed} ${where}`).bind(id, scope(staff), book.slug),
    stepsOf(db, 'entry', id),
  ])) as [D1Result<EntryRow>, D1Result<ListedRow>, D1Result<StepRow>]
  const [row, record] = [rows.results[0], records.results[0]]
  return row && record ? { row, record, steps: steps.results } : undefined
}

function stepsOf(db: D1Database, of: 'entry' | 'submission', id: string): D1PreparedStatement {
  const sql = `SELECT entry_step.*, staff.name FROM entry_step LEFT JOIN staff ON staff.id = entry_step.by
    WHERE entry_step.${of} = ?1 AND undone_at IS NULL ORDER BY entry_step.rowid`
  return db.prepare(sql).bind(id)
}
