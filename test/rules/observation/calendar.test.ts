/** The fourteen days: the table of examples, and a model that asks the time-zone database instead of counting. */
import { describe, expect, it } from 'vitest'
import { township } from '#forms/township.ts'
import { ruleOf, slotAt, slotsBetween, spanOf } from '#platform/calendar.ts'
import { owes, type PeriodChange, periodsOf, standingOf } from '#protection/observation/course.ts'
import { counted } from '#test/support/counts.ts'
import { examples, slots } from './examples.ts'

const rule = ruleOf(township.observation)
const at = (moment: string) => Date.parse(`${moment.replace(' ', 'T')}+08:00`)
const clock = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Asia/Shanghai',
  dateStyle: 'short',
  timeStyle: 'medium',
})

it('the rule is the seeds’: fourteen days, two slots, by 16:00', () => {
  expect(rule).toEqual({ days: 14, slots: [0, 12 * 3_600_000], cutOff: 16 * 3_600_000 })
})

describe.each(examples)('$means', ({ arrival, changes = [], person = 0, withdrawn = false, at: moments }) => {
  const made: PeriodChange[] = changes.map((each) => ({ ...each, at: at(each.at), person: each.person ?? null }))
  it.each(moments)('at %s: %s, day %i, to %s', (now, state, dayNumber, last) => {
    const standing = standingOf(rule, { arrival, withdrawn }, made, person, at(now))
    expect([standing.state, standing.dayNumber, standing.period.last]).toEqual([state, dayNumber, last])
    expect(standing.open).toBe(['observing', 'paused', 'extended', 'shortened'].includes(state))
  })
})

it.each(slots)('%s is of %s, slot %i, late: %s', (now, day, slot, late) => {
  const place = slotAt(rule, at(now))
  expect(place).toEqual({ day, slot })
  expect(at(now) >= spanOf(rule, place).due).toBe(late)
})

it('owes 28 reports from day 1 to day 14, none on day 0, none in a pause, none after a transfer', () => {
  const owed = (...changes: PeriodChange[]) => {
    const [period] = periodsOf(rule, '2026-11-01', changes, 0, Number.MAX_SAFE_INTEGER)
    if (!period) throw new Error('no period')
    return slotsBetween(rule, '2026-10-31', '2026-11-30').filter((place) => owes(rule, period, place))
  }
  const all = { person: null, day: '' }
  expect(owed()).toHaveLength(28)
  expect(owed()[0]).toEqual({ day: '2026-11-02', slot: 0 })
  expect(owed().at(-1)).toEqual({ day: '2026-11-15', slot: 1 })
  // From the morning of the 3rd to that of the 5th: two mornings and two afternoons are due in between.
  const pause = { ...all, kind: 'pause', at: at('2026-11-03 10:00:00.000') } as const
  expect(owed(pause, { ...all, kind: 'resume', at: at('2026-11-05 10:00:00.000') })).toHaveLength(24)
  expect(owed({ ...all, kind: 'transfer', at: at('2026-11-04 15:30:00.000') })).toHaveLength(5)
  expect(owed({ ...all, kind: 'extend', day: '2026-11-16', at: at('2026-11-04 15:30:00.000') })).toHaveLength(30)
})

// Seven and sixty have nothing in common, so every minute of an hour has its turn; the drill asks at every one.
const STEP = counted({ tested: 7, drilled: 1 })

it('equals the time-zone database around every hour of a year, and at minutes in between', () => {
  // A year with a leap day, by the first and the last millisecond of a minute; nothing of ours counts here.
  const [from, until] = [Date.UTC(2027, 11, 31, 12), Date.UTC(2029, 0, 1)]
  const days = new Map<string, number>()
  for (let noon = from - 20 * 86_400_000; noon < until + 20 * 86_400_000; noon += 86_400_000)
    days.set(clock.format(noon).slice(0, 10), days.size)
  const names = [...days.keys()]
  let [cases, differences] = [0, 0]
  const compare = (instant: number, wall: string) => {
    const [day, time] = [wall.slice(0, 10), wall.slice(11)]
    const place = slotAt(rule, instant)
    const late = instant >= spanOf(rule, place).due
    // Whoever arrived between two weeks ago and tomorrow, by turns.
    const dayNumber = (cases % 17) - 1
    const arrival = names[(days.get(day) ?? 0) - dayNumber] ?? ''
    const { state, dayNumber: said, period } = standingOf(rule, { arrival, withdrawn: false }, [], 0, instant)
    const expected = dayNumber < 0 ? 'planned' : dayNumber > 14 ? 'ended' : 'observing'
    const same =
      place.day === day &&
      place.slot === (time < '12:00:00' ? 0 : 1) &&
      late === time >= '16:00:00' &&
      state === expected &&
      said === dayNumber &&
      period.last === names[(days.get(arrival) ?? 0) + 14]
    cases += 1
    if (!same) differences += 1
  }
  for (let minute = from; minute < until; minute += 60_000 * STEP) {
    const wall = clock.format(minute)
    compare(minute, wall)
    compare(minute + 59_999, wall)
  }
  // Around the full hours, where every boundary lies, the database is asked for the millisecond itself.
  for (let hour = from; hour < until; hour += 3_600_000)
    for (const instant of [hour - 1, hour, hour + 1]) compare(instant, clock.format(instant))
  expect(cases).toBeGreaterThan(1_000_000 / STEP)
  expect(differences).toBe(0)
})
