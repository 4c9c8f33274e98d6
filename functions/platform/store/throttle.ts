/** Every SQL statement about how often a secret may be guessed. */

/** A guess at a secret: counted under its key before it is judged, at most `most` in the window. */
export interface Limit {
  key: string
  most: number
  windowMs: number
}

/** Statements that count a try under each limit; each returns the row `{ tries }` after this one. Expired rows go along the way. */
export function countTries(db: D1Database, limits: Limit[], now: number): D1PreparedStatement[] {
  return [
    db.prepare('DELETE FROM throttle WHERE key IN (SELECT key FROM throttle WHERE until <= ?1 LIMIT 20)').bind(now),
    ...limits.map(({ key, windowMs }) =>
      db
        .prepare(
          `INSERT INTO throttle (key, tries, until) VALUES (?1, 1, ?2)
           ON CONFLICT (key) DO UPDATE SET tries = iif(until <= ?3, 1, tries + 1), until = iif(until <= ?3, ?2, until)
           RETURNING tries`,
        )
        .bind(key, now + windowMs, now),
    ),
  ]
}
