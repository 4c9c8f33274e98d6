/** Which messages the urgent notices make: each is told, corrected, replaced and taken back by a message of its own. */
import { startOf } from '#platform/clock.ts'
import type { Notice } from '../content/notices.ts'

/** What a message needs of a notice. */
export type Warned = Pick<Notice, 'slug' | 'href' | 'data' | 'times'> & {
  supersedes: Warned[]
  supersededBy?: Warned | undefined
}

/** A message as another one refers to it; `sent` is in UTC milliseconds. */
export interface Sent {
  identifier: string
  sent: number
}

export interface Cancellation extends Sent {
  expires: number
  /** Why the notice is over, and the page that says so. */
  why: string
  href: string
}

const WEEK_MS = 7 * 86_400_000

/** Whether a notice is told as a message: an urgent one that was in force at all. */
export function isWarning({ data, times }: Warned): boolean {
  return data.level === 'urgent' && times.end > times.published
}

/** The newest message of a notice at `now` and those before it; a message never changes, so each correction is a new one. */
export function editions({ slug, data, times }: Warned, now: number): { newest: Sent; before: Sent[] } {
  const corrected = data.corrections
    .map(({ on }) => Math.max(times.published, startOf(on.toISOString().slice(0, 10))))
    .filter((sent) => sent <= now)
    .sort((a, b) => a - b)
    .map((sent, index) => ({ identifier: `${slug}.${index + 2}`, sent }))
  const all: Sent[] = [{ identifier: slug, sent: times.published }, ...corrected]
  const before = all.slice(0, -1)
  return { newest: all[before.length] as Sent, before }
}

/** The messages of other notices in whose place this one stands. */
export function replaced({ slug, supersedes }: Warned, now: number): Sent[] {
  return supersedes
    .filter((old) => isWarning(old) && old.times.ending === 'superseded' && old.supersededBy?.slug === slug)
    .map((old) => editions(old, now).newest)
}

/** The message that takes a notice back, where it was repealed or replaced by one that is not urgent. */
export function cancellation(notice: Warned): Cancellation | undefined {
  const { slug, href, data, times, supersededBy: next } = notice
  if (!isWarning(notice)) return undefined
  const identifier = `${slug}.cancel`
  const over = (sent: number) => (data.until && data.until > sent ? data.until : sent + WEEK_MS)
  if (times.ending === 'repealed' && data.repealed)
    return { identifier, sent: times.end, expires: over(times.end), why: data.repealed.why, href }
  if (times.ending !== 'superseded' || !next || isWarning(next)) return undefined
  const sent = Math.max(times.end, next.times.published)
  return { identifier, sent, expires: over(sent), why: `以新通知为准：${next.data.title}`, href: next.href }
}
