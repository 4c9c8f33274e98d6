/** A real D1 with the real migrations before the tests of each file. */
import { applyD1Migrations, type D1Migration, env } from 'cloudflare:test'
import type { Secrets } from '../../functions/vault.ts'

declare module 'cloudflare:test' {
  interface ProvidedEnv extends Secrets {
    DB: D1Database
    /** A real D1 without any table: what a Worker meets whose database was never migrated. */
    EMPTY: D1Database
    MIGRATIONS: D1Migration[]
  }
}

await applyD1Migrations(env.DB, env.MIGRATIONS)
