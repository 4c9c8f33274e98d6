/** The SQL of what the clinic takes back: a transfer that did not happen, and an end that came too soon. */
import type { StaffAct } from '#audit/line.ts'
import { noteIfChanged } from '#audit/store.ts'
import { inScope, scope } from '#register/ledger/store/list.ts'
import { changed } from './steps.ts'

// ?1 is the alert, ?2 the scope.
const theirs = `id = ?1 AND EXISTS (SELECT 1 FROM submission WHERE submission.id = alert.submission AND ${inScope})`

/**
 * They were not taken away: the observation that ended with the transfer goes on from now, and what was due meanwhile is
 * not owed. Where another period was begun since, that one stands.
 */
export async function takeBack(db: D1Database, id: string, { staff, line }: StaffAct): Promise<boolean> {
  const results = await db.batch([
    db
      .prepare(
        `UPDATE alert SET transferred_at = NULL, transferred_by = NULL
         WHERE ${theirs} AND closed_at IS NULL AND transferred_at IS NOT NULL`,
      )
      .bind(id, scope(staff)),
    noteIfChanged(db, line),
    db
      .prepare(
        `INSERT INTO observation_change (id, submission, person, kind, day, village, at, by)
         SELECT id || '.' || ?2, submission, person, 'resume', '', village, ?2, ?3 FROM alert
         WHERE id = ?1 AND changes() = 1 AND 'transfer' = (SELECT kind FROM observation_change
           WHERE observation_change.submission = alert.submission AND ifnull(observation_change.person, alert.person) = alert.person
             AND kind IN ('transfer', 'close', 'restart') ORDER BY at DESC, seq DESC LIMIT 1)
         ON CONFLICT (id) DO NOTHING`,
      )
      .bind(id, line.at, line.actor),
  ])
  return changed(results)
}

/** It was not over: it waits in the queue again, with whoever has it in hand. It comes along where its record moved. */
export async function reopen(db: D1Database, id: string, { staff, line }: StaffAct): Promise<boolean> {
  const results = await db.batch([
    db
      .prepare(
        `UPDATE alert SET closed_at = NULL, closed_by = NULL, outcome = NULL WHERE ${theirs} AND closed_at IS NOT NULL`,
      )
      .bind(id, scope(staff)),
    noteIfChanged(db, line),
    // By itself, as the counts of both villages follow a move.
    db
      .prepare(
        `UPDATE alert SET village = (SELECT village FROM submission WHERE submission.id = alert.submission)
         WHERE id = ?1 AND changes() = 1`,
      )
      .bind(id),
  ])
  return changed(results)
}
