/** The SQL of what stands around one alert: the days before it, who did what, and the person's other alerts. */
import type { Slot } from '#platform/calendar.ts'
import { addDays } from '#platform/clock.ts'
import type { Alert } from './queue.ts'

const DAYS_BEFORE = 3
const MOST = { reports: 60, others: 10 }

/** What was reported of the person for one slot; its symptoms are sealed under the key and the person, for `village`. */
interface ReportRow extends Slot {
  key: string
  temperature: number | null
  sealed: ArrayBuffer | number[] | null
  village: string
  /** The role of who entered it; nothing where the family did. */
  by: string | null
}

export interface Course {
  /** The check-in that rang; nothing where something else did. */
  rang: ReportRow | undefined
  /** The party that rang at the checkpoint: the highest of its people, and when. */
  party: { temperature: number | null; passed_at: number; people: number } | undefined
  /** What holds for each slot, the latest first. */
  reports: ReportRow[]
  /** Of those who took a step; `name` is sealed. */
  people: { id: string; role: string; name: ArrayBuffer | number[] }[]
  /** The person's other alerts that are not closed, by id. */
  others: string[]
}

/** The course of an alert that was found and noted before. */
export async function courseOf(db: D1Database, alert: Alert): Promise<Course> {
  const { id, submission, person, day } = alert
  const who = [alert.acknowledged_by, alert.contacted_by, alert.transferred_by, alert.closed_by]
  const columns =
    'key, day, slot, temperature, sealed, village, (SELECT role FROM staff WHERE staff.id = check_in.by) AS by'
  const [rang, parties, reports, people, others] = (await db.batch([
    db.prepare(`SELECT ${columns} FROM check_in WHERE key = ?1 AND person = ?2`).bind(id.slice(0, -2), person),
    db
      .prepare(
        `SELECT temperature, passed_at, people FROM checkpoint_pass JOIN submission ON submission.id = submission
         WHERE checkpoint_pass.id = ?1`,
      )
      .bind(id.slice(0, -2)),
    db
      .prepare(
        `SELECT ${columns}, max(revision) AS revision FROM check_in
         WHERE submission = ?1 AND person = ?2 AND day >= ?3 GROUP BY day, slot ORDER BY day DESC, slot DESC LIMIT ?4`,
      )
      .bind(submission, person, addDays(day, -DAYS_BEFORE), MOST.reports),
    db.prepare('SELECT id, role, name FROM staff WHERE id IN (?1, ?2, ?3, ?4)').bind(...who),
    db
      .prepare(
        `SELECT id FROM alert WHERE submission = ?1 AND person = ?2 AND id <> ?3 AND closed_at IS NULL
         ORDER BY opened_at DESC LIMIT ?4`,
      )
      .bind(submission, person, id, MOST.others),
  ])) as D1Result<never>[]
  return {
    rang: rang?.results[0],
    party: parties?.results[0],
    reports: reports?.results ?? [],
    people: people?.results ?? [],
    others: ((others?.results ?? []) as { id: string }[]).map(({ id }) => id),
  }
}
