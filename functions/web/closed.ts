/** A restored database serves nobody before deletions made since its backup are replayed: nobody sees again who left. */
import type { MiddlewareHandler } from 'hono'
import type { App } from '#platform/context.ts'
import { isClosed } from '#platform/store/operations.ts'
import { errorPage } from './error-page.ts'
import { resendOf } from './resend.ts'

/**
 * How long "open" is believed. A database is closed by putting another file in its place while no server runs, so that
 * asking in every request would cost each a trip to learn what can hardly change; "closed" is asked anew every time.
 */
const BELIEVED_MS = 10_000
const RETRY_S = '600'
const openUntil = new WeakMap<D1Database, number>()

export const openOnly: MiddlewareHandler<App> = async (c, next) => {
  const { now } = c.var
  const believed = openUntil.get(c.env.DB)
  if (believed === undefined || believed < now) {
    if (await closed(c.env.DB, believed !== undefined)) {
      openUntil.delete(c.env.DB)
      c.header('retry-after', RETRY_S)
      return errorPage(c, 'closed', 503, await resendOf(c))
    }
    openUntil.set(c.env.DB, now + BELIEVED_MS)
  }
  return next()
}

// A database that does not answer is the handler's to explain, which knows how to keep what was typed. But one that never
// said that it is open could be a restored one.
async function closed(db: D1Database, wasOpen: boolean): Promise<boolean> {
  try {
    return await isClosed(db)
  } catch (error) {
    if (wasOpen || (error instanceof Error && /no such table/.test(error.message))) return false
    throw error
  }
}
