/** The SQL by which a record that is kept or corrected rings at the clinic and wishes at the village: rows of rooms above, named here and not imported. */
import type { SealedSignals } from '../signals.ts'

/** The record, and the revision whose answers tell this: of one that has moved on since nothing is told anew. */
interface Told {
  id: string
  revision: number
}

/** Statements for the batch of the record's own row, after it. */
export function telling(db: D1Database, of: Told, { rings, wish }: SealedSignals, now: number): D1PreparedStatement[] {
  return [
    ...rings.flatMap((ring) => [renewing(db, of, ring), ringing(db, of, ring, now)]),
    ...(wish ? [wishing(db, of, wish, now)] : []),
  ]
}

const stands = `FROM submission WHERE id = ?1 AND status = 'kept' AND revision = ?2`
const unseen = `submission = ?1 AND person = ?3 AND source = 'registration' AND acknowledged_at IS NULL AND closed_at IS NULL`

type Ringing = SealedSignals['rings'][number]

// What nobody has seen yet says the latest, and waits since it was told first.
function renewing(db: D1Database, { id, revision }: Told, { person, kind, temperature, sealed }: Ringing) {
  const sql = `UPDATE alert SET kind = ?4, temperature = ?5, sealed = ?6 WHERE ${unseen} AND EXISTS (SELECT 1 ${stands})`
  return db.prepare(sql).bind(id, revision, person, kind, temperature, sealed)
}

function ringing(
  db: D1Database,
  { id, revision }: Told,
  { id: alert, person, kind, temperature, sealed, place }: Ringing,
  now: number,
) {
  const sql = `INSERT INTO alert (id, submission, person, day, slot, village, kind, opened_at, source, temperature, sealed)
    SELECT ?7, id, ?3, ?8, ?9, village, ?4, ?10, 'registration', ?5, ?6 ${stands}
      AND NOT EXISTS (SELECT 1 FROM alert WHERE ${unseen}) ON CONFLICT (id) DO NOTHING`
  return db.prepare(sql).bind(id, revision, person, kind, temperature, sealed, alert, place.day, place.slot, now)
}

function wishing(db: D1Database, { id, revision }: Told, wish: NonNullable<SealedSignals['wish']>, now: number) {
  const sql = `INSERT INTO entry (id, submission, book, village, step, waits, made_at, sealed)
    SELECT ?3, id, 'care', village, 'open', 1, ?4, ?5 ${stands} ON CONFLICT (id) DO NOTHING`
  return db.prepare(sql).bind(id, revision, wish.id, now, wish.sealed)
}

/** Which of these records have an alert that nobody closed, and whether the clinic met somebody about all that is open. */
export async function openAlerts(db: D1Database, ids: string[]): Promise<{ record: string; called: boolean }[]> {
  const sql = `SELECT submission AS record, min(contacted_at IS NOT NULL) AS called FROM alert
    WHERE submission IN (SELECT value FROM json_each(?1)) AND closed_at IS NULL GROUP BY submission`
  const { results } = await db.prepare(sql).bind(JSON.stringify(ids)).all<{ record: string; called: number }>()
  return results.map(({ record, called }) => ({ record, called: called === 1 }))
}
