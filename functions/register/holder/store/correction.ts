/** The SQL by which a record is corrected: a new revision comes, and the one before stays, sealed. */
import type { AuditLine } from '#audit/line.ts'
import { noteIfChanged } from '#audit/store.ts'
import { telling } from '#register/submissions/store/signals.ts'
import type { Filled } from '#register/submissions/store/submission.ts'
import { certain, type OwnRecord, watched } from './record.ts'

/** Puts a new revision in place of the one that was `seen`, and keeps the old one, sealed; the village looks at it anew. False where somebody else changed the record meanwhile, the first of the family was reported about, or the desk vouched for it. */
export async function correct(
  db: D1Database,
  change: Filled & Pick<OwnRecord, 'watched' | 'certain'> & { seen: number; token: string },
  line: AuditLine,
): Promise<boolean> {
  const { id, seen, token, version, village, people, source, arrival, phoneIndex, names } = change
  const results = await db.batch([
    db
      .prepare(
        `INSERT INTO submission_revision (submission, revision, token, village, sealed, replaced_at)
         SELECT id, revision, ?3, village, sealed, ?4 FROM submission WHERE id = ?1 AND revision = ?2 AND status = 'kept' AND (${watched}) = ?5 AND (${certain}) = ?6
         ON CONFLICT (token) DO NOTHING`,
      )
      .bind(id, seen, token, line.at, change.watched, change.certain),
    db
      .prepare(
        `UPDATE submission SET revision = revision + 1, version = ?3, village = ?4, people = ?5, source = iif(source = 'self', ?6, source), phone_index = ?7, sealed = ?8, changed_at = ?9,
           arrival = ?10, names = ?11, stage = 'registered'
         WHERE id = ?1 AND revision = ?2 AND changes() = 1`,
      )
      .bind(id, seen, version, village, people, source, phoneIndex, change.sealed, line.at, arrival, names),
    noteIfChanged(db, line),
    db.prepare('UPDATE entry SET kind = ?2 WHERE id = ?1 AND submission = id AND changes() = 1').bind(id, change.kind),
    ...telling(db, { id, revision: seen + 1 }, change.signals, line.at),
    // Sent twice, the second finds its own token and is as good as the first.
    db.prepare('SELECT 1 FROM submission_revision WHERE submission = ?1 AND token = ?2').bind(id, token),
  ])
  return (results.at(-1)?.results.length ?? 0) > 0
}
