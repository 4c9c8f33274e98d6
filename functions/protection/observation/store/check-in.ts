/** Every SQL statement of the fourteen days: what somebody reported, what rang, and what was changed. */
import type { AuditLine } from '#audit/line.ts'
import { note, noteIfChanged } from '#audit/store.ts'
import { writing } from '#books/store/entry.ts'
import { wishes } from '#books/wishes.ts'
import type { AlertKind } from '#forms/signals.ts'
import type { Slot } from '#platform/calendar.ts'
import type { Day } from '#platform/clock.ts'
import type { Submission } from '#register/submissions/store/submission.ts'
import type { PeriodChange } from '../course.ts'
import type { Sending } from '../entry.ts'
import { raiseAlert } from './alert.ts'

/** What holds for one person and slot: the latest revision. */
interface Report extends Slot {
  person: number
  revision: number
  temperature: number | null
  reported_at: number
  /** What the slot rang for, any revision of it. */
  rang: AlertKind | null
}

/** A record in observation, as it stands. */
export interface Observed {
  row: Submission
  changes: PeriodChange[]
  reports: Report[]
}

/** The record of `line` with all that was reported, noted before it leaves; tries counted under `forget` were no guesses. */
export async function open(db: D1Database, line: AuditLine, forget: string[] = []): Promise<Observed | undefined> {
  const results = await db.batch<Looked>([
    note(db, line),
    ...forget.map((key) => db.prepare('UPDATE throttle SET tries = tries - 1 WHERE key = ?1 AND tries > 0').bind(key)),
    looking(db, line.record),
  ])
  return observed(results)
}

/**
 * Keeps what a family sent, opens what it rings for, and gives the record with it: all in one batch, so that no fever is
 * kept without its alert. Sent twice, it is kept once. Nothing where the record is gone.
 */
export async function keep(db: D1Database, sending: Sending, line: AuditLine): Promise<Observed | undefined> {
  const { wish } = sending
  const results = await db.batch<Looked>([
    ...sending.entries.map((entry) => reporting(db, sending, entry, line)),
    // After the last of them: they are all kept now, or all were before.
    noteIfChanged(db, line),
    raiseAlert(db, sending, line),
    ...(wish ? [writing(db, wishes, wish, line)] : []),
    looking(db, line.record),
  ])
  return observed(results)
}

// What stands under another revision stays; both are kept, and the last one holds.
function reporting(
  db: D1Database,
  sending: Sending,
  entry: Sending['entries'][number],
  line: AuditLine,
): D1PreparedStatement {
  const { key, place, village, revision, observedAt, source, via = null } = sending
  const sql = `INSERT INTO check_in (key, submission, person, day, slot, revision, temperature, village, sealed, observed_at, reported_at, by, source, via)
    SELECT ?1, id, ?3, ?4, ?5,
      (SELECT coalesce(max(revision), 0) + 1 FROM check_in WHERE submission = ?2 AND person = ?3 AND day = ?4 AND slot = ?5),
      ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?14
    FROM submission WHERE id = ?2 AND status = 'kept' AND ?13 IN (0, revision) ON CONFLICT (key, person) DO NOTHING`
  const { person, temperature, sealed, rings } = entry
  return db
    .prepare(sql)
    .bind(
      ...[key, line.record, person, place.day, place.slot, temperature, village, sealed],
      ...[observedAt, line.at, line.actor, source, rings ? 0 : revision, via],
    )
}

/** Runs these statements, and reads the record and all that was reported after them, in one trip; whether it may leave is theirs to say. */
export async function readAfter(db: D1Database, id: string, before: D1PreparedStatement[]) {
  const results = await db.batch<Looked>([...before, looking(db, id)])
  return { results: results as D1Result[], found: observed(results) }
}

// One row, because each statement of a batch has a price of its own.
function looking(db: D1Database, id: string): D1PreparedStatement {
  const sql = `SELECT submission.*,
      (SELECT json_group_array(json_object('kind', kind, 'person', person, 'day', day, 'at', at) ORDER BY at, seq)
        FROM observation_change WHERE submission = ?1) AS changes,
      (SELECT json_group_array(json_object('person', person, 'day', day, 'slot', slot, 'revision', revision,
          'temperature', temperature, 'reported_at', reported_at, 'rang', rang) ORDER BY day, slot, person)
        FROM (SELECT *, max(revision),
            (SELECT kind FROM alert WHERE alert.submission = check_in.submission AND alert.person = check_in.person
              AND alert.day = check_in.day AND alert.slot = check_in.slot ORDER BY alert.kind LIMIT 1) AS rang
          FROM check_in WHERE submission = ?1 GROUP BY person, day, slot)) AS reports
    FROM submission WHERE id = ?1 AND status = 'kept'`
  return db.prepare(sql).bind(id)
}

type Looked = Submission & { changes: string; reports: string }

function observed(results: D1Result<Looked>[]): Observed | undefined {
  const found = results.at(-1)?.results[0]
  if (!found) return undefined
  const { changes, reports, ...row } = found
  return { row, changes: JSON.parse(changes), reports: JSON.parse(reports) }
}

/** Adds what the township decided, once for each `id`; the caller has looked whether it may. */
export async function change(
  db: D1Database,
  {
    id,
    kind,
    person,
    day,
    village,
    sealed,
  }: Omit<PeriodChange, 'at'> & { id: string; day: Day; village: string; sealed: Uint8Array },
  line: AuditLine,
): Promise<void> {
  const sql = `INSERT INTO observation_change (id, submission, person, kind, day, village, sealed, at, by)
    SELECT ?1, id, ?3, ?4, ?5, ?6, ?7, ?8, ?9 FROM submission WHERE id = ?2 AND status = 'kept' ON CONFLICT (id) DO NOTHING`
  await db.batch([
    db.prepare(sql).bind(id, line.record, person, kind, day, village, sealed, line.at, line.actor),
    noteIfChanged(db, line),
  ])
}
