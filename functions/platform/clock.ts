/** The township's day: Shanghai dates from an instant that is passed in; pure. */

/** A calendar day in Asia/Shanghai, `YYYY-MM-DD`. */
export type Day = string

const DAY_MS = 86_400_000
// China has kept UTC+8 without summer time since 1992, so integer arithmetic equals the time-zone database.
const SHANGHAI_MS = 8 * 3_600_000

/** The day in Shanghai at `instant` (UTC milliseconds). */
export function dayAt(instant: number): Day {
  return fromNumber(Math.floor((instant + SHANGHAI_MS) / DAY_MS))
}

/** The first instant of `day` in Shanghai, UTC milliseconds. */
export function startOf(day: Day): number {
  return toNumber(day) * DAY_MS - SHANGHAI_MS
}

/** `day` moved by `days`, which may be negative. */
export function addDays(day: Day, days: number): Day {
  return fromNumber(toNumber(day) + days)
}

/** Whether year, month and day name a day that exists; the day if so. */
export function dayOf(year: number, month: number, date: number): Day | undefined {
  return dayNamed(`${pad(year, 4)}-${pad(month)}-${pad(date)}`)
}

/** The day that `text` is, `YYYY-MM-DD`; undefined where there is no such day, which `Date` takes for one of the next month. */
export function dayNamed(text: string): Day | undefined {
  const days = toNumber(text)
  return Number.isFinite(days) && fromNumber(days) === text ? text : undefined
}

/** 0 is Sunday, as in `Date#getUTCDay`. */
export function weekdayOf(day: Day): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay()
}

/** Wall-clock time in Shanghai at `instant`, `HH:MM`. */
export function timeAt(instant: number): string {
  return new Date(instant + SHANGHAI_MS).toISOString().slice(11, 16)
}

function toNumber(day: Day): number {
  return Date.parse(`${day}T00:00:00Z`) / DAY_MS
}

function fromNumber(days: number): Day {
  return new Date(days * DAY_MS).toISOString().slice(0, 10)
}

function pad(value: number, width = 2): string {
  return String(value).padStart(width, '0')
}
