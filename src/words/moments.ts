/** Moments of notices in words: a bare day where midnight is meant, else day and time in Shanghai. */
import { showDay } from '#forms/kinds/date.ts'
import { dayAt, startOf, timeAt } from '#platform/clock.ts'

/** `2026年11月16日`, or with the time where something does not begin at midnight. */
export function beginning(instant: number): string {
  const day = dayAt(instant)
  return instant === startOf(day) ? showDay(day) : `${showDay(day)} ${timeAt(instant)}`
}

/** The last day that counts, or the minute at which it is over; without the year where that is clear from `after`. */
export function end(instant: number, after: number): string {
  const midnight = instant === startOf(dayAt(instant))
  const day = dayAt(midnight ? instant - 1 : instant)
  const year = `${day.slice(0, 4)}年`
  const words = showDay(day).slice(dayAt(after).startsWith(day.slice(0, 4)) ? year.length : 0)
  return midnight ? words : `${words} ${timeAt(instant)}`
}
