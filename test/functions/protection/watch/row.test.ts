/** The watch's rows and counts against the computation that they are an index of, through some hundred acts by chance. */
import { env } from 'cloudflare:workers'
import { expect, it } from 'vitest'
import { seeded } from '#cli/sample/seeded.ts'
import { compared, type Slot, slotAt, slotsBetween } from '#platform/calendar.ts'
import { addDays, dayAt, startOf } from '#platform/clock.ts'
import { owes, type PeriodChange, standingOf } from '#protection/observation/course.ts'
import { rule } from '#protection/observation/family.ts'
import { change, keep } from '#protection/observation/store/check-in.ts'
import { settle } from '#protection/watch/settling.ts'
import { withdraw } from '#register/holder/store/withdrawal.ts'

const HOUR_MS = 3_600_000
const begin = startOf('2028-02-20')
const kinds = ['extend', 'shorten', 'pause', 'resume', 'pause', 'resume', 'close', 'transfer', 'restart'] as const
const villages = ['liuxi', 'dawan']
const all = <Row>(sql: string) =>
  env.DB.prepare(sql)
    .all<Row>()
    .then(({ results }) => results)

interface Kept {
  id: string
  village: string
  arrival: string
  people: number
  status: string
  duplicate_of: string | null
  assignee: string | null
}

async function register(n: number, arrival: string, people: number, village: string): Promise<void> {
  await env.DB.prepare(
    `INSERT INTO submission (id, token, form, version, village, people, source, arrival, reference_index, phone_index, sealed, received_at, changed_at)
     VALUES (?1, ?1, 'returnee', 1, ?2, ?3, 'self', ?4, ?1, 'p', x'00', 0, 0)`,
  )
    .bind(`record-${n}`, village, people, arrival)
    .run()
}

const lineOf = (at: number, record: string) =>
  ({ at, actor: 'holder', act: 'check-in', record, detail: '', mac: '' }) as const

/** What the rows must say, from the records, the changes and the reports alone. */
async function truth(now: number) {
  const here = slotAt(rule, now)
  const records = await all<Kept>('SELECT * FROM submission ORDER BY id')
  const changes = await all<PeriodChange & { submission: string }>('SELECT * FROM observation_change ORDER BY at, seq')
  const reports = await all<Slot & { submission: string; person: number }>('SELECT * FROM check_in')
  return records.map(({ id, village, arrival, people, status, duplicate_of }) => {
    const gone = status === 'withdrawn' || duplicate_of !== null
    if (gone) return { submission: id, village, state: 'over', people, asked: 0, reported: null }
    const standings = Array.from({ length: people }, (_, person) =>
      standingOf(
        rule,
        { arrival, withdrawn: false },
        changes.filter(({ submission }) => submission === id),
        person,
        now,
      ),
    )
    const asked = standings.flatMap(({ open, state, period }, person) =>
      !gone && open && state !== 'paused' && owes(rule, period, here) ? [person] : [],
    )
    const silentFrom = asked.map((person) => {
      const period = standings[person]?.period
      const said = (at: Slot) =>
        reports.some((each) => each.submission === id && each.person === person && compared(each, at) === 0)
      const places = period
        ? slotsBetween(rule, addDays(period.first, -40), here.day).filter((at) => compared(at, here) <= 0)
        : []
      return places.findLast((at) => said(at) || !owes(rule, period as never, at))
    })
    const least = silentFrom.map((at) => (at ? `${at.day}.${at.slot}` : '')).sort()[0]
    const open = standings.some((each) => each.open)
    const planned = standings.some(({ state }) => state === 'planned')
    const state = open ? 'active' : planned ? 'planned' : 'over'
    return { submission: id, village, state, people, asked: asked.length, reported: least ?? null }
  })
}

