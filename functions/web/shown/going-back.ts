/**
 * Going back meets our page, never the browser's own error: what answers a form is shown at an address of its own, which
 * can be asked for again. Going back and reloading act on nothing a second time.
 */
import type { Context, MiddlewareHandler } from 'hono'
import type { App } from '#platform/context.ts'
import { randomText } from '#platform/vault.ts'
import { type Audience, anybody, forgets, keepsCookies, newSecret, secretOf } from './browser.ts'
import { lock, unlock } from './lock.ts'
import { find, keep } from './store.ts'

/** As long as a pass is good, and a session rests. */
const KEPT_MS = 30 * 60_000
// A page that sends no cookies back is answered as it stands: nobody could be told from anybody.
const ASKED = 'cookies'
const SHOWN = 'shown'
// Everything that is about an answer; the rest is about the connection, and nobody goes back to that.
const kept = [200, 403, 409, 410, 422, 429]
const carried = ['content-type', 'content-security-policy', 'refresh']

/** A page as it was shown, with the headers that it cannot do without. */
interface Page {
  status: number
  headers: [name: string, value: string][]
  html: string
}

/** Answers a browser's form with the way to the page, and shows it there; for programs nothing changes. */
export function goingBack(audience: Audience = anybody): MiddlewareHandler<App> {
  return async (c, next) => {
    const id = c.req.query(SHOWN)
    if (c.req.method === 'GET' && id) return shownAgain(c, id, audience)
    if (c.req.method === 'GET' && isBrowser(c) && !keepsCookies(c)) newSecret(c)
    if (c.req.method !== 'POST' || !isBrowser(c)) return next()
    // What is only typed is for the browser to keep, and asks for no cookie.
    const asks = !c.req.path.startsWith('/forms/') && c.req.query(ASKED) === undefined
    if (asks && !keepsCookies(c)) {
      newSecret(c)
      return c.redirect(addressOf(c, ASKED, ''), 307)
    }
    await next()
    if (keepsCookies(c) && isKept(c.res)) await byAddress(c, audience)
  }
}

function isBrowser(c: Context<App>): boolean {
  return c.req.header('accept')?.includes('text/html') ?? false
}

function isKept({ status, headers }: Response): boolean {
  const page = headers.get('content-type')?.startsWith('text/html') && !headers.has('content-disposition')
  // What says for itself how long it may be kept is the browser's to keep.
  return Boolean(page) && kept.includes(status) && !headers.has('cache-control')
}

async function byAddress(c: Context<App>, audience: Audience): Promise<void> {
  const { now } = c.var
  const secret = (!forgets(c.res) && secretOf(c)) || newSecret(c)
  const { status, headers } = c.res
  const page: Page = {
    status,
    headers: carried.map((name) => [name, headers.get(name) ?? '']),
    html: await c.res.text(),
  }
  const id = randomText(16)
  const locked = await lock([secret, id, audience.answered(c)], JSON.stringify(page))
  // What says when it leaves the screen is gone by then.
  const until = now + Math.min(KEPT_MS, secondsTo(headers.get('refresh')) * 1000)
  // A database that is away takes the page from nobody.
  const isThere = await keep(c.env.DB, { id, until, locked }, now).catch(() => false)
  const answer = isThere ? moved(headers, addressOf(c, SHOWN, id)) : new Response(page.html, { status, headers })
  // Put in its place and not beside it: hono would carry its headers over.
  c.res = undefined
  c.res = answer
}

function moved(headers: Headers, location: string): Response {
  const answer = new Response(null, { status: 303, headers: { location } })
  for (const line of headers.getSetCookie()) answer.headers.append('set-cookie', line)
  const forgotten = headers.get('clear-site-data')
  if (forgotten) answer.headers.set('clear-site-data', forgotten)
  return answer
}

async function shownAgain(c: Context<App>, id: string, audience: Audience): Promise<Response> {
  const secret = secretOf(c)
  const there = secret && (await find(c.env.DB, id, c.var.now))
  for (const each of there ? await audience.asking(c) : []) {
    const page = there && (await unlock([secret, id, each], new Uint8Array(there.locked)))
    if (page) return opened(JSON.parse(page), Math.ceil((there.until - c.var.now) / 1000))
  }
  return c.render({ page: 'used', status: 410, at: c.req.path })
}

function opened({ status, headers, html }: Page, seconds: number): Response {
  const said = headers
    .filter(([, value]) => value)
    .map(([name, value]): [string, string] => [
      name,
      name === 'refresh' ? value.replace(/^\d+/, String(seconds)) : value,
    ])
  return new Response(html, { status, headers: said })
}

function secondsTo(refresh: string | null): number {
  return refresh ? Number.parseInt(refresh, 10) : Number.POSITIVE_INFINITY
}

/** The address that was asked, with one parameter of ours more. */
function addressOf(c: Context<App>, name: string, value: string): string {
  const url = new URL(c.req.url)
  url.searchParams.delete(ASKED)
  url.searchParams.set(name, value)
  return url.pathname + url.search
}
