/** The SQL of what is done with one record; each line in the audit stands in the batch that reads or writes. */
import type { StaffAct } from '#audit/line.ts'
import { noteIfChanged } from '#audit/store.ts'
import type { Stage } from '#forms/exported.ts'
import type { Staff } from '#platform/principal.ts'
import { countTries, type Limit } from '#platform/store/throttle.ts'
import { type Due, raise } from './alarms.ts'
import { actAndRead, type ContactOutcome, type FoundRecord } from './found.ts'
import { inScope, scope } from './list.ts'

/** Opens a record for its masked page, and notes it in the same batch. */
export async function readAudited(db: D1Database, act: StaffAct): Promise<FoundRecord | undefined> {
  return (await actAndRead(db, act, [noted(db, act)])).found
}

/** Opens a record for its full page, where both limits still allow it; what was refused is not counted. `used` says how often it was done this hour and this day. */
export async function reveal(
  db: D1Database,
  act: StaffAct,
  limits: [hour: Limit, day: Limit],
  due: [hour: Due, day: Due],
): Promise<(FoundRecord & { used: [hour: number, day: number] }) | undefined> {
  const [hour, day] = limits
  const within =
    'AND (SELECT tries FROM throttle WHERE key = ?8) <= ?9 AND (SELECT tries FROM throttle WHERE key = ?10) <= ?11'
  const taken = db
    .prepare('UPDATE throttle SET tries = tries - 1 WHERE key IN (?1, ?2) AND tries > 0 AND changes() = 0')
    .bind(hour.key, day.key)
  const { found, results } = await actAndRead(
    db,
    act,
    [...countTries(db, limits, act.line.at), noted(db, act, within, [hour.key, hour.most, day.key, day.most])],
    [taken, raise(db, due)],
  )
  const [, first, second] = results as D1Result<{ tries: number }>[]
  return found && { ...found, used: [first?.results[0]?.tries ?? 0, second?.results[0]?.tries ?? 0] }
}

/** Moves a record from the stage and revision that were `seen`; undefined where somebody else was quicker. */
export async function move(
  db: D1Database,
  act: StaffAct,
  seen: { stage: Stage; revision: number },
  to: Stage,
): Promise<FoundRecord | undefined> {
  const { found } = await actAndRead(db, act, [
    db
      .prepare(
        `UPDATE submission SET stage = ?3 WHERE id = ?1 AND ${inScope} AND duplicate_of IS NULL AND stage = ?4 AND revision = ?5`,
      )
      .bind(act.line.record, scope(act.staff), to, seen.stage, seen.revision),
    noteIfChanged(db, act.line),
  ])
  return found
}

/** What is written of a call, a visit or a note. */
interface Contacted {
  id: string
  village: string
  outcome: ContactOutcome
  sealed: Uint8Array | null
}

/** Keeps a call, a visit or a note once; undefined where it is kept already, or the record is gone. */
export async function contact(db: D1Database, act: StaffAct, made: Contacted): Promise<FoundRecord | undefined> {
  return (await actAndRead(db, act, contacting(db, act, made))).found
}

/** Whether this call was noted on this record. */
export async function hasCall(db: D1Database, staff: Staff, id: string, call: string): Promise<boolean> {
  const sql = `SELECT 1 FROM submission JOIN contact ON contact.submission = submission.id
    WHERE submission.id = ?1 AND ${inScope} AND contact.id = ?3`
  return (await db.prepare(sql).bind(id, scope(staff), call).first()) !== null
}

/** The village of a record, for which a note is sealed. */
export async function villageOf(db: D1Database, staff: Staff, id: string): Promise<string | null> {
  const sql = `SELECT village FROM submission WHERE id = ?1 AND ${inScope}`
  return db.prepare(sql).bind(id, scope(staff)).first<string>('village')
}

/** Keeps several, each once, in one trip. */
export async function contactAll(db: D1Database, each: { act: StaffAct; made: Contacted }[]): Promise<void> {
  if (each.length > 0) await db.batch(each.flatMap(({ act, made }) => contacting(db, act, made)))
}

function contacting(db: D1Database, { staff, line }: StaffAct, made: Contacted): D1PreparedStatement[] {
  const sql = `INSERT INTO contact (id, submission, village, staff, role, outcome, stands, sealed, at)
    SELECT ?3, id, ?4, ?5, ?6, iif(?10 IS NULL, ?7, 'reached'), ?10, ?8, ?9 FROM submission WHERE id = ?1 AND ${inScope} AND village = ?4
    ON CONFLICT (id) DO NOTHING`
  const { id, village, outcome, sealed } = made
  const stands = outcome === 'not-home' || outcome === 'left' ? outcome : null
  return [
    db
      .prepare(sql)
      .bind(line.record, scope(staff), id, village, staff.id, staff.role, outcome, sealed, line.at, stands),
    noteIfChanged(db, line),
  ]
}

function noted(db: D1Database, { staff, line }: StaffAct, also = '', more: unknown[] = []) {
  const { record, at, actor, act, detail, mac } = line
  return db
    .prepare(
      `INSERT INTO audit (at, actor, act, record, detail, mac)
       SELECT ?3, ?4, ?5, id, ?6, ?7 FROM submission WHERE id = ?1 AND ${inScope} ${also}`,
    )
    .bind(record, scope(staff), at, actor, act, detail, mac, ...more)
}