async function compare(now: number, seed: string) {
  await settle(env.DB, now)
  const rows = await all('SELECT submission, village, state, people, asked, reported FROM watch ORDER BY submission')
  const expected = await truth(now)
  expect([seed, rows]).toEqual([seed, expected])
  const counts = new Map<string, [number, number]>()
  const count = (village: string, what: string, people: number) => {
    const [households, all] = counts.get(`${village} ${what}`) ?? [0, 0]
    counts.set(`${village} ${what}`, [households + 1, all + people])
  }
  for (const { village, state, people, asked, reported } of expected) {
    count(village, state, people)
    if (reported === null) continue
    count(village, 'asked', asked)
    count(village, reported, asked)
  }
  const tally = await all<{ village: string; what: string; households: number; people: number }>(
    "SELECT * FROM watch_tally WHERE households > 0 AND what <> 'alert'",
  )
  expect([
    seed,
    new Map(tally.map(({ village, what, households, people }) => [`${village} ${what}`, [households, people]])),
  ]).toEqual([seed, counts])
}

it.each([1, 2])('the rows are what is computed, after every act of run %i', async (seed) => {
  const random = seeded(seed)
  const pick = <Value>(from: readonly Value[]): Value => from[Math.floor(random() * from.length)] as Value
  await env.DB.batch(
    ['check_in', 'observation_change', 'alert', 'watch', 'watch_tally', 'audit', 'submission'].map((table) =>
      env.DB.prepare(`DELETE FROM ${table}`),
    ),
  )
  let [now, records] = [begin, 0]
  for (let act = 0; act < 120; act++) {
    now += Math.floor(random() * 9 * HOUR_MS)
    const today = dayAt(now)
    const id = `record-${Math.floor(random() * records)}`
    const what = act < 6 ? 0 : random()
    if (what < 0.05)
      await register(
        records++,
        addDays(today, Math.floor(random() * 5) - 2),
        1 + Math.floor(random() * 4),
        pick(villages),
      )
    else if (what < 0.7) {
      const { people = 1 } =
        (await env.DB.prepare('SELECT people FROM submission WHERE id = ?1').bind(id).first<Kept>()) ?? {}
      const who = Array.from({ length: people }, (_, person) => person).filter(() => random() < 0.8)
      const place = random() < 0.8 ? slotAt(rule, now) : { day: addDays(today, -1), slot: 1 }
      const entries = who.map((person) => ({ person, temperature: 365, rings: '' as const, sealed: new Uint8Array(1) }))
      if (entries.length > 0)
        await keep(
          env.DB,
          { key: `k${act}`, place, village: 'liuxi', revision: 0, entries, observedAt: now, source: 'self' },
          lineOf(now, id),
        )
    } else if (what < 0.9) {
      const kind = pick(kinds)
      const day = ['extend', 'shorten', 'restart'].includes(kind) ? addDays(today, Math.floor(random() * 12)) : ''
      const person = random() < 0.5 ? null : Math.floor(random() * 3)
      await change(
        env.DB,
        { id: `c${act}`, kind, person, day, village: 'liuxi', sealed: new Uint8Array(1) },
        lineOf(now, id),
      )
    } else if (what < 0.93) {
      await env.DB.prepare(
        "UPDATE submission SET people = ?2, village = ?3, arrival = ?4 WHERE id = ?1 AND status = 'kept'",
      )
        .bind(id, 1 + Math.floor(random() * 4), pick(villages), addDays(today, Math.floor(random() * 6) - 3))
        .run()
    } else if (what < 0.95) await withdraw(env.DB, lineOf(now, id))
    else {
      const other = random() < 0.6 ? null : 'record-0'
      await env.DB.prepare(
        "UPDATE submission SET duplicate_of = ?2 WHERE id = ?1 AND id <> 'record-0' AND status = 'kept'",
      )
        .bind(id, other)
        .run()
    }
    // Not always at once: what was marked twice is computed once.
    if (random() < 0.5) await compare(now, `run ${seed}, act ${act}`)
  }
})
