/** Every SQL statement about requests; what staff may see stands in each WHERE. */
import type { AuditLine } from '#audit/line.ts'
import { note, noteIfChanged } from '#audit/store.ts'
import type { Day } from '#platform/clock.ts'
import type { Staff } from '#platform/principal.ts'
import { villagesFor } from '#register/ledger/filter.ts'
import type { ListedRow } from '#register/ledger/masked.ts'
import { inScope, listed, scope } from '#register/ledger/store/list.ts'
import type { AnswerOutcome, RequestKind } from './asked.ts'

/** Most requests of one record that may wait for an answer. */
const MOST_OPEN = 10
const MOST_COUNTED = 100

/** A request as the database holds it. */
export interface Request {
  id: string
  number: string
  submission: string
  village: string
  kind: RequestKind
  state: 'open' | AnswerOutcome | 'withdrawn'
  sealed: ArrayBuffer | number[] | null
  answer: ArrayBuffer | number[] | null
  made_at: number
  due: Day
  answered_at: number | null
  answer_key: string | null
  role: string | null
}

/** One line of the desk's list: the request, and what of its record is shown masked. */
export type WaitingRequest = Pick<Request, 'number' | 'kind' | 'due'> & { request: string } & ListedRow

/** Keeps a request once, where fewer than the most are open. Throws where the number is taken. */
export async function keep(
  db: D1Database,
  asked: Pick<Request, 'id' | 'number' | 'kind' | 'due'> & { sealed: Uint8Array | null },
  line: AuditLine,
): Promise<void> {
  const { id, number, kind, due, sealed } = asked
  await db.batch([
    db
      .prepare(
        `INSERT INTO request (id, number, submission, village, kind, sealed, made_at, due)
         SELECT ?1, ?2, id, village, ?3, ?4, ?5, ?6 FROM submission WHERE id = ?7 AND status = 'kept'
         AND (SELECT count(*) FROM request WHERE submission = ?7 AND state = 'open') < ?8 ON CONFLICT (id) DO NOTHING`,
      )
      .bind(id, number, kind, sealed, line.at, due, line.record, MOST_OPEN),
    noteIfChanged(db, line),
  ])
}

/** Whether `error` says that another request already has this number. */
export function isNumberTaken(error: unknown): boolean {
  return error instanceof Error && error.message.includes('request.number')
}

/** The latest requests of the line's record, for its holder, noted before they leave. */
export async function own(db: D1Database, line: AuditLine): Promise<Request[]> {
  const [, found] = await db.batch<Request>([
    note(db, line),
    db
      .prepare('SELECT * FROM request WHERE submission = ?1 ORDER BY made_at DESC, id LIMIT ?2')
      .bind(line.record, 2 * MOST_OPEN),
  ])
  return found?.results ?? []
}

/** Open requests of their villages, those that are due first at the head; a few of each village are enough for a page. */
export async function waiting(
  db: D1Database,
  staff: Staff,
  after: { due: Day; id: string },
  most: number,
): Promise<WaitingRequest[]> {
  const { results } = await db
    .prepare(
      `SELECT request.id AS request, request.number, request.kind, request.due, ${listed}
       FROM json_each(?1) AS mine
       JOIN request ON request.id IN (
         SELECT id FROM request WHERE village = mine.value AND state = 'open' AND (due, id) > (?3, ?4) ORDER BY due, id LIMIT ?5)
       JOIN submission ON submission.id = request.submission AND ${inScope}
       ORDER BY request.due, request.id LIMIT ?5`,
    )
    .bind(JSON.stringify(villagesFor(staff)), scope(staff), after.due, after.id, most)
    .all<WaitingRequest>()
  return results
}

/** How many requests of their villages wait for an answer: not yet due, and overdue; no village counts more than a hundred of either. */
export async function openRequests(
  db: D1Database,
  staff: Staff,
  today: Day,
): Promise<{ due: number; overdue: number }> {
  const counted = (bound: string) =>
    `coalesce(sum((SELECT count(*) FROM (SELECT 1 FROM request WHERE village = mine.value AND state = 'open' AND ${bound} LIMIT ?3))), 0)`
  const row = await db
    .prepare(`SELECT ${counted('due >= ?2')} AS due, ${counted('due < ?2')} AS overdue FROM json_each(?1) AS mine`)
    .bind(JSON.stringify(villagesFor(staff)), today, MOST_COUNTED)
    .first<{ due: number; overdue: number }>()
  return row ?? { due: 0, overdue: 0 }
}

/** A request and its record's line, if it is theirs. It names the record for the audit; nothing of it may leave before that. */
export async function find(
  db: D1Database,
  staff: Staff,
  id: string,
): Promise<(Request & { record: ListedRow }) | null> {
  const [requests, records] = await db.batch<Request & ListedRow>([
    db
      .prepare(
        `SELECT request.* FROM request JOIN submission ON submission.id = request.submission WHERE request.id = ?1 AND ${inScope}`,
      )
      .bind(id, scope(staff)),
    db
      .prepare(`SELECT * FROM submission WHERE id = (SELECT submission FROM request WHERE id = ?1) AND ${inScope}`)
      .bind(id, scope(staff)),
  ])
  const [request, record] = [requests?.results[0], records?.results[0]]
  return request && record ? { ...request, record } : null
}

/** Answers a request that is open; nothing happens to one that was answered before. */
export async function answer(
  db: D1Database,
  staff: Staff,
  given: { id: string; key: string; outcome: AnswerOutcome; answer: Uint8Array | null },
  line: AuditLine,
): Promise<void> {
  const { id, key, outcome } = given
  await db.batch([
    db
      .prepare(
        `UPDATE request SET state = ?3, answer = ?4, answer_key = ?5, answered_at = ?6, role = ?7
         WHERE id = ?1 AND state = 'open' AND submission IN (SELECT id FROM submission WHERE id = ?8 AND ${inScope})`,
      )
      .bind(id, scope(staff), outcome, given.answer, key, line.at, staff.role, line.record),
    noteIfChanged(db, line),
  ])
}
