import { expect, it } from 'vitest'
import { startOf } from '#platform/clock.ts'
import type { PeriodChange } from '#protection/observation/course.ts'
import { keptUntil, plainLast } from '#register/submissions/kept-until.ts'
import { boundsAt } from '#retention/bounds.ts'
import { lastOf } from '#retention/rule.ts'

const HOUR = 3_600_000
const rule = { days: 14, slots: [0, 12 * HOUR], cutOff: 16 * HOUR }
const arrival = '2026-11-08'
const on = (day: string, kind: PeriodChange['kind'], to = '', person: number | null = null): PeriodChange => ({
  ...{ kind, person, day: to, at: startOf(day) + 9 * HOUR },
})
const last = (changes: PeriodChange[], people = 2) => lastOf(rule, { arrival, people, changed_at: 0, changes })

it.each<[string, PeriodChange[], string]>([
  ['nothing was changed', [], '2026-11-22'],
  ['one person was given three days more', [on('2026-11-20', 'extend', '2026-11-25', 1)], '2026-11-25'],
  ['all were given fewer days', [on('2026-11-15', 'shorten', '2026-11-18')], '2026-11-18'],
  ['one of two was given fewer days', [on('2026-11-15', 'shorten', '2026-11-18', 0)], '2026-11-22'],
  ['it was closed early', [on('2026-11-20', 'close')], '2026-11-20'],
  ['one was taken to hospital', [on('2026-11-12', 'transfer', '', 1)], '2026-11-22'],
  ['a pause moves nothing', [on('2026-11-12', 'pause'), on('2026-11-16', 'resume')], '2026-11-22'],
  ['what came too late changes nothing', [on('2026-11-23', 'extend', '2026-12-01')], '2026-11-22'],
  ['another period began', [on('2026-11-20', 'close'), on('2026-12-01', 'restart', '2026-12-01', 0)], '2026-12-15'],
  ['the plan was closed before anybody came', [on('2026-11-02', 'close')], '2026-11-08'],
])('where %s', (_, changes, day) => {
  expect(last(changes)).toBe(day)
})

it('a record is kept thirty days more, to the end of the last of them', () => {
  expect(keptUntil(last([]))).toBe('2026-12-22')
  expect(boundsAt('2026-12-22').last < '2026-11-22').toBe(true)
  expect(boundsAt('2026-12-23').last).toBe('2026-11-22')
  expect(boundsAt('2026-12-23').arrival).toBe(arrival)
})

it('where nobody is observed, a record is kept 180 days after its last change', () => {
  const changed_at = startOf('2026-11-08') + 23 * HOUR
  expect(keptUntil(plainLast({ arrival: '', changed_at }))).toBe('2027-05-07')
  expect(boundsAt('2027-05-07').changedBefore).toBe(startOf('2026-11-08'))
  expect(boundsAt('2027-05-08').changedBefore).toBe(startOf('2026-11-09'))
})
