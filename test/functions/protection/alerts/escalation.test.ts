/** Thousands of fevers and a clinic that looks when it looks: each rises to the town at its own minute, or not at all. */
import { env } from 'cloudflare:workers'
import { beforeAll, describe, expect, it } from 'vitest'
import { seeded } from '#cli/sample/seeded.ts'
import type { Staff } from '#platform/principal.ts'
import { daysOpen, ESCALATE_MS, risenAt } from '#protection/alerts/state.ts'
import { alertsOf, stamp, stamping, waiting } from '#protection/alerts/store/queue.ts'
import { acknowledging } from '#protection/alerts/store/steps.ts'
import { counted } from '#test/support/counts.ts'

const MINUTE = 60_000
const START = 1_000_000 * MINUTE
const LOOKS = counted({ tested: 100, drilled: 300 })
const staff: Staff = { id: 'a doctor', name: '', role: 'clinic', villages: 'all' }
const cadre: Staff = { id: 'a cadre', name: '', role: 'village', villages: ['liuxi'] }

/** Acknowledged nowhere: infinity. */
interface Fever {
  id: string
  openedAt: number
  seenAt: number
}

beforeAll(async () => {
  await env.DB.prepare(
    `INSERT INTO submission (id, token, form, version, village, people, source, arrival, reference_index, phone_index, sealed, received_at, changed_at)
     VALUES ('family', 'token', 'returnee', 1, 'liuxi', 10, 'self', '2026-11-01', 'r', 'p', x'00', 0, 0)`,
  ).run()
})

function open({ id, openedAt }: Pick<Fever, 'id' | 'openedAt'>): D1PreparedStatement {
  const sql = `INSERT INTO alert (id, submission, person, day, slot, village, kind, opened_at)
    VALUES (?1, 'family', 0, '2026-11-02', 0, 'liuxi', 'fever', ?2)`
  return env.DB.prepare(sql).bind(id, openedAt)
}
function see({ id, seenAt }: Fever): D1PreparedStatement[] {
  const line = { at: seenAt, actor: staff.id, act: 'acknowledge', record: 'family', detail: '', mac: '' } as const
  return acknowledging(env.DB, id, { staff, line })
}

/** The same fevers for the same seed: a thousand a day, seen after any time, often right at the bound. */
function feversOf(seed: number, days: number): Fever[] {
  const random = seeded(seed)
  return Array.from({ length: 1000 * days }, (_, n) => {
    const openedAt = START + Math.floor(random() * days * 24 * 60 * MINUTE)
    const chance = random()
    const after =
      chance < 0.1
        ? ESCALATE_MS + Math.floor(random() * 3) - 1
        : chance < 0.999
          ? Math.floor(random() ** 3 * 3 * ESCALATE_MS)
          : Number.POSITIVE_INFINITY
    return { id: `fever-${String(n).padStart(16, '0')}-0`, openedAt, seenAt: openedAt + after }
  })
}

const rises = ({ openedAt, seenAt }: Fever) => seenAt >= openedAt + ESCALATE_MS

describe.each([
  { timer: 'as it should', days: 1, fires: () => 1 },
  {
    timer: 'missed for half the time and doubled',
    days: counted({ tested: 3, drilled: 10 }),
    fires: (random: () => number) => (random() < 0.5 ? 0 : 2),
  },
])('with the timer $timer, for $days days', ({ days, fires }) => {
  it('every fever that nobody saw in time rises at the right minute; none is missed, none is wrong', async () => {
    await env.DB.batch([env.DB.prepare('DELETE FROM alert'), env.DB.prepare('DELETE FROM audit')])
    const random = seeded(7)
    const fevers = feversOf(5, days)
    const end = START + (days + 1) * 24 * 60 * MINUTE
    type Event = { at: number; order: number; does: 'open' | 'see' | 'tick' | 'look'; fever?: Fever }
    const events: Event[] = fevers.flatMap((fever) => [
      { at: fever.openedAt, order: 0, does: 'open', fever },
      ...(fever.seenAt < end ? [{ at: fever.seenAt, order: 1, does: 'see', fever } as Event] : []),
    ])
    for (let at = START; at < end; at += 5 * MINUTE)
      events.push(...Array.from({ length: fires(random) }, (): Event => ({ at, order: 2, does: 'tick' })))
    // The town looks a moment before and at the very end of some fever's time.
    for (let n = 0; n < LOOKS; n += 1) {
      const at = (fevers[Math.floor(random() * fevers.length)]?.openedAt ?? 0) + ESCALATE_MS
      events.push({ at: at - 1, order: 3, does: 'look' }, { at, order: 3, does: 'look' })
    }
    events.sort((a, b) => a.at - b.at || a.order - b.order)

    const standing = new Map<string, Fever>()
    const pending: D1PreparedStatement[] = []
    const flush = async () => {
      while (pending.length > 0) await env.DB.batch(pending.splice(0, 500))
    }
    const wrong: unknown[] = []
    for (const { at, does, fever } of events) {
      if (does === 'open' && fever) standing.set(fever.id, fever) && pending.push(open(fever))
      if (does === 'see' && fever) standing.delete(fever.id) && pending.push(...see(fever))
      if (does === 'tick') pending.push(stamping(env.DB, at))
      if (does === 'look') {
        await flush()
        const { unseen, escalated } = await alertsOf(env.DB, staff, at)
        const late = [...standing.values()].filter(({ openedAt }) => openedAt + ESCALATE_MS <= at).length
        const expected = [Math.min(standing.size, 40), Math.min(late, 40)]
        if (unseen !== expected[0] || escalated !== expected[1]) wrong.push({ at, unseen, escalated, expected })
      }
    }
    await flush()
    await stamp(env.DB, end)
    expect(wrong).toEqual([])

    const { results } = await env.DB.prepare('SELECT id, opened_at, escalated_at FROM alert').all<{
      id: string
      opened_at: number
      escalated_at: number | null
    }>()
    const risen = new Map(results.map(({ id, escalated_at }) => [id, escalated_at]))
    const differing = fevers.filter(
      (fever) => risen.get(fever.id) !== (rises(fever) ? fever.openedAt + ESCALATE_MS : null),
    )
    expect(differing).toEqual([])
    expect(results.length).toBe(1000 * days)
    const count = fevers.filter(rises).length
    expect([count > 100 * days, count < 900 * days]).toEqual([true, true])
    // Each was acknowledged once, with its line.
    expect(await env.DB.prepare("SELECT count(*) AS n FROM audit WHERE act = 'acknowledge'").first('n')).toBe(
      fevers.filter(({ seenAt }) => seenAt < end).length,
    )
  })
})

