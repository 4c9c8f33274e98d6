/** A browser that sends a form is shown the answer at an address of its own, to which it can go back; nobody else can. */
import { env } from 'cloudflare:workers'
import { Hono } from 'hono'
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { app } from '#app.ts'
import type { Raw } from '#forms/page.ts'
import type { App } from '#platform/context.ts'
import { looked } from '#test/support/clock.ts'
import { enrolled, PIN } from '#test/support/desk.ts'
import { registered } from '#test/support/seated.ts'
import { encoded, typed } from '#test/support/typed.ts'
import { forgetOver } from '#web/shown/store.ts'

const MINUTE = 60_000
const origin = 'http://shouwang.test'
/** The app whose views come back as a page, which is what a browser goes back to. */
const paged = new Hono<App>()
paged.use(async (c, next) => {
  c.setRenderer((view) => c.html(JSON.stringify(view), 'status' in view && view.status ? view.status : 200))
  return next()
})
paged.route('/', app)

/** A browser: it keeps cookies, says what it reads, and follows where it is sent. */
function browser(known: string[] = [], db = env.DB, keeps = true) {
  const cookies = new Map(known.map((pair) => pair.split('=') as [string, string]))
  const history: string[] = []
  async function ask(path: string, raw?: Raw): Promise<{ status: number; headers: Headers; text: string }> {
    const headers = {
      accept: 'text/html,*/*',
      origin,
      cookie: [...cookies].map((pair) => pair.join('=')).join('; '),
      ...(raw && { 'content-type': 'application/x-www-form-urlencoded' }),
    }
    const init = raw ? { method: 'POST', body: encoded(raw).toString(), headers } : { headers }
    const answer = await paged.request(origin + path, init, { ...env, DB: db })
    for (const line of keeps ? answer.headers.getSetCookie() : []) {
      const [name = '', value = ''] = line.split(';')[0]?.split('=') ?? []
      if (value) cookies.set(name, value)
      else cookies.delete(name)
    }
    const to = answer.headers.get('location')
    if (to) return ask(to, answer.status === 307 ? raw : undefined)
    history.push(raw ? `POST ${path}` : path)
    return { status: answer.status, headers: answer.headers, text: await answer.text() }
  }
  return { ask, history, cookies }
}

let [reference, tail] = ['', '']
beforeAll(async () => {
  const [record] = await registered({ 'home.village': 'liuxi', phone: '10000000001' })
  reference = record?.reference ?? ''
  tail = '0001'
})
afterEach(() => vi.useRealTimers())
const later = (ms: number) => vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + ms })
const open = { reference: [] as string[], tail: [] as string[] }
const opening = () => ({ ...open, reference: [reference], tail: [tail] })
const rowOf = (address: string) =>
  env.DB.prepare('SELECT id FROM shown_page WHERE id = ?1').bind(address.split('=')[1]).first('id')

