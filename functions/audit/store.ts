/** Every SQL statement that writes to the audit, and what a record's own history says. */
import { actsThat, type RecordAct } from './acts.ts'
import type { AuditLine } from './line.ts'

/** One line of the record's history. */
export interface AuditEvent {
  at: number
  /** The holder, or the role of the member of the staff. */
  actor: string
  act: RecordAct
  /** The reason, or what came of it. */
  detail: string
}

const frequent = actsThat('frequent')
  .map((act) => `'${act}'`)
  .join(', ')
const columns = 'INSERT INTO audit (at, actor, act, record, detail, mac)'

/** A line for the batch of what it is about. */
export function note(db: D1Database, { at, actor, act, record, detail, mac }: AuditLine): D1PreparedStatement {
  return db.prepare(`${columns} VALUES (?1, ?2, ?3, ?4, ?5, ?6)`).bind(at, actor, act, record, detail, mac)
}

/** Notes a look at what leaves, before it leaves; throws where it cannot, so that nothing does. */
export async function noteRead(db: D1Database, line: AuditLine): Promise<void> {
  await note(db, line).run()
}

/** A line that counts only if the statement before it changed a row or more. */
export function noteIfChanged(db: D1Database, { at, actor, act, record, detail, mac }: AuditLine): D1PreparedStatement {
  return db
    .prepare(`${columns} SELECT ?1, ?2, ?3, ?4, ?5, ?6 WHERE changes() > 0`)
    .bind(at, actor, act, record, detail, mac)
}

/** The latest history of `record`, newest first, as a statement for the batch of a look; without what is frequent and would push out who looked. */
export function eventsOf(db: D1Database, record: string): D1PreparedStatement {
  return db
    .prepare(
      `SELECT audit.at, coalesce(staff.role, audit.actor) AS actor, audit.act, audit.detail
       FROM audit LEFT JOIN staff ON staff.id = audit.actor WHERE audit.record = ?1 AND audit.act NOT IN (${frequent}) ORDER BY audit.seq DESC LIMIT 20`,
    )
    .bind(record)
}

/** How often people of a role opened a record in full. */
export interface OpenCount {
  role: string
  times: number
}

/** How often, up to ninety times, and by which roles `record` was opened in full, most first, as a statement for the batch of a look. */
export function openedBy(db: D1Database, record: string): D1PreparedStatement {
  return db
    .prepare(
      `SELECT staff.role, count(*) AS times
       FROM (SELECT actor FROM audit WHERE record = ?1 AND act = 'reveal' LIMIT 90) AS opened
       JOIN staff ON staff.id = opened.actor GROUP BY staff.role ORDER BY times DESC, staff.role`,
    )
    .bind(record)
}
