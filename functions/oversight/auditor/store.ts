/** Every SQL statement of the auditor: lines of the audit over an index, and who the people in them are. */
import { actsThat } from '#audit/acts.ts'
import type { Kept } from '#audit/chain/block.ts'
import type { AuditLine } from '#audit/line.ts'
import { note } from '#audit/store.ts'
import type { Role } from '#platform/roles.ts'
import type { Filter } from './filter.ts'

const PAGE_ROWS = 50
// Where one index answers only part of the question, so many lines are looked through for a page.
const WINDOW_ROWS = 80

/** The lines of a page, newest first, and before which number the next page begins. */
export interface Page {
  lines: Kept[]
  next: number | undefined
}

/** A page of lines before the one numbered `before`; that it was looked at is noted in the same batch. */
export async function linesBefore(db: D1Database, line: AuditLine, filter: Filter, before: number): Promise<Page> {
  const [by, value] = indexed(filter)
  const narrowed = Object.entries(filter).filter(([name, value]) => value !== '' && name !== by)
  const most = narrowed.length > 0 ? WINDOW_ROWS : PAGE_ROWS + 1
  const sql = `SELECT seq, at, actor, act, record, detail, mac FROM audit
    WHERE ${wheres[by]} AND seq < ?2 ORDER BY seq DESC LIMIT ?3`
  const [, found] = await db.batch<Kept>([note(db, line), db.prepare(sql).bind(value, before, most)])
  const window = found?.results ?? []
  const fitting = window.filter((kept) => narrowed.every(([name, value]) => kept[name as keyof Filter] === value))
  const lines = fitting.slice(0, PAGE_ROWS)
  // Either the page is full, or the window was.
  const end = fitting.length > PAGE_ROWS ? lines.at(-1) : window.length === most ? window.at(-1) : undefined
  return { lines, next: end?.seq }
}

// The words of the partial indexes, without which they are not used; what they leave out is most of the lines anyway.
const unindexed: readonly string[] = actsThat('unindexed')
const wheres = {
  record: 'record = ?1',
  actor: "actor = ?1 AND actor <> 'holder'",
  act: `act = ?1${unindexed.map((act) => ` AND act <> '${act}'`).join('')}`,
  nothing: '?1 IS NULL',
}

/** Which index leads to the lines of a filter. */
function indexed({ record, actor, act }: Filter): [by: keyof typeof wheres, value: string | null] {
  if (record) return ['record', record]
  if (actor && actor !== 'holder') return ['actor', actor]
  if (act && !unindexed.includes(act)) return ['act', act]
  return ['nothing', null]
}

/** The whole id of the record that begins with `tag`; nothing where none was ever noted. */
export async function recordOf(db: D1Database, tag: string): Promise<string | undefined> {
  // "~" comes after every sign of an id.
  const sql = "SELECT record FROM audit WHERE record >= ?1 AND record < ?1 || '~' ORDER BY record LIMIT 1"
  return (await db.prepare(sql).bind(tag).first<string>('record')) ?? undefined
}

export interface FormerStaff {
  /** Of the person, or of the device that was asked for. */
  key: string
  id: string
  role: Role
  name: ArrayBuffer | number[]
}

/** The people among these ids, and those to whom the devices among them belong. */
export async function peopleAmong(db: D1Database, ids: string[]): Promise<FormerStaff[]> {
  const { results } = await db
    .prepare(
      `SELECT asked.value AS key, staff.id, staff.role, staff.name FROM json_each(?1) AS asked
       LEFT JOIN device ON device.id = asked.value JOIN staff ON staff.id = coalesce(device.staff, asked.value)`,
    )
    .bind(JSON.stringify(ids))
    .all<FormerStaff>()
  return results
}

/** Everybody who ever was at the desk, the latest first; noted in the same batch. */
export async function everybody(db: D1Database, line: AuditLine): Promise<FormerStaff[]> {
  const sql = 'SELECT id AS key, id, role, name FROM staff ORDER BY rowid DESC LIMIT 150'
  const [, found] = await db.batch<FormerStaff>([note(db, line), db.prepare(sql)])
  return found?.results ?? []
}

/** The number of the newest line, which is how many there are. */
export async function newest(db: D1Database): Promise<number> {
  return (await db.prepare('SELECT max(seq) AS seq FROM audit').first<number>('seq')) ?? 0
}
