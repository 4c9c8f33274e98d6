/** The SQL by which the holder of a record gets at it: tries at its number, the record, its history. */
import type { AuditLine } from '#audit/line.ts'
import { type AuditEvent, eventsOf, note, type OpenCount, openedBy } from '#audit/store.ts'
import { countTries, type Limit } from '#platform/store/throttle.ts'
import type { RevisionRow } from '#register/submissions/changes.ts'
import type { Submission } from '#register/submissions/store/submission.ts'

const MOST_REVISIONS = 20

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
  /** 1 where the village found right what days and papers rest on, or the desk decided about these days. */
  certain: 0 | 1
}

/** Whether that is so, of a row of `submission` in a statement of its own. */
export const watched = ['check_in', 'observation_change', 'certificate']
  .map((table) => `EXISTS (SELECT 1 FROM ${table} WHERE submission = submission.id)`)
  .join(' OR ')

/** Whether that is so, likewise; where nobody arrives, no days rest on it. */
export const certain = `arrival <> '' AND (vouched = 1
  OR EXISTS (SELECT 1 FROM observation_change WHERE submission = submission.id))`

/** A record by its id, for the holder of a pass. */
export async function find(db: D1Database, id: string): Promise<OwnRecord | null> {
  const sql = `SELECT *, ${watched} AS watched, ${certain} AS certain FROM submission WHERE id = ?1 AND status = 'kept'`
  return db.prepare(sql).bind(id).first<OwnRecord>()
}

/** How a record stands that is an entry of a book. */
interface EntryState {
  book: string
  step: string
  /** Empty where nothing is due. */
  due: string
}

/** What a look at a record gives beside it. */
interface Looked {
  /** The latest history, newest first. */
  events: AuditEvent[]
  /** Who opened it in full. */
  opened: OpenCount[]
  /** The last day of its observation where something else than the arrival decides. */
  last: string | undefined
  entry: EntryState | undefined
  /** What stood before its corrections, the latest first. */
  revisions: RevisionRow[]
}

/** Notes a look at a record before its data leaves. Tries counted under `forget` were no guesses. */
export async function noteLook(db: D1Database, line: AuditLine, forget: string[] = []): Promise<Looked> {
  const [, events, opened, ends, entries, revisions] = (await db.batch([
    note(db, line),
    eventsOf(db, line.record),
    openedBy(db, line.record),
    db.prepare('SELECT last FROM retention WHERE submission = ?1').bind(line.record),
    db.prepare('SELECT book, step, due FROM entry WHERE id = ?1 AND submission = id').bind(line.record),
    db
      .prepare(
        `SELECT revision, village, sealed, replaced_at, role, why
         FROM (SELECT * FROM submission_revision WHERE submission = ?1 ORDER BY revision DESC LIMIT ${MOST_REVISIONS}) AS earlier
         LEFT JOIN (SELECT id AS corrector, role FROM staff) ON corrector = earlier.by ORDER BY revision DESC`,
      )
      .bind(line.record),
    ...forget.map((key) => db.prepare('UPDATE throttle SET tries = tries - 1 WHERE key = ?1 AND tries > 0').bind(key)),
  ])) as [
    unknown,
    D1Result<AuditEvent>,
    D1Result<OpenCount>,
    D1Result<{ last: string }>,
    D1Result<EntryState>,
    D1Result<RevisionRow>,
  ]
  return {
    events: events.results,
    opened: opened.results,
    last: ends.results[0]?.last,
    entry: entries.results[0],
    revisions: revisions.results,
  }
}
