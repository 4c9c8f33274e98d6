/**
 * `npm run bench:submit`: storing a submission, whole, held against a bare Worker with one INSERT, on the same workerd
 * in interleaved rounds. Words after it: rounds, seconds a round.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from '#cli/build.ts'
import { newSecrets } from '#cli/secrets.ts'
import { serve } from '#cli/serve.ts'
import { serveBare } from './bare.ts'
import { median } from './median.ts'
import { type Measured, measuring } from './rounds.ts'

const GOAL = { rate: 0.8, p50: 1.25 }
const WARM_UP_SECONDS = 2
const PATH = '/api/forms/returnee'
const heads = ['requests/s', 'p50 ms', 'p99 ms', 'rate ratio', 'p50 ratio']
const [rounds = 5, seconds = 2.5] = process.argv.slice(2).map(Number)

if (build()) console.log('Built into dist/.')
const folder = mkdtempSync(join(tmpdir(), 'shouwang-bench-'))
const host = '127.0.0.1'
const peers = {
  ours: await serve({ port: 0, host, data: join(folder, 'ours'), secrets: newSecrets() }),
  bare: await serveBare({ host, data: join(folder, 'bare'), behindSite: false }),
  'bare behind our site': await serveBare({ host, data: join(folder, 'site'), behindSite: true }),
}
const load = measuring()
let errors = 0

console.log(`Medians over ${rounds} rounds of ${seconds} s for each, by turns; ratios are to the bare Worker.`)
for (const connections of [1, 16]) {
  const measured = new Map<string, Measured[]>()
  for (const { url } of Object.values(peers)) await load.round(url + PATH, connections, WARM_UP_SECONDS)
  for (let round = 0; round < rounds; round++) {
    for (const [who, { url }] of Object.entries(peers)) {
      measured.set(who, [...(measured.get(who) ?? []), await load.round(url + PATH, connections, seconds)])
    }
  }
  console.log(
    `\n${connections} connection${connections > 1 ? 's' : ''}`.padEnd(22),
    ...heads.map((head) => head.padStart(12)),
  )
  const bare = measured.get('bare') ?? []
  for (const [who, mine] of measured) console.log(who.padEnd(21), ...row(mine, bare).map((cell) => cell.padStart(12)))
  const [rate, p50] = ratios(measured.get('ours') ?? [], bare)
  console.log(
    `goal: rate ≥ ${GOAL.rate}, p50 ≤ ${GOAL.p50}: ${rate >= GOAL.rate && p50 <= GOAL.p50 ? 'met' : 'missed'}`,
  )
  // The same static files before both: what is left is the product's own work.
  const [ownRate, ownP50] = ratios(measured.get('ours') ?? [], measured.get('bare behind our site') ?? [])
  console.log(`ours to bare behind our site: rate ${ownRate.toFixed(2)}, p50 ${ownP50.toFixed(2)}`)
  errors += [...measured.values()].flat().reduce((sum, round) => sum + round.errors, 0)
}
console.log(`\nerrors ${errors}`)
process.exitCode = errors > 0 ? 1 : 0

await load.end()
await Promise.all(Object.values(peers).map((peer) => peer.stop()))
rmSync(folder, { recursive: true })

function row(mine: Measured[], bare: Measured[]): string[] {
  const [rate, p50, p99] = (['rate', 'p50', 'p99'] as const).map((of) => median(mine.map((round) => round[of])))
  return [(rate ?? 0).toFixed(0), ...[p50, p99, ...ratios(mine, bare)].map((n) => (n ?? 0).toFixed(2))]
}

// A round is held against its neighbour, so that what else the machine does meets both.
function ratios(mine: Measured[], bare: Measured[]): [rate: number, p50: number] {
  const of = (key: 'rate' | 'p50') => median(mine.map((round, i) => round[key] / (bare[i]?.[key] ?? Number.NaN)))
  return [of('rate'), of('p50')]
}
