/** The few static pages and feeds whose truth depends on the minute, on their way out: home, lists, notices, villages. */
import type { MiddlewareHandler } from 'hono'
import type { App, RequestContext } from '#platform/context.ts'
import { feedAt, isFeed } from './feeds.ts'
import { stamp } from './stamp.ts'

// Times in notices are whole minutes, so a page is the same until the next one.
const MINUTE_MS = 60_000

export const stamped: MiddlewareHandler<App> = async (c, next) => {
  await next()
  const page = c.res
  const type = page.headers.get('content-type') ?? ''
  if (page.status !== 200 || !(type.startsWith('text/html') || isFeed(type))) return
  // Given a second answer, hono would carry the first one's headers over.
  c.res = undefined
  const tag = `W/"${page.headers.get('etag')?.replace(/^W\/|"/g, '')}.${Math.floor(c.var.now / MINUTE_MS)}"`
  const headers = new Headers(page.headers)
  headers.delete('content-length')
  headers.set('etag', tag)
  headers.set('cache-control', 'no-cache')
  // A browser takes a 304's headers over for the page that it has, so they are the whole page's.
  if (c.req.header('if-none-match') === tag) c.res = new Response(null, { status: 304, headers })
  else c.res = await now(c, page, type, headers)
}

async function now(c: RequestContext, page: Response, type: string, headers: Headers): Promise<Response> {
  const text = isFeed(type) ? feedAt(await page.text(), c.var.now) : await stamp(page, c.var.now)
  return text === undefined ? c.render({ page: 'missing', status: 404 }) : new Response(text, { headers })
}
