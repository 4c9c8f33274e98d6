/** Device and PIN begin a session, which ends by rest, by age, by leaving and by revoking, and cannot be made up. */
import { env } from 'cloudflare:workers'
import { afterEach, beforeAll, expect, it, vi } from 'vitest'
import { randomText } from '#platform/vault.ts'
import { limits } from '#staff/limits.ts'
import { act, anotherCode, cookiesOf, type Enrolled, enrol, enrolled, look, open, PIN } from '#test/support/desk.ts'

const MINUTE = 60_000
let town: Enrolled
beforeAll(async () => {
  town = await enrolled('town')
})
afterEach(() => {
  vi.useRealTimers()
})
const pass = (ms: number) => vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + ms })
const isIn = async (session: string) => (await look('/staff/', session)).status === 200
const door = { page: 'staff-door', status: 403, tried: true, limits }
const acts = async (record: string) =>
  (
    await env.DB.prepare('SELECT act FROM audit WHERE record = ?1 ORDER BY seq').bind(record).all<{ act: string }>()
  ).results.map((row) => row.act)
const deviceOf = async ({ id }: Enrolled) =>
  (await env.DB.prepare('SELECT id FROM device WHERE staff = ?1').bind(id).first<{ id: string }>())?.id ?? ''

it('the PIN opens on its own device only, and a new session replaces the old one', async () => {
  const [one, other] = [await enrolled('village'), await enrolled('village')]
  const opened = await open(one.device)
  expect([opened.status, opened.headers.get('location')]).toEqual([303, '/staff/'])
  expect(await isIn(cookiesOf(opened).session)).toBe(true)
  expect(await isIn(one.session)).toBe(false)
  for (const cookie of [
    '',
    `__Host-device=${randomText(32)}`,
    one.session,
    `__Host-device=${one.session.split('=')[1]}`,
  ])
    expect((await open(cookie)).view).toEqual(door)
  expect((await open(other.device, '749391')).view).toEqual(door)
  expect(await acts(await deviceOf(one))).toEqual(['enrol', 'try', 'enter'])
})

it('five wrong PINs lock the device, its open session too, until the town unlocks it', async () => {
  const cadre = await enrolled('village')
  for (let n = 0; n < 4; n++) await open(cadre.device, '749391')
  const fourth = cookiesOf(await open(cadre.device)).session
  expect(await isIn(fourth)).toBe(true)
  for (let n = 0; n < 5; n++) expect((await open(cadre.device, '749391')).view).toEqual(door)
  expect((await open(cadre.device)).view).toEqual(door)
  expect(await isIn(fourth)).toBe(false)
  expect((await act('/staff/people/unlock', cadre.session, { id: [cadre.id] })).status).toBe(403)
  expect((await open(cadre.device)).status).toBe(403)
  expect((await act('/staff/people/unlock', town.session, { id: [cadre.id] })).status).toBe(303)
  expect((await open(cadre.device)).status).toBe(303)
  expect((await acts(cadre.id)).filter((act) => act === 'unlock')).toEqual(['unlock'])
})

it('of 64 guesses at the same moment five are tried', async () => {
  const cadre = await enrolled('clinic')
  await Promise.all(Array.from({ length: 64 }, (_, n) => open(cadre.device, String(749_400 + n))))
  expect((await acts(await deviceOf(cadre))).filter((act) => act === 'try')).toHaveLength(5)
  expect((await open(cadre.device)).status).toBe(403)
})

it('half an hour of rest ends a session, work does not', async () => {
  pass(0)
  const { session, device } = await enrolled('town')
  for (let n = 0; n < 4; n++) {
    pass(30 * MINUTE - 1)
    expect(await isIn(session)).toBe(true)
  }
  pass(30 * MINUTE)
  expect(await isIn(session)).toBe(false)
  expect((await open(device)).status).toBe(303)
})

it('twelve hours end it, however busy', async () => {
  pass(0)
  const { session } = await enrolled('town')
  for (let n = 0; n < 47; n++) {
    pass(15 * MINUTE)
    expect(await isIn(session), `after ${n + 1} quarters`).toBe(true)
  }
  pass(15 * MINUTE)
  expect(await isIn(session)).toBe(false)
})

it('a device is good for ninety days', async () => {
  const { device } = await enrolled('town')
  pass(90 * 24 * 60 * MINUTE - MINUTE)
  expect((await open(device)).status).toBe(303)
  pass(MINUTE)
  expect((await open(device)).status).toBe(403)
})

