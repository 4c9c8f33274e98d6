/** The SQL of a household that registered twice: which record may be the other one, put aside, and taken apart again. */
import type { AuditLine, StaffAct } from '#audit/line.ts'
import { noteIfChanged } from '#audit/store.ts'
import type { Stage } from '#forms/exported.ts'
import type { Staff } from '#platform/principal.ts'
import type { ListedRow } from '../masked.ts'
import { inScope, listed, scope } from './list.ts'

const MOST = 6
const mine = inScope.replaceAll('submission.', 'mine.')
const alike = `submission.id <> mine.id AND submission.form = mine.form AND submission.duplicate_of IS NULL AND ${inScope}`

/** Which of two records, as it was seen. */
export interface Side {
  line: AuditLine
  revision: number
  stage: Stage
}

/** Records that may be of the same household: of the same phone, and of the same village and day of arrival. */
export async function candidates(db: D1Database, staff: Staff, id: string): Promise<[ListedRow[], ListedRow[]]> {
  const from = `SELECT ${listed} FROM submission AS mine JOIN submission`
  const each = [
    `${from} ON submission.phone_index = mine.phone_index AND ${alike}`,
    `${from} ON submission.village = mine.village AND submission.stage IN ('registered', 'verified', 'closed')
       AND submission.source IN ('self', 'proxy', 'paper')
       AND submission.arrival = mine.arrival AND mine.arrival <> '' AND submission.phone_index <> mine.phone_index AND ${alike}`,
  ].map((sql) => db.prepare(`${sql} WHERE mine.id = ?1 AND ${mine} LIMIT ${MOST}`).bind(id, scope(staff)))
  const [phones, arrivals] = await db.batch<ListedRow>(each)
  return [phones?.results ?? [], arrivals?.results ?? []]
}

/** The record of a number, by its index. */
export async function numbered(db: D1Database, staff: Staff, referenceIndex: string): Promise<string | null> {
  const sql = `SELECT id FROM submission WHERE reference_index = ?1 AND ${inScope}`
  return db.prepare(sql).bind(referenceIndex, scope(staff)).first<string>('id')
}

/** Puts `gone` aside for `stays`, if both stand as they were seen and nothing was put aside for `gone`. */
export async function merge(db: D1Database, staff: Staff, gone: Side, stays: Side): Promise<boolean> {
  const [, noted] = await db.batch([
    db
      .prepare(
        `UPDATE submission AS gone SET duplicate_of = ?3
         WHERE gone.id = ?1 AND gone.id <> ?3 AND gone.id IN (SELECT id FROM submission WHERE id = ?1 AND ${inScope})
         AND gone.duplicate_of IS NULL AND gone.revision = ?4 AND gone.stage = ?5
         AND EXISTS (SELECT 1 FROM submission WHERE id = ?3 AND ${inScope} AND duplicate_of IS NULL
           AND form = gone.form AND revision = ?6 AND stage = ?7)
         AND NOT EXISTS (SELECT 1 FROM submission WHERE duplicate_of = ?1)`,
      )
      .bind(
        ...[gone.line.record, scope(staff), stays.line.record],
        ...[gone.revision, gone.stage, stays.revision, stays.stage],
      ),
    noteIfChanged(db, gone.line),
    noteIfChanged(db, stays.line),
  ])
  return noted?.meta.changes === 1
}

/** Notes that the two are of two households, once; nothing where no such pair waits for that word, or it is not theirs. */
export async function tellApart(db: D1Database, { staff, line }: StaffAct, other: AuditLine): Promise<void> {
  await db.batch([
    db
      .prepare(
        `UPDATE alike SET apart_at = ?4, apart_by = ?5
         WHERE (submission, other) IN (VALUES (?1, ?3), (?3, ?1)) AND apart_at IS NULL
         AND (SELECT count(*) FROM submission WHERE id IN (?1, ?3) AND ${inScope}) = 2`,
      )
      .bind(line.record, scope(staff), other.record, line.at, line.actor),
    noteIfChanged(db, line),
    noteIfChanged(db, other),
  ])
}

/** Takes a record that was put aside for the one of `stays` back; whether it stands alone now. */
export async function split(db: D1Database, { staff, line }: StaffAct, stays: AuditLine): Promise<boolean> {
  const [, , , , alone] = await db.batch([
    db
      .prepare(`UPDATE submission SET duplicate_of = NULL WHERE id = ?1 AND ${inScope} AND duplicate_of = ?3`)
      .bind(line.record, scope(staff), stays.record),
    noteIfChanged(db, line),
    noteIfChanged(db, stays),
    // Alike they are as before, and it was said that they are two.
    db
      .prepare(
        `UPDATE alike SET apart_at = ?3, apart_by = ?4 WHERE (submission, other) IN (VALUES (?1, ?2), (?2, ?1)) AND changes() = 1`,
      )
      .bind(line.record, stays.record, line.at, line.actor),
    db.prepare('SELECT 1 FROM submission WHERE id = ?1 AND duplicate_of IS NULL').bind(line.record),
  ])
  return alone?.results.length === 1
}
