/** What somebody was about to do when their session ran out: it waits at the door for the PIN, so that nothing typed is lost. */
import type { Context } from 'hono'
import type { App } from '#app.ts'
import type { Raw } from '#forms/page.ts'
import { largeFormBody } from '#web/guards.ts'
import { deviceOf } from './session/store.ts'

/** Where they were going; `raw` is what they sent there, left out of a page that was only looked at. */
export interface Held {
  to: string
  raw?: Raw
}

// Within the desk, and no door of it: whoever was leaving has left.
const within = /^\/staff\/(?!open|leave|enrol)[\w/-]+(\?[\w=&%.+-]*)?$/

/** Of this request, where it comes from the device of somebody who must only come in again. */
export async function heldFrom(c: Context<App>, token: string | undefined): Promise<Held | undefined> {
  const to = c.req.path + new URL(c.req.url).search
  if (!within.test(to) || !(await isKnown(c, token))) return undefined
  if (c.req.method !== 'POST') return { to }
  const refused = await largeFormBody(c, async () => {})
  return refused ? undefined : { to, raw: withoutPin(c.var.raw) }
}

/** As the door's own form brings it along, beside the PIN. */
export function heldIn(c: Context<App>): Held | undefined {
  const [then = '', back = ''] = [c.req.query('then'), c.req.query('back')]
  if (within.test(back)) return { to: back }
  return within.test(then) ? { to: then, raw: withoutPin(c.var.raw) } : undefined
}

// The browser sends it on with the rest; a page that comes back shows it to nobody.
function withoutPin({ pin: _, ...raw }: Raw): Raw {
  return raw
}

/** Whether the token is of a device that somebody enrolled. */
export async function isKnown(c: Context<App>, token: string | undefined): Promise<boolean> {
  return token !== undefined && (await deviceOf(c.env.DB, await c.var.vault.index('device', token))) !== null
}
