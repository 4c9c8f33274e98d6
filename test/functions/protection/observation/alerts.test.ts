/** What rings: the rules by themselves, and that no fever is kept without its alert. */
import { env } from 'cloudflare:workers'
import { beforeAll, describe, expect, it } from 'vitest'
import { seeded } from '#cli/sample/seeded.ts'
import { type AlertKind, kindOf } from '#forms/signals.ts'
import { addDays } from '#platform/clock.ts'
import { isRising, limits, worthRepeating } from '#protection/observation/alert.ts'
import type { Sending } from '#protection/observation/entry.ts'
import { keep } from '#protection/observation/store/check-in.ts'
import { counted } from '#test/support/counts.ts'

const FAMILIES = counted({ tested: 200, drilled: 1000 })
const random = seeded(11)
let keys = 0

beforeAll(async () => {
  // Kept records without anything to open.
  await env.DB.prepare(
    `INSERT INTO submission (id, token, form, version, village, people, source, arrival, reference_index, phone_index, sealed, received_at, changed_at)
     WITH RECURSIVE n (value) AS (SELECT 1 UNION ALL SELECT value + 1 FROM n WHERE value < ?1)
     SELECT 'family-' || value, 'token-' || value, 'returnee', 1, 'liuxi', 10, 'self', '2026-11-01', 'r' || value, 'p', x'00', 0, 0 FROM n`,
  )
    .bind(FAMILIES)
    .run()
})

function send(id: string, day: string, slot: number, temperatures: (number | null)[], key = `key-${keys++}`, at = 1) {
  const entries = temperatures.map((temperature, person) => ({
    person,
    temperature,
    rings: kindOf(temperature, []) as AlertKind | '',
    sealed: new Uint8Array(1),
  }))
  const sending: Sending = {
    key,
    place: { day, slot },
    village: 'liuxi',
    revision: 0,
    entries,
    observedAt: at,
    source: 'self',
  }
  return keep(env.DB, sending, { at, actor: 'holder', act: 'check-in', record: id, detail: '', mac: '' })
}
const alertsOf = async (id: string) =>
  (await env.DB.prepare('SELECT * FROM alert WHERE submission = ?1 ORDER BY opened_at, id').bind(id).all()).results

describe('the rules', () => {
  it.each([
    [372, [], ''],
    [373, [], 'fever'],
    [430, ['cough'], 'fever'],
    [365, ['chest'], 'symptom'],
    [null, ['breathless'], 'symptom'],
    [365, ['other'], ''],
    [365, null, ''],
  ] as const)('%s with %j: %j', (temperature, symptoms, kind) => {
    expect(kindOf(temperature, symptoms)).toBe(kind)
  })
  it.each([
    [365, 366, false],
    [373, 372, true],
    [349, 350, true],
    [350, 364, false],
    [370, 355, true],
    [369, null, false],
    [null, 365, false],
  ])('%s after %s is worth measuring again: %s', (temperature, before, again) => {
    expect(worthRepeating(temperature, before)).toBe(again)
  })
  it.each([
    [[360, 363, 366], true],
    [[340, 360, 363, 366], true],
    [[360, 362, 366], false],
    [[363, 366], false],
    [[360, 363, 366, 366], false],
  ])('%j is rising: %s', (values, rising) => {
    expect(isRising(values)).toBe(rising)
  })
})

it('thousands of fevers are as many alerts, each of the moment of its check-in; who has none rings for nothing', async () => {
  const families = Array.from({ length: FAMILIES }, (_, i) => i + 1)
  const hand = async () => {
    for (let n = families.pop(); n; n = families.pop()) {
      const values = Array.from({ length: 10 }, () => limits.fever + Math.floor(random() * 40))
      await send(`family-${n}`, '2026-11-02', 0, values, `fever-${n}`, n)
      // Sent again because the answer got lost, and once in between by somebody who is well.
      if (n % 10 === 0) await send(`family-${n}`, '2026-11-02', 0, values, `fever-${n}`, n + 1)
      if (n % 10 === 5) await send(`family-${n}`, '2026-11-02', 1, [365, null, 366])
    }
  }
  await Promise.all(Array.from({ length: 32 }, hand))
  const count = (sql: string) => env.DB.prepare(sql).first<number>('n')
  expect(await count('SELECT count(*) AS n FROM alert')).toBe(10 * FAMILIES)
  const same = `SELECT count(*) AS n FROM alert JOIN check_in ON alert.id = check_in.key || '-' || check_in.person
    WHERE kind = 'fever' AND opened_at = reported_at AND check_in.temperature >= 373`
  expect(await count(same)).toBe(10 * FAMILIES)
})

it('a batch that breaks keeps neither the check-in nor the alert', async () => {
  const values = [390, 365]
  const broken = send('family-1', '2026-11-03', 9, values)
  await expect(broken).rejects.toThrow()
  const rows = await env.DB.prepare("SELECT count(*) AS n FROM check_in WHERE day = '2026-11-03'").first('n')
  expect([rows, (await alertsOf('family-1')).filter(({ day }) => day === '2026-11-03')]).toEqual([0, []])
})

it('measured again before the clinic looks it is the same alert; after that, or in another slot, it rings again', async () => {
  const rings = async (slot: number, value: number) => {
    await send('family-2', '2026-11-04', slot, [value])
    return (await alertsOf('family-2')).filter(({ day }) => day === '2026-11-04').length
  }
  expect([await rings(0, 380), await rings(0, 385), await rings(0, 365)]).toEqual([1, 1, 1])
  await env.DB.prepare("UPDATE alert SET acknowledged_at = 1 WHERE submission = 'family-2'").run()
  expect([await rings(0, 380), await rings(1, 380)]).toEqual([2, 3])
})

it('the rise that SQL finds is the rule’s, over five hundred random courses with corrections', async () => {
  let [found, courses] = [0, 0]
  for (let n = 3; n < 53; n += 1) {
    const id = `family-${n}`
    const held: (number | null)[][] = Array.from({ length: 10 }, () => [])
    const next = held.map(() => 355 + Math.floor(random() * 10))
    for (let slot = 0; slot < 5; slot += 1) {
      const place = [addDays('2026-11-10', slot >> 1), slot % 2] as const
      const values = next.map((value) => (random() < 0.1 ? null : value))
      // One family in five is corrected at once: the first values count no more.
      if (random() < 0.2)
        await send(
          id,
          ...place,
          values.map(() => 340),
        )
      await send(id, ...place, values)
      for (const [person, value] of values.entries()) {
        held[person]?.push(value)
        next[person] = Math.min(372, (next[person] ?? 0) + Math.floor(random() * 8) - 2)
      }
    }
    const rang = (await alertsOf(id)).filter((each) => each['day'] === '2026-11-12' && each['kind'] === 'rising')
    const expected = held.flatMap((values, person) =>
      values.at(-1) !== null && isRising(values.filter((each) => each !== null)) ? [person] : [],
    )
    expect(rang.map((each) => each['person']).sort(), JSON.stringify(held)).toEqual(expected)
    found += rang.length
    courses += held.length
  }
  expect(courses).toBe(500)
  expect(found).toBeGreaterThan(10)
})
