/** Marked people, sent through every door that takes or shows personal data. */

import type { Form } from '#forms/form.ts'
import { returnee } from '#forms/returnee.ts'
import { volunteer } from '#forms/volunteer.ts'
import { type Browser, numberOn } from '../support/load-pages.ts'
import { example, looked, typedInto } from '../support/typed.ts'

/** What must be found nowhere; the numbers that are given out join it on the way. */
export interface Marks {
  name: string
  relative: string
  corrected: string
  city: string
  trip: string
  skills: string
  request: string
  /** Of the one who sends by the API and of the one who fills in the page. */
  phones: [string, string]
}

type Input = Record<string, unknown>

/** A right form that carries the marks. */
export function marked(form: Form, marks: Marks, phone: string): Input {
  const right = example(form)
  const [person] = (right['family'] ?? []) as Input[]
  return form.slug === volunteer.slug
    ? { ...right, name: marks.name, phone, skills: marks.skills }
    : {
        ...{ ...right, name: marks.name, phone, trip: marks.trip, from: { province: 'hubei', city: marks.city } },
        family: [{ ...person, name: marks.relative }],
      }
}

/** Sends the form through the API; gives its number. */
export async function byApi(visitor: Browser, form: Form, input: unknown, key: string): Promise<string> {
  const headers = { 'content-type': 'application/json', 'idempotency-key': key }
  const body = JSON.stringify(input)
  const { status, text } = await visitor.ask(`/api/forms/${form.slug}`, { method: 'POST', headers, body })
  if (status !== 201) throw new Error(`the API said ${status}`)
  return JSON.parse(text).reference
}

/** Fills the form in on the pages; gives its number. */
export async function byPages(visitor: Browser, form: Form, input: Input): Promise<string> {
  const check = await visitor.post(`/forms/${form.slug}/check`, typedInto(form, input))
  await looked()
  return numberOn(await visitor.post(`/forms/${form.slug}/keep`, check.hidden))
}

/** Does with a record whatever its holder may do, but for withdrawing it; gives the pass. */
export async function allOfOnesOwn(visitor: Browser, form: Form, reference: string, input: Input, marks: Marks) {
  const tail = String(input['phone']).slice(-4)
  const wrong = await visitor.post('/my/open', { reference: [reference], tail: [tail === '0000' ? '0001' : '0000'] })
  const open = await visitor.post('/my/open', { reference: [reference], tail: [tail] })
  const all = await visitor.post('/my/record', { ...open.hidden, show: ['all'] })
  const copy = await visitor.post('/my/copy', open.hidden)
  const wishes = await visitor.post('/my/requests', open.hidden)
  const wish = { kind: ['complain'], text: [marks.request] }
  const request = await visitor.post('/my/requests/write', {
    ...wishes.hidden,
    pass: open.hidden['pass'] ?? [],
    ...wish,
  })
  const correct = await visitor.post('/my/correct', open.hidden)
  const fields = { ...correct.hidden, ...typedInto(form, { ...input, name: marks.corrected }) }
  const check = await visitor.post('/my/check', fields)
  await looked()
  const kept = await visitor.post('/my/keep', check.hidden)
  return { pages: { wrong, open, all, copy, request, correct, check, kept }, pass: open.hidden['pass'] ?? [] }
}

/** Sends what must be refused; gives the statuses. */
export async function refused(visitor: Browser, marks: Marks): Promise<number[]> {
  const right = marked(returnee, marks, marks.phones[0])
  const typed = typedInto(returnee, right)
  const page = '/forms/returnee/check'
  const form = { 'content-type': 'application/x-www-form-urlencoded' }
  const json = { 'content-type': 'application/json', 'idempotency-key': 'a-key-for-what-is-refused' }
  const api = (body: string) => visitor.ask('/api/forms/returnee', { method: 'POST', headers: json, body })
  const raw = (body: string) => visitor.ask(page, { method: 'POST', headers: form, body })
  const answers = [
    await visitor.post(page, { ...typed, phone: [`${marks.phones[0]}0`], 'from.city': [marks.city.repeat(20)] }),
    await visitor.post(page, { ...typed, name: [`${marks.name}\0`] }),
    await visitor.post(page, { ...typed, website: [marks.trip] }),
    await visitor.post(page, { ...typed, trip: [marks.trip.repeat(4000)] }),
    await raw(`name=${encodeURIComponent(marks.name)}%ff`),
    await visitor.post('/forms/returnee/keep', { ...typed, token: [marks.trip] }),
    await visitor.post('/my/record', { pass: [marks.trip], name: [marks.name] }),
    await api(JSON.stringify({ ...right, name: `${marks.name}\0`, [marks.trip]: marks.city })),
    await api(JSON.stringify({ ...right, trip: marks.trip.repeat(4000) })),
    await api(`{"name":"${marks.name}"`),
    await visitor.ask('/forms/returnee/check', { method: 'POST', body: JSON.stringify(right) }),
  ]
  return answers.map(({ status }) => status)
}
