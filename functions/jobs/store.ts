/** Every SQL statement about what the timer did. */

// As long as nobody asks any more.
const KEPT_MS = 40 * 24 * 3_600_000

/** When the job was last due and done, and when it was first begun; null where it never was. */
export async function lastDone(db: D1Database, job: string): Promise<{ done: number | null; begun: number | null }> {
  const sql = `SELECT (SELECT due FROM job_run WHERE job = ?1 AND done_at IS NOT NULL ORDER BY due DESC LIMIT 1) AS done,
    (SELECT min(due) FROM job_run WHERE job = ?1) AS begun`
  const known = await db.prepare(sql).bind(job).first<{ done: number | null; begun: number | null }>()
  return known ?? { done: null, begun: null }
}

/** Begins a run, once: false where it is done, or somebody began it less than `patienceMs` ago. */
export async function begin(
  db: D1Database,
  job: string,
  due: number,
  now: number,
  patienceMs: number,
): Promise<boolean> {
  const { meta } = await db
    .prepare(
      `INSERT INTO job_run (job, due, at) VALUES (?1, ?2, ?3)
       ON CONFLICT (job, due) DO UPDATE SET at = ?3 WHERE done_at IS NULL AND at <= ?3 - ?4`,
    )
    .bind(job, due, now, patienceMs)
    .run()
  return meta.changes === 1
}

/** Notes that a run is done, and forgets runs of long ago. */
export async function end(db: D1Database, job: string, due: number, now: number): Promise<void> {
  await db.batch([
    db.prepare('UPDATE job_run SET done_at = ?3 WHERE job = ?1 AND due = ?2').bind(job, due, now),
    db.prepare('DELETE FROM job_run WHERE job = ?1 AND due < ?2').bind(job, now - KEPT_MS),
  ])
}

/** Lets a run that failed be begun again at once. */
export async function giveUp(db: D1Database, job: string, due: number): Promise<void> {
  await db.prepare('UPDATE job_run SET at = 0 WHERE job = ?1 AND due = ?2 AND done_at IS NULL').bind(job, due).run()
}