it('leaving ends this session, everywhere ends all, and a kept cookie is worth nothing', async () => {
  const first = await enrolled('village')
  const second = cookiesOf(await enrol(await anotherCode(first.id)))
  const left = await act('/staff/leave', second.session)
  expect(left.headers.getSetCookie()[0]).toMatch(/^__Host-staff=; Max-Age=0/)
  expect([await isIn(first.session), await isIn(second.session)]).toEqual([true, false])
  const again = cookiesOf(await open(second.device)).session
  await act('/staff/leave', again, { where: ['everywhere'] })
  expect([await isIn(first.session), await isIn(again)]).toEqual([false, false])
  expect((await open(first.device)).status).toBe(303)
})

it("one's own devices are listed and stopped, and nobody else's", async () => {
  const [one, other] = [await enrolled('village'), await enrolled('village')]
  const { view } = await look('/staff/devices', one.session)
  expect(view.devices.map(({ id }: { id: string }) => id)).toEqual([view.here])
  await act('/staff/devices/remove', one.session, { device: [await deviceOf(other)] })
  expect(await isIn(other.session)).toBe(true)
  await act('/staff/devices/remove', one.session, { device: [view.here] })
  expect([await isIn(one.session), (await open(one.device)).status]).toEqual([false, 403])
})

it('revoking works at once: of 64 requests on the way, none that began after it gets in, and no code does', async () => {
  const cadre = await enrolled('village')
  const code = await anotherCode(cadre.id)
  const before = Array.from({ length: 64 }, () => look('/staff/', cadre.session))
  const asked = await act('/staff/people/revoke', town.session, { id: [cadre.id] })
  expect([asked.view.page, await isIn(cadre.session)]).toEqual(['staff-revoke', true])
  expect((await act('/staff/people/revoke', town.session, { id: [cadre.id], sure: ['yes'] })).status).toBe(303)
  const after = await Promise.all(Array.from({ length: 64 }, () => look('/staff/', cadre.session)))
  expect(new Set(after.map(({ status }) => status))).toEqual(new Set([403]))
  await Promise.all(before)
  expect([(await open(cadre.device)).status, (await enrol(code)).status]).toEqual([403, 403])
  expect(await acts(cadre.id)).toContain('revoke')
})

it('nobody revokes themselves', async () => {
  await act('/staff/people/revoke', town.session, { id: [town.id], sure: ['yes'] })
  expect(await isIn(town.session)).toBe(true)
})

it('what says that it is ours in another way is not', async () => {
  const headers = { 'x-staff': town.id, authorization: `Bearer ${town.session}`, 'cf-access-jwt-assertion': 'e30.e30.' }
  for (const cookie of [`staff=${town.session.split('=')[1]}`, town.device, `__Host-staff=${town.id}`])
    expect((await act('/staff/leave', cookie, {}, headers)).status).toBe(403)
})

it('what was sent after the session ended waits for the PIN, and goes on with it', async () => {
  pass(0)
  const { session, device } = await enrolled('village')
  pass(31 * MINUTE)
  const both = `${session}; ${device}`
  const raw = { sought: ['欧阳\n示例'], next: ['1', '2'] }
  const { view } = await act('/staff/records/find', both, raw)
  expect(view).toEqual({ ...door, tried: false, resume: { to: '/staff/records/find', raw } })
  const again = (pin: string) => act('/staff/open?then=/staff/records/find', device, { ...raw, pin: [pin] })
  expect((await again('749391')).view).toEqual({ ...door, resume: { to: '/staff/records/find', raw } })
  const opened = await again(PIN)
  // 307: the browser sends the same fields once more.
  expect([opened.status, opened.headers.get('location')]).toEqual([307, '/staff/records/find'])
  expect((await act('/staff/records/find', cookiesOf(opened).session, raw)).view.page).toBe('ledger')
})

it('a page that was looked at after the session ended opens with the PIN; nobody else hears of it', async () => {
  pass(0)
  const { session, device } = await enrolled('village')
  pass(31 * MINUTE)
  const to = '/staff/watch/chase?village=liuxi&whose=all'
  expect((await look(to, `${session}; ${device}`)).view).toEqual({ ...door, tried: false, resume: { to } })
  expect((await look(to, session)).view).toEqual({ ...door, tried: false })
  const then = (name: string, goal: string) =>
    act(`/staff/open?${new URLSearchParams({ [name]: goal })}`, device, { pin: [PIN] })
  const back = await then('back', to)
  expect([back.status, back.headers.get('location')]).toEqual([303, to])
  for (const goal of [
    '//evil.test',
    'https://evil.test/staff/x',
    '/my/',
    '/staff/../my',
    '/staff/leave',
    '/staff/open',
  ])
    for (const name of ['then', 'back']) expect((await then(name, goal)).headers.get('location')).toBe('/staff/')
})
