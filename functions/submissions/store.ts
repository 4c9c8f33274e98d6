/** Every SQL statement about submissions. */
import type { Line } from '../audit/line.ts'
import { type Event, eventsOf, note, noteIfChanged, type Opened, openedBy } from '../audit/store.ts'
import { countTries, type Limit } from '../staff/store.ts'

/** How far the village has come with a record. */
export type Stage = 'registered' | 'verified' | 'closed'

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

/**
 * Keeps a submission once: the row and its audit line in one batch; the database itself counts it and files its names.
 * False where the id, which is made of the token, was kept before. Throws where the reference number is taken.
 */
export async function keep(
  db: D1Database,
  row: Filled & { form: string; token: string; referenceIndex: string },
  line: Line,
): Promise<boolean> {
  const { id, token, form, version, village, people, source, arrival, referenceIndex, phoneIndex, names } = row
  const [kept] = await db.batch([
    db
      .prepare(
        `INSERT INTO submission (id, token, form, version, village, people, source, arrival, reference_index, phone_index, names, sealed, received_at, changed_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?13) ON CONFLICT (id) DO NOTHING RETURNING id`,
      )
      .bind(
        ...[id, token, form, version, village, people, source, arrival],
        ...[referenceIndex, phoneIndex, names, row.sealed, line.at],
      ),
    noteIfChanged(db, line),
  ])
  return kept?.results.length === 1
}

/** A record by its id, withdrawn or not. */
export async function findAny(db: D1Database, id: string): Promise<Submission | null> {
  return db.prepare('SELECT * FROM submission WHERE id = ?1').bind(id).first<Submission>()
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

/** A record by its id, for the holder of a pass. */
export async function find(db: D1Database, id: string): Promise<Submission | null> {
  return db.prepare("SELECT * FROM submission WHERE id = ?1 AND status = 'kept'").bind(id).first<Submission>()
}

/** Notes a look at a record before its data leaves; gives its latest history, newest first, and who opened it in full. Tries counted under `forget` were no guesses. */
export async function noteLook(
  db: D1Database,
  line: Line,
  forget: string[] = [],
): Promise<{ events: Event[]; opened: Opened[] }> {
  const [, events, opened] = (await db.batch([
    note(db, line),
    eventsOf(db, line.record),
    openedBy(db, line.record),
    ...forget.map((key) => db.prepare('UPDATE throttle SET tries = tries - 1 WHERE key = ?1 AND tries > 0').bind(key)),
  ])) as [unknown, D1Result<Event>, D1Result<Opened>]
  return { events: events.results, opened: opened.results }
}

/** Puts a new revision in place of the one that was `seen`, and keeps the old one, sealed; the village looks at it anew. False where somebody else changed the record meanwhile. */
export async function correct(
  db: D1Database,
  change: Filled & { seen: number; token: string },
  line: Line,
): Promise<boolean> {
  const { id, seen, token, version, village, people, source, arrival, phoneIndex, names } = change
  const [, , , , done] = await db.batch([
    db
      .prepare(
        `INSERT INTO submission_revision (submission, revision, token, village, sealed, replaced_at)
         SELECT id, revision, ?3, village, sealed, ?4 FROM submission WHERE id = ?1 AND revision = ?2 AND status = 'kept'
         ON CONFLICT (token) DO NOTHING`,
      )
      .bind(id, seen, token, line.at),
    db
      .prepare(
        `UPDATE submission SET revision = revision + 1, version = ?3, village = ?4, people = ?5, source = ?6, phone_index = ?7, sealed = ?8, changed_at = ?9,
           arrival = ?10, names = ?11, stage = 'registered'
         WHERE id = ?1 AND revision = ?2 AND changes() = 1`,
      )
      .bind(id, seen, version, village, people, source, phoneIndex, change.sealed, line.at, arrival, names),
    noteIfChanged(db, line),
    // What is asked about a record stands on the desk of its village.
    db
      .prepare('UPDATE request SET village = (SELECT village FROM submission WHERE id = ?1) WHERE submission = ?1')
      .bind(id),
    // Sent twice, the second finds its own token and is as good as the first.
    db.prepare('SELECT 1 FROM submission_revision WHERE submission = ?1 AND token = ?2').bind(id, token),
  ])
  return (done?.results.length ?? 0) > 0
}

/** Whether the database answers. */
export async function answers(db: D1Database): Promise<boolean> {
  return (await db.prepare('SELECT 1 AS one FROM submission LIMIT 1').all()).success
}
