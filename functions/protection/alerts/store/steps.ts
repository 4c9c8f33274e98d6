/** The SQL of what the clinic does with an alert: each step once, its line in the audit in the same batch. */
import type { StaffAct } from '#audit/line.ts'
import { noteIfChanged } from '#audit/store.ts'
import { feverTenths } from '#forms/signals.ts'
import type { ContactOutcome as Contacted } from '#register/ledger/store/found.ts'
import { inScope, scope } from '#register/ledger/store/list.ts'
import { type AlertOutcome, ESCALATE_MS } from '../state.ts'

/** A call or visit, or the words at the end; `village` is that of the record, for which the words are sealed. */
interface Said {
  id: string
  village: string
  sealed: Uint8Array | null
}

// ?1 is the alert, ?2 the scope.
const ours = `id = ?1 AND closed_at IS NULL
  AND EXISTS (SELECT 1 FROM submission WHERE submission.id = alert.submission AND ${inScope})`

/** Somebody has seen it. Where that came too late, it rose to the town, whether or not the timer said so. */
export function acknowledging(db: D1Database, id: string, { staff, line }: StaffAct): D1PreparedStatement[] {
  const sql = `UPDATE alert SET acknowledged_at = ?3, acknowledged_by = ?4,
      escalated_at = coalesce(escalated_at, iif(opened_at + ?5 <= ?3, opened_at + ?5, NULL))
    WHERE ${ours} AND acknowledged_at IS NULL`
  return [db.prepare(sql).bind(id, scope(staff), line.at, line.actor, ESCALATE_MS), noteIfChanged(db, line)]
}

export async function acknowledge(db: D1Database, id: string, act: StaffAct): Promise<boolean> {
  return changed(await db.batch(acknowledging(db, id, act)))
}

/** Keeps a call or visit, once for its id; the first that met somebody is the step. */
export async function contact(
  db: D1Database,
  id: string,
  { staff, line }: StaffAct,
  made: Said & { outcome: Exclude<Contacted, 'note' | 'not-home' | 'left'> },
): Promise<boolean> {
  const sql = `INSERT INTO contact (id, submission, village, staff, role, outcome, sealed, at)
    SELECT ?3, submission, ?4, ?5, ?6, ?7, ?8, ?9 FROM alert WHERE ${ours} AND acknowledged_at IS NOT NULL
    ON CONFLICT (id) DO NOTHING`
  const met = made.outcome === 'reached' || made.outcome === 'visited'
  const results = await db.batch([
    db
      .prepare(sql)
      .bind(
        ...[id, scope(staff), made.id, made.village, staff.id, staff.role],
        ...[made.outcome, made.sealed, line.at],
      ),
    noteIfChanged(db, line),
    db
      .prepare(
        `UPDATE alert SET contacted_at = ?2, contacted_by = ?3
         WHERE id = ?1 AND changes() = 1 AND ?4 AND contacted_at IS NULL`,
      )
      .bind(id, line.at, line.actor, met ? 1 : 0),
  ])
  return changed(results)
}

/** Taken to where they are treated: from now on nobody owes a temperature of this person. */
export async function transfer(db: D1Database, id: string, { staff, line }: StaffAct): Promise<boolean> {
  const results = await db.batch([
    db
      .prepare(
        `UPDATE alert SET transferred_at = ?3, transferred_by = ?4
         WHERE ${ours} AND acknowledged_at IS NOT NULL AND transferred_at IS NULL`,
      )
      .bind(id, scope(staff), line.at, line.actor),
    noteIfChanged(db, line),
    db
      .prepare(
        // Of an id of its own each time: taken back, it may have to be done again.
        `INSERT INTO observation_change (id, submission, person, kind, day, village, at, by)
         SELECT id || '.' || ?2, submission, person, 'transfer', '', village, ?2, ?3 FROM alert WHERE id = ?1 AND changes() = 1
         ON CONFLICT (id) DO NOTHING`,
      )
      .bind(id, line.at, line.actor),
  ])
  return changed(results)
}

// Somebody was met about it; or the last that was measured of the same person since is no fever. Who was too warm at the
// gate is not known, and what hurts is sealed: there only a call will do.
const checked = `(contacted_at IS NOT NULL OR (kind <> 'symptom' AND source <> 'gate' AND
  (SELECT temperature FROM check_in WHERE check_in.submission = alert.submission AND check_in.person = alert.person
     AND reported_at > alert.opened_at AND temperature IS NOT NULL
   ORDER BY reported_at DESC, revision DESC LIMIT 1) < ?6))`

/** Ends it, with how, and with words if there are any. Only who was transferred ends as transferred, and only what was checked as a mistake. */
export async function close(
  db: D1Database,
  id: string,
  { staff, line }: StaffAct,
  { outcome, said }: { outcome: AlertOutcome; said: Said | undefined },
): Promise<boolean> {
  const words = said && [
    db
      .prepare(
        `INSERT INTO contact (id, submission, village, staff, role, outcome, sealed, at)
         SELECT ?2, submission, ?3, ?4, ?5, 'note', ?6, ?7 FROM alert WHERE id = ?1 AND changes() = 1
         ON CONFLICT (id) DO NOTHING`,
      )
      .bind(id, said.id, said.village, staff.id, staff.role, said.sealed, line.at),
  ]
  const results = await db.batch([
    db
      .prepare(
        `UPDATE alert SET closed_at = ?3, closed_by = ?4, outcome = ?5
         WHERE ${ours} AND acknowledged_at IS NOT NULL AND (?5 <> 'transferred' OR transferred_at IS NOT NULL)
           AND (?5 <> 'mistake' OR ${checked})`,
      )
      .bind(id, scope(staff), line.at, line.actor, outcome, feverTenths),
    noteIfChanged(db, line),
    ...(words ?? []),
  ])
  return changed(results)
}

export function changed([first]: D1Result[]): boolean {
  return (first?.meta.changes ?? 0) > 0
}
