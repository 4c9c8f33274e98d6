/** The SQL of what families ask for with a check-in: a talk, a hand, a thermometer. What staff may see stands in each WHERE. */
import type { StaffAct } from '#audit/line.ts'
import { noteIfChanged } from '#audit/store.ts'
import type { Staff } from '#platform/principal.ts'
import type { ListedRow } from '#register/ledger/masked.ts'
import { inScope, listed, scope } from '#register/ledger/store/list.ts'

const MOST_COUNTED = 40

/** A request as the database holds it; what is asked is sealed for `sealed_for`, from where the record may have moved. */
export interface Care {
  id: string
  submission: string
  village: string
  sealed_for: string
  sealed: ArrayBuffer | number[] | null
  asked_at: number
  taken_at: number | null
  taken_by: string | null
  closed_at: number | null
}

/** One line of the list: the request, and its record's line. */
export type CareRow = { care: string; asked_at: number; taken_at: number | null } & ListedRow

// The head of what is not done in their villages, the merge of each village's. ?1 is their villages, ?4 the most.
function headOf({ villages }: Staff, after: string): string {
  const ordered = 'ORDER BY asked_at, id LIMIT ?4'
  const rows = (where: string) =>
    `SELECT id, asked_at FROM care_request WHERE ${where} closed_at IS NULL ${after} ${ordered}`
  if (villages === 'all') return rows('?1 = ?1 AND')
  const heads = villages.map((_, i) => `SELECT * FROM (${rows(`village = json_extract(?1, '$[${i}]') AND`)})`)
  return `${heads.join(' UNION ALL ')} ${ordered}`
}

/** A page of what is not done, the oldest at the head. */
export async function waiting(
  db: D1Database,
  staff: Staff,
  after: { at: number; id: string },
  most: number,
): Promise<CareRow[]> {
  const { results } = await db
    .prepare(
      `SELECT head.id AS care, care_request.asked_at, care_request.taken_at, ${listed}
       FROM (${headOf(staff, 'AND (asked_at, id) > (?2, ?3)')}) AS head JOIN care_request ON care_request.id = head.id
       JOIN submission ON submission.id = care_request.submission AND submission.status = 'kept'
         AND (?1 = '"all"' OR submission.village IN (SELECT value FROM json_each(?1)))
       ORDER BY head.asked_at, head.id`,
    )
    .bind(JSON.stringify(staff.villages), after.at, after.id, most)
    .all<CareRow>()
  return results
}

/** How many of their villages ask for something that is not done, up to forty; `more` where there are more. */
export async function careOf(db: D1Database, staff: Staff): Promise<{ waiting: number; more: boolean }> {
  const counted = await db
    .prepare(`SELECT count(*) AS n FROM (${headOf(staff, 'AND ?2 = ?3')})`)
    .bind(JSON.stringify(staff.villages), 0, 0, MOST_COUNTED + 1)
    .first<number>('n')
  return { waiting: Math.min(counted ?? 0, MOST_COUNTED), more: (counted ?? 0) > MOST_COUNTED }
}

/** A request and who took it, if it is theirs. It names the record for the audit; nothing of it may leave before that. */
export async function find(
  db: D1Database,
  staff: Staff,
  id: string,
): Promise<(Care & { taker: ArrayBuffer | number[] | null }) | null> {
  return db
    .prepare(
      `SELECT care_request.*, coalesce(sealed_for, care_request.village) AS sealed_for, staff.name AS taker FROM care_request JOIN submission ON submission.id = care_request.submission
       LEFT JOIN staff ON staff.id = care_request.taken_by WHERE care_request.id = ?1 AND ${inScope}`,
    )
    .bind(id, scope(staff))
    .first()
}

/** Somebody sees to it, once. */
export function take(db: D1Database, id: string, deed: StaffAct): Promise<boolean> {
  return step(db, id, deed, 'taken_at = ?3, taken_by = ?4', 'taken_at IS NULL')
}

/** It is done, once; by whoever does it, it was theirs. */
export function done(db: D1Database, id: string, deed: StaffAct): Promise<boolean> {
  const own = 'taken_at = coalesce(taken_at, ?3), taken_by = coalesce(taken_by, ?4)'
  return step(db, id, deed, `closed_at = ?3, closed_by = ?4, ${own}`, 'closed_at IS NULL')
}

async function step(
  db: D1Database,
  id: string,
  { staff, line }: StaffAct,
  set: string,
  when: string,
): Promise<boolean> {
  const sql = `UPDATE care_request SET ${set} WHERE id = ?1 AND closed_at IS NULL AND ${when}
    AND EXISTS (SELECT 1 FROM submission WHERE submission.id = care_request.submission AND ${inScope})`
  const [changed] = await db.batch([
    db.prepare(sql).bind(id, scope(staff), line.at, line.actor),
    noteIfChanged(db, line),
  ])
  return (changed?.meta.changes ?? 0) > 0
}
