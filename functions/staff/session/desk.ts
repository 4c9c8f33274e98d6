/** /staff: come in with this device and its PIN, and leave. */
import { Hono, type MiddlewareHandler } from 'hono'
import type { DeskAct } from '#audit/acts.ts'
import { lineOf, write } from '#audit/line.ts'
import { digits } from '#forms/typed.ts'
import type { App, With } from '#platform/context.ts'
import { randomText } from '#platform/vault.ts'
import { type FormVars, formBody, largeFormBody } from '#web/body.ts'
import { deleteCookie, setCookie } from '#web/cookies.ts'
import { sent } from '#web/sent.ts'
import { forgetShown } from '#web/shown/browser.ts'
import { cookie, DEVICE, SESSION, shut, staffOnly, tokenIn } from '../door.ts'
import { hashOf } from '../pin.ts'
import { isKnown, resumeIn } from '../resume.ts'
import * as store from './store.ts'

export const session = new Hono<App>()

// A sheet that waited for the PIN comes along with it, from a device that is known.
const body: MiddlewareHandler<With<FormVars>> = async (c, next) =>
  ((await isKnown(c, tokenIn(c, DEVICE))) ? largeFormBody : formBody)(c, next)

session.post('/open', body, async (c) => {
  const resume = resumeIn(c)
  const { vault, now } = c.var
  const token = tokenIn(c, DEVICE)
  const pin = digits(sent(c.var.raw, 'pin'))
  const id = token && (await store.deviceOf(c.env.DB, await vault.index('device', token)))
  if (!id) return shut(c, true)
  const line = (act: DeskAct) => write(vault, { at: now, actor: id, act, record: id, detail: '' })
  const device = await store.tryPin(c.env.DB, await line('try'))
  if (!device || (await hashOf(vault, id, device.salt, pin)) !== device.pin) return shut(c, true, resume)
  const begun = randomText(32)
  if (!(await store.enter(c.env.DB, await vault.index('session', begun), await line('enter'))))
    return shut(c, true, resume)
  setCookie(c, SESSION, begun, cookie)
  // 307: the browser sends the same fields on.
  return c.redirect(resume?.to ?? '/staff/', resume?.raw ? 307 : 303)
})

session.post('/leave', staffOnly(), formBody, async (c) => {
  const { staff, device, raw } = c.var
  if (sent(raw, 'where') === 'everywhere') await store.leave(c.env.DB, staff.id, await lineOf(c, 'leave-all', staff.id))
  else await store.leave(c.env.DB, staff.id, await lineOf(c, 'leave', device), device)
  deleteCookie(c, SESSION, cookie)
  // What waited at the door for the PIN is not bound to the session.
  forgetShown(c)
  return c.redirect('/staff/', 303)
})
