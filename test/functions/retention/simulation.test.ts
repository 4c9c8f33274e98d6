/** Many days at the desk with a timer that misses and stutters: nobody goes early, nobody stays over, and the numbers stay. */
import { env } from 'cloudflare:workers'
import { expect, it } from 'vitest'
import { write } from '#audit/line.ts'
import { seeded } from '#cli/sample/seeded.ts'
import { jobs, tick } from '#jobs.ts'
import { addDays, startOf } from '#platform/clock.ts'
import { openVault } from '#platform/vault.ts'
import { withdraw } from '#register/holder/store/withdrawal.ts'
import { counted } from '#test/support/counts.ts'
import { goesOn, type Known } from './model.ts'

const SEED = 20_260_507
const DAYS = counted({ tested: 200, drilled: 400 })
// The last to come go within the days that are left.
const ARRIVING = DAYS - 70
const A_DAY = 5
const FIRST = '2026-01-10'
const villages = ['liuxi', 'dawan', 'shiqiao']
const purge = jobs.filter(({ name }) => name === 'purge')

const db = env.DB
const vault = await openVault(env)
const chance = seeded(SEED)
const below = (most: number) => Math.floor(chance() * most)
const dayOf = (number: number) => addDays(FIRST, number)
const noon = (number: number) => startOf(dayOf(number)) + 12 * 3_600_000
const went = { records: 0, people: 0 }
let all: Known[] = []

it(`of ${A_DAY * ARRIVING} records in ${DAYS} days none goes early or late (seed ${SEED})`, async () => {
  const told: Record<string, number> = { early: 0, overdue: 0, missed: 0, doubled: 0, gone: 0 }
  const tell = (what: string, by = 1) => {
    told[what] = (told[what] ?? 0) + by
  }
  for (let day = 0; day < DAYS; day += 1) {
    const statements = [...comings(day), ...acts(day, tell)]
    if (statements.length > 0) await db.batch(statements)
    if (chance() < 0.15) await leaves(day, tell)
    const roll = chance()
    const at = startOf(dayOf(day)) + below(86_400_000)
    if (roll >= 0.3) await tick(env, at, purge)
    else tell('missed')
    if (roll >= 0.7) {
      // Again, and at once: the key of what is due holds one back, and what slips by finds nothing to do.
      await Promise.all([tick(env, at, purge), purge[0]?.run(env, vault, at, at)])
      tell('doubled')
    }
    const { results } = await db.prepare("SELECT id FROM submission WHERE status = 'kept'").all<{ id: string }>()
    const there = new Set(results.map(({ id }) => id))
    const over = all.filter((record) => goesOn(record, all) <= day)
    tell('early', all.filter((record) => !there.has(record.id) && !over.includes(record)).length)
    if (roll >= 0.3) tell('overdue', over.filter(({ id }) => there.has(id)).length)
    const gone = over.filter(({ id }) => !there.has(id))
    tell('gone', gone.length)
    for (const record of gone) {
      if (record.into) continue
      went.records += 1
      went.people += record.people.length
    }
    all = all.filter(({ id }) => there.has(id))
  }
  expect(told).toMatchObject({ early: 0, overdue: 0 })
  for (const what of ['missed', 'doubled', 'extend', 'restart', 'pause', 'close', 'merge', 'withdraw', 'correct'])
    expect([what, (told[what] ?? 0) > 10]).toEqual([what, true])
  expect(told['gone']).toBeGreaterThan(A_DAY * ARRIVING * 0.8)
}, 300_000)

it('the numbers are what went, the audit and the journal say each once, and nothing of them is left', async () => {
  const one = (sql: string) => db.prepare(sql).first()
  expect(await one('SELECT sum(records) AS records, sum(people) AS people FROM purged_count')).toEqual(went)
  const purges = "SELECT count(*) AS n, count(DISTINCT record) AS m FROM audit WHERE act = 'purge' AND actor = 'timer'"
  const audit = await one(purges)
  expect(audit?.['n']).toBe(audit?.['m'])
  const journal = await one(`SELECT count(*) AS n FROM deletion WHERE record NOT IN (SELECT id FROM submission)`)
  expect(journal?.['n']).toBe(audit?.['n'])
  for (const table of ['observation_change', 'contact', 'retention', 'person_name'])
    expect(await one(`SELECT count(*) AS n FROM ${table} WHERE submission NOT IN (SELECT id FROM submission)`)).toEqual(
      {
        n: 0,
      },
    )
  const { results } = await db
    .prepare('SELECT count FROM tally WHERE stage <> ?1')
    .bind('withdrawn')
    .all<{ count: number }>()
  expect(results.reduce((sum, { count }) => sum + count, 0)).toBe(all.length)
})

