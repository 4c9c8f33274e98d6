/** A code makes one device, once, in its ten minutes. */
import { env } from 'cloudflare:workers'
import { afterEach, expect, it, vi } from 'vitest'
import { write } from '#audit/line.ts'
import { inlined } from '#cli/statements.ts'
import { openVault } from '#platform/vault.ts'
import { limits } from '#staff/limits.ts'
import { makePerson } from '#staff/people/invitation.ts'
import { invite } from '#staff/people/store.ts'
import { isEasy } from '#staff/pin.ts'
import { send } from '#test/support/app.ts'
import { anotherCode, cookiesOf, enrol, enrolled, invited, look, PIN } from '#test/support/desk.ts'

afterEach(() => {
  vi.useRealTimers()
})
const count = async (table: string) =>
  (await env.DB.prepare(`SELECT count(*) AS n FROM ${table}`).first<{ n: number }>())?.n ?? 0

// Must stay the first: later ones enrol.
it('until somebody has enrolled the desk is closed, but for the page that takes a code', async () => {
  for (const path of ['/staff/', '/staff/devices', '/staff/people']) {
    const { status, view } = await look(path, '')
    expect([status, view.page]).toEqual([503, 'staff-door'])
  }
  expect((await look('/staff/enrol', '')).status).toBe(200)
  const { code } = await invited('town')
  expect((await enrol(code)).status).toBe(303)
  expect((await look('/staff/', '')).status).toBe(403)
})

it('a code enrols a device, which is let in at once, with cookies that no script reads', async () => {
  const { code } = await invited('village', ['liuxi', 'dawan'])
  const answer = await enrol(code.toLowerCase().replaceAll('-', ' '))
  expect([answer.status, answer.headers.get('location')]).toEqual([303, '/staff/'])
  const set = answer.headers.getSetCookie()
  expect(set).toHaveLength(2)
  for (const cookie of set) {
    expect(cookie).toMatch(/^__Host-/)
    for (const word of ['Path=/', 'HttpOnly', 'Secure', 'SameSite=Strict']) expect(cookie).toContain(word)
    expect(cookie).not.toContain('Domain')
  }
  const { view } = await look('/staff/', cookiesOf(answer).session)
  expect(view.staff).toMatchObject({ name: '王示例', role: 'village', villages: ['liuxi', 'dawan'] })
})

it('a code used by 32 at the same moment makes one device', async () => {
  const { code } = await invited('clinic')
  const before = [await count('device'), await count('session')]
  const tries = await Promise.all(Array.from({ length: 32 }, () => enrol(code)))
  expect(tries.filter(({ status }) => status === 303)).toHaveLength(1)
  expect([await count('device'), await count('session')]).toEqual(before.map((n) => n + 1))
  expect((await enrol(code)).status).toBe(403)
})

it('a code that is expired, used, replaced, of somebody revoked or guessed gets one and the same page', async () => {
  const used = await invited('town')
  await enrol(used.code)
  const [replaced, gone, late] = [await invited('town'), await invited('town'), await invited('town')]
  const fresh = await anotherCode(replaced.id)
  await env.DB.prepare('UPDATE staff SET epoch = 2, revoked_at = 1 WHERE id = ?1').bind(gone.id).run()
  const from = (hood: number) => ({ 'cf-connecting-ip': `10.9.${hood}.1` })
  const answers = []
  for (const code of [used.code, replaced.code, gone.code, 'AAAA-BBBB-CCCC-DDDD', '', '<>'])
    answers.push(await enrol(code, PIN, PIN, from(1)))
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 10 * 60_000 })
  answers.push(await enrol(late.code, PIN, PIN, from(1)))
  expect(new Set(answers.map(({ status, view }) => JSON.stringify([status, view])))).toEqual(
    new Set([JSON.stringify([403, { page: 'staff-enrol', code: '', wrong: 'code', limits, status: 403 }])]),
  )
  vi.useRealTimers()
  expect((await enrol(fresh)).status).toBe(303)
})

