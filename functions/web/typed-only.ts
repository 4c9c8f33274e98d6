/** A page with what its reader just typed and little else: the one kind that their own browser may keep. */
import type { RequestContext } from '#platform/context.ts'

/** Lets the browser keep this answer for going back, also without a network; for anything else it asks again. No one between may. */
export function browserMayKeep(c: RequestContext): void {
  c.header('cache-control', 'private, no-cache')
  // Not every server adds it, and a copy says how old it is.
  c.header('date', new Date(c.var.now).toUTCString())
}

/** Takes what it kept away. */
export function browserForgets(c: RequestContext): void {
  c.header('clear-site-data', '"cache"')
}
