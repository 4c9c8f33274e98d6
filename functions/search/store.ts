/** Every SQL statement that reads the index; a build's rows are written by functions/cli/index-rows.ts. */
import type { Ending } from '../notices/standing.ts'
import type { Tier } from './match.ts'

export interface Row {
  path: string
  section: string
  title: string
  text: string
  badge: string
  tone: string
  day: string | null
  published: number
  starts: number
  ends: number | null
  ending: Ending | null
}

export interface Found {
  /** How many pages answer; where `more`, at least so many; 0 on a page after the last one. */
  count: number
  more: boolean
  rows: Row[]
}

interface Wanted {
  tiers: Tier[]
  /** Of a text where this stands, only what is around it comes back; of another one all. */
  around: string
  /** UTC milliseconds; what is published later is not found. */
  now: number
  /** Only what is in force now. */
  inForce: boolean
  skip: number
  take: number
}

/**
 * Answers are weighed in blocks of so many, newest first: a very common word costs what a rare one does, every answer
 * can be reached, and none stands on two pages. `take` divides it.
 */
const BLOCK = 50

/** Characters, more than a snippet shows (marks.ts): what is cut off beyond them is seen by nobody. */
const PIECE = { before: 60, length: 300 }

// "CROSS JOIN" keeps the order: the build, the index until its limit, the page. Duties are short, which would weigh them up.
function tierSql({ weighed }: Tier, tier: number): string {
  return `SELECT * FROM (
    SELECT page.id AS id, ${tier} AS tier, ${weighed ? "bm25(search) * iif(page.section = 'duties', 0.3, 1)" : '0'} AS score
    FROM search_build AS built CROSS JOIN search CROSS JOIN page ON page.id = search.rowid
    WHERE built.id = ?1 AND built.loaded = 1 AND search MATCH ?${9 + tier}
      AND search.rowid >= built.first AND search.rowid < built.first + built.pages
      AND page.published <= ?2 AND (?3 = 0 OR page.starts <= ?2 AND (page.ends IS NULL OR page.ends > ?2))
    ORDER BY search.rowid DESC LIMIT ?4)`
}

/** The pages of `build` that answer, best first; undefined where that build is not loaded. One round trip, unless nothing answers. */
export async function find(
  db: D1Database,
  build: string,
  { tiers, around, now, inForce, skip, take }: Wanted,
): Promise<Found | undefined> {
  const before = skip - (skip % BLOCK)
  const { results: rows } = await db
    .prepare(
      // Nothing is named twice: SQLite would read it, and what it names, twice, on every search.
      `WITH hit AS (SELECT id, min(tier) AS tier, score, count(*) OVER () AS count
         FROM (${tiers.map(tierSql).join(' UNION ALL ')}) GROUP BY id),
       block AS (SELECT * FROM hit ORDER BY tier, id DESC LIMIT ${BLOCK} OFFSET ?5),
       best AS (SELECT * FROM block ORDER BY tier, score, id DESC LIMIT ?6 OFFSET ?7)
       SELECT count, path, section, title, badge, tone, day, published, starts, ends, ending,
         iif(instr(text, ?8), substr(text, max(1, instr(text, ?8) - ${PIECE.before}), ${PIECE.length}), text) AS text
       FROM best JOIN page ON page.id = best.id ORDER BY tier, score, best.id DESC`,
    )
    .bind(
      ...[build, now, inForce ? 1 : 0, before + BLOCK + 1, before, take, skip - before, around],
      ...tiers.map(({ match }) => match),
    )
    .all<Row & { count: number }>()
  const count = rows[0]?.count ?? 0
  if (count === 0 && !(await isLoaded(db, build))) return undefined
  return { count: Math.min(count, before + BLOCK), more: count > before + BLOCK, rows }
}

async function isLoaded(db: D1Database, build: string): Promise<boolean> {
  return Boolean(await db.prepare('SELECT 1 FROM search_build WHERE id = ?1 AND loaded = 1').bind(build).first())
}
