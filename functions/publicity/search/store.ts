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
  /** The place of the first of all, as match.ts counts; left out of a list, and where nothing answers. */
  place?: number | undefined
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
export const BLOCK = 30

/**
 * Characters, a few more than a snippet shows (marks.ts), with a number of twenty signs at either end: what is cut off
 * beyond them is seen by nobody.
 */
const PIECE = { before: 55, length: 140 }

/** A function of SQLite takes no more than 32 values at Cloudflare. */
const ANCHORS = 28

// `?1` on are taken; `anchors` are bound behind them.
function pieceSql(anchors: string[], taken: number): string {
  const places = anchors.map((_, index) => `nullif(instr(text, ?${taken + 1 + index}), 0)`)
  return `substr(text, max(1, coalesce(${[...places, 1, 1].join(', ')}) - ${PIECE.before}), ${PIECE.length})`
}

// What helps stands first, then a rumor, then a notice that is over, all of these by title before any by text; duties last.
const BEHIND =
  "CASE WHEN page.section = 'duties' THEN 10 WHEN page.ends <= ?2 THEN 3 WHEN page.section = 'rumors' THEN 2 ELSE 0 END"

// "CROSS JOIN" keeps the order, of tables and of rows: the build, the index until its limit, the page.
function tierSql({ weighed, place }: Tier, tier: number): string {
  const match = `?${7 + tier}`
  const many = `(SELECT count(*) FROM (SELECT 1 FROM search WHERE search MATCH ${match} LIMIT ${BLOCK + 1})) > ${BLOCK}`
  return `SELECT * FROM (
    SELECT page.id AS id, ${place === undefined ? 0 : `${place} + iif(${many}, 0, ${BEHIND})`} AS place,
      iif(${many}, 0, ${weighed ? 'bm25(search)' : 'length(page.title)'}) AS score
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
  const anchors = whole ? [] : around.slice(0, ANCHORS)
  const { results: rows } = await db
    .prepare(
      // Nothing is named twice: SQLite would read it, and what it names, twice, on every search.
      `WITH hit AS (SELECT id, min(place) AS place, min(min(place)) OVER () AS first, score, count(*) OVER () AS count
         FROM (${tiers.map(tierSql).join(' UNION ALL ')}) GROUP BY id),
       best AS (SELECT * FROM hit ORDER BY place, score, id DESC LIMIT ?5 OFFSET ?6)
       SELECT count, first, path, section, title, badge, tone, day, published, starts, ends, ending,
         ${whole ? 'text' : `iif(section = 'rumors', text, ${pieceSql(anchors, 6 + matches.length)})`} AS text
       FROM best CROSS JOIN page ON page.id = best.id`,
    )
    .bind(...[build, now, inForce ? 1 : 0, before + BLOCK + 1, take, skip], ...[...matches, ...anchors])
    .all<PageRow & { count: number; first: number }>()
  const count = rows[0]?.count ?? 0
  if (count === 0 && !(await isLoaded(db, build))) return undefined
  return { count: Math.min(count, before + BLOCK), more: count > before + BLOCK, place: rows[0]?.first, rows }
}

async function isLoaded(db: D1Database, build: string): Promise<boolean> {
  return Boolean(await db.prepare('SELECT 1 FROM search_build WHERE id = ?1 AND loaded = 1').bind(build).first())
}
