/** Families in observation, registered through the public's own door, and what they send twice a day. */
import { env } from 'cloudflare:workers'
import type { Raw } from '#forms/page.ts'
import { returnee } from '#forms/returnee.ts'
import { post, send } from './app.ts'
import { looked } from './clock.ts'
import { example, typed } from './typed.ts'

export interface Family {
  id: string
  reference: string
  tail: string
}

/** Registers a family of two who came home on `arrival`, otherwise today. */
export async function family(arrival?: string): Promise<Family> {
  const answers = example(returnee)
  const headers = {
    'content-type': 'application/json',
    'cf-connecting-ip': `203.0.${Math.floor(Math.random() * 255)}.1`,
  }
  const kept = await send('/api/forms/returnee', { method: 'POST', body: JSON.stringify(answers), headers })
  const tail = String(answers['phone']).slice(-4)
  const { view } = await post('/my/open', { reference: [kept.view.reference], tail: [tail] })
  const id = String(view.pass).slice(0, 22)
  if (arrival) await env.DB.prepare('UPDATE submission SET arrival = ?2 WHERE id = ?1').bind(id, arrival).run()
  return { id, reference: kept.view.reference, tail }
}

/** The page that the number and the tail open. */
export async function opened({ reference, tail }: Family, headers: HeadersInit = {}) {
  return (await post('/my/check-in', { reference: [reference], tail: [tail] }, headers)).view
}

/** Corrects what a family registered, as its holder does. */
export async function corrected(one: Family, said: Raw) {
  const { pass } = await opened(one)
  const raw = { ...typed(), ...said, pass: [pass] }
  const { view } = await post('/my/check', raw)
  looked()
  return post('/my/keep', { ...raw, seen: [view.route.hidden.seen], token: [view.token] })
}

/** Sends a page that was shown, with what was typed: a temperature for each person, and that all are well. */
export function report(view: { leave: string }, temperatures: string[], more: Raw = {}, db = env.DB) {
  const values = temperatures.flatMap((value, person) => (value ? [[`p${person}.temperature`, [value]]] : []))
  return post(
    '/my/check-in/send',
    { leave: [view.leave], well: ['yes'], ...Object.fromEntries(values), ...more },
    {},
    db,
  )
}

export async function rowsOf<Row>(table: 'check_in' | 'alert' | 'entry', id: string): Promise<Row[]> {
  const order = table === 'check_in' ? 'person, day, slot, revision' : 'id'
  const sql = `SELECT * FROM ${table} WHERE submission = ?1 ORDER BY ${order}`
  return (await env.DB.prepare(sql).bind(id).all<Row>()).results
}
