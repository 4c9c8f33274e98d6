import type { Staff } from '#platform/principal.ts'
import { type Filter, type RecordCursor, villagesFor } from '../filter.ts'
import type { Sought } from '../lookup.ts'
import type { ListedRow } from '../masked.ts'

/** What a member of the staff may see, for a WHERE; ?2 is their scope. */
export const inScope =
  "submission.status = 'kept' AND (?2 IS NULL OR submission.village IN (SELECT value FROM json_each(?2)))"
const columns = ['id', 'form', 'village', 'people', 'source', 'stage', 'arrival', 'received_at', 'sealed']
/** Whether anybody of a row of `table` rings, the most urgent, which is first in the alphabet too; what came under the number of a record that was put aside for it counts. */
const ringsOf = (table: string) =>
  `(SELECT min(kind) FROM (SELECT kind FROM alert WHERE alert.submission = ${table}.id AND alert.closed_at IS NULL
    UNION ALL SELECT kind FROM submission AS gone JOIN alert ON alert.submission = gone.id
    WHERE gone.duplicate_of = ${table}.id AND alert.closed_at IS NULL)) AS rings`

/** 1 where one that came before may be of the same household. */
const alikeOf = (table: string) =>
  `EXISTS (SELECT 1 FROM alike WHERE alike.submission = ${table}.id AND apart_at IS NULL) AS alike`

/** The records of a village (an expression) that are marked so, as `marked`. */
const marking = {
  rings: (village: string) =>
    `coalesce(duplicate_of, id) AS marked FROM (SELECT submission AS rung FROM alert WHERE alert.village = ${village} AND closed_at IS NULL) CROSS JOIN submission ON id = rung`,
  alike: (village: string) =>
    `alike.submission AS marked FROM alike WHERE alike.village = ${village} AND apart_at IS NULL`,
}

/** Of who does not come home, as a volunteer: 1 where somebody of that name in the village is in observation now. */
export const observedOf = (
  table: string,
) => `CASE WHEN ${table}.arrival = '' THEN EXISTS (SELECT 1 FROM json_each(${table}.names) AS said
  CROSS JOIN person_name ON person_name.name = said.value AND person_name.village = ${table}.village CROSS JOIN submission AS home
  ON home.id = person_name.submission WHERE home.duplicate_of IS NULL AND home.arrival > '' AND home.arrival <= date('now', '+8 hours')
  AND coalesce((SELECT state FROM watch WHERE watch.submission = home.id), 'active') = 'active') ELSE 0 END AS observed`
const marks = (table: string) => [ringsOf(table), alikeOf(table)].join(', ')
/** The columns of a line, see `ListedRow`. */
export const listed = `${columns.map((column) => `submission.${column}`).join(', ')}, ${marks('submission')}`
// D1 takes no longer row of UNION ALL at once; what is nested it merges all the same.
const MOST_TERMS = 5

/** The villages of a member of the staff as JSON, or nothing where all are theirs. */
export const scope = ({ villages }: Staff): string | null => (villages === 'all' ? null : JSON.stringify(villages))

/** A UNION ALL of terms, nested where they are more than D1 takes. */
export const merged = (terms: string[]): string => {
  if (terms.length <= MOST_TERMS) return terms.join(' UNION ALL ')
  const groups = Array.from({ length: Math.ceil(terms.length / MOST_TERMS) }, (_, i) =>
    terms.slice(i * MOST_TERMS, (i + 1) * MOST_TERMS),
  )
  return merged(groups.map((group) => `SELECT * FROM (${group.join(' UNION ALL ')})`))
}

/** A page of the list, those that arrive first at its head; `most` rows from `after` on. */
export async function list(
  db: D1Database,
  staff: Staff,
  filter: Filter,
  after: RecordCursor | undefined,
  most: number,
): Promise<ListedRow[]> {
  const { sql, values } = strands(columns.join(', '), staff, filter, after)
  if (!sql) return []
  const order = 'ORDER BY arrival, received_at, id'
  const { results } = await db
    .prepare(`SELECT *, ${marks('line')} FROM (${sql} ${order} LIMIT ${most}) AS line ${order}`)
    .bind(...values)
    .all<ListedRow>()
  return results
}

