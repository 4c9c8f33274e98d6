/** The statements that look for the parts of a question, one by one. */
import type { Sighting } from '../near.ts'
import type { PageRow } from '../store.ts'

interface Wanted {
  /** In FTS5's language, each for itself. */
  matches: string[]
  /** UTC milliseconds; what is published later is not found. */
  now: number
  /** Only what is in force now. */
  inForce: boolean
}

/** Of each part so many pages, the newest: on more it says little. */
const MOST = 40

/** For each match the pages of `build` where it stands. One round trip. */
export async function sight(db: D1Database, build: string, { matches, now, inForce }: Wanted): Promise<Sighting[][]> {
  const statement = db.prepare(
    `SELECT page.id AS id, page.title AS title, page.section AS section, page.ends IS NOT NULL AND page.ends <= ?2 AS over,
       iif((SELECT count(*) FROM (SELECT 1 FROM search WHERE search MATCH ?4 LIMIT ${MOST + 1})) > ${MOST}, 0, -bm25(search)) AS weight
     FROM search_build AS built CROSS JOIN search CROSS JOIN page ON page.id = search.rowid
     WHERE built.id = ?1 AND built.loaded = 1 AND search MATCH ?4
       AND search.rowid >= built.first AND search.rowid < built.first + built.pages
       AND page.published <= ?2 AND (?3 = 0 OR page.starts <= ?2 AND (page.ends IS NULL OR page.ends > ?2))
     ORDER BY search.rowid DESC LIMIT ${MOST}`,
  )
  const found = await db.batch<Sighting>(matches.map((match) => statement.bind(build, now, inForce ? 1 : 0, match)))
  return found.map(({ results }) => results)
}

/** Pages by their numbers, in that order. At most a hundred. */
export async function read(db: D1Database, ids: number[]): Promise<PageRow[]> {
  const { results } = await db
    .prepare(
      `SELECT id, path, section, title, badge, tone, day, published, starts, ends, ending, text
       FROM page WHERE id IN (${ids.map((_, index) => `?${index + 1}`).join(', ')})`,
    )
    .bind(...ids)
    .all<PageRow & { id: number }>()
  return ids.flatMap((id) => results.filter((row) => row.id === id))
}
