/**
 * `npm run bench:search`: a search beside a read by primary key, on the same database of ten thousand pages, by turns.
 * Both go through a Worker's own binding and are timed there. A word after it: rounds.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDatabase } from '#cli/database.ts'
import { loading, removing } from '#cli/index-rows.ts'
import { run } from '#cli/search.ts'
import { tierOfList, tiersFor } from '#publicity/search/match.ts'
import { queryIn, wordsOf } from '#publicity/search/query.ts'
import { find } from '#publicity/search/store.ts'
import { othersFor } from '#publicity/search/words.ts'
import { manyPages } from '../support/pages.ts'
import { median } from './median.ts'
import { type Trip, timing, tripsOf } from './timed.ts'

const GOAL = 2
const PAGES = 10_000
const TIMES = 30
const rounds = Number(process.argv[2] ?? 15)

const folder = mkdtempSync(join(tmpdir(), 'shouwang-bench-'))
const pages = [...manyPages(PAGES)]
const { db, close } = await openDatabase(folder)
await run(db, loading('bench', PAGES, pages))
await run(db, removing('bench'))
await close()
const bench = await timing(folder)
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
  const search = await searchFor(question)
  const read = readOf(1 + ((all.length * 97 + 13) % PAGES))
  const turns: [number, number][] = []
  for (let round = -2; round < rounds; round++) {
    const [{ ms: one }, { ms: other }] = [await bench.run(read), await bench.run(search)]
    if (round >= 0) turns.push([one, other])
  }
  all.push(...turns)
  console.log(question.padEnd(44), ...line(turns))
}
console.log('all'.padEnd(44), ...line(all))
const ratio = median(all.map(([, search]) => search)) / median(all.map(([read]) => read))
console.log(
  `\ngoal: p50 of a search ≤ ${GOAL} × p50 of a read: ${ratio.toFixed(2)}, ${ratio <= GOAL ? 'met' : 'missed'}`,
)

await bench.stop()
rmSync(folder, { recursive: true })

/** What the product asks of the database for a question, some times: once more only where nothing answers. */
async function searchFor(question: string): Promise<Trip[][]> {
  const asked = queryIn(new URLSearchParams(question))
  const words = wordsOf(asked.q).words.map((word) => ({ word, others: othersFor(word) }))
  const tiers = words.length > 0 ? tiersFor(asked, words) : tierOfList(asked)
  const around = [...words.map(({ word }) => word), ...words.flatMap(({ others }) => others)]
  const query = { tiers, around, now: Date.now(), inForce: asked.now, skip: 0, take: 10 }
  const trips = await tripsOf((db) => find(db, 'bench', query))
  const first = trips.slice(0, 1)
  return Array(TIMES).fill((await bench.run([first])).rows > 0 ? first : trips)
}

function readOf(id: number): Trip[][] {
  return Array(TIMES).fill([[{ sql: 'SELECT * FROM page WHERE id = ?1', values: [id] }]])
}

function line(turns: [number, number][]): string[] {
  const [read, search] = [median(turns.map(([read]) => read)), median(turns.map(([, search]) => search))]
  return [read, search, search / read].map((number) => number.toFixed(2).padStart(10))
}
