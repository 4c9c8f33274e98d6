/** The SQL of alarms: who came near the quota of reveals, and who hears of it. */
import type { AuditLine } from '#audit/line.ts'
import type { Staff } from '#platform/principal.ts'
import type { Role } from '#platform/roles.ts'

const DAY_MS = 24 * 3_600_000
const MOST = 20

/** A line that is due where the counter under `key` stands at `mark`. */
export interface Due {
  key: string
  mark: number
  line: AuditLine
}

/** Notes each alarm whose mark was reached just now, if the statement before it changed no row: nothing was taken back. */
export function raise(db: D1Database, [hour, day]: [Due, Due]): D1PreparedStatement {
  const values = ({ key, mark, line: { at, actor, act, record, detail, mac } }: Due) => [
    ...[key, mark, at, actor],
    ...[act, record, detail, mac],
  ]
  return db
    .prepare(
      `WITH due (key, mark, at, actor, act, record, detail, mac) AS
         (VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8), (?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16))
       INSERT INTO audit (at, actor, act, record, detail, mac)
       SELECT due.at, due.actor, due.act, due.record, due.detail, due.mac
       FROM due JOIN throttle ON throttle.key = due.key AND throttle.tries = due.mark WHERE changes() = 0`,
    )
    .bind(...values(hour), ...values(day))
}

/** Who came near their quota; `name` is sealed under ['staff', actor, ''], `detail` is `hour 24` or `day 80`. */
interface AlarmRow {
  at: number
  actor: string
  role: Role
  villages: string
  name: ArrayBuffer | number[]
  detail: string
}

/** The alarms of the last 24 hours, newest first; for the town only. */
export async function alarmsOf(db: D1Database, staff: Staff, now: number): Promise<AlarmRow[]> {
  if (staff.role !== 'town') return []
  const { results } = await db
    .prepare(
      `SELECT audit.at, audit.actor, staff.role, staff.villages, staff.name, audit.detail FROM audit JOIN staff ON staff.id = audit.actor
       WHERE audit.act = 'alarm' AND audit.at > ?1 ORDER BY audit.at DESC LIMIT ${MOST}`,
    )
    .bind(now - DAY_MS)
    .all<AlarmRow>()
  return results
}
