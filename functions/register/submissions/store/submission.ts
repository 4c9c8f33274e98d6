/** Every SQL statement about submissions. */
import type { AuditLine } from '#audit/line.ts'
import { noteIfChanged } from '#audit/store.ts'
import type { Stage } from '#forms/exported.ts'
import type { Day } from '#platform/clock.ts'
import type { SealedSignals } from '../signals.ts'
import { telling } from './signals.ts'

const FIRST = 1

/** One filled form as the database holds it; times are UTC milliseconds. */
export interface Submission {
  id: string
  form: string
  version: number
  revision: number
  village: string
  people: number
  source: string
  status: 'kept' | 'withdrawn'
  stage: Stage
  /** 1 once the village found it right, whatever was corrected since. */
  vouched: 0 | 1
  /** The day of arrival, or empty. */
  arrival: string
  /** The record that the village goes by instead. */
  duplicate_of: string | null
  /** Of the staff, who answers for the household. */
  assignee: string | null
  sealed: ArrayBuffer | number[] | null
  received_at: number
  changed_at: number
  /** When it was written down, where that was before it was entered; NULL: when it was received. */
  observed_at: number | null
}

/** What is written of a form that was filled in. */
export interface Filled {
  id: string
  version: number
  village: string
  people: number
  source: string
  arrival: string
  phoneIndex: string
  /** Keyed hashes of the names in it, as a JSON list. */
  names: string
  sealed: Uint8Array
  /** What it is about, where it is an entry of a book. */
  kind: string
  /** What of it somebody must hear of. */
  signals: SealedSignals
}

/** What is written when it is kept for the first time. */
export interface New extends Filled {
  form: string
  token: string
  referenceIndex: string
  observedAt: number | null
  /** Where it waits at the desk from the first moment: the step, and the last day for the last one. */
  begins?: { step: string; due: Day }
}

/**
 * Keeps each submission once: the row and its audit line, all in one batch; the database itself counts it and files its
 * names. False where the id, which is made of the token, was kept before. Throws where a number is taken; then none is kept.
 */
export async function keep(db: D1Database, each: { row: New; line: AuditLine }[]): Promise<boolean[]> {
  const results = await db.batch([
    ...each.flatMap(({ row, line }) => [keeping(db, row, line.at), noteIfChanged(db, line)]),
    ...each.flatMap(({ row, line }) => [
      ...(row.begins ? [beginning(db, row, row.begins, line.at)] : []),
      ...telling(db, { id: row.id, revision: FIRST }, row.signals, line.at),
    ]),
  ])
  return each.map((_, index) => results[2 * index]?.results.length === 1)
}

/** The entry of a book that is this record itself, see functions/books/store/entry.ts. */
function beginning(db: D1Database, { id, form, kind }: New, { step, due }: NonNullable<New['begins']>, now: number) {
  const sql = `INSERT INTO entry (id, submission, book, kind, village, step, waits, made_at, due)
    SELECT id, id, ?2, ?6, village, ?3, 1, ?4, ?5 FROM submission WHERE id = ?1 AND status = 'kept' ON CONFLICT (id) DO NOTHING`
  return db.prepare(sql).bind(id, form, step, now, due, kind)
}

function keeping(db: D1Database, row: New, now: number): D1PreparedStatement {
  const { id, token, form, version, village, people, source, arrival, referenceIndex, phoneIndex, names } = row
  return db
    .prepare(
      `INSERT INTO submission (id, token, form, version, village, people, source, arrival, reference_index, phone_index, names, sealed, received_at, changed_at, observed_at)
       VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?13, ?14) ON CONFLICT (id) DO NOTHING RETURNING id`,
    )
    .bind(
      ...[id, token, form, version, village, people, source, arrival],
      ...[referenceIndex, phoneIndex, names, row.sealed, now, row.observedAt],
    )
}

/** A record beside what was first sent, where it was corrected since. */
interface SinceFirst extends Submission {
  first_village: string | null
  first_sealed: ArrayBuffer | number[] | null
}

/** A record by its id, withdrawn or not. */
export async function findAny(db: D1Database, id: string): Promise<SinceFirst | null> {
  const sql = `SELECT submission.*, first.village AS first_village, first.sealed AS first_sealed
     FROM submission LEFT JOIN submission_revision AS first ON first.submission = id AND first.revision = 1 WHERE id = ?1`
  return db.prepare(sql).bind(id).first<SinceFirst>()
}

/** Whether `error` says that another record already has this reference number. */
export function isReferenceTaken(error: unknown): boolean {
  return error instanceof Error && error.message.includes('submission.reference_index')
}

/** Whether the database answers. */
export async function answers(db: D1Database): Promise<boolean> {
  return (await db.prepare('SELECT 1 AS one FROM submission LIMIT 1').all()).success
}
