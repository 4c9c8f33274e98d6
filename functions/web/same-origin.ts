/** What another site makes a browser send is refused before anything is stored. */
import type { MiddlewareHandler } from 'hono'
import type { App } from '#platform/context.ts'
import { errorPage } from './error-page.ts'

/**
 * Refuses what another site makes a browser send. Programs and old browsers that do not say where they come from are let in:
 * anybody may send a public form, so another site gains nothing by it.
 */
export const sameOrigin: MiddlewareHandler<App> = async (c, next) => {
  const origin = c.req.header('origin')
  const site = c.req.header('sec-fetch-site')
  const ours = !origin || (URL.canParse(origin) && new URL(origin).host === new URL(c.req.url).host)
  const foreign = site ? site !== 'same-origin' && site !== 'none' : !ours
  if (c.req.method !== 'GET' && c.req.method !== 'HEAD' && (foreign || !ours)) return errorPage(c, 'foreign', 403)
  return next()
}
