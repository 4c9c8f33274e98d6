/** The SQL of one record in observation: a noted look at all of it, and a decision that nobody else was quicker with. */
import type { AuditLine } from '#audit/line.ts'
import { noteIfChanged } from '#audit/store.ts'
import type { Staff } from '#platform/principal.ts'
import type { PeriodChange } from '#protection/observation/course.ts'
import { type Observed, readAfter } from '#protection/observation/store/check-in.ts'
import { inScope, scope } from '#register/ledger/store/list.ts'

/** A change with who made it and why. */
export interface ChangeRow extends PeriodChange {
  seq: number
  id: string
  village: string
  sealed: ArrayBuffer | number[] | null
  /** The role of the member of the staff, or the holder. */
  by: string
}

/** Everything about one record in observation, and the number of its last change. */
export interface FoundObservation extends Observed {
  decided: ChangeRow[]
  last: number
}

/** The record of `line`, noted before it leaves; nothing where it is not theirs. */
export async function readAudited(
  db: D1Database,
  staff: Staff,
  line: AuditLine,
): Promise<FoundObservation | undefined> {
  const { record, at, actor, act, detail, mac } = line
  const noted = `INSERT INTO audit (at, actor, act, record, detail, mac)
    SELECT ?3, ?4, ?5, id, ?6, ?7 FROM submission WHERE id = ?1 AND ${inScope}`
  const decided = `SELECT seq, observation_change.id, observation_change.village, person, kind, day, at, sealed,
      coalesce(staff.role, observation_change.by) AS by
    FROM observation_change LEFT JOIN staff ON staff.id = observation_change.by WHERE submission = ?1 ORDER BY at, seq`
  const { results, found: read } = await readAfter(db, record, [
    db.prepare(noted).bind(record, scope(staff), at, actor, act, detail, mac),
    db.prepare(decided).bind(record),
  ])
  const [note, changes] = results as D1Result<ChangeRow>[]
  const found = note?.meta.changes === 1 ? read : undefined
  const rows = changes?.results ?? []
  return found && { ...found, decided: rows, last: Math.max(0, ...rows.map(({ seq }) => seq)) }
}

/** What is added, for these people or for all; `id` is the form's and what `sealed` is sealed under, `seen` what the form was shown. */
export interface Deciding extends Pick<PeriodChange, 'kind' | 'day'> {
  id: string
  people: (number | null)[]
  village: string
  sealed: Uint8Array
  seen: { revision: number; last: number }
}

/** Adds a decision once; `changed` where the record or its observation is not any more as it was seen. */
export async function decide(
  db: D1Database,
  staff: Staff,
  { id, kind, people, day, village, sealed, seen }: Deciding,
  line: AuditLine,
): Promise<'done' | 'changed'> {
  const sql = `INSERT INTO observation_change (id, submission, person, kind, day, village, sealed, at, by)
    SELECT ?3 || coalesce('-' || value, ''), submission.id, value, ?5, ?6, ?7, ?8, ?9, ?10
    FROM submission, json_each(?4) WHERE submission.id = ?1 AND ${inScope} AND revision = ?11 AND submission.village = ?7
      AND (SELECT coalesce(max(seq), 0) FROM observation_change WHERE submission = ?1) = ?12
    ON CONFLICT (id) DO NOTHING`
  const [, , kept] = await db.batch([
    db
      .prepare(sql)
      .bind(
        ...[line.record, scope(staff), id, JSON.stringify(people), kind, day, village, sealed, line.at, line.actor],
        ...[seen.revision, seen.last],
      ),
    noteIfChanged(db, line),
    // Sent twice, the second finds its own and is as good as the first.
    db
      .prepare("SELECT 1 FROM observation_change WHERE submission = ?1 AND (id = ?2 OR id LIKE ?2 || '-_')")
      .bind(line.record, id),
  ])
  return (kept?.results.length ?? 0) > 0 ? 'done' : 'changed'
}
