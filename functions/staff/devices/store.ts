/** Every SQL statement about devices: how one comes to be, and goes. */
import type { AuditLine } from '#audit/line.ts'
import { noteIfChanged } from '#audit/store.ts'
import { countTries, type Limit } from '#platform/store/throttle.ts'
import { limits } from '../limits.ts'

const DEVICE_MS = limits.deviceDays * 24 * 3_600_000

/** Wrong PINs in a row that lock a device until the town unlocks it. */
export const MOST_TRIES = limits.tries

/** A device that stands; `?2` is now. Its person was not revoked since it was enrolled. */
export const standing = `device.removed_at IS NULL AND device.until > ?2 AND EXISTS
  (SELECT 1 FROM staff WHERE staff.id = device.staff AND staff.epoch = device.epoch AND staff.revoked_at IS NULL)`

export type DeviceKind = 'android' | 'iphone' | 'computer' | 'other'

/** Whether anybody can come in by a device. */
export async function isOpen(db: D1Database): Promise<boolean> {
  return (await db.prepare('SELECT 1 FROM device WHERE removed_at IS NULL LIMIT 1').first()) !== null
}

/** Counts a try under each limit and, in the same trip, says whether the code `code` (a hash) could be used now. */
export async function tryCode(db: D1Database, code: string, limits: Limit[], now: number): Promise<boolean> {
  const look = db
    .prepare(
      `SELECT 0 AS tries FROM enrolment JOIN staff ON staff.id = enrolment.staff AND staff.epoch = enrolment.epoch
       WHERE code = ?1 AND used_at IS NULL AND until > ?2 AND staff.revoked_at IS NULL`,
    )
    .bind(code, now)
  const results = await db.batch<{ tries: number }>([...countTries(db, limits, now), look])
  const tries = results.slice(1, -1).map(({ results: [row] }) => row?.tries ?? 0)
  return tries.every((n, i) => n <= (limits[i]?.most ?? 0)) && results.at(-1)?.results.length === 1
}

/** A device to be, with the hashes of its token, its PIN and its first session. */
export interface Enrolled {
  id: string
  token: string
  kind: DeviceKind
  salt: string
  pin: string
  session: string
}

/** Makes the device that `code` is for, signed in. False where the code was used, expired or taken back meanwhile. */
export async function enrol(db: D1Database, code: string, device: Enrolled, line: AuditLine): Promise<boolean> {
  const now = line.at
  const { id, token, kind, salt, pin, session } = device
  const [, , , made] = await db.batch([
    db
      .prepare(
        `UPDATE enrolment SET used_at = ?2 WHERE code = ?1 AND used_at IS NULL AND until > ?2 AND EXISTS
         (SELECT 1 FROM staff WHERE staff.id = enrolment.staff AND staff.epoch = enrolment.epoch AND revoked_at IS NULL)`,
      )
      .bind(code, now),
    db
      .prepare(
        `INSERT INTO device (id, token, staff, epoch, kind, salt, pin, made_at, until)
         SELECT ?3, ?4, staff, epoch, ?5, ?6, ?7, ?2, ?2 + ${DEVICE_MS} FROM enrolment WHERE code = ?1 AND changes() = 1`,
      )
      .bind(code, now, id, token, kind, salt, pin),
    noteIfChanged(db, line),
    db
      .prepare('INSERT INTO session (token, device, started_at, seen_at) SELECT ?1, ?3, ?2, ?2 WHERE changes() = 1')
      .bind(session, now, id),
  ])
  return made?.meta.changes === 1
}

/** One of a person's devices that stand. */
export interface Device {
  id: string
  kind: DeviceKind
  made_at: number
  until: number
  locked: 0 | 1
  /** When it was last at work, where its session was not ended. */
  seen_at: number | null
}

/** The devices of `staff` that stand at `now`, the latest first, at most fifty. */
export async function devicesOf(db: D1Database, staff: string, now: number): Promise<Device[]> {
  const { results } = await db
    .prepare(
      `SELECT id, kind, made_at, until, tries >= ${MOST_TRIES} AS locked,
       (SELECT max(seen_at) FROM session WHERE session.device = device.id) AS seen_at
       FROM device WHERE staff = ?1 AND ${standing} ORDER BY made_at DESC LIMIT 50`,
    )
    .bind(staff, now)
    .all<Device>()
  return results
}

/** Takes a device of `staff` away for good. */
export async function remove(db: D1Database, staff: string, line: AuditLine): Promise<void> {
  await db.batch([
    db
      .prepare('UPDATE device SET removed_at = ?3 WHERE staff = ?1 AND id = ?2 AND removed_at IS NULL')
      .bind(staff, line.record, line.at),
    noteIfChanged(db, line),
  ])
}
