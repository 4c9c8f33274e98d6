/** The SQL by which records whose time is over are destroyed: what was said is overwritten, then every row goes but the audit's. */
import type { AuditLine } from '#audit/line.ts'
import { covering, holdings } from '#register/holdings.ts'
import type { Bounds } from '../bounds.ts'

const going = '(SELECT submission FROM retention WHERE going = 1)'

/**
 * Destroys those of these records whose time is over by `bounds` when this runs, all of it in one batch; whoever was given
 * more days meanwhile stays. Their numbers stay without them, and a line each in the audit and in the journal of deletions.
 */
export async function purge(db: D1Database, lines: AuditLine[], bounds: Bounds): Promise<number> {
  const said = JSON.stringify(lines)
  const each = (sql: string) => db.prepare(sql)
  const results = await db.batch([
    each(
      `INSERT INTO retention (submission, village, going) SELECT id, village, 1 FROM submission
       WHERE status = 'kept' AND id IN (SELECT value ->> 'record' FROM json_each(?1))
       AND CASE coalesce((SELECT last FROM retention WHERE retention.submission = submission.id), '=')
         WHEN '' THEN FALSE
         WHEN '=' THEN duplicate_of IS NULL AND iif(arrival > '', arrival <= ?2, changed_at < coalesce(?5 -> form ->> 'before', ?3))
         ELSE (SELECT last FROM retention WHERE retention.submission = submission.id) <= ?4 END
       ON CONFLICT (submission) DO UPDATE SET going = 1`,
    ).bind(said, bounds.arrival, bounds.changedBefore, bounds.last, bounds.byForm),
    each(
      `INSERT INTO audit (at, actor, act, record, detail, mac)
       SELECT value ->> 'at', value ->> 'actor', value ->> 'act', value ->> 'record', value ->> 'detail', value ->> 'mac'
       FROM json_each(?1) WHERE value ->> 'record' IN ${going}`,
    ).bind(said),
    each(`INSERT INTO deletion (record, at) SELECT submission, ?1 FROM retention WHERE going = 1`).bind(
      lines[0]?.at ?? 0,
    ),
    each(
      `INSERT INTO purged_count (village, form, month, records, people)
       SELECT village, form,
         substr(iif(arrival > '', arrival, date(received_at / 1000, 'unixepoch', '+8 hours')), 1, 7) AS month, count(*), sum(people)
       FROM submission WHERE id IN ${going} AND duplicate_of IS NULL GROUP BY village, form, month
       ON CONFLICT DO UPDATE SET records = records + excluded.records, people = people + excluded.people`,
    ),
    // Only freed, the sealed bytes would lie in the database's file until other rows happen to cover them.
    each(`UPDATE submission SET sealed = zeroblob(length(sealed)) WHERE id IN ${going}`),
    ...Object.entries(holdings).flatMap(([table, held]) => {
      const cover = covering(held)
      return [
        ...(cover ? [each(`UPDATE ${table} SET ${cover} WHERE submission IN ${going}`)] : []),
        each(`DELETE FROM ${table} WHERE submission IN ${going}`),
      ]
    }),
    // First what was put aside, which points at the others.
    each(`DELETE FROM submission WHERE id IN ${going} AND duplicate_of IS NOT NULL`),
    each(`DELETE FROM submission WHERE id IN ${going}`),
  ])
  return results[1]?.meta.changes ?? 0
}

/** Destroys the lines without a name that were closed before this moment: the words at their end may name somebody. */
export async function forgetNameless(db: D1Database, closedBefore: number): Promise<void> {
  await db.batch(
    ['UPDATE nameless_alert SET sealed = zeroblob(length(sealed))', 'DELETE FROM nameless_alert'].map((sql) =>
      db.prepare(`${sql} WHERE closed_at < ?1`).bind(closedBefore),
    ),
  )
}
