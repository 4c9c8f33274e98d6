/** The SQL by which a record is corrected, by its holder or at the desk: a new revision comes, and the one before stays, sealed. */
import type { AuditLine } from '#audit/line.ts'
import { noteIfChanged } from '#audit/store.ts'
import type { Staff } from '#platform/principal.ts'
import { inScope, scope } from '#register/ledger/store/list.ts'
import { telling } from '#register/submissions/store/signals.ts'
import type { Filled } from '#register/submissions/store/submission.ts'
import { certain, type OwnRecord, watched } from './record.ts'

/** What is written of a correction: the record as it was `seen`, and the key of the press. */
interface Change extends Filled, Pick<OwnRecord, 'watched' | 'certain'> {
  seen: number
  token: string
}

/** Who of the desk corrects, and why, sealed. */
interface Corrector {
  staff: Staff
  why: Uint8Array
}

/**
 * Puts a new revision in place of the one that was `seen`, and keeps the old one, sealed. What its holder corrected, the
 * village looks at anew; what the desk did, only where another village goes on with it. False where somebody else changed
 * the record meanwhile, the first of the family was reported about, or the desk vouched for it.
 */
export async function correct(db: D1Database, change: Change, line: AuditLine, desk?: Corrector): Promise<boolean> {
  const { id, seen, token, version, village, people, source, arrival, phoneIndex, names } = change
  const results = await db.batch([
    db
      .prepare(
        `INSERT INTO submission_revision (submission, revision, token, village, sealed, replaced_at, by, why)
         SELECT id, revision, ?3, village, sealed, ?4, ?7, ?8 FROM submission WHERE id = ?1 AND revision = ?9 AND ${inScope}
           AND (${watched}) = ?5 AND (${certain}) = ?6 AND (?7 IS NULL OR duplicate_of IS NULL)
         ON CONFLICT (token) DO NOTHING`,
      )
      .bind(
        ...[id, desk ? scope(desk.staff) : null, token, line.at, change.watched, change.certain],
        ...[desk?.staff.id ?? null, desk?.why ?? null, seen],
      ),
    db
      .prepare(
        `UPDATE submission SET revision = revision + 1, version = ?3, village = ?4, people = ?5, source = iif(source = 'self', ?6, source), phone_index = ?7, sealed = ?8, changed_at = ?9,
           arrival = ?10, names = ?11, stage = iif(?12 AND village = ?4, stage, 'registered')
         WHERE id = ?1 AND revision = ?2 AND changes() = 1`,
      )
      .bind(
        ...[id, seen, version, village, people, source, phoneIndex, change.sealed, line.at, arrival, names],
        desk ? 1 : 0,
      ),
    noteIfChanged(db, line),
    db.prepare('UPDATE entry SET kind = ?2 WHERE id = ?1 AND submission = id AND changes() = 1').bind(id, change.kind),
    ...telling(db, { id, revision: seen + 1 }, change.signals, line.at),
    // Sent twice, the second finds its own token and is as good as the first.
    db.prepare('SELECT 1 FROM submission_revision WHERE submission = ?1 AND token = ?2').bind(id, token),
  ])
  return (results.at(-1)?.results.length ?? 0) > 0
}

/** A record that somebody of the desk may correct: of their villages, and not put aside for another. */
export async function correctable(db: D1Database, staff: Staff, id: string): Promise<OwnRecord | null> {
  const sql = `SELECT *, ${watched} AS watched, ${certain} AS certain FROM submission
    WHERE id = ?1 AND ${inScope} AND duplicate_of IS NULL`
  return db.prepare(sql).bind(id, scope(staff)).first<OwnRecord>()
}

/** An earlier revision as it was, sealed for the village that it then had. */
export async function revisionOf(
  db: D1Database,
  id: string,
  revision: number,
): Promise<{ village: string; sealed: ArrayBuffer | number[] } | null> {
  const sql = 'SELECT village, sealed FROM submission_revision WHERE submission = ?1 AND revision = ?2'
  return db.prepare(sql).bind(id, revision).first()
}
