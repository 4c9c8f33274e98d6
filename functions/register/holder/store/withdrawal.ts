/** The SQL by which a record is forgotten: what was said goes, the row stays to be counted. */
import type { AuditLine } from '#audit/line.ts'
import { noteIfChanged } from '#audit/store.ts'
import { township } from '#forms/township.ts'
import { noteDeletion } from '#platform/store/operations.ts'

/** Destroys the sealed answers of a record, old revisions and notes of calls and requests too, and what it could be found by; the row stays to be counted. */
export async function withdraw(db: D1Database, line: AuditLine): Promise<void> {
  const { record: id, at } = line
  await db.batch([
    // Only freed, the sealed bytes would lie in the database's file until other rows happen to cover them.
    db.prepare("UPDATE submission SET sealed = zeroblob(length(sealed)) WHERE id = ?1 AND status = 'kept'").bind(id),
    db.prepare('UPDATE submission_revision SET sealed = zeroblob(length(sealed)) WHERE submission = ?1').bind(id),
    db
      .prepare(
        `UPDATE submission SET status = 'withdrawn', sealed = NULL, reference_index = NULL, phone_index = NULL, names = NULL, arrival = '', changed_at = ?2
         WHERE id = ?1 AND status = 'kept'`,
      )
      .bind(id, at),
    noteIfChanged(db, line),
    noteDeletion(db, at, id),
    db.prepare('DELETE FROM submission_revision WHERE submission = ?1').bind(id),
    db.prepare('UPDATE contact SET sealed = zeroblob(length(sealed)) WHERE submission = ?1').bind(id),
    db.prepare('UPDATE contact SET sealed = NULL WHERE submission = ?1').bind(id),
    // That somebody reported stays to be counted, what they reported does not.
    db
      .prepare(
        `UPDATE check_in SET temperature = iif(temperature IS NULL, NULL, 340), sealed = zeroblob(length(sealed))
         WHERE submission = ?1`,
      )
      .bind(id),
    db.prepare('UPDATE check_in SET temperature = NULL, sealed = NULL WHERE submission = ?1').bind(id),
    ...['care_request', 'observation_change'].flatMap((table) => [
      db.prepare(`UPDATE ${table} SET sealed = zeroblob(length(sealed)) WHERE submission = ?1`).bind(id),
      db.prepare(`UPDATE ${table} SET sealed = NULL WHERE submission = ?1`).bind(id),
    ]),
    db.prepare('UPDATE certificate SET sealed = zeroblob(length(sealed)) WHERE submission = ?1').bind(id),
    db
      .prepare('UPDATE certificate SET sealed = NULL, revoked_at = coalesce(revoked_at, ?2) WHERE submission = ?1')
      .bind(id, at),
    db
      .prepare('UPDATE checkpoint_pass SET temperature = 340 WHERE submission = ?1 AND temperature IS NOT NULL')
      .bind(id),
    db.prepare('UPDATE checkpoint_pass SET temperature = NULL WHERE submission = ?1').bind(id),
    // Nobody can be called any more.
    db.prepare('UPDATE care_request SET closed_at = ?2 WHERE submission = ?1 AND closed_at IS NULL').bind(id, at),
    // That one waited too long for the clinic stays on record, see functions/protection/alerts/state.ts.
    db
      .prepare(
        `UPDATE alert SET closed_at = ?2, escalated_at = coalesce(escalated_at,
           iif(acknowledged_at IS NULL AND opened_at + ?3 <= ?2, opened_at + ?3, NULL)) WHERE submission = ?1 AND closed_at IS NULL`,
      )
      .bind(id, at, township.observation.escalateMinutes * 60_000),
    db
      .prepare(
        'UPDATE request SET sealed = zeroblob(length(sealed)), answer = zeroblob(length(answer)) WHERE submission = ?1',
      )
      .bind(id),
    // An open request is over with its record; it stays to be counted, as do those that were answered.
    db
      .prepare(
        `UPDATE request SET sealed = NULL, answer = NULL, answered_at = coalesce(answered_at, ?2),
           state = iif(state = 'open', 'withdrawn', state) WHERE submission = ?1`,
      )
      .bind(id, at),
  ])
}
