/** Every SQL statement about submissions. */
import type { AuditLine } from '#audit/line.ts'
import { type AuditEvent, eventsOf, note, noteIfChanged, type OpenCount, openedBy } from '#audit/store.ts'
import type { Stage } from '#forms/exported.ts'
import { countTries, type Limit } from '#platform/store/throttle.ts'

/** One filled form as the database holds it; times are UTC milliseconds. */
export interface Submission {
  id: string
  form: string
  version: number
  revision: number
  village: string
  people: number
  source: string
  status: 'kept' | 'withdrawn'
  stage: Stage
  /** The day of arrival, or empty. */
  arrival: string
  /** The record that the village goes by instead. */
  duplicate_of: string | null
  /** Of the staff, who answers for the household. */
  assignee: string | null
  sealed: ArrayBuffer | number[] | null
  received_at: number
  changed_at: number
  /** When it was written down, where that was before it was entered; NULL: when it was received. */
  observed_at: number | null
}

/** What is written of a form that was filled in. */
export interface Filled {
  id: string
  version: number
  village: string
  people: number
  source: string
  arrival: string
  phoneIndex: string
  /** Keyed hashes of the names in it, as a JSON list. */
  names: string
  sealed: Uint8Array
}

/** What is written when it is kept for the first time. */
export interface New extends Filled {
  form: string
  token: string
  referenceIndex: string
  observedAt: number | null
}

/**
 * Keeps each submission once: the row and its audit line, all in one batch; the database itself counts it and files its
 * names. False where the id, which is made of the token, was kept before. Throws where a number is taken; then none is kept.
 */
export async function keep(db: D1Database, each: { row: New; line: AuditLine }[]): Promise<boolean[]> {
  const results = await db.batch(each.flatMap(({ row, line }) => [keeping(db, row, line.at), noteIfChanged(db, line)]))
  return each.map((_, index) => results[2 * index]?.results.length === 1)
}

function keeping(db: D1Database, row: New, now: number): D1PreparedStatement {
  const { id, token, form, version, village, people, source, arrival, referenceIndex, phoneIndex, names } = row
  return db
    .prepare(
      `INSERT INTO submission (id, token, form, version, village, people, source, arrival, reference_index, phone_index, names, sealed, received_at, changed_at, observed_at)
       VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?13, ?14) ON CONFLICT (id) DO NOTHING RETURNING id`,
    )
    .bind(
      ...[id, token, form, version, village, people, source, arrival],
      ...[referenceIndex, phoneIndex, names, row.sealed, now, row.observedAt],
    )
}

/** A record beside what was first sent, where it was corrected since. */
interface SinceFirst extends Submission {
  first_village: string | null
  first_sealed: ArrayBuffer | number[] | null
}

/** A record by its id, withdrawn or not. */
export async function findAny(db: D1Database, id: string): Promise<SinceFirst | null> {
  const sql = `SELECT submission.*, first.village AS first_village, first.sealed AS first_sealed
     FROM submission LEFT JOIN submission_revision AS first ON first.submission = id AND first.revision = 1 WHERE id = ?1`
  return db.prepare(sql).bind(id).first<SinceFirst>()
}

/** Whether `error` says that another record already has this reference number. */
export function isReferenceTaken(error: unknown): boolean {
  return error instanceof Error && error.message.includes('submission.reference_index')
}

/** Counts a try under each limit and, in the same trip, looks up the record by its reference index. */
export async function tryReference(
  db: D1Database,
  referenceIndex: string,
  limits: Limit[],
  now: number,
): Promise<{ within: boolean; found: Submission | undefined }> {
  const counting = countTries(db, limits, now)
  const look = db.prepare('SELECT * FROM submission WHERE reference_index = ?1').bind(referenceIndex)
  const results = await db.batch<{ tries: number } & Submission>([...counting, look])
  const tries = results.slice(1, -1).map((result) => result.results[0]?.tries ?? 0)
  return { within: tries.every((n, i) => n <= (limits[i]?.most ?? 0)), found: results.at(-1)?.results[0] }
}

/** A record as its holder works on it. */
export interface OwnRecord extends Submission {
  /** 1 where something is kept of single people: a temperature, a decision, a paper. */
  watched: 0 | 1
}

/** Whether that is so, of a row of `submission` in a statement of its own. */
export const watched = ['check_in', 'observation_change', 'certificate']
  .map((table) => `EXISTS (SELECT 1 FROM ${table} WHERE submission = submission.id)`)
  .join(' OR ')

/** A record by its id, for the holder of a pass. */
export async function find(db: D1Database, id: string): Promise<OwnRecord | null> {
  const sql = `SELECT *, ${watched} AS watched FROM submission WHERE id = ?1 AND status = 'kept'`
  return db.prepare(sql).bind(id).first<OwnRecord>()
}

/** Notes a look at a record before its data leaves; gives its latest history, newest first, who opened it in full, and the last day of its observation where something else than the arrival decides. Tries counted under `forget` were no guesses. */
export async function noteLook(
  db: D1Database,
  line: AuditLine,
  forget: string[] = [],
): Promise<{ events: AuditEvent[]; opened: OpenCount[]; last: string | undefined }> {
  const [, events, opened, ends] = (await db.batch([
    note(db, line),
    eventsOf(db, line.record),
    openedBy(db, line.record),
    db.prepare('SELECT last FROM retention WHERE submission = ?1').bind(line.record),
    ...forget.map((key) => db.prepare('UPDATE throttle SET tries = tries - 1 WHERE key = ?1 AND tries > 0').bind(key)),
  ])) as [unknown, D1Result<AuditEvent>, D1Result<OpenCount>, D1Result<{ last: string }>]
  return { events: events.results, opened: opened.results, last: ends.results[0]?.last }
}

/** Whether the database answers. */
export async function answers(db: D1Database): Promise<boolean> {
  return (await db.prepare('SELECT 1 AS one FROM submission LIMIT 1').all()).success
}
