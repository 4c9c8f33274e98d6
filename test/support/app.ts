/** The app without Astro: a handler's view comes back as JSON, so that a test sees exactly what a page would print. */
import { env } from 'cloudflare:workers'
import { jsonApp } from '#cli/in-process-client.ts'
import type { Raw } from '#forms/page.ts'
import type { App } from '#platform/context.ts'
import { encoded, typed } from './typed.ts'

// biome-ignore lint/suspicious/noExplicitAny: a view as JSON; each test asserts the keys it reads
type Shown = { status: number; headers: Headers; view: any }

/** Sends `raw` as a browser's form would. */
export async function post(path: string, raw: Raw | string, headers: HeadersInit = {}, db = env.DB): Promise<Shown> {
  const body = typeof raw === 'string' ? raw : encoded(raw).toString()
  const form = { 'content-type': 'application/x-www-form-urlencoded', ...headers }
  return send(path, { method: 'POST', body, headers: form }, db)
}

/** Sends any request to the app. */
export async function send(
  path: string,
  init: RequestInit,
  db = env.DB,
  set: Partial<App['Bindings']> = {},
): Promise<Shown> {
  const response = await jsonApp.request(`http://shouwang.test${path}`, init, { ...env, DB: db, ...set })
  // A file is bytes, and workerd warns where they are asked for as text.
  const text = new TextDecoder().decode(await response.arrayBuffer())
  const isJson = response.headers.get('content-type')?.includes('json')
  return { status: response.status, headers: response.headers, view: isJson ? JSON.parse(text) : text }
}

/** The check page's answers and token for a complete form, ready to be kept. */
export async function checked(raw: Raw = typed(), form = 'returnee', headers: HeadersInit = {}): Promise<Raw> {
  const { view } = await post(`/forms/${form}/check`, raw, headers)
  return { ...raw, token: [view.token] }
}
