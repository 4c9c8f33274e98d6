import { expect, it } from 'vitest'
import { addDays, dayAt, dayNamed, dayOf, timeAt, weekdayOf } from '#platform/clock.ts'

it("the township's day begins at midnight in Shanghai", () => {
  expect(dayAt(Date.parse('2026-05-06T15:59:59.999Z'))).toBe('2026-05-06')
  expect(dayAt(Date.parse('2026-05-06T16:00:00.000Z'))).toBe('2026-05-07')
  expect(timeAt(Date.parse('2026-05-06T16:00:00.000Z'))).toBe('00:00')
})

it('equals the time-zone database at every hour of eight years', () => {
  const shanghai = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' })
  const first = Date.parse('2020-01-01T00:30:00Z')
  const wrong = Array.from({ length: 8 * 8766 }, (_, hour) => first + hour * 3_600_000).filter(
    (instant) => dayAt(instant) !== shanghai.format(instant),
  )
  expect(wrong).toEqual([])
})

it('counts days across months, years and leap days', () => {
  expect(addDays('2026-12-25', 14)).toBe('2027-01-08')
  expect(addDays('2028-02-28', 1)).toBe('2028-02-29')
  expect(addDays('2026-03-01', -1)).toBe('2026-02-28')
})

it('knows which days exist', () => {
  expect(dayOf(2026, 2, 29)).toBeUndefined()
  expect(dayOf(2028, 2, 29)).toBe('2028-02-29')
  expect(dayOf(2026, 13, 1)).toBeUndefined()
  expect(weekdayOf('2026-11-22')).toBe(0)
  expect(dayNamed('2028-02-29')).toBe('2028-02-29')
  for (const text of ['2026-02-29', '2026-11-31', '2026-2-3', '2026-02-03Z', '+275760-09-13', ''])
    expect(dayNamed(text)).toBeUndefined()
})