/** How many the list has, as `{ n }`; counted up to `most`. By strands, because the values of an IN are rows that are read too. */
export function counted(db: D1Database, staff: Staff, filter: Filter, most: number): D1PreparedStatement {
  const { sql, values } = strands('1', staff, filter)
  return db
    .prepare(`SELECT count(*) AS n FROM (${sql || 'SELECT 1 WHERE 0'} LIMIT ${most})`)
    .bind(...(sql ? values : []))
}

/**
 * The list as a UNION ALL of strands: one village, stage and source each, which lie in an index in the order of the
 * list. SQLite merges them row by row, so that a page of all villages reads few rows more than a page of one.
 */
function strands(
  selected: string,
  staff: Staff,
  filter: Filter,
  after?: RecordCursor,
): { sql: string; values: unknown[] } {
  const { from, villages, stages, sources, where, values } = wanted(staff, filter, after)
  const terms = villages.flatMap((_, i) =>
    stages.flatMap((stage) =>
      sources.map(
        (source) =>
          `SELECT ${selected} FROM ${from(`?${values.length + 1 + i}`)} WHERE village = ?${values.length + 1 + i} AND stage = '${stage}' AND source = '${source}' AND ${where}`,
      ),
    ),
  )
  return { sql: merged(terms), values: [...values, ...villages] }
}

/** What a list asks for. Stages and sources are words of ours; everything else is bound. */
function wanted(staff: Staff, filter: Filter, after?: RecordCursor) {
  const { form, stage, source, from, to } = filter
  const start = after && after.arrival >= from ? after : { arrival: from, receivedAt: 0, id: '' }
  const index = filter.whose ? 'by_assignee' : filter.calls ? 'unreached' : 'by_duty'
  return {
    from: (village: string) =>
      filter.mark
        ? `(SELECT DISTINCT ${marking[filter.mark](village)}) CROSS JOIN submission ON id = marked`
        : `submission INDEXED BY submission_${index}`,
    villages: villagesFor(staff).filter((village) => !filter.village || village === filter.village),
    stages: stage === 'open' ? ['registered', 'verified'] : [stage],
    sources: source ? [source] : ['self', 'proxy', 'paper'],
    where: `form = ?1 AND status = 'kept' AND duplicate_of IS NULL AND (arrival, received_at, id) > (?2, ?3, ?4) AND arrival <= ?5
      ${filter.calls && 'AND unreached = 1'} ${filter.whose && 'AND assignee = ?6'}`,
    values: [form, start.arrival, start.receivedAt, start.id, to || '9999', staff.id],
  }
}

/** The records that were looked for, the latest first; of more than `most`, any. */
export async function search(
  db: D1Database,
  staff: Staff,
  { by, from, to }: Sought,
  most: number,
): Promise<ListedRow[]> {
  const within = 'village IN (SELECT value FROM json_each(?3))'
  // Only the ends of phones are a range; what is equal lets the index go on by village.
  const is = by === 'tail' ? 'BETWEEN ?1 AND ?4' : '= ?1'
  const found = {
    name: `person_name JOIN submission ON submission.id = person_name.submission WHERE name ${is} AND person_name.${within}`,
    reference: `submission WHERE reference_index ${is}`,
    phone: `submission WHERE phone_index ${is} AND submission.${within}`,
  }
  // Without its own limit outside, SQLite would sort all that is found before it takes the first.
  const { results } = await db
    .prepare(
      `SELECT * FROM (SELECT ${listed} FROM ${found[by === 'tail' ? 'phone' : by]} AND ${inScope} LIMIT ?5)
       ORDER BY received_at DESC, id LIMIT ?5`,
    )
    .bind(from, scope(staff), JSON.stringify(villagesFor(staff)), to, most)
    .all<ListedRow>()
  return results
}
