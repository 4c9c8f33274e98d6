/** The SQL of what the page of one record reads, right after the line in the audit: what it did not note gives no row. */
import type { StaffAct } from '#audit/line.ts'
import type { RevisionRow } from '#register/submissions/changes.ts'
import type { Submission } from '#register/submissions/store/submission.ts'
import type { HistoryRow } from '../history.ts'
import type { ListedRow } from '../masked.ts'
import { inScope, listed, observedOf, scope } from './list.ts'

const MOST = { contacts: 20, revisions: 5, history: 60, beside: 5, people: 40, alike: 6 }

/** Whether a village's cadre sees the village of a record. */
export const sees = "instr(' ' || staff.villages || ' ', ' ' || submission.village || ' ') > 0"

/** What came of a call or visit; a note came of none. Who is not home yet, or left before the end, was reached. */
export type ContactOutcome =
  | 'reached'
  | 'no-answer'
  | 'wrong-number'
  | 'refused'
  | 'visited'
  | 'not-home'
  | 'left'
  | 'note'

/** One call, visit or note. */
export interface Contact {
  id: string
  village: string
  role: string
  outcome: ContactOutcome
  sealed: ArrayBuffer | number[] | null
  at: number
}

/** A record of the same household: one that was put aside for this one, or the one that this one was put aside for. */
interface BesideRow {
  id: string
  source: string
  received_at: number
}

/** A record in which somebody of this one stands too; `pair`: 1 where the two have one phone. */
type AlikeRow = ListedRow & { pair: 0 | 1 }

/** Who may answer for a household of the record's village; `name` is sealed. */
export interface PersonRow {
  id: string
  name: ArrayBuffer | number[]
}

/** A record, with what the desk did about it; latest first. */
export interface FoundRecord {
  /** `observed`: 1 where it is of somebody who does not come home, and one of that name in the village is in observation now. */
  row: Submission & { observed: 0 | 1 }
  contacts: Contact[]
  revisions: RevisionRow[]
  beside: BesideRow[]
  people: PersonRow[]
  history: HistoryRow[]
  /** What may be of the same household and nobody of the desk said it is not. */
  alike: AlikeRow[]
}

/** Runs the statements of an act, the last of them its line in the audit, and reads the record in the same batch; `rest` comes after. */
export async function actAndRead(
  db: D1Database,
  act: StaffAct,
  statements: D1PreparedStatement[],
  rest: D1PreparedStatement[] = [],
): Promise<{ found: FoundRecord | undefined; results: D1Result[] }> {
  const results = await db.batch([...statements, ...reads(db, act), ...rest])
  return { found: foundIn(results.slice(statements.length)), results }
}

function reads(db: D1Database, { staff, line: { record } }: StaffAct): D1PreparedStatement[] {
  const from = (columns: string, joined: string, rest: string) =>
    `SELECT ${columns} FROM submission ${joined} WHERE submission.id = ?1 AND ${inScope} AND changes() = 1 ${rest}`
  const of = (table: string) => `JOIN ${table} ON ${table}.submission = submission.id`
  const each = [
    from(`submission.*, ${observedOf('submission')}`, '', ''),
    from(
      'contact.id, contact.village, role, coalesce(stands, outcome) AS outcome, contact.sealed, at',
      of('contact'),
      `ORDER BY contact.at DESC LIMIT ${MOST.contacts}`,
    ),
    from(
      'earlier.revision, earlier.village, earlier.sealed, replaced_at, role, why',
      'JOIN submission_revision AS earlier ON earlier.submission = submission.id LEFT JOIN staff ON staff.id = earlier.by',
      `ORDER BY earlier.revision DESC LIMIT ${MOST.revisions}`,
    ),
    `SELECT id, source, received_at FROM submission
     WHERE (duplicate_of = ?1 OR id = (SELECT duplicate_of FROM submission WHERE id = ?1)) AND ${inScope} AND changes() = 1
     ORDER BY received_at LIMIT ${MOST.beside}`,
    from(
      'staff.id, staff.name',
      `JOIN staff ON staff.role = 'village' AND staff.revoked_at IS NULL AND ${sees}`,
      `ORDER BY staff.made_at LIMIT ${MOST.people}`,
    ),
    from(
      'audit.at, coalesce(staff.role, audit.actor) AS actor, audit.act, audit.detail, staff.id AS staff, staff.name, staff.villages',
      'JOIN audit ON audit.record = submission.id LEFT JOIN staff ON staff.id = audit.actor',
      `ORDER BY audit.seq DESC LIMIT ${MOST.history}`,
    ),
    `SELECT ${listed}, alike.phone AS pair FROM alike
     JOIN submission ON submission.id = iif(alike.submission = ?1, alike.other, alike.submission)
     WHERE (alike.submission = ?1 OR alike.other = ?1) AND apart_at IS NULL AND ${inScope} AND changes() = 1 LIMIT ${MOST.alike}`,
  ]
  return each.map((sql) => db.prepare(sql).bind(record, scope(staff)))
}

function foundIn(results: D1Result[]): FoundRecord | undefined {
  const [rows, contacts, revisions, beside, people, history, alike] = results as D1Result<never>[]
  const row: FoundRecord['row'] | undefined = rows?.results[0]
  return (
    row && {
      row,
      contacts: contacts?.results ?? [],
      revisions: revisions?.results ?? [],
      beside: beside?.results ?? [],
      people: people?.results ?? [],
      history: history?.results ?? [],
      alike: alike?.results ?? [],
    }
  )
}
