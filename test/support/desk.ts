/** People at the desk, enrolled through the same doors as real ones. */
import { env } from 'cloudflare:workers'
import { write } from '#audit/line.ts'
import type { Raw } from '#forms/page.ts'
import type { Role } from '#platform/roles.ts'
import { openVault, type Vault } from '#platform/vault.ts'
import { makeCode, makePerson } from '#staff/people/invitation.ts'
import { again, invite } from '#staff/people/store.ts'
import { post, send } from './app.ts'

export const PIN = '749318'
/** As a browser says it of our own pages. */
export const ours = { origin: 'http://shouwang.test' }

export interface Enrolled {
  id: string
  /** What the browser sends: the device, and the session. */
  device: string
  session: string
}

/** A person who was invited, with their code. */
export async function invited(role: Role, villages = role === 'village' ? ['liuxi'] : []) {
  const vault = await openVault(env)
  const { shown, kept } = await makePerson(vault, { name: '王示例', role, villages })
  await invite(env.DB, kept, await invitation(vault, kept.id))
  return { id: kept.id, code: shown }
}

/** Another code for somebody who is there. */
export async function anotherCode(id: string): Promise<string> {
  const vault = await openVault(env)
  const { shown, kept } = await makeCode(vault)
  await again(env.DB, kept, await invitation(vault, id))
  return shown
}

function invitation(vault: Vault, record: string) {
  return write(vault, { at: Date.now(), actor: 'command', act: 'invite', record, detail: '' })
}

export function enrol(code: string, pin = PIN, repeated = pin, headers: HeadersInit = {}) {
  return act('/staff/enrol', '', { code: [code], pin: [pin], again: [repeated] }, headers)
}

export async function enrolled(role: Role, villages?: string[]): Promise<Enrolled> {
  const { id, code } = await invited(role, villages)
  return { id, ...cookiesOf(await enrol(code)) }
}

/** The cookies that an answer sets, as a browser sends them back. */
export function cookiesOf({ headers }: { headers: Headers }): { device: string; session: string } {
  const set = headers.getSetCookie().map((line) => line.split(';')[0] ?? '')
  const named = (name: string) => set.find((pair) => pair.startsWith(`${name}=`)) ?? ''
  return { device: named('__Host-device'), session: named('__Host-staff') }
}

export function look(path: string, cookie: string) {
  return send(path, { headers: { cookie } })
}

export function act(path: string, cookie: string, raw: Raw = {}, headers: HeadersInit = {}) {
  return post(path, raw, { ...ours, cookie, ...headers })
}

export function open(device: string, pin = PIN) {
  return act('/staff/open', device, { pin: [pin] })
}
