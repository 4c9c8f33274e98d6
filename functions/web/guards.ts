/** What every request meets first: same origin, a body that is small, timely and readable, and the headers of every answer. */
import type { Context, MiddlewareHandler } from 'hono'
import type { App } from '#app.ts'
import type { Raw } from '#forms/page.ts'
import type { SorryView } from '#view.ts'
import { failed } from './log.ts'

const ordinary = { bytes: 16 * 1024, ms: 5000 }
// A sheet of 200 rows from a village's weak network.
const large = { bytes: 512 * 1024, ms: 60_000 }

/** Headers that a page's own policy cannot say, and that static pages get from `public/_headers`. */
const headers = {
  'strict-transport-security': 'max-age=63072000; includeSubDomains',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  // "same-origin" and not "no-referrer": under the latter browsers send `Origin: null` with our own forms.
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
}

// A page brings a policy with the hashes of its own style and script; no frame is said beside it. Anything else may load nothing.
const unframed = "frame-ancestors 'none'"
const bare = `default-src 'none'; ${unframed}; base-uri 'none'; form-action 'none'`

export const dressed: MiddlewareHandler<App> = async (c, next) => {
  await next()
  for (const [name, value] of Object.entries(headers)) c.res.headers.set(name, value)
  // Only public pages say for themselves how long they may be kept.
  if (!c.res.headers.has('cache-control')) c.res.headers.set('cache-control', 'no-store')
  const policy = c.res.headers.get('content-security-policy')
  if (!policy?.includes(unframed))
    c.res.headers.set('content-security-policy', policy ? `${policy}, ${unframed}` : bare)
}

/** Refuses what another site makes a browser send. Programs and old browsers that say nothing about it are let in: the public's forms lend nobody a right. */
export const sameOrigin: MiddlewareHandler<App> = async (c, next) => {
  const origin = c.req.header('origin')
  const site = c.req.header('sec-fetch-site')
  const ours = !origin || (URL.canParse(origin) && new URL(origin).host === new URL(c.req.url).host)
  const foreign = site ? site !== 'same-origin' && site !== 'none' : !ours
  if (c.req.method !== 'GET' && c.req.method !== 'HEAD' && (foreign || !ours)) return sorry(c, 'foreign', 403)
  return next()
}

/** What a page sent, in `c.var.raw`. */
export const formBody = bodyOf(ordinary)

/** The same of a page on which many people stand; only for who is signed in. */
export const largeFormBody = bodyOf(large)

function bodyOf(most: Most): MiddlewareHandler<App> {
  return async (c, next) => {
    if (!/^application\/x-www-form-urlencoded\b/i.test(c.req.header('content-type') ?? ''))
      return sorry(c, 'wrong-type', 415)
    const body = await readBody(c.req.raw, most)
    if (typeof body === 'object') return sorry(c, body.why, body.status)
    const raw = parseForm(body)
    if (!raw) return sorry(c, 'unreadable', 400)
    c.set('raw', raw)
    return next()
  }
}

/** What a program sent, in `c.var.json`. */
export const jsonBody: MiddlewareHandler<App> = async (c, next) => {
  if (!/^application\/json\b/i.test(c.req.header('content-type') ?? '')) return c.json({ error: 'wrong-type' }, 415)
  const body = await readBody(c.req.raw, ordinary)
  if (typeof body === 'object') return c.json({ error: body.why }, body.status)
  try {
    c.set('json', JSON.parse(body))
  } catch {
    return c.json({ error: 'unreadable' }, 400)
  }
  return next()
}

/** Tells the operator that something failed, and the browser when to come back. */
export function away(c: Context<App>, error: unknown): void {
  failed(c, error)
  c.header('retry-after', '60')
}

/** The page, or for the API the word, that says what to do. */
export function sorry(
  c: Context<App>,
  why: SorryView['why'],
  status: SorryView['status'],
  more: Pick<SorryView, 'again'> = {},
): Response | Promise<Response> {
  if (c.req.path.startsWith('/api/')) return c.json({ error: why }, status)
  return c.render({ page: 'sorry', why, status, ...more })
}

type Most = typeof ordinary
type Refused = { why: 'too-large' | 'too-slow' | 'unreadable'; status: 413 | 408 | 400 }

// The runtime limits neither size nor time, so the stream is counted while it is read.
async function readBody(request: Request, most: Most): Promise<string | Refused> {
  const reader = request.body?.getReader()
  if (!reader) return ''
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<'late'>((resolve) => {
    timer = setTimeout(resolve, most.ms, 'late')
  })
  let [text, size] = ['', 0]
  try {
    for (;;) {
      const part = await Promise.race([reader.read(), late])
      if (part === 'late') return await given(reader, { why: 'too-slow', status: 408 })
      if (part.done) return text + decoder.decode()
      size += part.value.byteLength
      if (size > most.bytes) return await given(reader, { why: 'too-large', status: 413 })
      text += decoder.decode(part.value, { stream: true })
    }
  } catch {
    return { why: 'unreadable', status: 400 }
  } finally {
    clearTimeout(timer)
  }
}

async function given(reader: ReadableStreamDefaultReader, refused: Refused): Promise<Refused> {
  await reader.cancel().catch(() => undefined)
  return refused
}

// URLSearchParams would repair broken UTF-8 silently; decodeURIComponent refuses it.
function parseForm(body: string): Raw | undefined {
  const raw: Raw = Object.create(null)
  try {
    for (const pair of body.split('&')) {
      if (!pair) continue
      const [name = '', ...rest] = pair.split('=').map((part) => decodeURIComponent(part.replaceAll('+', ' ')))
      const value = rest.join('=')
      // Pushed, not copied: a large body may hold one name many thousand times.
      const values = raw[name] ?? []
      values.push(value.replaceAll('\r\n', '\n'))
      raw[name] = values
    }
  } catch {
    return undefined
  }
  return raw
}