it('sixty codes an hour are judged from one neighbourhood, however many are sent at once', async () => {
  const { code } = await invited('town')
  const from = { 'cf-connecting-ip': '10.1.2.3' }
  await Promise.all(Array.from({ length: 60 }, () => enrol('AAAA-BBBB-CCCC-DDDD', PIN, PIN, from)))
  expect((await enrol(code, PIN, PIN, from)).status).toBe(403)
  expect((await enrol(code, PIN, PIN, { 'cf-connecting-ip': '10.1.3.3' })).status).toBe(303)
})

it('a PIN that is short, easy or mistyped is asked for again, and the code stays good', async () => {
  const { code } = await invited('town')
  for (const [pin, repeated, wrong] of [
    ['12345', '12345', 'not-six'],
    ['1234567', '1234567', 'not-six'],
    ['123456', '123456', 'easy'],
    [PIN, '740391', 'differs'],
  ] as const) {
    const { status, view } = await enrol(code, pin, repeated)
    expect([status, view.wrong, view.code]).toEqual([422, wrong, code])
  }
  expect((await enrol(code, '７４９３１８', '749 318')).status).toBe(303)
})

it('runs, repeats and birthdays are easy, and most others are not', () => {
  for (const pin of [
    '000000',
    '123456',
    '987654',
    '121212',
    '520520',
    '112233',
    '850412',
    '198512',
    '010203',
    '110110',
  ])
    expect(isEasy(pin), pin).toBe(true)
  for (const pin of [PIN, '740391', '902857', '461973', '385926']) expect(isEasy(pin), pin).toBe(false)
})

it('neither code, PIN, name nor cookie stands in the database', async () => {
  const { device, session } = await enrolled('town')
  const tables = ['staff', 'enrolment', 'device', 'session', 'audit', 'throttle']
  const rows = await Promise.all(tables.map((table) => env.DB.prepare(`SELECT * FROM ${table}`).all()))
  const text = JSON.stringify(rows.map(({ results }) => results))
  for (const secret of [device, session].map((cookie) => cookie.split('=')[1] ?? '')) expect(text).not.toContain(secret)
  expect(text).not.toContain('王示例')
  expect(text).not.toContain(PIN)
})

it('a form that does not say that it comes from our page is refused', async () => {
  const { code } = await invited('town')
  const body = new URLSearchParams({ code, pin: PIN, again: PIN }).toString()
  const type = { 'content-type': 'application/x-www-form-urlencoded' }
  for (const headers of [
    {},
    { origin: 'null' },
    { origin: 'https://elsewhere.test' },
    { 'sec-fetch-site': 'same-site' },
  ]) {
    const { status, view } = await send('/staff/enrol', { method: 'POST', body, headers: { ...type, ...headers } })
    expect([status, view.why]).toEqual([403, 'foreign'])
  }
  expect((await enrol(code)).status).toBe(303)
})

it('an invitation as text of SQL, for a database far away, makes the same person', async () => {
  const person = { name: "O'示例; --", role: 'village', villages: ['liuxi'] } as const
  const vault = await openVault(env)
  const { shown, kept } = await makePerson(vault, person)
  const line = await write(vault, { at: Date.now(), actor: "it's", act: 'invite', record: kept.id, detail: '' })
  const text = await inlined((db) => invite(db, kept, line))
  await env.DB.batch(
    text
      .split(/;\n/)
      .filter(Boolean)
      .map((sql) => env.DB.prepare(sql)),
  )
  const { session } = cookiesOf(await enrol(shown))
  expect((await look('/staff/', session)).view.staff).toEqual({ id: kept.id, ...person })
  expect(await env.DB.prepare('SELECT actor FROM audit WHERE record = ?1').bind(kept.id).all()).toMatchObject({
    results: [{ actor: "it's" }],
  })
})
