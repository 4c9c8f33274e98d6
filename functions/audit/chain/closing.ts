/** Puts what was noted since the last block into a new one: by the timer, and by the first request to the desk after a gap. */
import type { Next } from 'hono'
import type { RequestContext } from '#platform/context.ts'
import type { Vault } from '#platform/vault.ts'
import { blockOf } from './block.ts'
import { append, lastBlock, linesFrom } from './store.ts'

const MOST_LINES = 2000
// What one run blocks at most; the next one goes on.
const MOST_BLOCKS = 10
export const GAP_MS = 5 * 60_000

/** Puts every line that is in no block yet into one; gives how many blocks were made. Two at the same moment make one chain. */
export async function closeBlocks(db: D1Database, vault: Vault, now: number): Promise<number> {
  let before = await lastBlock(db)
  for (let made = 0; made < MOST_BLOCKS; made += 1) {
    const lines = await linesFrom(db, (before?.last ?? 0) + 1, Number.MAX_SAFE_INTEGER, MOST_LINES)
    if (lines.length === 0) return made
    const block = await blockOf(vault, before, lines, now)
    // Another one was quicker, and closes the rest too.
    if (!(await append(db, block))) return made
    before = block
  }
  return MOST_BLOCKS
}

// Of this instance of the Worker, so that not every request asks the database.
let askedAt = 0

/** After an answer of the desk: closes a block where nobody has for five minutes, as when the timer stands still. */
export async function blocksClosed(c: RequestContext, next: Next): Promise<void> {
  await next()
  const { vault, now } = c.var
  if (now - askedAt < GAP_MS) return
  askedAt = now
  const closing = lastBlock(c.env.DB)
    .then((last) => (now - (last?.at ?? 0) < GAP_MS ? 0 : closeBlocks(c.env.DB, vault, now)))
    // The timer tries again, and the auditor's page says since when no block was made.
    .catch(() => undefined)
  await later(c, closing)
}

/** Lets the answer go first, where there is somebody who waits for the rest. */
async function later(c: RequestContext, work: Promise<unknown>): Promise<void> {
  let waits: ExecutionContext | undefined
  try {
    waits = c.executionCtx as ExecutionContext
  } catch {
    // Without a platform, as in a test, the work is awaited.
  }
  if (waits) waits.waitUntil(work)
  else await work
}
