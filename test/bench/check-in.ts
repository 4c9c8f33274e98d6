/**
 * `npm run bench:check-in`: a check-in, whole (the page's leave, sealing, alert rules, audit, the watch's counts, the page
 * that thanks), held against a bare Worker with one INSERT, on the same workerd in interleaved rounds. Words after it:
 * rounds, seconds a round.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from '#cli/build.ts'
import { newSecrets } from '#cli/secrets.ts'
import { serve } from '#cli/serve.ts'
import { check } from '#forms/check.ts'
import { returnee } from '#forms/returnee.ts'
import { sample } from '#forms/sample.ts'
import { slotAt } from '#platform/calendar.ts'
import { addDays, dayAt } from '#platform/clock.ts'
import { openVault } from '#platform/vault.ts'
import { rule } from '#protection/observation/family.ts'
import { pageTokenFor } from '#protection/observation/page-token.ts'
import { settleAll } from '#protection/watch/settling.ts'
import { keepAnswers } from '#register/submissions/keep.ts'
import { serveBare } from './bare.ts'
import { median } from './median.ts'
import { type Measured, measuring } from './rounds.ts'

const GOAL = 0.8
const FAMILIES = 1500
const [rounds = 5, seconds = 2.5] = process.argv.slice(2).map(Number)
// More than a machine can take in a round.
const forms = Math.ceil(seconds * 1500)

if (build()) console.log('Built into dist/.')
const folder = mkdtempSync(join(tmpdir(), 'shouwang-bench-'))
const [host, secrets] = ['127.0.0.1', newSecrets()]
const ours = await serve({ port: 0, host, data: join(folder, 'ours'), secrets })
const bare = await serveBare({ host, data: join(folder, 'bare'), behindSite: true })
const vault = await openVault(secrets)
const [load, now] = [measuring(), Date.now()]
const { answers } = check(returnee, sample(returnee, { today: dayAt(now) }), { today: dayAt(now) })
if (!answers) throw new Error('the sample is not right')
for (let n = 0; n < FAMILIES; n++) await keepAnswers(ours.db, vault, returnee, answers, `bench-${n}`, now)
await ours.db
  .prepare('UPDATE submission SET arrival = ?1')
  .bind(addDays(dayAt(now), -3))
  .run()
await settleAll(ours.db, now)
const { results } = await ours.db
  .prepare('SELECT id, village, people FROM submission')
  .all<{ id: string; village: string; people: number }>()
// Each of a family is a row, where the bare Worker writes one a request.
const rows = results[0]?.people ?? 1

let errors = 0
for (const connections of [1, 16]) {
  const [mine, theirs]: [Measured[], Measured[]] = [[], []]
  for (let round = -1; round < rounds; round++) {
    const sent = await load.round(`${ours.url}/my/check-in/send`, connections, seconds, await filledIn())
    const peer = await load.round(`${bare.url}/api/forms/returnee`, connections, seconds)
    errors += sent.errors + peer.errors
    if (round < 0) continue
    mine.push(sent)
    theirs.push(peer)
  }
  const ratio = median(mine.map(({ rate }, i) => rate / (theirs[i]?.rate ?? Number.NaN)))
  const rate = (of: Measured[]) => median(of.map((round) => round.rate)).toFixed(0)
  console.log(
    `${connections} at a time: ${rate(mine)} families/s, bare behind our site ${rate(theirs)}, ratio ${ratio.toFixed(2)}; goal ≥ ${GOAL}: ${ratio >= GOAL ? 'met' : 'missed'}; rows to rows ${(ratio * rows).toFixed(2)}`,
  )
}
console.log(`errors ${errors}`)
process.exitCode = errors > 0 ? 1 : 0
await load.end()
await Promise.all([ours.stop(), bare.stop()])
rmSync(folder, { recursive: true })

/** Pages of families by turns, each shown and filled in once. */
function filledIn(): Promise<string[]> {
  return Promise.all(
    Array.from({ length: forms }, async (_, n) => {
      const { id = '', village = '', people = 1 } = results[n % FAMILIES] ?? {}
      const leave = {
        id,
        issued: now,
        mode: 'phone',
        village,
        place: slotAt(rule, now),
        chosen: true,
        revision: 1,
      } as const
      const persons = Array.from({ length: people }, (_, person) => person)
      const values = persons.map((person): [string, string] => [`p${person}.temperature`, '36.5'])
      const fields: [string, string][] = [
        ['leave', await pageTokenFor(vault, { ...leave, people: persons })],
        ['well', 'yes'],
        ...values,
      ]
      return new URLSearchParams(fields).toString()
    }),
  )
}
