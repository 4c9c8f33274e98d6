/** Every SQL statement about papers: what one is made from, the one that holds, and the one that a code belongs to. */
import type { AuditLine } from '#audit/line.ts'
import { note } from '#audit/store.ts'
import type { Staff } from '#platform/principal.ts'
import { countTries, type Limit } from '#platform/store/throttle.ts'
import { inScope, scope } from '#register/ledger/store/list.ts'
import type { Submission } from '#register/submissions/store/submission.ts'
import type { PeriodChange } from '../observation/course.ts'
import type { CertificateKind, Term } from './term.ts'

/** A paper as the database holds it. */
export interface Certificate extends Term {
  id: string
  kind: CertificateKind
  submission: string
  person: number
  village: string
  issued_at: number
  /** The holder of the record, or a member of the staff by id. */
  by: string
  revoked_at: number | null
  sealed: ArrayBuffer | number[] | null
}

/** A record with what papers are made from, and those of its papers that were not replaced. */
export interface Look {
  row: Submission
  changes: PeriodChange[]
  standing: Certificate[]
  /** People with an alert that nobody closed yet. */
  alarmed: number[]
}

/** What is written of a new paper; `seen` is the state of the record that it was made from. */
export interface Draft extends Term {
  id: string
  codeIndex: string
  kind: CertificateKind
  person: number
  village: string
  sealed: Uint8Array
  /** The paper in whose place it comes. */
  instead: string
  seen: { revision: number; changes: number }
}

/** A record of the holder, or one that `staff` may see; tries are counted first. It names the record for the audit: nothing of it may leave before that. */
export async function find(
  db: D1Database,
  staff: Staff | 'holder',
  id: string,
  limits: Limit[],
  now: number,
): Promise<{ look: Look | undefined; within: boolean }> {
  const counting = limits.length > 0 ? countTries(db, limits, now) : []
  const seen = `SELECT * FROM submission WHERE id = ?1 AND ${inScope}`
  const reads = [db.prepare(seen).bind(id, staff === 'holder' ? null : scope(staff)), ...looks(db, id)]
  const results = await db.batch<never>([...counting, ...reads])
  const tries = results.slice(1, counting.length) as D1Result<{ tries: number }>[]
  const [rows, changes, standing, alarmed] = results.slice(counting.length)
  const row: Submission | undefined = rows?.results[0]
  return {
    within: tries.every(({ results }, i) => (results[0]?.tries ?? 0) <= (limits[i]?.most ?? 0)),
    look: row && {
      row,
      changes: changes?.results ?? [],
      standing: standing?.results ?? [],
      alarmed: (alarmed?.results ?? []).map(({ person }) => person),
    },
  }
}

function looks(db: D1Database, id: string): D1PreparedStatement[] {
  return [
    'SELECT kind, person, day, at FROM observation_change WHERE submission = ?1 ORDER BY at, seq',
    'SELECT * FROM certificate WHERE submission = ?1 AND revoked_at IS NULL',
    // What came under the number of a record that was put aside for this one is about somebody of it, whoever that is here.
    `SELECT DISTINCT person FROM alert WHERE submission = ?1 AND closed_at IS NULL
     UNION SELECT value FROM submission AS gone JOIN alert ON alert.submission = gone.id AND closed_at IS NULL,
       json_each('[0,1,2,3,4,5,6,7,8,9]') WHERE gone.duplicate_of = ?1`,
  ].map((sql) => db.prepare(sql).bind(id))
}

/**
 * Makes a paper, and gives the one that holds now: another, where two pressed at once. Nothing where the record or the
 * observation changed since it was seen.
 */
export async function make(db: D1Database, draft: Draft, line: AuditLine): Promise<Certificate | undefined> {
  const { id, codeIndex, kind, person, village, first, last, sealed, instead, seen } = draft
  const asSeen = `FROM submission WHERE id = ?1 AND status = 'kept' AND duplicate_of IS NULL AND revision = ?2
    AND (SELECT count(*) FROM observation_change WHERE submission = ?1) = ?3`
  const replacing = `UPDATE certificate SET revoked_at = ?4 WHERE id = ?5 AND revoked_at IS NULL AND EXISTS (SELECT 1 ${asSeen})`
  const sql = `INSERT INTO certificate (id, code_index, kind, submission, person, village, first, last, issued_at, by, sealed)
    SELECT ?4, ?5, ?6, id, ?7, ?8, ?9, ?10, ?11, ?12, ?13 ${asSeen} ON CONFLICT DO NOTHING`
  const bound = [line.record, seen.revision, seen.changes] as const
  const results = await db.batch<Certificate>([
    db.prepare(replacing).bind(...bound, line.at, instead),
    db.prepare(sql).bind(...bound, id, codeIndex, kind, person, village, first, last, line.at, line.actor, sealed),
    note(db, line),
    db
      .prepare(
        `SELECT * FROM certificate WHERE submission = ?1 AND person = ?4 AND kind = ?5 AND revoked_at IS NULL
         AND EXISTS (SELECT 1 ${asSeen})`,
      )
      .bind(...bound, person, kind),
  ])
  return results.at(-1)?.results[0]
}

/** The paper of a code with the record as it stands; the try is counted before it is looked up. */
export async function sought(
  db: D1Database,
  codeIndex: string,
  limit: Limit,
  now: number,
): Promise<{ within: boolean; paper?: Certificate; row?: Submission; changes: PeriodChange[] }> {
  const of = '(SELECT submission FROM certificate WHERE code_index = ?1 AND revoked_at IS NULL)'
  const results = await db.batch<never>([
    ...countTries(db, [limit], now),
    ...[
      'SELECT * FROM certificate WHERE code_index = ?1 AND revoked_at IS NULL',
      `SELECT * FROM submission WHERE id = ${of} AND status = 'kept'`,
      `SELECT kind, person, day, at FROM observation_change WHERE submission = ${of} ORDER BY at, seq`,
    ].map((sql) => db.prepare(sql).bind(codeIndex)),
  ])
  const [, tries, papers, rows, changes] = results as D1Result[]
  const [counted] = (tries?.results ?? []) as { tries: number }[]
  const [paper, row] = [papers?.results[0] as Certificate | undefined, rows?.results[0] as Submission | undefined]
  return {
    within: (counted?.tries ?? 0) <= limit.most,
    changes: (changes?.results ?? []) as PeriodChange[],
    ...(paper && { paper }),
    ...(row && { row }),
  }
}
