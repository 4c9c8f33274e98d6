/** What may be decided about a family: only for a day that exists. */
import { expect, it } from 'vitest'
import { startOf } from '../../../functions/clock.ts'
import { standingOf } from '../../../functions/observation/course.ts'
import { type Member, rule } from '../../../functions/observation/family.ts'
import { readDecision } from '../../../functions/watch/one/decision.ts'

const today = '2026-11-22'
const now = startOf(today) + 1

/** Two people who came home on the 20th, whose last day is 4 December. */
function family(): Member[] {
  const record = { arrival: '2026-11-20', withdrawn: false }
  return [0, 1].map((person) => ({
    person,
    name: '张**',
    relation: '',
    standing: standingOf(rule, record, [], person, now),
  }))
}
const decided = (day: string) => readDecision({ kind: 'shorten', day, reason: 'contact' }, family(), ['shorten'], today)

it.each(['2026-11-31', '2026-11-3', '2026-11-30T00:00', '', 'x'])('%j is no day', (day) => {
  expect(decided(day)).toBe('day')
  expect(decided('2026-11-30')).toMatchObject({ day: '2026-11-30' })
})
