/**
 * `npm run bench:search`: a search beside a read by primary key, on the same database of ten thousand pages, by turns.
 * Both go through a Worker's own binding and are timed there. A word after it: rounds.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { convertV4MiniflareOptions, Log, LogLevel, Miniflare } from 'miniflare'
import { loading, removing } from '../../functions/cli/index-rows.ts'
import { run } from '../../functions/cli/search.ts'
import { migrate } from '../../functions/cli/serve.ts'
import { askedIn, wordsOf } from '../../functions/search/asked.ts'
import { tierOfList, tiersFor } from '../../functions/search/match.ts'
import { find } from '../../functions/search/store.ts'
import { othersFor } from '../../functions/search/words.ts'
import { manyPages } from '../support/pages.ts'

const GOAL = 2
const PAGES = 10_000
const TIMES = 10
const rounds = Number(process.argv[2] ?? 15)

interface Statement {
  sql: string
  values: unknown[]
}

// Runs a statement some times and says how many milliseconds one took, and how many rows came back.
const worker = `
export default {
  async fetch(request, env) {
    const { sql, values } = await request.json()
    const began = performance.now()
    let answer
    for (let time = 0; time < ${TIMES}; time++) answer = await env.DB.prepare(sql).bind(...values).all()
    return Response.json({ ms: (performance.now() - began) / ${TIMES}, rows: answer.results.length })
  },
}`

const folder = mkdtempSync(join(tmpdir(), 'shouwang-bench-'))
const miniflare = new Miniflare(
  convertV4MiniflareOptions({
    ...{ host: '127.0.0.1', port: 0, cf: false, log: new Log(LogLevel.ERROR), logRequests: false },
    resourcePersistencePath: folder,
    name: 'bench',
    modules: [{ type: 'ESModule', path: 'bench.mjs', contents: worker }],
    compatibilityDate: '2026-10-19',
    compatibilityFlags: ['nodejs_compat'],
    d1Databases: { DB: 'bench' },
  } as Parameters<typeof convertV4MiniflareOptions>[0]),
)
const url = (await miniflare.ready).origin
const db = (await miniflare.getD1Database('DB')) as unknown as D1Database
await migrate(db)
const pages = [...manyPages(PAGES)]
await run(db, loading('bench', PAGES, pages))
await run(db, removing('bench'))
const text = (number: number) => pages[number]?.text.split('\n')[1] ?? ''

// From the rarest word to one of every page; the invented ones as they stand in the texts.
const questions = [
  ...[0, 1000, 2000, 3000, 4000, 5000].map((number) => `q=${text(number).slice(20, 22)}`),
  ...[500, 1500, 2500].map((number) => `q=${text(number).slice(30, 34)}`),
  ...['q=停水三天', 'q=返乡', 'q=fx', 'q=发烧', 'q=回乡 停水', 'q=龘龘', 'q=返'],
  ...['q=停水&village=liuxi', 'in=notices&village=liuxi&level=ordinary', 'in=notices&now=1'],
]

console.log(`Medians over ${rounds} rounds of ${TIMES} reads each, by turns; ${PAGES} pages.\n`)
console.log('question'.padEnd(44), ...['read ms', 'search ms', 'ratio'].map((head) => head.padStart(10)))
const all: [read: number, search: number][] = []
for (const question of questions) {
  const statement = await statementOf(question)
  const turns: [number, number][] = []
  for (let round = -2; round < rounds; round++) {
    const read = await timed({
      sql: 'SELECT * FROM page WHERE id = ?1',
      values: [1 + ((all.length * 97 + 13) % PAGES)],
    })
    const search = await timed(statement)
    if (round >= 0) turns.push([read, search])
  }
  all.push(...turns)
  console.log(question.padEnd(44), ...line(turns))
}
console.log('all'.padEnd(44), ...line(all))
const ratio = median(all.map(([, search]) => search)) / median(all.map(([read]) => read))
console.log(
  `\ngoal: p50 of a search ≤ ${GOAL} × p50 of a read: ${ratio.toFixed(2)}, ${ratio <= GOAL ? 'met' : 'missed'}`,
)

await miniflare.dispose()
rmSync(folder, { recursive: true })

/** The one statement that the product sends for a question, caught on its way. */
async function statementOf(question: string): Promise<Statement> {
  const asked = askedIn(new URLSearchParams(question))
  const words = wordsOf(asked.q).words.map((word) => ({ word, others: othersFor(word) }))
  const tiers = words.length > 0 ? tiersFor(asked, words) : tierOfList(asked)
  let caught: Statement = { sql: '', values: [] }
  const catching = {
    prepare: (sql: string) => ({
      bind: (...values: unknown[]) => {
        caught = { sql, values }
        return { all: async () => ({ results: [] }) }
      },
    }),
  } as unknown as D1Database
  await find(catching, 'bench', { tiers, now: Date.now(), inForce: asked.now, skip: 0, take: 10 })
  return caught
}

async function timed(statement: Statement): Promise<number> {
  const answer = await fetch(url, { method: 'POST', body: JSON.stringify(statement) })
  return ((await answer.json()) as { ms: number }).ms
}

function line(turns: [number, number][]): string[] {
  const [read, search] = [median(turns.map(([read]) => read)), median(turns.map(([, search]) => search))]
  return [read, search, search / read].map((number) => number.toFixed(2).padStart(10))
}

function median(numbers: number[]): number {
  return numbers.toSorted((a, b) => a - b)[numbers.length >> 1] ?? 0
}
