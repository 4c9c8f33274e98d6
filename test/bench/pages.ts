/**
 * `npm run bench:pages`: home, a list, a long notice and a form over a slow link, held against a minimal Astro page and
 * the GOV.UK template with the same text, by turns. Word after it: rounds.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { launchChromium } from '../support/chromium.ts'
import { buildCopy, copySources } from '../support/copy.ts'
import { longNotice } from './entries.ts'
import { openSlowly, type Paint, serveFolder } from './first-view.ts'
import { median } from './median.ts'
import { bareText, govuk, minimalAstro } from './same-text.ts'

const GOAL = { minimal: 1.1, govuk: 0.75, loadMs: 2000, articleBytes: 0.1 }
const [rounds = 5] = process.argv.slice(2).map(Number)
const folder = mkdtempSync(join(tmpdir(), 'shouwang-bench-pages-'))
const ours = join(folder, 'ours')
copySources(ours)
writeFileSync(join(ours, 'content/notices/long.md'), longNotice(3000))
const { status, said } = buildCopy(ours)
if (status !== 0) throw new Error(said)
const pages = { home: '/', list: '/notices/', notice: '/notices/long/', form: '/forms/returnee/' }
const texts = Object.fromEntries(
  Object.entries(pages).map(([name, path]) => [
    name,
    bareText(readFileSync(join(ours, 'dist/client', path, 'index.html'), 'utf8')),
  ]),
)
const servers = {
  ours: await serveFolder(join(ours, 'dist/client')),
  minimal: await serveFolder(minimalAstro(join(folder, 'minimal'), texts)),
  govuk: await serveFolder(govuk(join(folder, 'govuk'), texts)),
}
const browser = await launchChromium()
const heads = [
  'requests',
  'bytes',
  'first ms',
  'largest ms',
  'load ms',
  'shift',
  'blocking',
  'first ratio',
  'largest ratio',
]
console.log(`Medians over ${rounds} rounds, by turns. Ratios: ours to the peer.`)
console.log('Slow 3G: 400 ms, 400 kbit/s, two round trips before the first request, CPU 6x.')
let missed = 0
for (const [name, path] of Object.entries(pages)) {
  const seen: Record<keyof typeof servers, Paint[]> = { ours: [], minimal: [], govuk: [] }
  for (let round = 0; round < rounds; round++) {
    for (const who of ['ours', 'minimal', 'govuk'] as const)
      seen[who].push(await openSlowly(browser, servers[who].url + (who === 'ours' ? path : `/${name}/`)))
  }
  console.log(`\n${name}`.padEnd(12), ...heads.map((head) => head.padStart(13)))
  for (const who of ['ours', 'minimal', 'govuk'] as const) {
    const of = (key: keyof Paint) => median(seen[who].map((paint) => paint[key]))
    const cells = [
      of('requests'),
      of('bytes'),
      of('first'),
      of('largest'),
      of('load'),
      of('shift'),
      of('blocking'),
    ].map((n) => n.toFixed(n < 1 && n > 0 ? 3 : 0))
    const ratios =
      who === 'ours' ? [] : [ratio(seen, who, 'first'), ratio(seen, who, 'largest')].map((n) => n.toFixed(2))
    console.log(who.padEnd(11), ...[...cells, ...ratios].map((cell) => cell.padStart(13)))
  }
  const own = (key: keyof Paint) => median(seen.ours.map((paint) => paint[key]))
  const goals = [
    Math.max(ratio(seen, 'minimal', 'first'), ratio(seen, 'minimal', 'largest')) <= GOAL.minimal,
    Math.max(ratio(seen, 'govuk', 'first'), ratio(seen, 'govuk', 'largest')) <= GOAL.govuk,
    own('load') < GOAL.loadMs && own('shift') === 0 && own('blocking') === 0 && own('requests') === 1,
    name !== 'notice' || ratio(seen, 'govuk', 'bytes') <= GOAL.articleBytes,
  ]
  missed += goals.filter((met) => !met).length
  console.log(`goals ${goals.map((met) => (met ? 'met' : 'missed')).join(', ')}`)
}
console.log(
  '\ngoals: paints ≤ 1.10 minimal; ≤ 0.75 GOV.UK; load < 2 s, one request, no shift, no blocking; an article ≤ 1/10 of the bytes of GOV.UK',
)
process.exitCode = missed > 0 ? 1 : 0
await browser.close()
for (const server of Object.values(servers)) server.stop()
rmSync(folder, { recursive: true, force: true })

// A round is held against its neighbour, so that what else the machine does meets both.
function ratio(seen: Record<string, Paint[]>, peer: string, key: keyof Paint): number {
  return median((seen['ours'] ?? []).map((paint, i) => paint[key] / (seen[peer]?.[i]?.[key] ?? Number.NaN)))
}
