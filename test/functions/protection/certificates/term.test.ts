/** Which paper can be made when, and how long it stays true. */
import { expect, it } from 'vitest'
import { township } from '#forms/township.ts'
import { ruleOf } from '#platform/calendar.ts'
import { addDays, startOf } from '#platform/clock.ts'
import { type CertificateKind, holds, termOf } from '#protection/certificates/term.ts'
import { type PeriodChange, standingOf } from '#protection/observation/course.ts'

const rule = ruleOf({ ...township.observation, days: 14 })
const arrival = '2026-11-01'
const last = '2026-11-15'
const noon = (day: string) => startOf(day) + 12 * 3_600_000
const change = (kind: PeriodChange['kind'], on: string, day = '', person: number | null = null): PeriodChange => {
  return { kind, person, day, at: noon(on) }
}
const at = (moment: number, changes: PeriodChange[] = [], withdrawn = false) =>
  standingOf(rule, { arrival, withdrawn }, changes, 0, moment)

it.each<[string, PeriodChange[], number, CertificateKind[]]>([
  ['before they come', [], startOf(arrival) - 1, ['notice']],
  ['on the day of arrival', [], startOf(arrival), ['notice']],
  ['in the last millisecond of the last day', [], startOf(addDays(last, 1)) - 1, ['notice']],
  ['from the first millisecond after it', [], startOf(addDays(last, 1)), ['release']],
  ['paused', [change('pause', '2026-11-05')], noon('2026-11-06'), ['notice']],
  [
    'extended, after the ruled last day',
    [change('extend', '2026-11-10', '2026-11-20')],
    noon('2026-11-16'),
    ['notice'],
  ],
  ['extended, after all', [change('extend', '2026-11-10', '2026-11-20')], startOf('2026-11-21'), ['release']],
  ['shortened', [change('shorten', '2026-11-05', '2026-11-08')], startOf('2026-11-09'), ['release']],
  ['closed by hand', [change('close', '2026-11-08')], noon('2026-11-08'), ['release']],
  ['a moment before it is closed', [change('close', '2026-11-08')], noon('2026-11-08') - 1, ['notice']],
  ['closed before they came', [change('close', '2026-10-30')], noon('2026-10-31'), []],
  ['transferred', [change('transfer', '2026-11-08')], noon('2026-11-09'), []],
  ['begun anew', [change('restart', '2026-11-16', '2026-11-16')], noon('2026-11-17'), ['notice']],
  ['somebody else closed', [change('close', '2026-11-08', '', 1)], noon('2026-11-09'), ['notice']],
])('%s', (_, changes, moment, kinds) => {
  const standing = at(moment, changes)
  expect((['notice', 'release'] as const).filter((kind) => termOf(kind, standing))).toEqual(kinds)
})

it('a release is never made before the end, at any hour of any of these courses', () => {
  const courses = [[], [change('extend', '2026-11-10', '2026-11-20')], [change('pause', '2026-11-05')]]
  for (const [n, changes] of courses.entries()) {
    const end = startOf(n === 1 ? '2026-11-21' : addDays(last, 1))
    for (let moment = startOf(arrival) - 86_400_000; moment < end + 86_400_000; moment += 3_600_000)
      expect(termOf('release', at(moment, changes)) !== undefined).toBe(moment >= end)
  }
})

it('nobody who withdrew has a paper', () => {
  const standing = at(noon('2026-11-20'), [], true)
  for (const kind of ['notice', 'release'] as const) {
    expect(termOf(kind, standing)).toBeUndefined()
    expect(holds(kind, { first: arrival, last }, standing)).toBe(false)
  }
})

it('a paper holds while its days are those of the observation, and a notice outlives them', () => {
  const term = { first: arrival, last }
  expect(holds('notice', term, at(noon('2026-11-05')))).toBe(true)
  expect(holds('notice', term, at(noon('2026-12-05')))).toBe(true)
  expect(holds('release', term, at(noon('2026-12-05')))).toBe(true)
  for (const kind of ['extend', 'shorten', 'restart'] as const) {
    const changes = [change(kind, '2026-11-08', '2026-11-12')]
    expect(holds('notice', term, at(noon('2026-11-09'), changes))).toBe(kind === 'restart')
    expect(holds('notice', term, at(noon('2026-11-13'), changes))).toBe(false)
    expect(holds('release', term, at(noon('2026-12-15'), changes))).toBe(false)
  }
  for (const kind of ['close', 'transfer'] as const) {
    const standing = at(noon('2026-11-09'), [change(kind, '2026-11-08')])
    expect(holds('notice', term, standing)).toBe(false)
    expect(holds('release', { first: arrival, last: '2026-11-08' }, standing)).toBe(kind === 'close')
  }
  const anew = at(noon('2026-11-17'), [change('restart', '2026-11-16', '2026-11-16')])
  for (const kind of ['notice', 'release'] as const) expect(holds(kind, term, anew)).toBe(false)
})
