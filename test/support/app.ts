/** The app without Astro: a handler's view comes back as JSON, so that a test sees exactly what a page would print. */
import { env } from 'cloudflare:workers'
import { Hono } from 'hono'
import { type App, app } from '../../functions/app.ts'
import { dayAt } from '../../functions/clock.ts'
import { check, sample } from '../../functions/forms/check.ts'
import { forms } from '../../functions/forms/index.ts'
import { flatten, type Raw } from '../../functions/forms/page.ts'

const shown = new Hono<App>()
shown.use(async (c, next) => {
  c.setRenderer((view) => c.json(view, 'status' in view && view.status ? view.status : 200))
  return next()
})
shown.route('/', app)

// biome-ignore lint/suspicious/noExplicitAny: a view as JSON; each test asserts the keys it reads
type Shown = { status: number; headers: Headers; view: any }

/** Sends `raw` as a browser's form would. */
export async function post(path: string, raw: Raw | string, headers: HeadersInit = {}, db = env.DB): Promise<Shown> {
  const body = typeof raw === 'string' ? raw : encode(raw)
  const form = { 'content-type': 'application/x-www-form-urlencoded', ...headers }
  return send(path, { method: 'POST', body, headers: form }, db)
}

/** Sends any request to the app. */
export async function send(path: string, init: RequestInit, db = env.DB): Promise<Shown> {
  const response = await shown.request(`http://shouwang.test${path}`, init, { ...env, DB: db })
  const text = await response.text()
  const isJson = response.headers.get('content-type')?.includes('json')
  return { status: response.status, headers: response.headers, view: isJson ? JSON.parse(text) : text }
}

/** A complete form as a page would send it. */
export function typed(form = 'returnee'): Raw {
  const shape = forms[form]
  if (!shape) throw new Error(`no form ${form}`)
  const context = { today: dayAt(Date.now()) }
  const { answers } = check(shape, sample(shape, context), context)
  if (!answers) throw new Error(`the sample of ${form} is not right`)
  return flatten(shape, answers)
}

/** The check page's answers and token for a complete form, ready to be kept. */
export async function checked(raw: Raw = typed(), form = 'returnee', headers: HeadersInit = {}): Promise<Raw> {
  const { view } = await post(`/forms/${form}/check`, raw, headers)
  return { ...raw, token: [view.token] }
}

/** The shortest that a person looks at 请核对, see functions/submissions/token.ts. */
export function looked(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 1050))
}

function encode(raw: Raw): string {
  return new URLSearchParams(
    Object.entries(raw).flatMap(([name, values]) => values.map((value) => [name, value])),
  ).toString()
}
