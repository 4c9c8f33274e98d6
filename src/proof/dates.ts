/** Days and moments: written so that nothing is lost, days that exist, and in an order that can be. */
import type { z } from 'astro/zod'
import { dayAt, startOf, timeAt } from '#platform/clock.ts'
import { dayForm, momentForm } from '../content/entries/fields.ts'
import type { notice } from '../content/entries/notice.ts'
import type { Reviewed } from '../content/entries/sort.ts'
import type { Found, Path } from './mistake.ts'
import { WrittenDate } from './yaml.ts'

const moments = ['published', 'from', 'until', 'at']

/** Dates with seconds, a zone, or on a day that no calendar has: the reader of YAML would take them for something else. */
export function miswritten(value: unknown, path: Path = []): Found[] {
  if (value instanceof WrittenDate || typeof value === 'string') {
    const field = String(path.at(-1))
    const text = value instanceof WrittenDate ? value.text : value
    const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})(?: \d{2}:\d{2})?$/.exec(text) ?? []
    const form = moments.includes(field) ? momentForm : dayForm
    if (!year && value instanceof WrittenDate) return [{ at: path, what: `写的是「${text}」，${form}` }]
    const isDate = value instanceof WrittenDate || moments.includes(field)
    if (!year || !isDate || exists(Number(year), Number(month), Number(day))) return []
    return [{ at: path, what: `写的是「${text}」，日历上没有这一天` }]
  }
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) =>
    miswritten(inner, [...path, Array.isArray(value) ? Number(key) : key]),
  )
}

/** What a notice's times cannot be. */
export function noticeOrder({
  writtenOn,
  published,
  from,
  until,
  repealed,
  corrections,
}: z.infer<typeof notice>): Found[] {
  const out = dayAt(published)
  const begins = from ?? published
  const last = Math.max(begins, published)
  const after = begins > published ? 'from' : 'published'
  return [
    ...found(day(writtenOn) > out, ['writtenOn'], `写的是 ${day(writtenOn)}，不能晚于发布的日子 ${out}`),
    ...found(
      until !== undefined && until <= last,
      ['until'],
      `写的是 ${until && shown(until, until - 1)}，要晚于 ${after} 的 ${shown(last, last)}`,
    ),
    ...found(
      repealed !== undefined && repealed.at < published,
      ['repealed', 'at'],
      `写的是 ${repealed && shown(repealed.at, repealed.at)}，不能早于发布的日子 ${out}`,
    ),
    ...corrections.flatMap(({ on }, index) =>
      found(day(on) < out, ['corrections', index, 'on'], `写的是 ${day(on)}，不能早于发布的日子 ${out}`),
    ),
  ]
}

/** A text is looked at again later than it was looked at, on the day of `field`. */
export function reviewOrder({ reviewBy }: Reviewed, last: Date, field: string): Found[] {
  return found(reviewBy <= last, ['reviewBy'], `写的是 ${day(reviewBy)}，要晚于 ${field} 的 ${day(last)}`)
}

// As it was written: a bare day where midnight is meant, which for an end is the day before.
function shown(instant: number, within: number): string {
  return instant === startOf(dayAt(instant)) ? dayAt(within) : `${dayAt(instant)} ${timeAt(instant)}`
}

function exists(year: number, month: number, day: number): boolean {
  const date = new Date(Date.UTC(year, month - 1, day))
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day
}

function day(date: Date): string {
  return date.toISOString().slice(0, 10)
}

function found(wrong: boolean, at: Path, what: string): Found[] {
  return wrong ? [{ at, what }] : []
}
