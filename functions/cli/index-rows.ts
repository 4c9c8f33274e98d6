/** The index as SQL text, for a database here and for one at Cloudflare alike: statements that may run again at any time. */
import { tokensOf } from '#publicity/search/match.ts'
import type { Page } from '#publicity/search/page.ts'

// D1 takes statements of 100 KB. A page of the site has at most 14,000 bytes on the wire, which is far less text than this.
const MOST_BYTES = 90_000
const MOST_LETTERS = 10_000

/**
 * Everything that brings the rows of `build` in. The first statement gives it a range of row numbers of its own, the
 * last one opens it; between them it cannot be seen.
 */
export function* loading(build: string, count: number, pages: Iterable<Page>): Generator<string> {
  const first = `(SELECT first FROM search_build WHERE id = ${quoted(build)})`
  yield `INSERT OR IGNORE INTO search_build (id, first, pages)
    SELECT ${quoted(build)}, COALESCE(MAX(first + pages), 1), ${count} FROM search_build`
  let number = 0
  const rows = chunk('page', 'id, published, starts, ends, ending, path, section, title, badge, tone, day, text')
  const grams = chunk('search', 'rowid, grams')
  for (const page of pages) {
    const id = `${first} + ${number++}`
    const text = [...page.text].slice(0, MOST_LETTERS).join('')
    const { published = 0, starts = 0, ends, ending, path, section, title, badge, tone, day } = page
    yield* rows.add(id, [published, starts, ends, ending, path, section, title, badge, tone, day, text])
    yield* grams.add(id, [tokensOf(page, text)])
  }
  yield* rows.rest()
  yield* grams.rest()
  yield `UPDATE search_build SET loaded = 1 WHERE id = ${quoted(build)}`
}

/** Everything that takes the rows of every other build out, and makes what is left one piece, which is found faster. */
export function removing(build: string): string[] {
  const others = `SELECT first, pages FROM search_build WHERE id <> ${quoted(build)}`
  const theirs = (row: string) =>
    `EXISTS (SELECT 1 FROM (${others}) AS old WHERE ${row} >= old.first AND ${row} < old.first + old.pages)`
  return [
    `DELETE FROM search WHERE rowid IN (SELECT id FROM page WHERE ${theirs('page.id')})`,
    `DELETE FROM page WHERE ${theirs('page.id')}`,
    `DELETE FROM search_build WHERE id <> ${quoted(build)}`,
    "INSERT INTO search(search) VALUES('optimize')",
  ]
}

type Value = string | number | null | undefined

// Gathers rows until the statement is as long as one may be.
function chunk(table: string, columns: string) {
  let values: string[] = []
  let bytes = 0
  const statement = () => `INSERT OR REPLACE INTO ${table} (${columns}) VALUES ${values.join(', ')}`
  return {
    *add(id: string, row: Value[]): Generator<string> {
      const next = `(${[id, ...row.map(literal)].join(', ')})`
      const size = Buffer.byteLength(next)
      if (values.length > 0 && bytes + size > MOST_BYTES) yield* this.rest()
      values.push(next)
      bytes += size
    },
    *rest(): Generator<string> {
      if (values.length > 0) yield statement()
      values = []
      bytes = 0
    },
  }
}

function literal(value: Value): string {
  if (typeof value === 'number' && Number.isFinite(value)) return String(value)
  return typeof value === 'string' ? quoted(value) : 'NULL'
}

// Control characters would end a line of a file of statements, or the statement itself; a text needs none but the line feed.
function quoted(text: string): string {
  return `'${text.replace(/(?!\n)\p{Cc}/gu, ' ').replaceAll("'", "''")}'`
}
