/** The SQL by which a check-in rings. */
import type { AuditLine } from '#audit/line.ts'
import { limits } from '../alert.ts'
import type { Sending } from '../entry.ts'

/**
 * Opens what a check-in rings for, as a statement for its own batch, after its rows.
 * One alert a person and slot for each kind, as long as nobody has seen it: what is measured again while the clinic has not
 * looked yet is the same alert, what comes after it has looked rings again. What is only sent again rings for nothing.
 */
export function raiseAlert(db: D1Database, { key, place, entries }: Sending, line: AuditLine): D1PreparedStatement {
  const kinds = Object.fromEntries(entries.filter(({ rings }) => rings).map(({ person, rings }) => [person, rings]))
  const sql = `WITH latest AS (
      SELECT person, day, slot, temperature, max(revision) FROM check_in
      WHERE submission = ?2 AND (day, slot) <= (?3, ?4) GROUP BY person, day, slot
    ), steps AS (
      SELECT person, temperature - lag(temperature) OVER (PARTITION BY person ORDER BY day, slot) AS rise,
        row_number() OVER (PARTITION BY person ORDER BY day DESC, slot DESC) AS back
      FROM latest WHERE temperature IS NOT NULL
    ), rising AS (
      SELECT person FROM steps WHERE back <= ?6 GROUP BY person HAVING count(rise) = ?6 AND min(rise) >= ?7
    ), rung AS (
      SELECT check_in.*, coalesce(
        (SELECT value FROM json_each(?5) WHERE key = CAST(check_in.person AS TEXT)),
        (SELECT 'rising' FROM rising WHERE rising.person = check_in.person AND check_in.temperature IS NOT NULL)
      ) AS kind FROM check_in WHERE check_in.key = ?1 AND check_in.submission = ?2 AND check_in.day = ?3 AND check_in.slot = ?4
        AND check_in.reported_at = ?8
    )
    INSERT INTO alert (id, submission, person, day, slot, village, kind, opened_at)
    SELECT key || '-' || person, submission, person, day, slot, (SELECT village FROM submission WHERE id = ?2), kind, ?8 FROM rung
    WHERE kind IS NOT NULL AND NOT EXISTS (
      SELECT 1 FROM alert WHERE alert.source = 'check-in' AND alert.submission = rung.submission AND alert.person = rung.person AND alert.day = rung.day
        AND alert.slot = rung.slot AND alert.kind = rung.kind AND alert.acknowledged_at IS NULL AND alert.closed_at IS NULL
    ) ON CONFLICT (id) DO NOTHING`
  return db
    .prepare(sql)
    .bind(key, line.record, place.day, place.slot, JSON.stringify(kinds), limits.rises, limits.rise, line.at)
}
