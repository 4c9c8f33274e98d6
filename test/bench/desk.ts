/**
 * `npm run bench:desk`: lists, look-ups, counts and inserts of the desk among ten thousand and among a million records,
 * by turns. The statements are caught from the product's own store functions, and timed inside a Worker, where the
 * product's run too. A name, a phone and a day are as frequent in both, so that a view shows as many lines. Words after
 * it: rounds, the larger number, the smaller one.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { write } from '#audit/line.ts'
import { requests } from '#books/requests.ts'
import { counted } from '#books/store/waiting.ts'
import { databaseIn } from '#cli/backup/snapshot.ts'
import { openDatabase } from '#cli/database.ts'
import { newSecrets } from '#cli/secrets.ts'
import { returnee } from '#forms/returnee.ts'
import { sample } from '#forms/sample.ts'
import { addDays, dayAt } from '#platform/clock.ts'
import type { Staff } from '#platform/principal.ts'
import { openVault } from '#platform/vault.ts'
import { type Filter, readFilter } from '#register/ledger/filter.ts'
import { type Sought, soughtBy } from '#register/ledger/lookup.ts'
import * as acts from '#register/ledger/store/acts.ts'
import { alarmsOf } from '#register/ledger/store/alarms.ts'
import * as ledger from '#register/ledger/store/list.ts'
import { nameIndexes } from '#register/submissions/contents.ts'
import { keepAnswers } from '#register/submissions/keep.ts'
import { phonesEnding } from '#register/submissions/phone.ts'
import { waiting } from '#today/store.ts'
import { median } from './median.ts'
import { filled, idOf, referenceOf } from './records.ts'
import { timing, tripsOf } from './timed.ts'

const GOAL = { ratio: 1.3, read: 200 }
// Of one view, how many times in a round.
const TIMES = 10
const WARMING = 5
// Told beside the views, and held to no goal: its keys are random, so among many more pages are touched.
const WRITE = 'a registration'
const [rounds = 40, large = 1_000_000, small = 10_000] = process.argv.slice(2).map(Number)
const folder = mkdtempSync(join(tmpdir(), 'shouwang-bench-'))
const vault = await openVault(newSecrets())
const today = dayAt(Date.now())
const town: Staff = { id: 'town', name: '', role: 'town', villages: 'all' }
const cadre: Staff = { id: 'cadre', name: '', role: 'village', villages: ['liuxi'] }
const sizes = { small, large }
const right = sample(returnee, { today })

for (const [name, size] of Object.entries(sizes)) {
  const began = performance.now()
  const data = join(folder, name)
  await (await openDatabase(data)).close()
  await filled(databaseIn(data) ?? '', vault, size, (n) => addDays(today, (n % 60) - 30))
  console.log(`${size} records in ${((performance.now() - began) / 1000).toFixed(0)} s`)
}
const opened = { small: await timing(join(folder, 'small')), large: await timing(join(folder, 'large')) }

type View = (db: D1Database, round: number, size: number) => Promise<unknown>
const plain = readFilter({}, town)
const listed = (staff: Staff, more: Partial<Filter>): View => {
  const filter = { ...plain, ...more }
  return (db) => ledger.list(db, staff, filter, undefined, 51)
}
const soughtFor = async (typed: string) => (await soughtBy(vault, typed)) as Sought
const [name] = await nameIndexes(vault, ['张示例'])
const days = [today, addDays(today, 1)].map((day): Filter => ({ ...plain, stage: 'open', from: day, to: day }))
const views: Record<string, View> = {
  'list, one village': listed(cadre, { village: 'liuxi' }),
  'list, all villages': listed(town, {}),
  'list, arriving today': listed(town, { stage: 'open', from: today, to: today }),
  'list, others filled in': listed(town, { source: 'proxy' }),
  'list, nobody reached': listed(town, { calls: 'unreached' }),
  'list, own households': listed(cadre, { stage: 'open', whose: 'mine' }),
  'list, a later page': (db, round) =>
    ledger.list(db, town, plain, { arrival: addDays(today, round % 10), receivedAt: 5, id: 'm' }, 51),
  'look-up by number': async (db, round, size) => {
    const key = referenceOf((round * 7919) % size)
    return ledger.search(db, town, { by: 'reference', from: key, to: key }, 51)
  },
  'look-up by phone': async (db) => ledger.search(db, cadre, await soughtFor('10000000042'), 51),
  'look-up by four digits': async (db) => {
    const [from, to] = await phonesEnding(vault, '0042')
    return ledger.search(db, cadre, { by: 'tail', from, to }, 51)
  },
  'look-up by name': (db) => ledger.search(db, town, { by: 'name', from: name ?? '', to: name ?? '' }, 51),
  'first page, one village': async (db) => {
    await waiting(db, cadre, [...days, { ...plain, stage: 'open', whose: 'mine' }], 31)
    await counted(db, cadre, requests, today, 101)
  },
  'first page, town': async (db) => {
    await waiting(db, town, days, 31)
    await counted(db, town, requests, today, 101)
    await alarmsOf(db, town, Date.now())
  },
  'one record': async (db, round, size) =>
    acts.readAudited(db, {
      staff: town,
      line: await write(vault, { at: 1, actor: 'town', act: 'look', record: idOf((round * 7919) % size), detail: '' }),
    }),
  [WRITE]: (db, round) => keepAnswers(db, vault, returnee, right, `bench-${round}-${Math.random()}`, Date.now()),
}

console.log(`\nMedians over ${rounds} rounds of ${TIMES}, by turns; ${small} records beside ${large}.`)
console.log('view'.padEnd(26), ...['small ms', 'large ms', 'ratio', 'rows read'].map((head) => head.padStart(10)))
let missed = 0
for (const [title, view] of Object.entries(views)) {
  const times = { small: [] as number[], large: [] as number[] }
  let read = 0
  for (let round = 0; round < WARMING + rounds; round++) {
    // Who goes first takes turns too.
    for (const which of round % 2 ? (['small', 'large'] as const) : (['large', 'small'] as const)) {
      const asked = Array.from({ length: TIMES }, (_, n) => tripsOf((db) => view(db, round * TIMES + n, sizes[which])))
      const timed = await opened[which].run(await Promise.all(asked))
      if (round >= WARMING) times[which].push(timed.ms)
      read = Math.max(read, timed.read)
    }
  }
  const [few, many] = [median(times.small), median(times.large)]
  // Round by round, because the machine's other work comes and goes with the rounds.
  const ratio = median(times.large.map((each, round) => each / (times.small[round] ?? 0)))
  const met = title === WRITE || (ratio <= GOAL.ratio && read <= GOAL.read)
  missed += met ? 0 : 1
  console.log(
    title.padEnd(26),
    ...[few, many, ratio].map((number) => number.toFixed(2).padStart(10)),
    String(read).padStart(10),
    met ? '' : 'missed',
  )
}
console.log(
  `\ngoal of each view: ratio ≤ ${GOAL.ratio}, at most ${GOAL.read} rows read: ${missed ? `${missed} missed` : 'met'}`,
)
await Promise.all(Object.values(opened).map(({ stop }) => stop()))
rmSync(folder, { recursive: true })
process.exitCode = missed ? 1 : 0
