/** /staff/enrol makes this device one of the desk's; /staff/devices lists one's own. */
import { Hono } from 'hono'
import { lineOf, write } from '#audit/line.ts'
import { digits, withoutOdd } from '#forms/typed.ts'
import type { App } from '#platform/context.ts'
import { randomText } from '#platform/vault.ts'
import { neighbourhood } from '#web/address.ts'
import { formBody } from '#web/body.ts'
import { setCookie } from '#web/cookies.ts'
import { sent } from '#web/sent.ts'
import { readCode } from '../code.ts'
import { cookie, DEVICE, SESSION, staffOnly } from '../door.ts'
import { limits } from '../limits.ts'
import { hashOf, isEasy } from '../pin.ts'
import type { StaffEnrolView } from '../view.ts'
import * as store from './store.ts'

const HOUR_MS = 3_600_000
const DEVICE_S = limits.deviceDays * 24 * 3600
// Of one neighbourhood, because carriers put a whole village behind one address; 80 bits need no more.
const MOST_CODES = 60

export const devices = new Hono<App>()

devices.get('/enrol', (c) => c.render({ page: 'staff-enrol', code: '', limits }))

devices.post('/enrol', formBody, async (c) => {
  const { vault, now, raw } = c.var
  const said = withoutOdd(sent(raw, 'code')).slice(0, 40)
  const pin = digits(sent(raw, 'pin'))
  // Judged first and without the code, so that what is said about a PIN says nothing about the code.
  const wrong = wrongIn(pin, digits(sent(raw, 'again')))
  if (wrong) return c.render({ page: 'staff-enrol', code: said, wrong, limits, status: 422 })
  const code = await vault.index('enrolment', readCode(said))
  const key = await vault.index('enrolment', `from ${neighbourhood(c)}`)
  const refused = { page: 'staff-enrol', code: '', wrong: 'code', limits, status: 403 } as const
  if (!(await store.tryCode(c.env.DB, code, [{ key, most: MOST_CODES, windowMs: HOUR_MS }], now)))
    return c.render(refused)

  const [id, salt, token, begun] = [randomText(16), randomText(16), randomText(32), randomText(32)]
  const device = {
    id,
    salt,
    kind: kindOf(c.req.header('user-agent') ?? ''),
    pin: await hashOf(vault, id, salt, pin),
    token: await vault.index('device', token),
    session: await vault.index('session', begun),
  }
  const line = await write(vault, { at: now, actor: id, act: 'enrol', record: id, detail: '' })
  if (!(await store.enrol(c.env.DB, code, device, line))) return c.render(refused)
  setCookie(c, DEVICE, token, { ...cookie, maxAge: DEVICE_S })
  setCookie(c, SESSION, begun, cookie)
  return c.redirect('/staff/', 303)
})

devices.get('/devices', staffOnly(), async (c) => {
  const { staff, device, now } = c.var
  const own = await store.devicesOf(c.env.DB, staff.id, now)
  return c.render({ page: 'staff-devices', staff, here: device, devices: own })
})

devices.post('/devices/remove', staffOnly(), formBody, async (c) => {
  const line = await lineOf(c, 'remove', sent(c.var.raw, 'device'))
  await store.remove(c.env.DB, c.var.staff.id, line)
  return c.redirect('/staff/devices', 303)
})

function wrongIn(pin: string, again: string): StaffEnrolView['wrong'] {
  if (!/^\d+$/.test(pin) || pin.length !== limits.digits) return 'not-six'
  if (isEasy(pin)) return 'easy'
  return pin === again ? undefined : 'differs'
}

function kindOf(agent: string): store.DeviceKind {
  if (/Android|HarmonyOS|OpenHarmony/i.test(agent)) return 'android'
  if (/iPhone|iPad/.test(agent)) return 'iphone'
  return /Windows|Macintosh|Linux/.test(agent) ? 'computer' : 'other'
}