/** Who registers on this day: nine returnees of ten, to arrive a few days ago or in the next weeks. */
function comings(day: number): D1PreparedStatement[] {
  if (day >= ARRIVING) return []
  const sql = `INSERT INTO submission (id, token, form, version, village, people, source, stage, arrival, reference_index, phone_index, names, sealed, received_at, changed_at)
    VALUES (?1, ?1, ?2, 1, ?3, ?4, 'self', ?5, ?6, ?1, ?1, ?7, zeroblob(64), ?8, ?8)`
  return Array.from({ length: A_DAY }, (_, n) => {
    const id = `record-${String(day).padStart(4, '0')}-${n}-`.padEnd(22, 'x')
    const arrival = chance() < 0.9 ? day - 5 + below(25) : undefined
    const people = arrival === undefined ? 1 : 1 + below(4)
    all.push({
      ...{ id, arrival, changed: day, events: [], into: undefined },
      people: Array.from({ length: people }, () => ({ periods: [] })),
    })
    const stage = ['registered', 'verified', 'closed'][below(3)] ?? ''
    return db
      .prepare(sql)
      .bind(
        ...[id, arrival === undefined ? 'volunteer' : 'returnee', villages[day % 3] ?? '', people, stage],
        ...[arrival === undefined ? '' : dayOf(arrival), JSON.stringify([`name-${id}`]), noon(day) - 3_600_000],
      )
  })
}

/** What is done on this day, one record of forty. */
function acts(day: number, tell: (what: string) => void): D1PreparedStatement[] {
  return all.flatMap((record, place) => {
    if (chance() > 0.025) return []
    const kinds =
      record.arrival === undefined ? ['correct'] : [...changes, 'correct', 'merge', 'merge', 'split', 'contact']
    const kind = kinds[below(kinds.length)] ?? ''
    const { id } = record
    if (kind === 'correct') {
      tell(kind)
      record.changed = day
      if (record.arrival !== undefined) record.arrival = day - 5 + below(25)
      // A correction stands alone again.
      record.into = undefined
      const arrival = record.arrival === undefined ? '' : dayOf(record.arrival)
      const sql = 'UPDATE submission SET revision = revision + 1, arrival = ?2, changed_at = ?3 WHERE id = ?1'
      return [db.prepare(sql).bind(id, arrival, noon(day))]
    }
    if (kind === 'contact') {
      const sql = `INSERT INTO contact (id, submission, village, staff, role, outcome, sealed, at)
        VALUES (?1 || ?2, ?1, 'liuxi', 'x', 'village', 'reached', zeroblob(32), ?2)`
      return [db.prepare(sql).bind(id, noon(day))]
    }
    const into = (value: Known | undefined) => {
      tell(kind)
      record.into = value
      return [db.prepare('UPDATE submission SET duplicate_of = ?2 WHERE id = ?1').bind(id, value?.id ?? null)]
    }
    if (kind === 'split') return record.into ? into(undefined) : []
    if (kind === 'merge') {
      const stays = all[place + 1 + below(9)]
      const fits = stays && !stays.into && !record.into && stays.arrival !== undefined
      return fits && !all.some((each) => each.into === record) ? into(stays) : []
    }
    tell(kind)
    const person = chance() < 0.5 ? null : below(record.people.length)
    const to = { extend: day + below(20), shorten: day + below(5), restart: day + below(6) }[kind] ?? 0
    record.events.push({ on: day, kind, person, day: to })
    const sql = `INSERT INTO observation_change (id, submission, person, kind, day, village, sealed, at, by)
      VALUES (?1 || ?5, ?1, ?2, ?3, ?4, 'liuxi', zeroblob(16), ?5, 'x')`
    return [db.prepare(sql).bind(id, person, kind, to ? dayOf(to) : '', noon(day))]
  })
}
const changes = ['extend', 'extend', 'shorten', 'pause', 'resume', 'close', 'close', 'transfer', 'restart']

async function leaves(day: number, tell: (what: string) => void): Promise<void> {
  const record = all[below(all.length)]
  if (!record) return
  tell('withdraw')
  const entry = { at: noon(day), actor: 'holder', act: 'withdraw', record: record.id, detail: '' } as const
  await withdraw(db, await write(vault, entry))
  all = all.filter((each) => each !== record)
  for (const each of all) if (each.into === record) each.into = undefined
}
