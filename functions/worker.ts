/** The one door: our app, then Astro; the only file that names both. */
import { cf } from '@astrojs/cloudflare/fetch'
import { handle } from '@astrojs/cloudflare/handler'
import { astro, FetchState } from 'astro/fetch'
import { Hono } from 'hono'
import { app } from './app.ts'
import { tick } from './jobs.ts'
import type { App, RequestContext } from './platform/context.ts'
import type { View } from './view.ts'

// Every view is printed by one of three on-demand pages, whatever the address: a sheet of paper by its own, what is asked of the
// desk by the desk's, because a page brings the styles of all views that it may print. Asked for by itself each is the site's 404.
function printer(c: RequestContext, { page }: View): string {
  if (page === 'certificate') return '/printed'
  return /^\/staff(\/|$)/.test(c.req.path) ? '/desk' : '/view'
}

async function print(c: RequestContext, view: View): Promise<Response> {
  const state = new FetchState(new Request(new URL(printer(c, view), c.req.url)))
  await cf(state, c.env, c.executionCtx as ExecutionContext)
  state.locals.view = view
  const page = await astro(state)
  const status = 'status' in view && view.status ? view.status : 200
  page.headers.set('content-type', 'text/html; charset=utf-8')
  // A guard that looks at an answer on its way out comes too late for the context's own headers.
  if (c.finalized) return new Response(page.body, { status, headers: page.headers })
  for (const [name, value] of page.headers) c.header(name, value)
  return c.body(page.body as ReadableStream, status)
}

const worker = new Hono<App>()
worker.use(async (c, next) => {
  c.setRenderer((view) => print(c, view))
  return next()
})
worker.route('/', app)
// Asked by GET even for a HEAD, so that guards and stamps see the page; hono drops the body.
worker.notFound((c) =>
  handle(new Request(c.req.raw, { method: c.req.method }), c.env, c.executionCtx as ExecutionContext),
)

export default {
  fetch: worker.fetch,
  scheduled: (_: ScheduledController, env: App['Bindings']) => tick(env, Date.now()),
}
