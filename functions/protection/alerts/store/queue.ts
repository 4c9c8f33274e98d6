import type { AlertKind } from '#forms/signals.ts'
import type { Day } from '#platform/clock.ts'
import type { Staff } from '#platform/principal.ts'
import { inScope, scope } from '#register/ledger/store/list.ts'
import type { Submission } from '#register/submissions/store/submission.ts'
import { type AlertOutcome, ESCALATE_MS, type Steps } from '../state.ts'

/** No further is any of them counted. */
export const MOST_COUNTED = 40
const MOST_STAMPED = 1000

export type AlertSource = 'check-in' | 'gate' | 'registration'

/** An alert as the database holds it. */
export interface Alert extends Steps {
  id: string
  submission: string
  person: number
  day: Day
  slot: number
  village: string
  kind: AlertKind
  /** Where it was said: in a check-in, to a guard, or at registration, whose alert holds itself what was said. */
  source: AlertSource
  temperature: number | null
  /** The symptoms, for the record and the person. */
  sealed: ArrayBuffer | number[] | null
  acknowledged_by: string | null
  contacted_by: string | null
  transferred_by: string | null
  closed_by: string | null
  outcome: AlertOutcome | null
  escalated_at: number | null
}

/** One line of the queue: the alert, what was measured and said, and the record whose it is. */
export interface WaitingAlert extends Alert {
  measured: number | null
  /** Of a check-in, sealed for `said_in`. */
  symptoms: ArrayBuffer | number[] | null
  said_in: string
  form: Submission['form']
  home: string
  record: Submission['sealed']
}

/** Where a page of the queue ended. */
export interface AlertCursor {
  seen: 0 | 1
  at: number
  id: string
}

/** How many wait, each counted up to forty; `more` where one of them is more. */
export interface AlertCounts {
  /** Nobody has looked. */
  unseen: number
  /** Of these, for too long. */
  escalated: number
  /** Somebody is at it. */
  open: number
  more: boolean
}

const queues = ['closed_at IS NULL AND acknowledged_at IS NULL', 'closed_at IS NULL AND acknowledged_at IS NOT NULL']

// The head of one queue of theirs, ids only: of a village's cadre the merge of each village's head, in the order of an
// index. ?1 is their villages, ?4 the most.
function headOf({ villages }: Staff, seen: 0 | 1, after: string): string {
  const ordered = 'ORDER BY opened_at, id LIMIT ?4'
  const rows = (where: string) => `SELECT id, opened_at FROM alert WHERE ${where} ${queues[seen]} ${after} ${ordered}`
  const heads =
    villages === 'all'
      ? [rows('?1 = ?1 AND')]
      : villages.map((_, i) => rows(`village = json_extract(?1, '$[${i}]') AND`))
  const [head = rows('0 AND'), ...others] = heads
  const merged = heads.map((each) => `SELECT * FROM (${each})`).join(' UNION ALL ')
  return `SELECT id, ${seen} AS seen, opened_at FROM (${others.length > 0 ? `${merged} ${ordered}` : head})`
}

/** What a line says, see `WaitingAlert`, and where it stands beside the alert. */
export const lined = `alert.*, coalesce(alert.temperature, check_in.temperature, checkpoint_pass.temperature) AS measured,
  check_in.sealed AS symptoms, coalesce(check_in.village, '') AS said_in,
  submission.form, submission.village AS home, submission.sealed AS record`
export const beside = `JOIN submission ON submission.id = alert.submission AND submission.status = 'kept'
  LEFT JOIN check_in ON check_in.key = substr(alert.id, 1, length(alert.id) - 2) AND check_in.person = alert.person
  LEFT JOIN checkpoint_pass ON checkpoint_pass.id = substr(alert.id, 1, length(alert.id) - 2)`

/** A page of the queue: what nobody has seen first, the oldest at the head, then what somebody is at. */
export async function waiting(db: D1Database, staff: Staff, after: AlertCursor, most: number): Promise<WaitingAlert[]> {
  const past = (seen: 0 | 1) =>
    seen < after.seen ? 'AND 0' : seen === after.seen ? 'AND (opened_at, id) > (?2, ?3)' : ''
  const { results } = await db
    .prepare(
      `SELECT ${lined} FROM (SELECT * FROM (${headOf(staff, 0, past(0))}) UNION ALL SELECT * FROM (${headOf(staff, 1, past(1))}) LIMIT ?4) AS head
       JOIN alert ON alert.id = head.id ${beside} ORDER BY head.seen, head.opened_at, head.id`,
    )
    .bind(JSON.stringify(staff.villages), after.at, after.id, most)
    .all<WaitingAlert>()
  return results
}

/** How many alerts of their villages wait at `now`; at the very minute, whatever the timer does. */
export async function alertsOf(db: D1Database, staff: Staff, now: number): Promise<AlertCounts> {
  const row = await db
    .prepare(
      `SELECT count(*) AS unseen, coalesce(sum(opened_at <= ?2), 0) AS escalated,
         (SELECT count(*) FROM (${headOf(staff, 1, '')})) AS open FROM (${headOf(staff, 0, 'AND ?3 = ?3')})`,
    )
    .bind(JSON.stringify(staff.villages), now - ESCALATE_MS, '', MOST_COUNTED + 1)
    .first<Omit<AlertCounts, 'more'>>()
  const { unseen, escalated, open } = row ?? { unseen: 0, escalated: 0, open: 0 }
  const most = (count: number) => Math.min(count, MOST_COUNTED)
  return {
    unseen: most(unseen),
    escalated: most(escalated),
    open: most(open),
    more: Math.max(unseen, open) > MOST_COUNTED,
  }
}

/** Writes down since when an alert stands with the town: the end of its own time, not that of the timer. Twice is once. */
export async function stamp(db: D1Database, now: number, most = MOST_STAMPED): Promise<void> {
  await stamping(db, now, most).run()
}

/** The same as a statement for a batch. */
export function stamping(db: D1Database, now: number, most = MOST_STAMPED): D1PreparedStatement {
  return db
    .prepare(
      `UPDATE alert SET escalated_at = opened_at + ?2 WHERE id IN (SELECT id FROM alert
         WHERE closed_at IS NULL AND acknowledged_at IS NULL AND escalated_at IS NULL AND opened_at <= ?1 - ?2
         ORDER BY opened_at LIMIT ?3)`,
    )
    .bind(now, ESCALATE_MS, most)
}

/** An alert, if it is theirs. It names the record for the audit; nothing of it may leave before that. */
export async function find(db: D1Database, staff: Staff, id: string): Promise<Alert | null> {
  return db
    .prepare(
      `SELECT alert.* FROM alert JOIN submission ON submission.id = alert.submission WHERE alert.id = ?1 AND ${inScope}`,
    )
    .bind(id, scope(staff))
    .first<Alert>()
}
