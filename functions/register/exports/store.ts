/** The SQL of what is counted for a file; lines are read as the ledger lists them. */
import type { Stage } from '#forms/exported.ts'
import type { Staff } from '#platform/principal.ts'
import { inScope, scope } from '../ledger/store/list.ts'
import type { ExportQuery } from './query.ts'

/** Records of one village at one stage, and the people on them. */
export interface Counted {
  village: string
  stage: Stage
  records: number
  people: number
}

/** Counts of what the list would have, exact: they are for staff, who see each record anyway. */
export async function counts(db: D1Database, staff: Staff, asked: ExportQuery): Promise<Counted[]> {
  const { results } = await db
    .prepare(
      `SELECT village, stage, count(*) AS records, sum(people) AS people FROM submission
       WHERE ${inScope} AND duplicate_of IS NULL AND village IN (SELECT value FROM json_each(?1)) AND form = ?3 AND (?4 = '' OR stage = ?4)
       AND arrival >= ?5 AND arrival <= ?6 GROUP BY village, stage`,
    )
    .bind(JSON.stringify(asked.villages), scope(staff), asked.form, asked.stage, asked.from, asked.to || '9999')
    .all<Counted>()
  return results
}