it('what a page computes is what stands on record', () => {
  const steps = { opened_at: START, acknowledged_at: null, contacted_at: null, transferred_at: null, closed_at: null }
  const end = START + ESCALATE_MS
  expect([risenAt(steps, end - 1), risenAt(steps, end)]).toEqual([undefined, end])
  expect(risenAt({ ...steps, acknowledged_at: end - 1 }, end + 1)).toBeUndefined()
  expect(risenAt({ ...steps, acknowledged_at: end }, end + 1)).toBe(end)
  expect(risenAt({ ...steps, closed_at: end - 1 }, end + 1)).toBeUndefined()
})

it('how many whole days it has been open, and none once it is closed', () => {
  const day = 24 * 60 * MINUTE
  const open = { opened_at: START, closed_at: null }
  expect([START, START + day - 1, START + day, START + 10 * day].map((at) => daysOpen(open, at))).toEqual([0, 0, 1, 10])
  expect(daysOpen({ ...open, closed_at: START + 1 }, START + 10 * day)).toBe(0)
})

it('reads at most two hundred rows for a page and its counts among ten thousand that wait', async () => {
  await env.DB.batch([
    env.DB.prepare(
      `INSERT INTO alert (id, submission, person, day, slot, village, kind, opened_at)
       WITH RECURSIVE n (value) AS (SELECT (SELECT count(*) FROM alert) UNION ALL SELECT value + 1 FROM n WHERE value < 9999)
       SELECT format('fever-%016d-0', value), 'family', 0, '2026-11-02', 0, 'liuxi', 'fever', ?1 + value * 60000 FROM n WHERE value < 10000`,
    ).bind(START),
    env.DB.prepare('UPDATE alert SET acknowledged_at = NULL, escalated_at = 1'),
    env.DB.prepare("UPDATE alert SET acknowledged_at = 5 WHERE substr(id, 22, 1) IN ('1', '3', '5')"),
    env.DB.prepare(
      `INSERT INTO check_in (key, submission, person, day, slot, revision, temperature, village, sealed, observed_at, reported_at, by, source)
       SELECT substr(id, 1, length(id) - 2), submission, 0, day, slot, row_number() OVER (ORDER BY id), 380, village, NULL, 1, 1, 'holder', 'self' FROM alert`,
    ),
  ])
  expect(await env.DB.prepare('SELECT count(*) AS n FROM alert').first('n')).toBe(10_000)
  for (const who of [staff, cadre]) {
    let read = 0
    const counting = new Proxy(env.DB, {
      get: (db, name) =>
        name === 'prepare'
          ? (sql: string) => {
              const made = db.prepare(sql)
              return {
                bind: (...values: unknown[]) => {
                  const bound = made.bind(...values)
                  const all = async () => {
                    const found = await bound.all()
                    read += found.meta.rows_read
                    return found
                  }
                  return { all, first: async () => (await all()).results[0] ?? null }
                },
              }
            }
          : Reflect.get(db, name),
    })
    const rows = await waiting(counting, who, { seen: 0, at: 0, id: '' }, 21)
    const counts = await alertsOf(counting, who, START)
    expect(rows.length).toBe(21)
    expect(counts).toMatchObject({ unseen: 40, open: 40, more: true })
    expect(read).toBeGreaterThan(60)
    expect(read, who.role).toBeLessThanOrEqual(200)
    read = 0
    const last = rows.at(-1)
    await waiting(counting, who, { seen: 1, at: last?.opened_at ?? 0, id: last?.id ?? '' }, 21)
    expect(read, who.role).toBeLessThanOrEqual(200)
  }
})
