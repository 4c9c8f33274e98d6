/**
 * `npm run bench:watch`: the board and the chase list of a county of 200,000 people in observation beside those of a
 * township with 300 in each village, by turns. Half of all are silent and a cadre answers for as many households in both,
 * so that each page has as many lines. A word after it: rounds.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { databaseIn } from '#cli/backup/snapshot.ts'
import { d1On } from '#cli/d1.ts'
import { openDatabase } from '#cli/database.ts'
import { township } from '#forms/township.ts'
import { slotAt } from '#platform/calendar.ts'
import { addDays, dayAt } from '#platform/clock.ts'
import { rule } from '#protection/observation/family.ts'
import { closing, tally } from '#protection/watch/board/store.ts'
import { silent } from '#protection/watch/chase/store.ts'
import { waiting } from '#protection/watch/closing/store.ts'
import { textOf } from '#protection/watch/row.ts'
import { settleAll } from '#protection/watch/settling.ts'
import { median } from './median.ts'
import { type Trip, timing, tripsOf } from './timed.ts'

const GOAL = 1.3
const MOST_READ = 200
const MANY = 200_000
// Of the cadre, more than a page shows.
const OWN = 60
const TIMES = 10
const rounds = Number(process.argv[2] ?? 15)
const now = Date.now()
const here = slotAt(rule, now)
const villages = Object.keys(township.villages)
const [village = ''] = villages
const folder = mkdtempSync(join(tmpdir(), 'shouwang-bench-'))
const staff = { id: 'nobody', name: '', role: 'town', villages: 'all' } as const

const [small, large] = [await county(300 * villages.length), await county(MANY)]
const earlier = textOf({ day: addDays(here.day, -1), slot: 1 })
const start = { reported: '', id: '' }
const middle = { reported: earlier, id: 'record-1' }
const chase = (whose: 'all' | 'mine', after: typeof start) => (db: D1Database) =>
  silent(db, { ...staff, id: 'keeper' }, { village, whose }, textOf(here), after, 51)
const reads: Record<string, (db: D1Database) => Promise<unknown>> = {
  board: (db) => tally(db, staff, villages, ['active', 'planned', 'asked', 'alert', earlier, textOf(here)]),
  'closing visits': (db) => closing(db, staff, villages, here.day),
  'closing visits, by village': (db) => waiting(db, villages, here.day),
  'chase list, first page': chase('all', start),
  'chase list, a later page': chase('all', middle),
  'chase list, own households': chase('mine', start),
}

console.log(`Medians over ${rounds} rounds of ${TIMES} reads each, by turns.\n`)
console.log('read'.padEnd(30), ...['few ms', 'many ms', 'ratio', 'rows', 'read'].map((head) => head.padStart(11)))
let missed = 0
for (const [name, read] of Object.entries(reads)) {
  const views: Trip[][] = Array(TIMES).fill(await tripsOf(read))
  const turns: [number, number][] = []
  let [came, met] = [0, 0]
  for (let round = -2; round < rounds; round++) {
    const few = await small.run(views)
    const many = await large.run(views)
    if (many.rows === 0) throw new Error(`nothing to read: ${name}`)
    if (round >= 0) turns.push([few.ms, many.ms])
    ;[came, met] = [many.rows, many.read]
  }
  const [few, many] = [0, 1].map((of) => median(turns.map((turn) => turn[of as 0 | 1])))
  const ratio = median(turns.map(([a, b]) => b / a))
  if (ratio > GOAL || met > MOST_READ) missed++
  console.log(
    name.padEnd(30),
    ...[(few ?? 0).toFixed(2), (many ?? 0).toFixed(2), ratio.toFixed(2), came, met].map((cell) =>
      String(cell).padStart(11),
    ),
  )
}
console.log(`\ngoal: ratio ≤ ${GOAL}, rows read ≤ ${MOST_READ}: ${missed === 0 ? 'met' : `missed by ${missed}`}`)
await Promise.all([small.stop(), large.stop()])
rmSync(folder, { recursive: true })
process.exitCode = missed > 0 ? 1 : 0

/** A database with so many people in families of two, some days into their fourteen. */
async function county(people: number) {
  const [data, began] = [join(folder, String(people)), performance.now()]
  await (await openDatabase(data)).close()
  const file = new DatabaseSync(databaseIn(data) ?? '')
  // What a crash would cost is a new run.
  file.exec('PRAGMA synchronous = OFF; PRAGMA cache_size = -1000000')
  const db = d1On(file)
  await db
    .prepare(
      `INSERT INTO submission (id, token, form, version, village, people, source, arrival, assignee, reference_index, phone_index, sealed, received_at, changed_at)
       WITH RECURSIVE n (v) AS (SELECT 0 UNION ALL SELECT v + 1 FROM n WHERE v < ?1 - 1)
       SELECT 'record-' || v, 't' || v, 'returnee', 1, ?2 ->> ('$[' || (v % 6) || ']'), 2, 'self', date(?3, '-' || (1 + v % 12) || ' days'),
         NULL, 'r' || v, 'p' || v, zeroblob(300), 0, 0 FROM n`,
    )
    .bind(Math.round(people / 2), JSON.stringify(villages), dayAt(now))
    .run()
  while (!(await settleAll(db, now)));
  for (const [day, slot, keep] of [
    [addDays(here.day, -1), 1, 7],
    [here.day, here.slot, 2],
  ] as const)
    await db
      .prepare(
        `INSERT INTO check_in (key, submission, person, day, slot, revision, temperature, village, sealed, observed_at, reported_at, by, source)
         SELECT submission.id || ?1 || CAST(?2 AS INTEGER), submission.id, person.value, ?1, ?2, 1, 365, village, x'00', 0, 0, 'holder', 'self'
         FROM submission, json_each('[0,1]') AS person WHERE submission.rowid / 6 % CAST(?3 AS INTEGER) <> 0`,
      )
      .bind(day, slot, keep)
      .run()
  await db
    .prepare(
      "UPDATE watch SET assignee = 'keeper' WHERE submission IN (SELECT submission FROM watch WHERE village = ?1 AND reported < ?2 LIMIT ?3)",
    )
    .bind(village, textOf(here), OWN)
    .run()
  file.close()
  console.log(`${people} people: filled in ${((performance.now() - began) / 1000).toFixed(0)} s`)
  return timing(data)
}
