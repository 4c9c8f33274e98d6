/**
 * `npm run bench:watch`: the board and the chase list of a county of 200,000 people in observation beside those of a
 * village of 300, by turns. A word after it: rounds.
 */
import { addDays, dayAt } from '../../functions/clock.ts'
import { township } from '../../functions/forms/township.ts'
import { placeAt } from '../../functions/observation/calendar.ts'
import { rule } from '../../functions/observation/family.ts'
import { closing, tally } from '../../functions/watch/board/store.ts'
import { silent } from '../../functions/watch/chase/store.ts'
import { textOf } from '../../functions/watch/row.ts'
import { settleAll } from '../../functions/watch/settling.ts'
import { type Statement, statementsOf, timing } from './d1.ts'

const GOAL = 1.3
const MOST_READ = 200
const rounds = Number(process.argv[2] ?? 15)
const now = Date.now()
const here = placeAt(rule, now)
const villages = Object.keys(township.villages)
const [village = ''] = villages
const staff = { id: 'nobody', name: '', role: 'town', villages: 'all' } as const

const [small, large] = [await county(300), await county(200_000)]
const reads: Record<string, Statement> = {}
const catching = async (name: string, ask: (db: D1Database) => Promise<unknown>) => {
  const [statement] = await statementsOf(ask)
  if (statement) reads[name] = statement
}
const earlier = textOf({ day: addDays(here.day, -1), slot: 1 })
const start = { reported: '', id: '' }
const middle = { reported: earlier, id: 'record-1' }
const chase = (whose: 'all' | 'mine', after: typeof start) => (db: D1Database) =>
  silent(db, { ...staff, id: 'keeper' }, { village, whose }, textOf(here), after, 51)
await catching('board', (db) =>
  tally(db, staff, villages, ['active', 'planned', 'asked', 'alert', earlier, textOf(here)]),
)
await catching('closing visits', (db) => closing(db, staff, villages, here.day))
await catching('chase list, first page', chase('all', start))
await catching('chase list, a later page', chase('all', middle))
await catching('chase list, own households', chase('mine', start))

console.log(`Medians over ${rounds} rounds of 10 reads each, by turns.\n`)
console.log('read'.padEnd(30), ...['300 ms', '200,000 ms', 'ratio', 'rows', 'read'].map((head) => head.padStart(11)))
let missed = 0
for (const [name, statement] of Object.entries(reads)) {
  const turns: [number, number][] = []
  let [rows, read] = [0, 0]
  for (let round = -2; round < rounds; round++) {
    const few = await small.run(statement)
    const many = await large.run(statement)
    if (round >= 0) turns.push([few.ms, many.ms])
    ;[rows, read] = [many.rows, many.read]
  }
  const [few, many] = [0, 1].map((of) => median(turns.map((turn) => turn[of as 0 | 1])))
  const ratio = median(turns.map(([a, b]) => b / a))
  if (ratio > GOAL || read > MOST_READ) missed++
  console.log(
    name.padEnd(30),
    ...[(few ?? 0).toFixed(2), (many ?? 0).toFixed(2), ratio.toFixed(2), rows, read].map((cell) =>
      String(cell).padStart(11),
    ),
  )
}
console.log(`\ngoal: ratio ≤ ${GOAL}, rows read ≤ ${MOST_READ}: ${missed === 0 ? 'met' : `missed by ${missed}`}`)
await Promise.all([small.stop(), large.stop()])
process.exitCode = missed > 0 ? 1 : 0

/** A database with so many people in families of two, some days into their fourteen; six in seven have reported. */
async function county(people: number) {
  const bench = await timing()
  const households = Math.round(people / 2)
  const began = performance.now()
  for (let from = 0; from < households; from += 20_000) {
    await bench.db
      .prepare(
        `INSERT INTO submission (id, token, form, version, village, people, source, arrival, assignee, reference_index, phone_index, sealed, received_at, changed_at)
         WITH RECURSIVE n (v) AS (SELECT CAST(?1 AS INTEGER) UNION ALL SELECT v + 1 FROM n WHERE v < ?2 - 1)
         SELECT 'record-' || v, 't' || v, 'returnee', 1, ?3 ->> ('$[' || (v % 6) || ']'), 2, 'self', date(?4, '-' || (1 + v % 12) || ' days'),
           NULL, 'r' || v, 'p' || v, zeroblob(300), 0, 0 FROM n`,
      )
      .bind(from, Math.min(from + 20_000, households), JSON.stringify(villages), dayAt(now))
      .run()
  }
  while (!(await settleAll(bench.db, now)));
  const settled = performance.now()
  for (const [day, slot, keep] of [
    [addDays(here.day, -1), 1, 5],
    [here.day, here.slot, 7],
  ] as const)
    for (let from = 0; from < households; from += 5000)
      await bench.db
        .prepare(
          `INSERT INTO check_in (key, submission, person, day, slot, revision, temperature, village, sealed, observed_at, reported_at, by, source)
           SELECT submission.id || ?1 || CAST(?2 AS INTEGER), submission.id, person.value, ?1, ?2, 1, 365, village, x'00', 0, 0, 'holder', 'self'
           FROM submission, json_each('[0,1]') AS person
           WHERE submission.rowid > ?4 AND submission.rowid <= ?4 + 5000 AND (submission.rowid % CAST(?3 AS INTEGER)) <> 0`,
        )
        .bind(day, slot, keep, from)
        .run()
  // One in six of the village's households is somebody's own.
  await bench.db.prepare("UPDATE watch SET assignee = 'keeper' WHERE submission GLOB 'record-*[05]'").run()
  console.log(`${people} people: computed in ${((settled - began) / 1000).toFixed(1)} s`)
  return bench
}

function median(numbers: number[]): number {
  return numbers.toSorted((a, b) => a - b)[numbers.length >> 1] ?? 0
}
