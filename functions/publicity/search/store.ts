/** Every SQL statement that reads the index; a build's rows are written by functions/cli/index-rows.ts. */
import type { Ending } from '../notices/standing.ts'
import type { Tier } from './match.ts'

export interface PageRow {
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

export interface FoundPages {
  /** How many pages answer; where `more`, at least so many; 0 on a page after the last one. */
  count: number
  more: boolean
  rows: PageRow[]
}

interface Wanted {
  tiers: Tier[]
  /** Of each text only what is around the first of these that stands in it comes back, or its beginning. */
  around: string[]
  /** UTC milliseconds; what is published later is not found. */
  now: number
  /** Only what is in force now. */
  inForce: boolean
  skip: number
  take: number
}

/**
 * Answers are looked for in blocks of so many. Where one block holds all that match, they are weighed; where more match,
 * the newest stand first: bm25 counts every page that has a word, and would cost more the more pages there are. So each
 * answer has its place whatever block it is found in, every one can be reached, and none stands on two pages.
 */
const BLOCK = 30

/**
 * Characters, a few more than a snippet shows (marks.ts), with a number of twenty signs at either end: what is cut off
 * beyond them is seen by nobody.
 */
const PIECE = { before: 55, length: 140 }

// `?1` on are taken; `anchors` are bound behind them.
function pieceSql(anchors: string[], taken: number): string {
  const places = anchors.map((_, index) => `nullif(instr(text, ?${taken + 1 + index}), 0)`)
  return `substr(text, max(1, coalesce(${[...places, 1, 1].join(', ')}) - ${PIECE.before}), ${PIECE.length})`
}

// "CROSS JOIN" keeps the order, of tables and of rows: the build, the index until its limit, the page. Duties are short,
// which would weigh them up.
function tierSql({ weighed }: Tier, tier: number): string {
  const match = `?${7 + tier}`
  const many = `(SELECT count(*) FROM (SELECT 1 FROM search WHERE search MATCH ${match} LIMIT ${BLOCK + 1})) > ${BLOCK}`
  const weight = `iif(${many}, 0, bm25(search) * iif(page.section = 'duties', 0.3, 1))`
  return `SELECT * FROM (
    SELECT page.id AS id, ${tier} AS tier, ${weighed ? weight : '0'} AS score
    FROM search_build AS built CROSS JOIN search CROSS JOIN page ON page.id = search.rowid
    WHERE built.id = ?1 AND built.loaded = 1 AND search MATCH ${match}
      AND search.rowid >= built.first AND search.rowid < built.first + built.pages
      AND page.published <= ?2 AND (?3 = 0 OR page.starts <= ?2 AND (page.ends IS NULL OR page.ends > ?2))
    ORDER BY search.rowid DESC LIMIT ?4)`
}

/** The pages of `build` that answer, best first; undefined where that build is not loaded. One round trip, unless nothing answers. */
export async function find(
  db: D1Database,
  build: string,
  { tiers, around, now, inForce, skip, take }: Wanted,
): Promise<FoundPages | undefined> {
  const before = skip - (skip % BLOCK)
  const matches = tiers.map(({ match }) => match)
  // What is no ideograph may stand in a text in another form (5g as 5G), where SQLite does not see it: then all of the text.
  const whole = around.some((word) => !/^\p{Script=Han}+$/u.test(word))
  const { results: rows } = await db
    .prepare(
      // Nothing is named twice: SQLite would read it, and what it names, twice, on every search.
      `WITH hit AS (SELECT id, min(tier) AS tier, score, count(*) OVER () AS count
         FROM (${tiers.map(tierSql).join(' UNION ALL ')}) GROUP BY id),
       best AS (SELECT * FROM hit ORDER BY tier, score, id DESC LIMIT ?5 OFFSET ?6)
       SELECT count, path, section, title, badge, tone, day, published, starts, ends, ending,
         ${whole ? 'text' : pieceSql(around, 6 + matches.length)} AS text
       FROM best CROSS JOIN page ON page.id = best.id`,
    )
    .bind(...[build, now, inForce ? 1 : 0, before + BLOCK + 1, take, skip], ...[...matches, ...(whole ? [] : around)])
    .all<PageRow & { count: number }>()
  const count = rows[0]?.count ?? 0
  if (count === 0 && !(await isLoaded(db, build))) return undefined
  return { count: Math.min(count, before + BLOCK), more: count > before + BLOCK, rows }
}

async function isLoaded(db: D1Database, build: string): Promise<boolean> {
  return Boolean(await db.prepare('SELECT 1 FROM search_build WHERE id = ?1 AND loaded = 1').bind(build).first())
}
