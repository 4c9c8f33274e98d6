/** Invented people at the desk, enrolled by a code like everybody, and what they do with a record in a day. */
import words from '#content/sample.json' with { type: 'json' }
import { type Chance, oneOf } from '#forms/field.ts'
import type { Role } from '#platform/roles.ts'
import { randomText, type Vault } from '#platform/vault.ts'
import { remove } from '#staff/devices/store.ts'
import { DEVICE } from '#staff/door.ts'
import { makePerson } from '#staff/people/invitation.ts'
import { invite } from '#staff/people/store.ts'
import { deviceOf } from '#staff/session/store.ts'
import { commandLine } from '../commands.ts'
import { type Post, pageOf } from '../in-process-client.ts'

const PIN = '749318'

export interface Seat {
  id: string
  /** The cookie of their device. */
  device: string
}

export async function enrolled(
  db: D1Database,
  vault: Vault,
  post: Post,
  role: Role & keyof typeof words.desk,
  villages: string[] = [],
): Promise<Seat> {
  const { shown, kept } = await makePerson(vault, { name: words.desk[role], role, villages })
  await invite(db, kept, await commandLine(vault, 'invite', kept.id))
  const { cookie } = await post('/staff/enrol', { code: [shown], pin: [PIN], again: [PIN] })
  return { id: kept.id, device: cookie.split('; ').find((each) => each.startsWith(DEVICE)) ?? '' }
}

/** Signs in with the PIN, as once a day; gives the cookie of the session. */
export async function signedIn(post: Post, { device }: Seat): Promise<string> {
  return (await post('/staff/open', { pin: [PIN] }, device)).cookie
}

/** A cadre finds a record by its number, sees it for a reason, calls, and goes as far as the call allows. */
export async function work(post: Post, random: Chance, cookie: string, reference: string, done: boolean) {
  const found = pageOf((await post('/staff/records/find', { sought: [reference] }, cookie)).view, 'ledger')
  const id = found.lines[0]?.id
  if (!id) throw new Error('the desk does not find what was registered')
  const act = async (name: string, raw: Record<string, string>) => {
    const fields = Object.fromEntries(Object.entries(raw).map(([key, value]) => [key, [value]]))
    return pageOf((await post(`/staff/records/${id}/${name}`, fields, cookie)).view, 'ledger-record')
  }
  const { revealed, revision } = await act('reveal', { reason: 'verify' })
  const leave = revealed?.leave ?? ''
  const reached = random() < 0.85
  const outcome = reached ? 'reached' : oneOf(random, ['no-answer', 'wrong-number'])
  const note = reached && random() < 0.3 ? oneOf(random, words.notes) : ''
  await act('contact', { outcome, note, call: randomText(16), leave })
  if (!reached) return
  await act('verify', { seen: String(revision), leave })
  if (done) await act('close', { seen: String(revision), leave })
}

/** Takes the invented device away again: it is in nobody's hand. */
export async function gone(db: D1Database, vault: Vault, { id, device: cookie }: Seat): Promise<void> {
  const token = new RegExp(`${DEVICE}=([\\w-]+)`).exec(cookie)?.[1] ?? ''
  const device = await deviceOf(db, await vault.index('device', token))
  if (device) await remove(db, id, await commandLine(vault, 'remove', device))
}
