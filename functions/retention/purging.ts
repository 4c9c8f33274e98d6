/** What the timer does: computes what was marked, and destroys whatever is over. */
import { write } from '#audit/line.ts'
import { township } from '#forms/township.ts'
import { addDays, dayAt, startOf } from '#platform/clock.ts'
import type { Vault } from '#platform/vault.ts'
import { type Bounds, boundsAt } from './bounds.ts'
import { settleMarked } from './settling.ts'
import { goingBy } from './store/keeping.ts'
import { forgetNameless, purge } from './store/purge.ts'

// Of one tick; the next goes on. At Cloudflare a run may make a thousand statements, and a batch takes about twenty.
const MOST_MARKS = 500
const MOST_RECORDS = 400
const MOST_IN_BATCH = 100
const { keepDaysAfterEnd } = township.privacy

/** Destroys what was over by the moment `due`; safe to be cut off, to be missed and to be done twice. */
export async function purgeOver(db: D1Database, vault: Vault, due: number, now: number): Promise<void> {
  await settleMarked(db, MOST_MARKS)
  const bounds = boundsAt(dayAt(due))
  const ids = await goingBy(db, bounds, MOST_RECORDS)
  await forgetNameless(db, startOf(addDays(dayAt(due), -keepDaysAfterEnd)))
  const failed: unknown[] = []
  for (let n = 0; n < ids.length; n += MOST_IN_BATCH) {
    failed.push(...(await together(db, vault, ids.slice(n, n + MOST_IN_BATCH), bounds, now)))
  }
  if (failed.length > 0) throw new AggregateError(failed, 'a record that is over could not be destroyed')
}

// One record that cannot go keeps no other: what fails together is tried in halves.
async function together(db: D1Database, vault: Vault, ids: string[], bounds: Bounds, now: number): Promise<unknown[]> {
  const entry = { at: now, actor: 'timer', act: 'purge', detail: '' } as const
  try {
    await purge(db, await Promise.all(ids.map((record) => write(vault, { ...entry, record }))), bounds)
    return []
  } catch (error) {
    if (ids.length === 1) return [error]
    const half = Math.ceil(ids.length / 2)
    const first = await together(db, vault, ids.slice(0, half), bounds, now)
    return [...first, ...(await together(db, vault, ids.slice(half), bounds, now))]
  }
}
