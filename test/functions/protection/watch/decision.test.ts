/** What may be decided about a family: a day that exists, and one that means the same for everybody it is about. */
import { expect, it } from 'vitest'
import { startOf } from '#platform/clock.ts'
import type { PeriodChange } from '#protection/observation/course.ts'
import { standingOf } from '#protection/observation/course.ts'
import { type Member, rule } from '#protection/observation/family.ts'
import { readDecision } from '#protection/watch/one/decision.ts'

const today = '2026-11-22'
const now = startOf(today) + 1

/** Two people who came home on the 20th, whose last day is 4 December. */
function familyAfter(...changes: PeriodChange[]): Member[] {
  const record = { arrival: '2026-11-20', withdrawn: false }
  return [0, 1].map((person) => ({
    person,
    name: '张**',
    relation: '',
    standing: standingOf(rule, record, changes, person, now),
  }))
}
const decided = (kind: 'extend' | 'shorten', day: string, family: Member[], person = '') =>
  readDecision({ kind, person, day, reason: 'contact', words: '' }, family, [kind], today)

it.each(['2026-11-31', '2026-11-3', '2026-11-30T00:00', '', 'x'])('%j is no day', (day) => {
  expect(decided('shorten', day, familyAfter())).toBe('day')
  expect(decided('shorten', '2026-11-30', familyAfter())).toMatchObject({ day: '2026-11-30' })
})

it('what lengthens one person’s days shortens nobody else’s', () => {
  const longer: PeriodChange = { kind: 'extend', person: 1, day: '2026-12-10', at: now }
  const family = familyAfter(longer)
  expect(decided('extend', '2026-12-07', family)).toBe('day')
  expect(decided('extend', '2026-12-07', family, '0')).toMatchObject({ person: 0, day: '2026-12-07' })
  expect(decided('extend', '2026-12-11', family)).toMatchObject({ person: null, day: '2026-12-11' })
})