describe('what answers a form', () => {
  it('stands at an address of its own, says the same there again, and does nothing again', async () => {
    const mine = browser()
    const shown = await mine.ask('/my/open', opening())
    const [address = ''] = mine.history
    expect(address).toMatch(/^\/my\/open\?shown=[\w-]{22}$/)
    expect(JSON.parse(shown.text)).toMatchObject({ page: 'record', reference })
    const looks = () => env.DB.prepare("SELECT count(*) AS n FROM audit WHERE act = 'open'").first<number>('n')
    const before = await looks()
    const again = await mine.ask(address)
    expect([again.status, again.text, again.headers.get('cache-control')]).toEqual([200, shown.text, 'no-store'])
    expect(await looks()).toBe(before)
  })
  it('keeps its status, a refusal too', async () => {
    const wrong = await browser().ask('/my/open', { ...opening(), tail: ['9999'] })
    expect([wrong.status, JSON.parse(wrong.text).page]).toEqual([403, 'door'])
  })
  it('opens in no other browser, nor after half an hour, and is gone then', async () => {
    const mine = browser()
    await mine.ask('/my/open', opening())
    const [address = ''] = mine.history
    for (const other of [browser(), browser([`__Host-back=${'a'.repeat(43)}`])])
      expect(JSON.parse((await other.ask(address)).text)).toEqual({ page: 'used', status: 410, at: '/my/open' })
    later(30 * MINUTE)
    expect((await mine.ask(address)).status).toBe(410)
    expect(await rowOf(address)).not.toBe(null)
    await forgetOver(env.DB, Date.now())
    expect(await rowOf(address)).toBe(null)
  })
  it('lies locked: no word of it in the database', async () => {
    const mine = browser()
    await mine.ask('/my/open', opening())
    const row = await env.DB.prepare('SELECT locked FROM shown_page ORDER BY until DESC').first<number[]>('locked')
    const bytes = String.fromCharCode(...new Uint8Array(row ?? []))
    expect(bytes.length).toBeGreaterThan(200)
    expect(bytes).not.toMatch(/record|page/)
  })
  it('is answered as it stands where no cookie comes back, or the database takes no page', async () => {
    const without = browser([], env.DB, false)
    expect(JSON.parse((await without.ask('/my/open', opening())).text).page).toBe('record')
    expect(without.history).toEqual(['POST /my/open?cookies='])
    await env.DB.prepare('ALTER TABLE shown_page RENAME TO shown_aside').run()
    const mine = browser()
    expect(JSON.parse((await mine.ask('/my/open', opening())).text).page).toBe('record')
    await env.DB.prepare('ALTER TABLE shown_aside RENAME TO shown_page').run()
  })
  it('is a receipt by the same way, and what was only typed stays with the browser', async () => {
    const mine = browser()
    const check = await mine.ask('/forms/volunteer/check', typed('volunteer'))
    expect([mine.history[0], check.headers.get('cache-control')]).toEqual([
      'POST /forms/volunteer/check',
      'private, no-cache',
    ])
    looked()
    const kept = { ...typed('volunteer'), token: [JSON.parse(check.text).token] }
    const receipt = await mine.ask('/forms/volunteer/keep', kept)
    const again = await mine.ask('/forms/volunteer/keep', kept)
    expect(JSON.parse(again.text)).toEqual(JSON.parse(receipt.text))
    expect(receipt.headers.get('cache-control')).toBe('no-store')
    expect((await mine.ask(mine.history[1] ?? '')).text).toBe(receipt.text)
  })
  it('opens no more after the record is withdrawn, or the phone forgets', async () => {
    const mine = browser()
    const [own] = await registered({ 'home.village': 'liuxi', phone: '10000000002' })
    await mine.ask('/my/open', { reference: [own?.reference ?? ''], tail: ['0002'] })
    const [record = ''] = mine.history
    const { pass } = JSON.parse((await mine.ask(record)).text)
    const done = await mine.ask('/my/withdraw', { pass: [pass], sure: ['yes'] })
    expect(JSON.parse(done.text)).toMatchObject({ page: 'done', what: 'withdrawn' })
    expect((await mine.ask(record)).status).toBe(410)
    expect((await mine.ask(mine.history[2] ?? '')).text).toBe(done.text)
    await mine.ask('/my/forget', {})
    expect(mine.history.at(-1)).toBe('/my/forgotten')
    expect((await mine.ask(mine.history[2] ?? '')).status).toBe(410)
  })
})

describe('at the desk', () => {
  it('a page is for the session that was shown it, and a door for the device', async () => {
    const { device, session } = await enrolled('town')
    const [record] = await registered({ 'home.village': 'liuxi', phone: '10000000003' })
    const desk = browser([device, session])
    const masked = await desk.ask(`/staff/records/${record?.id}/contact`, { outcome: [''], note: ['敲门没人'] })
    expect([masked.status, JSON.parse(masked.text).note]).toEqual([422, '敲门没人'])
    const [address = ''] = desk.history
    expect((await desk.ask(address)).text).toBe(masked.text)
    await desk.ask('/staff/leave', {})
    expect((await desk.ask(address)).status).toBe(410)
    const door = await desk.ask('/staff/open', { pin: ['111111'] })
    expect(JSON.parse(door.text)).toMatchObject({ page: 'staff-door', tried: true })
    const wrong = desk.history.at(-1) ?? ''
    await desk.ask('/staff/open', { pin: [PIN] })
    expect((await desk.ask(wrong)).text).toBe(door.text)
    expect((await desk.ask(address)).status).toBe(410)
  })
  it('what waited at the door for a PIN is gone once they left', async () => {
    const { device } = await enrolled('village')
    const desk = browser([device])
    const waits = await desk.ask('/staff/entry/list/returnee', { 'r.1.name': ['陈示例'], key: ['a'.repeat(22)] })
    expect(JSON.parse(waits.text)).toMatchObject({ page: 'staff-door', resume: { raw: { 'r.1.name': ['陈示例'] } } })
    const [address = ''] = desk.history
    expect((await desk.ask(address)).text).toBe(waits.text)
    await desk.ask('/staff/open', { pin: [PIN] })
    await desk.ask('/staff/leave', {})
    expect((await desk.ask(address)).status).toBe(410)
  })
  it('what was revealed for five minutes is there to go back to for as long, and leaves the screen on time', async () => {
    const { device, session } = await enrolled('town')
    const [record] = await registered({ 'home.village': 'liuxi', phone: '10000000004' })
    const desk = browser([device, session])
    const clear = await desk.ask(`/staff/records/${record?.id}/reveal`, { reason: ['visit'] })
    expect(JSON.parse(clear.text).revealed.phone).toBe('10000000004')
    const [address = ''] = desk.history
    later(4 * MINUTE)
    const back = await desk.ask(address)
    expect(back.text).toBe(clear.text)
    expect(Number.parseInt(back.headers.get('refresh') ?? '', 10)).toBeLessThanOrEqual(60)
    later(1 * MINUTE)
    expect((await desk.ask(address)).status).toBe(410)
  })
})
