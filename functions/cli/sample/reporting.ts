/** What an invented family reports in a slot through the public's own door, and what the clinic does with what rings. */
import { type Chance, oneOf } from '#forms/field.ts'
import type { Raw } from '#forms/page.ts'
import type { Day } from '#platform/clock.ts'
import type { Staff } from '#platform/principal.ts'
import { waiting } from '#protection/alerts/store/queue.ts'
import { type Post, pageOf } from '../in-process-client.ts'

/** A family that has come home, or is about to. */
export interface Home {
  reference: string
  /** The last four digits of the phone. */
  tail: string
  /** Day 0. */
  arrival: Day
}

// Of the queue a page is enough for a day.
const MOST_SEEN = 20

/** Opens the page by number and tail and reports everybody on it. */
export async function report(post: Post, random: Chance, { reference, tail }: Home): Promise<void> {
  const { view } = await post('/my/check-in', { reference: [reference], tail: [tail] })
  // Over, or planned for later.
  if (view?.page === 'check-in-outside') return
  const { leave, people } = pageOf(view, 'check-in')
  const sick = random() < 0.01 ? oneOf(random, people).person : undefined
  const raw: Raw = { leave: [leave], ...(random() < 0.01 ? { mood: ['low'] } : {}) }
  for (const { person } of people) {
    const celsius = person === sick ? 37.3 + Math.floor(random() * 15) / 10 : 36.2 + Math.floor(random() * 7) / 10
    raw[`p${person}.temperature`] = [celsius.toFixed(1)]
    if (person === sick && random() < 0.5) raw[`p${person}.symptoms`] = [oneOf(random, ['fever', 'cough'])]
  }
  if (people.some(({ person }) => !raw[`p${person}.symptoms`])) raw['well'] = ['yes']
  pageOf((await post('/my/check-in/send', raw)).view, 'checked-in')
}

/** The clinic looks at what waits, but for the latest `keep`. */
export async function look(db: D1Database, post: Post, doctor: Staff, cookie: string, keep: number): Promise<void> {
  const rows = await waiting(db, doctor, { seen: 0, at: 0, id: '' }, MOST_SEEN)
  const unseen = rows.filter(({ acknowledged_at }) => acknowledged_at === null)
  const seen = unseen.slice(0, Math.max(0, unseen.length - keep))
  for (const { id } of seen) await post(`/staff/alerts/${id}/acknowledge`, {}, cookie)
}
