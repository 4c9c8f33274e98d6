/** The SQL of what is done with one record; each line in the audit stands in the batch that reads or writes. */
import type { Line } from '../../audit/line.ts'
import { type Event, eventsOf, noteIfChanged } from '../../audit/store.ts'
import type { Staff } from '../../staff/principal.ts'
import { countTries, type Limit } from '../../staff/store.ts'
import type { Stage, Submission } from '../../submissions/store.ts'
import { scope, theirs } from '../store.ts'

/** One call or visit. */
export interface Contact {
  id: string
  village: string
  role: string
  outcome: Outcome
  sealed: ArrayBuffer | number[] | null
  at: number
}
export type Outcome = 'reached' | 'no-answer' | 'wrong-number' | 'refused' | 'visited'

/** A record, with what the desk did about it; latest first. */
export interface Found {
  row: Submission
  contacts: Contact[]
  revisions: { revision: number; replaced_at: number }[]
  events: Event[]
}

/** What a member of the staff does, and to which record, as the audit will have it. */
export interface Deed {
  staff: Staff
  line: Line
}

/** Opens a record for its masked page, and notes it in the same batch. */
export async function look(db: D1Database, deed: Deed): Promise<Found | undefined> {
  return foundIn(await db.batch([noted(db, deed), ...reads(db, deed)]))
}

/** Opens a record for its full page, where both limits still allow it; what was refused is not counted. */
export async function reveal(
  db: D1Database,
  deed: Deed,
  limits: [hour: Limit, day: Limit],
): Promise<Found | undefined> {
  const [hour, day] = limits
  const within =
    'AND (SELECT tries FROM throttle WHERE key = ?8) <= ?9 AND (SELECT tries FROM throttle WHERE key = ?10) <= ?11'
  const results = await db.batch([
    ...countTries(db, limits, deed.line.at),
    noted(db, deed, within, [hour.key, hour.most, day.key, day.most]),
    ...reads(db, deed),
    db
      .prepare('UPDATE throttle SET tries = tries - 1 WHERE key IN (?1, ?2) AND tries > 0 AND changes() = 0')
      .bind(hour.key, day.key),
  ])
  return foundIn(results.slice(1 + limits.length))
}

/** Moves a record from the stage and revision that were `seen`; undefined where somebody else was quicker. */
export async function move(
  db: D1Database,
  deed: Deed,
  seen: { stage: Stage; revision: number },
  to: Stage,
): Promise<Found | undefined> {
  const results = await db.batch([
    db
      .prepare(`UPDATE submission SET stage = ?3 WHERE id = ?1 AND ${theirs} AND stage = ?4 AND revision = ?5`)
      .bind(deed.line.record, scope(deed.staff), to, seen.stage, seen.revision),
    noteIfChanged(db, deed.line),
    ...reads(db, deed),
  ])
  return foundIn(results.slice(1))
}

/** Keeps a call or visit once; undefined where it is kept already, or the record is gone. */
export async function contact(
  db: D1Database,
  deed: Deed,
  made: { id: string; village: string; outcome: Outcome; sealed: Uint8Array | null },
): Promise<Found | undefined> {
  const results = await db.batch([
    db
      .prepare(
        `INSERT INTO contact (id, submission, village, staff, role, outcome, sealed, at)
         SELECT ?3, id, ?4, ?5, ?6, ?7, ?8, ?9 FROM submission WHERE id = ?1 AND ${theirs} AND village = ?4
         ON CONFLICT (id) DO NOTHING`,
      )
      .bind(
        deed.line.record,
        scope(deed.staff),
        made.id,
        made.village,
        deed.staff.id,
        deed.staff.role,
        made.outcome,
        made.sealed,
        deed.line.at,
      ),
    noteIfChanged(db, deed.line),
    ...reads(db, deed),
  ])
  return foundIn(results.slice(1))
}

function noted(db: D1Database, { staff, line }: Deed, also = '', more: unknown[] = []) {
  const { record, at, actor, act, detail, mac } = line
  return db
    .prepare(
      `INSERT INTO audit (at, actor, act, record, detail, mac)
       SELECT ?3, ?4, ?5, id, ?6, ?7 FROM submission WHERE id = ?1 AND ${theirs} ${also}`,
    )
    .bind(record, scope(staff), at, actor, act, detail, mac, ...more)
}

// Right after the line in the audit: what it did not note gives no row.
function reads(db: D1Database, { staff, line: { record: id } }: Deed): D1PreparedStatement[] {
  const of = (table: string, columns: string, order: string) =>
    `SELECT ${columns} FROM submission JOIN ${table} ON ${table}.submission = submission.id
     WHERE submission.id = ?1 AND ${theirs} AND changes() = 1 ORDER BY ${order} DESC LIMIT 20`
  const each = [
    `SELECT * FROM submission WHERE id = ?1 AND ${theirs} AND changes() = 1`,
    of('contact', 'contact.id, contact.village, role, outcome, contact.sealed, at', 'contact.at'),
    of('submission_revision', 'submission_revision.revision, replaced_at', 'submission_revision.revision'),
  ]
  return [...each.map((sql) => db.prepare(sql).bind(id, scope(staff))), eventsOf(db, id)]
}

function foundIn(results: D1Result[]): Found | undefined {
  const [, rows, contacts, revisions, events] = results as [unknown, ...D1Result<never>[]]
  const row: Submission | undefined = rows?.results[0]
  return (
    row && {
      row,
      contacts: contacts?.results ?? [],
      revisions: revisions?.results ?? [],
      events: events?.results ?? [],
    }
  )
}
