/** A real D1 with the real migrations, empty before the tests of each file; the Worker goes on, as on Cloudflare. */
import { applyD1Migrations, type D1Migration } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { afterAll, vi } from 'vitest'
import type { Secrets } from '#platform/vault.ts'
import './toy-book.ts'

declare global {
  namespace Cloudflare {
    interface Env extends Secrets {
      DB: D1Database
      /** A real D1 without any table: what a Worker meets whose database was never migrated. */
      EMPTY: D1Database
      SEARCH_BUILD: string
      MIGRATIONS: D1Migration[]
    }
  }
}

// One file after the other is asked of the same Worker: each begins with nothing kept, and leaves the clock right.
afterAll(() => void vi.useRealTimers())
await emptied()
await applyD1Migrations(env.DB, env.MIGRATIONS)

// Children stand after their parents in the schema, so what came last goes first; triggers name tables that are gone by then.
async function emptied(): Promise<void> {
  const { results } = await env.DB.prepare(
    `SELECT type, name FROM sqlite_schema
     WHERE type IN ('table', 'trigger', 'view') AND name NOT LIKE 'sqlite%' AND name NOT LIKE '!_cf%' ESCAPE '!'
       AND name NOT IN (SELECT name FROM pragma_table_list WHERE type = 'shadow')
     ORDER BY type = 'table', rowid DESC`,
  ).all<{ type: string; name: string }>()
  const drops = results.map(({ type, name }) => env.DB.prepare(`DROP ${type} "${name}"`))
  if (drops.length > 0) await env.DB.batch(drops)
}
