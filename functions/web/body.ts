/** What a request brings: small, timely and readable, or refused. */
import type { MiddlewareHandler } from 'hono'
import type { Raw } from '#forms/page.ts'
import type { With } from '#platform/context.ts'
import { errorPage } from './error-page.ts'

/** Behind a guard that read a form. */
export interface FormVars {
  raw: Raw
}

/** Behind a guard that read JSON. */
export interface JsonVars {
  json: unknown
}

/** How much a page may send, in bytes and milliseconds. */
export const ordinary = { bytes: 16 * 1024, ms: 5000 }
// A sheet of 200 rows from a village's weak network.
export const large = { bytes: 512 * 1024, ms: 60_000 }

/** What a page sent, in `c.var.raw`. */
export const formBody = bodyOf(ordinary)

/** The same of a page on which many people stand; only for who is signed in. */
export const largeFormBody = bodyOf(large)

function bodyOf(most: Most): MiddlewareHandler<With<FormVars>> {
  return async (c, next) => {
    const { raw, refused } = await readForm(c.req.raw, most)
    if (!raw) return errorPage(c, refused.why, refused.status)
    c.set('raw', raw)
    return next()
  }
}

/** The fields that a page sent, or why they are refused. */
export async function readForm(
  request: Request,
  most: Most,
): Promise<{ raw: Raw; refused?: never } | { raw?: never; refused: Refused }> {
  if (!/^application\/x-www-form-urlencoded\b/i.test(request.headers.get('content-type') ?? ''))
    return { refused: { why: 'wrong-type', status: 415 } }
  const body = await readBody(request, most)
  if (typeof body === 'object') return { refused: body }
  const raw = parseForm(body)
  return raw ? { raw } : { refused: { why: 'unreadable', status: 400 } }
}

/** What a program sent, in `c.var.json`. */
export const jsonBody: MiddlewareHandler<With<JsonVars>> = async (c, next) => {
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

type Most = typeof ordinary
type Refused = { why: 'wrong-type' | 'too-large' | 'too-slow' | 'unreadable'; status: 415 | 413 | 408 | 400 }

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
