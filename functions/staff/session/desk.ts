/** /staff: come in with this device and its PIN, see what there is to do, and leave. */
import { Hono } from 'hono'
import { deleteCookie, setCookie } from 'hono/cookie'
import type { App } from '../../app.ts'
import { digits } from '../../forms/typed.ts'
import { formBody } from '../../guards.ts'
import { randomText } from '../../vault.ts'
import { cookie, DEVICE, SESSION, shut, staffOnly, tokenIn } from '../door.ts'
import { hashOf } from '../pin.ts'
import * as store from './store.ts'

export const session = new Hono<App>()

session.get('/', staffOnly(), (c) => c.render({ page: 'staff-home', staff: c.var.staff }))

session.post('/open', formBody, async (c) => {
  const { vault, now } = c.var
  const token = tokenIn(c, DEVICE)
  const pin = digits(c.var.raw['pin']?.[0] ?? '')
  const device = token && (await store.tryPin(c.env.DB, await vault.index('device', token), now))
  if (!device || (await hashOf(vault, device.id, device.salt, pin)) !== device.pin) return shut(c, true)
  const begun = randomText(32)
  if (!(await store.enter(c.env.DB, device.id, await vault.index('session', begun), now))) return shut(c, true)
  setCookie(c, SESSION, begun, cookie)
  return c.redirect('/staff/', 303)
})

session.post('/leave', staffOnly(), formBody, async (c) => {
  const everywhere = c.var.raw['where']?.[0] === 'everywhere'
  await store.leave(c.env.DB, c.var.staff.id, c.var.now, everywhere ? undefined : c.var.device)
  deleteCookie(c, SESSION, cookie)
  return c.redirect('/staff/', 303)
})
