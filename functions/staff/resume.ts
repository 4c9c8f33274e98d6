/** What somebody was about to do when their session ran out: it waits at the door for the PIN, so that nothing typed is lost. */
import type { Raw } from '#forms/page.ts'
import type { RequestContext } from '#platform/context.ts'
import { type FormVars, large, readForm } from '#web/body.ts'
import { deviceOf } from './session/store.ts'

/** Where they were going; `raw` is what they sent there, left out of a page that was only looked at. */
export interface Resume {
  to: string
  raw?: Raw
}

// Within the desk, and no door of it: whoever was leaving has left.
const within = /^\/staff\/(?!open|leave|enrol)[\w/-]+(\?[\w=&%.+-]*)?$/

/** Of this request, where it comes from the device of somebody who must only come in again. */
export async function resumeFrom(c: RequestContext, token: string | undefined): Promise<Resume | undefined> {
  const to = c.req.path + new URL(c.req.url).search
  if (!within.test(to) || !(await isKnown(c, token))) return undefined
  if (c.req.method !== 'POST') return { to }
  const { raw } = await readForm(c.req.raw, large)
  return raw && { to, raw: withoutPin(raw) }
}

/** As the door's own form brings it along, beside the PIN. */
export function resumeIn(c: RequestContext<FormVars>): Resume | undefined {
  const [then = '', back = ''] = [c.req.query('then'), c.req.query('back')]
  if (within.test(back)) return { to: back }
  return within.test(then) ? { to: then, raw: withoutPin(c.var.raw) } : undefined
}

// The browser sends it on with the rest; a page that comes back shows it to nobody.
function withoutPin({ pin: _, ...raw }: Raw): Raw {
  return raw
}

/** Whether the token is of a device that somebody enrolled. */
export async function isKnown(c: RequestContext, token: string | undefined): Promise<boolean> {
  return token !== undefined && (await deviceOf(c.env.DB, await c.var.vault.index('device', token))) !== null
}
