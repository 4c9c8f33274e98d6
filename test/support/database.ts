/** A real D1 with the real migrations before the tests of each file. */
import { applyD1Migrations, type D1Migration } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import type { Secrets } from '#platform/vault.ts'

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

await applyD1Migrations(env.DB, env.MIGRATIONS)
