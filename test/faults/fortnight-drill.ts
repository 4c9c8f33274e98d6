/** `npm run drill:fortnight`: a thousand worlds of ten people and twenty days each, and of households that go in these days, with faults; `-- --seed N` repeats one. */
import { parseArgs } from 'node:util'
import { live, type Tally } from './fortnight/life.ts'

const options = {
  seed: { type: 'string' },
  from: { type: 'string', default: '1' },
  seeds: { type: 'string', default: '1000' },
} as const
const { values } = parseArgs({ options })
const from = Number(values.seed ?? values.from)
const until = values.seed ? from : from + Number(values.seeds) - 1
const began = performance.now()
const sum: Tally = { people: 0, requests: 0, reports: 0, alerts: 0 }
// Requests that are cut off are noted by the app; here they are on purpose.
console.error = () => undefined
for (let seed = from; seed <= until; seed++) {
  try {
    const tally = await live(seed)
    for (const key of Object.keys(sum) as (keyof Tally)[]) sum[key] += tally[key]
    if (seed % 50 === 0) console.log(`seed ${seed}: ${JSON.stringify(sum)}`)
  } catch (error) {
    console.log(`seed ${seed}: ${error instanceof Error ? (values.seed ? error.stack : error.message) : error}`)
    process.exit(1)
  }
}
const seconds = ((performance.now() - began) / 1000).toFixed(1)
console.log(`seeds ${from} to ${until}: every invariant held; ${JSON.stringify(sum)}, ${seconds} s`)
