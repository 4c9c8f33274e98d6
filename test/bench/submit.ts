/**
 * `npm run bench:submit`: storing a submission, whole, held against a bare Worker with one INSERT, on the same workerd
 * in interleaved rounds. Words after it: rounds, seconds a round.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from '../../functions/cli/build.ts'
import { newSecrets } from '../../functions/cli/secrets.ts'
import { serve } from '../../functions/cli/serve.ts'
import { serveBare } from './bare.ts'
import { type Measured, measuring } from './rounds.ts'

const GOAL = { rate: 0.8, p50: 1.25 }
const WARM_UP_SECONDS = 2
const [rounds = 7, seconds = 2.5] = process.argv.slice(2).map(Number)

if (build()) console.log('Built into dist/.')
const folder = mkdtempSync(join(tmpdir(), 'shouwang-bench-'))
const host = '127.0.0.1'
const ours = await serve({ port: 0, host, data: join(folder, 'ours'), secrets: newSecrets() })
const bare = await serveBare({ host, data: join(folder, 'bare') })
const load = measuring()
let errors = 0

console.log(`medians over ${rounds} rounds of ${seconds} s each, ours and bare by turns\n`)
console.log('connections  who    requests/s   p50 ms   p99 ms   rate ours/bare   p50 ours/bare')
for (const connections of [1, 16]) {
  const peers = [
    { who: 'ours', url: `${ours.url}/api/forms/returnee`, measured: [] as Measured[] },
    { who: 'bare', url: bare.url, measured: [] as Measured[] },
  ]
  for (const { url } of peers) await load.round(url, connections, WARM_UP_SECONDS)
  for (let round = 0; round < rounds; round++) {
    for (const { url, measured } of peers) measured.push(await load.round(url, connections, seconds))
  }
  const [a, b] = peers.map(({ measured }) => ({
    rate: median(measured.map(({ rate }) => rate)),
    p50: median(measured.map(({ p50 }) => p50)),
    p99: median(measured.map(({ p99 }) => p99)),
  }))
  if (!a || !b) throw new Error('two peers')
  errors += peers.flatMap(({ measured }) => measured).reduce((sum, round) => sum + round.errors, 0)
  // By turns, so a round is held against its neighbour: what the machine does meanwhile meets both.
  const pairs = (of: 'rate' | 'p50') =>
    median((peers[0]?.measured ?? []).map((mine, i) => mine[of] / (peers[1]?.measured[i]?.[of] ?? 0)))
  const [rate, p50] = [pairs('rate'), pairs('p50')]
  console.log(`${line(connections, 'ours', a)}   ${rate.toFixed(2).padStart(14)}   ${p50.toFixed(2).padStart(13)}`)
  console.log(line(connections, 'bare', b))
  console.log(`goal ≥ ${GOAL.rate} and ≤ ${GOAL.p50}: ${rate >= GOAL.rate && p50 <= GOAL.p50 ? 'met' : 'missed'}\n`)
}
console.log(`errors ${errors}`)
process.exitCode = errors > 0 ? 1 : 0

await load.end()
await Promise.all([ours.stop(), bare.stop()])
rmSync(folder, { recursive: true })

function line(connections: number, who: string, { rate, p50, p99 }: Omit<Measured, 'errors'>): string {
  const numbers = [rate.toFixed(0).padStart(10), p50.toFixed(2).padStart(6), p99.toFixed(2).padStart(6)]
  return `${String(connections).padStart(11)}  ${who}   ${numbers.join('   ')}`
}

function median(numbers: number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2
}
