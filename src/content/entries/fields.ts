/** What the front matter of every section shares: titles, days, moments in Shanghai, sources. */
import { z } from 'astro/zod'
import { addDays, dayAt, startOf } from '#platform/clock.ts'

/** How days and moments are written; said where they are not. */
export const dayForm = '日子要写成 2026-11-16 这样'
export const momentForm = '时间要写成 2026-11-16 或 2026-11-16 08:00 这样（北京时间，不写秒和时区）'

export const title = z.string().min(2, '标题至少 2 个字').max(30, '标题最多 30 个字')

/** 大白话: what is it to me, what do I do, by when. */
export const plain = z
  .array(z.string().max(60, '大白话一句最多 60 个字'))
  .min(1, '大白话至少写一句')
  .max(3, '大白话最多三句')

/** A calendar day, as YAML reads `2026-11-16`. */
export const day = z.date(dayForm)

/** The moment from which something holds, in UTC milliseconds; a bare day begins at midnight in Shanghai. */
export const beginning = moment((start) => start)

/** The moment at which something has ended, in UTC milliseconds; a bare day counts to its last minute. */
export const ending = moment((start) => startOf(addDays(dayAt(start), 1)))

/** Where a health or legal fact can be read by anyone. */
export const source = z.strictObject({
  agency: z.string().min(1),
  title: z.string().min(1),
  url: z.url({ protocol: /^https?$/, error: '网址要以 http:// 或 https:// 开头' }),
  date: day,
})

/** Another entry by its section and slug, `rumors/garlic`. */
export const reference = z.string().regex(/^[a-z]+\/[\w-]+$/, '要写成 rumors/garlic 这样：栏目/文件名')

const SHANGHAI_MS = 8 * 3_600_000

// YAML reads a bare day and a time with seconds as if they were UTC, and leaves `2026-11-16 08:00` as text.
function moment(bareDay: (start: number) => number) {
  return z.union([z.date(), z.string()], momentForm).transform((written, context) => {
    const wall = typeof written === 'string' ? wallClock(written) : written.getTime()
    if (wall === undefined || Number.isNaN(wall)) {
      context.addIssue({ code: 'custom', message: momentForm, input: written })
      return z.NEVER
    }
    const instant = wall - SHANGHAI_MS
    return typeof written !== 'string' && wall % 86_400_000 === 0 ? bareDay(instant) : instant
  })
}

function wallClock(written: string): number | undefined {
  if (!/^\d{4}-\d{2}-\d{2} ([01]\d|2[0-3]):[0-5]\d$/.test(written)) return undefined
  return Date.parse(`${written.replace(' ', 'T')}:00Z`)
}
