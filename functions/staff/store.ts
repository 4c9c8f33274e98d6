/** Every SQL statement about who looked at what, and how often a secret may be guessed. */

/** What can happen to a record. */
export type Act = 'keep' | 'open' | 'correct' | 'withdraw' | 'copy' | 'look' | 'reveal' | 'verify' | 'contact' | 'close'

/** What can happen to people at the desk and to their devices. */
export type DeskAct = 'invite' | 'enrol' | 'try' | 'enter' | 'leave' | 'leave-all' | 'remove' | 'revoke' | 'unlock'

/** One line of the record's history. */
export interface Event {
  at: number
  /** The holder, or the role of the member of the staff. */
  actor: string
  act: Act
  /** The reason, or what came of it. */
  detail: string
}

/** Notes an act by `actor` on `record`, as a statement for the act's own batch; it counts only if the statement before it changed a row. */
export function noteIfChanged(
  db: D1Database,
  at: number,
  actor: string,
  act: Act | DeskAct,
  record: string,
  detail = '',
): D1PreparedStatement {
  return db
    .prepare('INSERT INTO audit (at, actor, act, record, detail) SELECT ?1, ?2, ?3, ?4, ?5 WHERE changes() = 1')
    .bind(at, actor, act, record, detail)
}

/** Notes the act of the owner of `device` on it, if the statement before it changed a row. */
export function noteOnDevice(db: D1Database, at: number, act: DeskAct, device: string): D1PreparedStatement {
  return db
    .prepare(
      'INSERT INTO audit (at, actor, act, record) SELECT ?1, staff, ?2, id FROM device WHERE id = ?3 AND changes() = 1',
    )
    .bind(at, act, device)
}

/** Notes a look at `record` before its data leaves, and gives the record's latest history, newest first. */
export async function noteLook(
  db: D1Database,
  at: number,
  actor: string,
  act: Act,
  record: string,
  forget: string[],
): Promise<Event[]> {
  const [, events] = await db.batch<Event>([
    db.prepare('INSERT INTO audit (at, actor, act, record) VALUES (?1, ?2, ?3, ?4)').bind(at, actor, act, record),
    eventsOf(db, record),
    ...forget.map((key) => db.prepare('UPDATE throttle SET tries = tries - 1 WHERE key = ?1 AND tries > 0').bind(key)),
  ])
  return events?.results ?? []
}

/** The latest history of `record`, newest first, as a statement for the batch of a look. */
export function eventsOf(db: D1Database, record: string): D1PreparedStatement {
  return db
    .prepare(
      `SELECT audit.at, coalesce(staff.role, audit.actor) AS actor, audit.act, audit.detail
       FROM audit LEFT JOIN staff ON staff.id = audit.actor WHERE audit.record = ?1 ORDER BY audit.seq DESC LIMIT 20`,
    )
    .bind(record)
}

/** A guess at a secret: counted under its key before it is judged, at most `most` in the window. */
export interface Limit {
  key: string
  most: number
  windowMs: number
}

/** Statements that count a try under each limit; each returns the row `{ tries }` after this one. Expired rows go along the way. */
export function countTries(db: D1Database, limits: Limit[], now: number): D1PreparedStatement[] {
  return [
    db.prepare('DELETE FROM throttle WHERE key IN (SELECT key FROM throttle WHERE until <= ?1 LIMIT 20)').bind(now),
    ...limits.map(({ key, windowMs }) =>
      db
        .prepare(
          `INSERT INTO throttle (key, tries, until) VALUES (?1, 1, ?2)
           ON CONFLICT (key) DO UPDATE SET tries = iif(until <= ?3, 1, tries + 1), until = iif(until <= ?3, ?2, until)
           RETURNING tries`,
        )
        .bind(key, now + windowMs, now),
    ),
  ]
}
