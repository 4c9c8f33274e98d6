/** What a request brings: small, timely and readable, or refused. */
import type { MiddlewareHandler } from 'hono'
import type { Raw } from '#forms/page.ts'
import type { With } from '#platform/context.ts'
import { type Most, type Refused, readBytes } from './bytes.ts'
import { errorPage } from './error-page.ts'

/** Behind a guard that read a form. */
export interface FormVars {
  raw: Raw
  /** The file that was chosen on it; nothing of it is kept. */
  file?: Uint8Array | undefined
}

/** Behind a guard that read JSON. */
export interface JsonVars {
  json: unknown
}

/** How much a page may send, and one with a file on it where it may have any. */
interface MostOfPage extends Most {
  withFile?: Most
}

export const ordinary: MostOfPage = { bytes: 16 * 1024, ms: 5000 }
// A sheet of 200 rows from a village's weak network, or a workbook.
export const large: MostOfPage = {
  bytes: 512 * 1024,
  ms: 60_000,
  withFile: { bytes: 4 * 1024 * 1024, ms: 120_000 },
}

/** What a page sent, in `c.var.raw`. */
export const formBody = bodyOf(ordinary)

/** The same of a page on which many people stand, and its file in `c.var.file`; only for who is signed in. */
export const largeFormBody = bodyOf(large)

function bodyOf(most: MostOfPage): MiddlewareHandler<With<FormVars>> {
  return async (c, next) => {
    const { raw, file, refused } = await readForm(c.req.raw, most)
    if (!raw) return errorPage(c, refused.why, refused.status)
    c.set('raw', raw)
    c.set('file', file)
    return next()
  }
}

type ReadForm = (FormVars & { refused?: never }) | { raw?: never; file?: never; refused: Refused }

/** The fields that a page sent, or why they are refused. */
export async function readForm(request: Request, most: MostOfPage): Promise<ReadForm> {
  const type = request.headers.get('content-type') ?? ''
  if (most.withFile && /^multipart\/form-data\b/i.test(type)) return readParts(request, type, most.withFile)
  if (!/^application\/x-www-form-urlencoded\b/i.test(type)) return { refused: { why: 'wrong-type', status: 415 } }
  const body = await readText(request, most)
  if (typeof body === 'object') return { refused: body }
  const raw = parseForm(body)
  return raw ? { raw } : { refused: { why: 'unreadable', status: 400 } }
}

/** What a program sent, in `c.var.json`. */
export const jsonBody: MiddlewareHandler<With<JsonVars>> = async (c, next) => {
  if (!/^application\/json\b/i.test(c.req.header('content-type') ?? '')) return c.json({ error: 'wrong-type' }, 415)
  const body = await readText(c.req.raw, ordinary)
  if (typeof body === 'object') return c.json({ error: body.why }, body.status)
  try {
    c.set('json', JSON.parse(body))
  } catch {
    return c.json({ error: 'unreadable' }, 400)
  }
  return next()
}

async function readText(request: Request, most: Most): Promise<string | Refused> {
  const bytes = await readBytes(request, most)
  if (!(bytes instanceof Uint8Array)) return bytes
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return { why: 'unreadable', status: 400 }
  }
}

// The fields of a page with a file on it, each a part of the body.
async function readParts(request: Request, type: string, most: Most): Promise<ReadForm> {
  const bytes = await readBytes(request, most, true)
  if (!(bytes instanceof Uint8Array))
    return { refused: bytes.why === 'too-large' ? { ...bytes, why: 'large-file' } : bytes }
  const form = await new Response(bytes, { headers: { 'content-type': type } }).formData().catch(() => undefined)
  if (!form) return { refused: { why: 'unreadable', status: 400 } }
  const raw: Raw = Object.create(null)
  let file: Uint8Array | undefined
  for (const [name, value] of form) {
    if (typeof value === 'string') added(raw, name, value)
    else if (value.name) file ??= new Uint8Array(await value.arrayBuffer())
  }
  return { raw, file }
}

// URLSearchParams would repair broken UTF-8 silently; decodeURIComponent refuses it.
function parseForm(body: string): Raw | undefined {
  const raw: Raw = Object.create(null)
  try {
    for (const pair of body.split('&')) {
      if (!pair) continue
      const [name = '', ...rest] = pair.split('=').map((part) => decodeURIComponent(part.replaceAll('+', ' ')))
      added(raw, name, rest.join('='))
    }
  } catch {
    return undefined
  }
  return raw
}

// Pushed, not copied: a large body may hold one name many thousand times.
function added(raw: Raw, name: string, value: string): void {
  const values = raw[name] ?? []
  values.push(value.replaceAll('\r\n', '\n'))
  raw[name] = values
}
