/** Every SQL statement of the checkpoint: whose a number is, and who went through. */
import type { AuditLine } from '#audit/line.ts'
import { note, noteIfChanged } from '#audit/store.ts'
import type { Slot } from '#platform/calendar.ts'
import type { Staff } from '#platform/principal.ts'
import { countTries, type Limit } from '#platform/store/throttle.ts'
import { inScope, scope } from '#register/ledger/store/list.ts'
import type { Submission } from '#register/submissions/store/submission.ts'
import type { PeriodChange } from '../observation/course.ts'

/** A record, and what was changed about its observation. */
export interface FoundParty {
  row: Submission
  changes: PeriodChange[]
}

/** What is written of a party that went through. */
export interface Passing {
  id: string
  submission: string
  direction: 'in' | 'out'
  temperature: number | null
  reason: string | null
  passedAt: number
  source: 'now' | 'paper'
  /** Where the alert of a fever belongs. */
  rings?: Slot
  line: AuditLine
}

// Of records that were put together, the one that the village goes by.
const main = 'coalesce(numbered.duplicate_of, numbered.id)'

/** The records of these numbers, in their order; each is counted as a look-up before it is looked up. */
export async function byReference(
  db: D1Database,
  staff: Staff,
  referenceIndexes: string[],
  limit: Limit,
  now: number,
): Promise<{ within: boolean; found: (Submission | undefined)[] }> {
  const counting = countTries(
    db,
    referenceIndexes.map(() => limit),
    now,
  )
  const sql = `SELECT submission.* FROM submission AS numbered JOIN submission ON submission.id = ${main}
    WHERE numbered.reference_index = ?1 AND numbered.status = 'kept' AND ${inScope}`
  const results = await db.batch<Submission & { tries: number }>([
    ...counting,
    ...referenceIndexes.map((index) => db.prepare(sql).bind(index, scope(staff))),
  ])
  const tries = results[counting.length - 1]?.results[0]?.tries ?? 0
  return { within: tries <= limit.most, found: results.slice(counting.length).map(({ results }) => results[0]) }
}

/** A record with its changes, noted before it leaves. */
export async function readAudited(db: D1Database, staff: Staff, line: AuditLine): Promise<FoundParty | undefined> {
  const [, rows, changes] = await db.batch<never>([
    note(db, line),
    db.prepare(`SELECT * FROM submission WHERE id = ?1 AND ${inScope}`).bind(line.record, scope(staff)),
    db
      .prepare('SELECT kind, person, day, at FROM observation_change WHERE submission = ?1 ORDER BY at, seq')
      .bind(line.record),
  ])
  const row: Submission | undefined = rows?.results[0]
  return row && { row, changes: changes?.results ?? [] }
}

/** Notes who went through, once for each id, and opens the alert of a fever in the same batch. */
export async function keep(db: D1Database, staff: Staff, passings: Passing[]): Promise<void> {
  await db.batch(passings.flatMap((passing) => keeping(db, staff, passing)))
}

function keeping(db: D1Database, staff: Staff, passing: Passing): D1PreparedStatement[] {
  const { id, submission, direction, temperature, reason, passedAt, source, rings, line } = passing
  const sql = `INSERT INTO checkpoint_pass (id, submission, village, direction, temperature, passed_at, noted_at, by, source, reason)
    SELECT ?3, id, village, ?4, ?5, ?6, ?7, ?8, ?9, ?10 FROM submission WHERE id = ?1 AND ${inScope} ON CONFLICT (id) DO NOTHING`
  const kept = db
    .prepare(sql)
    .bind(submission, scope(staff), id, direction, temperature, passedAt, line.at, line.actor, source, reason)
  return [kept, noteIfChanged(db, line), ...(rings ? [raiseAlert(db, passing, rings)] : [])]
}

// Nobody knows whose temperature it was, so it stands under the one who registered. What the clinic has not seen yet rings once.
function raiseAlert(db: D1Database, { id, line }: Passing, { day, slot }: Slot): D1PreparedStatement {
  return db
    .prepare(
      `INSERT INTO alert (id, submission, person, day, slot, village, kind, opened_at, source)
       SELECT id || '-0', submission, 0, ?2, ?3, village, 'fever', ?4, 'gate' FROM checkpoint_pass WHERE id = ?1
       AND NOT EXISTS (
         SELECT 1 FROM alert WHERE alert.submission = checkpoint_pass.submission AND alert.person = 0 AND alert.source = 'gate' AND alert.day = ?2
           AND alert.slot = ?3 AND alert.kind = 'fever' AND alert.acknowledged_at IS NULL AND alert.closed_at IS NULL
       ) ON CONFLICT (id) DO NOTHING`,
    )
    .bind(id, day, slot, line.at)
}
