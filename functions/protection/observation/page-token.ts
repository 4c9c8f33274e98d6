/** Two signed texts: of a page that was shown, which says whom and which slot it is for, and of a phone that may only report. */
import type { Slot } from '#platform/calendar.ts'
import type { RequestContext } from '#platform/context.ts'
import { randomText, type Vault } from '#platform/vault.ts'
import { DAILY, deleteCookie, getCookie, setCookie } from '#web/cookies.ts'

/** How somebody came in: with number and tail, or with a phone that may add a check-in and see nothing. */
export type Mode = 'pass' | 'phone'

/** What a shown page may send. All of it was true when the server showed the page. */
export interface PageToken {
  key: string
  id: string
  issued: number
  mode: Mode
  village: string
  people: number[]
  place: Slot
  /** An earlier slot that somebody asked for, not the one of the moment. */
  chosen: boolean
  /** Of the record as it was shown, while nobody of it was reported about and people may still change places; then 0. */
  revision: number
}

// A page left open overnight can still be sent; what it was for is looked at then.
const LONGEST_MS = 24 * 3_600_000
const shape =
  /^([\w-]{22})\.([\w-]{22})\.([0-9a-z]{1,9})\.(pass|phone)\.([a-z]+)\.([0-9-]+)\.(\d{4}-\d\d-\d\d)\.(\d)\.([cn])\.(\d{1,9})\.([\w-]{43})$/

/** The leave of a page that is shown now. */
export async function pageTokenFor(vault: Vault, leave: Omit<PageToken, 'key'>): Promise<string> {
  const { id, issued, mode, village, people, place, chosen, revision } = leave
  const parts = [
    randomText(16),
    id,
    issued.toString(36),
    mode,
    village,
    people.join('-'),
    place.day,
    String(place.slot),
    chosen ? 'c' : 'n',
    String(revision),
  ]
  return [...parts, await vault.sign('check-in', ...parts)].join('.')
}

/** A leave that is ours and not older than a day. */
export async function readPageToken(vault: Vault, text: string, now: number): Promise<PageToken | undefined> {
  const parts = shape.exec(text)?.slice(1)
  const signature = parts?.pop()
  if (!parts || !signature || !(await vault.verify(signature, 'check-in', ...parts))) return undefined
  const [key = '', id = '', issuedText = '', mode, village = '', people = '', day = '', slot, how, revision] = parts
  const issued = Number.parseInt(issuedText, 36)
  // Issued later than now, it is ours all the same: this clock was set back meanwhile.
  if (now - issued > LONGEST_MS) return undefined
  const who = people.split('-').map(Number)
  return {
    key,
    id,
    issued,
    mode: mode as Mode,
    village,
    people: who,
    place: { day, slot: Number(slot) },
    chosen: how === 'c',
    revision: Number(revision),
  }
}

/** The key of what was sent on that page: the same again is once, something else is a revision. */
export async function keyOf(vault: Vault, { key }: Pick<PageToken, 'key'>, sent: unknown): Promise<string> {
  return (await vault.sign('check-in-key', key, JSON.stringify(sent))).slice(0, 22)
}

/** 「这台手机记住」: until the observation ends, this browser may add check-ins to record `id`. */
export async function remember(c: RequestContext, id: string, until: number): Promise<void> {
  const end = until.toString(36)
  const value = `${id}.${end}.${await c.var.vault.sign('daily', id, end)}`
  // Lax, because the link that people tap stands in a chat or in a calendar.
  setCookie(c, DAILY, value, {
    path: '/',
    secure: true,
    httpOnly: true,
    sameSite: 'Lax',
    maxAge: Math.max(0, Math.floor((until - c.var.now) / 1000)),
  })
}

/** The record that this browser may report for. */
export async function remembered(c: RequestContext): Promise<string | undefined> {
  const [, id, end, signature] = /^([\w-]{22})\.([0-9a-z]{1,9})\.([\w-]{43})$/.exec(getCookie(c, DAILY) ?? '') ?? []
  if (!id || !end || !signature || Number.parseInt(end, 36) <= c.var.now) return undefined
  return (await c.var.vault.verify(signature, 'daily', id, end)) ? id : undefined
}

/** Whether the browser brought such a cookie at all, a wrong one too. */
export function hasCookie(c: RequestContext): boolean {
  return getCookie(c, DAILY) !== undefined
}

/** Takes that cookie back. */
export function forget(c: RequestContext): void {
  deleteCookie(c, DAILY, { path: '/', secure: true })
}
