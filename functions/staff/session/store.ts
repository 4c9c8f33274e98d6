/** Every SQL statement about sessions. One counts only while its device, its person and their epoch stand. */
import type { AuditLine } from '#audit/line.ts'
import { note, noteIfChanged } from '#audit/store.ts'
import type { Role } from '#platform/roles.ts'
import { MOST_TRIES, standing } from '../devices/store.ts'
import { limits } from '../limits.ts'

const IDLE_MS = limits.idleMinutes * 60_000
const LONGEST_MS = limits.sessionHours * 3_600_000

// `?2` is now.
const live = `session.token = ?1 AND session.seen_at > ?2 - ${IDLE_MS} AND session.started_at > ?2 - ${LONGEST_MS}`

/** Who holds a session, and on which device. */
export interface Holder {
  device: string
  id: string
  role: Role
  villages: string
  name: ArrayBuffer | number[]
}

/** The holder of a session by its token's hash; their half hour of rest starts anew. */
export async function holderOf(db: D1Database, session: string, now: number): Promise<Holder | undefined> {
  const [, found] = await db.batch<Holder>([
    db.prepare(`UPDATE session SET seen_at = ?2 WHERE ${live} AND seen_at < ?2`).bind(session, now),
    db
      .prepare(
        `SELECT device.id AS device, staff.id, staff.role, staff.villages, staff.name
         FROM session JOIN device ON device.id = session.device JOIN staff ON staff.id = device.staff
         WHERE ${live} AND device.tries < ${MOST_TRIES} AND ${standing}`,
      )
      .bind(session, now),
  ])
  return found?.results[0]
}

/** The device of a token's hash. */
export async function deviceOf(db: D1Database, token: string): Promise<string | null> {
  return db.prepare('SELECT id FROM device WHERE token = ?1').bind(token).first<string>('id')
}

/** Counts a try at the PIN of a device, and gives what it is compared with; nothing where it may not be tried. */
export async function tryPin(db: D1Database, line: AuditLine): Promise<{ salt: string; pin: string } | undefined> {
  const [counted] = await db.batch<{ salt: string; pin: string }>([
    db
      .prepare(
        `UPDATE device SET tries = tries + 1 WHERE id = ?1 AND tries < ${MOST_TRIES} AND ${standing} RETURNING salt, pin`,
      )
      .bind(line.record, line.at),
    noteIfChanged(db, line),
  ])
  return counted?.results[0]
}

/** Starts a session in place of the device's earlier one, and forgets its wrong tries. */
export async function enter(db: D1Database, session: string, line: AuditLine): Promise<boolean> {
  const { record: device, at: now } = line
  const [, , , started] = await db.batch([
    db.prepare('DELETE FROM session WHERE device = ?1').bind(device),
    db.prepare(`UPDATE device SET tries = 0 WHERE id = ?1 AND ${standing}`).bind(device, now),
    noteIfChanged(db, line),
    db
      .prepare('INSERT INTO session (token, device, started_at, seen_at) SELECT ?1, ?3, ?2, ?2 WHERE changes() = 1')
      .bind(session, now, device),
  ])
  return started?.meta.changes === 1
}

/** Ends the session of one device of `staff`, or of all where none is named. */
export async function leave(db: D1Database, staff: string, line: AuditLine, device?: string): Promise<void> {
  await db.batch([
    db
      .prepare('DELETE FROM session WHERE device IN (SELECT id FROM device WHERE staff = ?1 AND id = coalesce(?2, id))')
      .bind(staff, device ?? null),
    note(db, line),
  ])
}
