/** What every handler is given, and how a guard says what it leaves for the handlers behind it; types only. */
import type { Context } from 'hono'
import type { Keys } from './key-ring.ts'
import type { Secrets, Vault } from './vault.ts'

/** The Worker's bindings: `SEARCH_BUILD` names the rows of the index that belong to it, `LOG` is "all" where each request is to be logged, the two of Access are both there or none (functions/staff/access.ts). */
interface Bindings extends Secrets, Keys {
  DB: D1Database
  SEARCH_BUILD: string
  LOG?: string
  ACCESS_TEAM?: string
  ACCESS_AUD?: string
}

/** The Hono type of every request; `now` in UTC milliseconds. */
export interface App {
  Bindings: Bindings
  Variables: { vault: Vault; now: number; request: string }
}

/** The Hono type of a guard that leaves `Left` in `c.var`. */
export interface With<Left> {
  Bindings: Bindings
  Variables: App['Variables'] & Left
}

/**
 * What a function takes of a request behind guards that left `Left` (`StaffVars & FormVars`). It is Hono's context without
 * `set`, for whose sake Hono's own type refuses a context that carries more than was asked for.
 */
export type RequestContext<Left = unknown> = Omit<Context, 'env' | 'get' | 'set' | 'var'> & {
  readonly env: Bindings
  readonly var: App['Variables'] & Left
}
