/** A desk with somebody at it, and registrations kept by the public's own door. */
import type { Role } from '#platform/roles.ts'
import { checked, post, send } from './app.ts'
import { looked } from './clock.ts'
import { act, enrolled, look, ours } from './desk.ts'
import { typed } from './typed.ts'

/** Somebody who is signed in; `id` is theirs in the audit. */
export interface Seated {
  id: string
  get(path: string): ReturnType<typeof send>
  post(path: string, fields?: Record<string, string>): ReturnType<typeof send>
  /** A page with a file on it. */
  upload(path: string, fields: Record<string, string>, file: Uint8Array<ArrayBuffer>): ReturnType<typeof send>
}

export async function seated(role: Role, ...villages: string[]): Promise<Seated> {
  const { id, session } = await enrolled(role, villages)
  return {
    id,
    get: (path) => look(path, session),
    post: (path, fields = {}) => act(path, session, raw(fields)),
    upload: (path, fields, file) => {
      const body = new FormData()
      for (const [name, value] of Object.entries(fields)) body.append(name, value)
      body.append('file', new File([file], 'list'))
      return send(path, { method: 'POST', body, headers: { cookie: session, ...ours } })
    },
  }
}

/** Keeps a registration for each of these answers beside the sample's. */
export async function registered(...each: Record<string, string>[]): Promise<{ reference: string; id: string }[]> {
  const ready = await Promise.all(each.map((said) => checked({ ...typed(), ...raw(said) })))
  looked()
  return Promise.all(
    ready.map(async (answers) => {
      const { view } = await post('/forms/returnee/keep', answers)
      const tail = answers['phone']?.[0]?.slice(-4) ?? ''
      const { view: record } = await post('/my/open', { reference: [view.reference], tail: [tail] })
      return { reference: String(view.reference), id: String(record.pass).slice(0, 22) }
    }),
  )
}

function raw(fields: Record<string, string>): Record<string, string[]> {
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, [value]]))
}
