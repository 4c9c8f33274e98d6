/** The app without its pages, in this process: a form goes in as a browser sends it, and what a page would print comes out. */
import { Hono } from 'hono'
import { app } from '#app.ts'
import type { Raw } from '#forms/page.ts'
import type { App } from '#platform/context.ts'
import type { View } from '#view.ts'

const origin = 'http://localhost'
/** The app whose views come back as JSON. */
export const jsonApp = new Hono<App>()
jsonApp.use(async (c, next) => {
  c.setRenderer((view) => c.json(view, 'status' in view && view.status ? view.status : 200))
  return next()
})
jsonApp.route('/', app)

/** Posts `raw` to a path of the app, as who holds `cookie`; gives the view and the cookies that were set. */
export type Post = (path: string, raw: Raw, cookie?: string) => Promise<{ view: View | undefined; cookie: string }>

/** A client of the app on this database; throws where the app answers with 500 or more. */
export function inProcessClient(env: App['Bindings']): Post {
  return async (path, raw, cookie = '') => {
    const body = new URLSearchParams(Object.entries(raw).flatMap(([name, all]) => all.map((each) => [name, each])))
    const headers = { 'content-type': 'application/x-www-form-urlencoded', origin, cookie }
    const answer = await jsonApp.request(`${origin}${path}`, { method: 'POST', body: body.toString(), headers }, env)
    if (answer.status >= 500) throw new Error(`${path} answered ${answer.status}`)
    const text = await answer.text()
    const set = answer.headers.getSetCookie().map((line) => line.split(';')[0])
    return { view: text ? JSON.parse(text) : undefined, cookie: set.join('; ') }
  }
}

/** The view as the page that was expected; throws where it is another one. */
export function pageOf<P extends View['page']>(view: View | undefined, page: P): Extract<View, { page: P }> {
  if (view?.page !== page) throw new Error(`expected ${page}, found ${JSON.stringify(view)?.slice(0, 200)}`)
  return view as Extract<View, { page: P }>
}
