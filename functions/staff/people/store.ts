/** Every SQL statement about people at the desk: invite, list, revoke, unlock. */
import type { AuditLine } from '#audit/line.ts'
import { note, noteIfChanged } from '#audit/store.ts'
import type { Role } from '#platform/roles.ts'
import { MOST_TRIES } from '../devices/store.ts'
import { limits } from '../limits.ts'

// A code that lies about is worth nothing soon.
const CODE_MS = limits.codeMinutes * 60_000

/** A person to be and the hash of their code; `key` makes pressing twice one invitation. */
export interface Invited {
  key: string
  code: string
  id: string
  role: Role
  /** Slugs with a space between; empty but for a village's cadre. */
  villages: string
  name: Uint8Array
}

/** Makes a person with a code for their first device. False where this invitation was made before. */
export async function invite(db: D1Database, invited: Invited, line: AuditLine): Promise<boolean> {
  const now = line.at
  const { key, code, id, role, villages, name } = invited
  const [, , made] = await db.batch([
    db
      .prepare(
        `INSERT INTO staff (id, role, villages, name, made_at)
         SELECT ?2, ?3, ?4, ?5, ?6 WHERE NOT EXISTS (SELECT 1 FROM enrolment WHERE id = ?1)`,
      )
      .bind(key, id, role, villages, name, now),
    noteIfChanged(db, line),
    db
      .prepare(
        `INSERT INTO enrolment (id, code, staff, epoch, until) SELECT ?1, ?2, ?3, 1, ?4 + ${CODE_MS} WHERE changes() = 1`,
      )
      .bind(key, code, id, now),
  ])
  return made?.meta.changes === 1
}

/** Another code for somebody who is there; their codes that were not used are worth nothing from now on. */
export async function again(
  db: D1Database,
  { key, code }: { key: string; code: string },
  line: AuditLine,
): Promise<boolean> {
  const { record: id, at: now } = line
  const [, made] = await db.batch([
    db
      .prepare('UPDATE enrolment SET until = ?2 WHERE staff = ?1 AND used_at IS NULL AND until > ?2 AND id <> ?3')
      .bind(id, now, key),
    db
      .prepare(
        `INSERT INTO enrolment (id, code, staff, epoch, until) SELECT ?1, ?2, id, epoch, ?4 + ${CODE_MS} FROM staff
         WHERE id = ?3 AND revoked_at IS NULL ON CONFLICT (id) DO NOTHING`,
      )
      .bind(key, code, id, now),
    noteIfChanged(db, line),
  ])
  return made?.meta.changes === 1
}

/** One person, with how many devices stand and which is locked. */
export interface PersonRow {
  id: string
  role: Role
  villages: string
  name: ArrayBuffer | number[]
  revoked_at: number | null
  devices: number
  locked: number
}

/** Everybody, those who may look first. */
export async function everybody(db: D1Database, now: number): Promise<PersonRow[]> {
  const { results } = await db
    .prepare(
      `SELECT staff.id, role, villages, name, revoked_at, count(device.id) AS devices, coalesce(sum(device.tries >= ${MOST_TRIES}), 0) AS locked
       FROM staff LEFT JOIN device ON device.staff = staff.id AND device.epoch = staff.epoch AND device.removed_at IS NULL AND device.until > ?1
       GROUP BY staff.id ORDER BY revoked_at IS NOT NULL, role, staff.made_at LIMIT 200`,
    )
    .bind(now)
    .all<PersonRow>()
  return results
}

/** One person who was not revoked. */
export async function one(db: D1Database, id: string): Promise<PersonRow | null> {
  return db.prepare('SELECT * FROM staff WHERE id = ?1 AND revoked_at IS NULL').bind(id).first<PersonRow>()
}

/** Takes every device, session and code of a person away at once. Nobody revokes themselves: the last one could let nobody in again. */
export async function revoke(db: D1Database, line: AuditLine): Promise<void> {
  const { actor, record: id, at } = line
  await db.batch([
    db
      .prepare('UPDATE staff SET epoch = epoch + 1, revoked_at = ?3 WHERE id = ?2 AND id <> ?1 AND revoked_at IS NULL')
      .bind(actor, id, at),
    noteIfChanged(db, line),
    db
      .prepare('DELETE FROM session WHERE changes() = 1 AND device IN (SELECT id FROM device WHERE staff = ?1)')
      .bind(id),
  ])
}

/** Lets a person's locked devices be tried again. */
export async function unlock(db: D1Database, line: AuditLine): Promise<void> {
  await db.batch([
    note(db, line),
    db.prepare(`UPDATE device SET tries = 0 WHERE staff = ?1 AND tries >= ${MOST_TRIES}`).bind(line.record),
  ])
}

/** Somebody of the town's, to whom the first device may go while nobody has one. */
export async function townOf(db: D1Database): Promise<string | undefined> {
  const found = await db
    .prepare("SELECT id FROM staff WHERE role = 'town' AND revoked_at IS NULL ORDER BY made_at LIMIT 1")
    .first<{ id: string }>()
  return found?.id
}
