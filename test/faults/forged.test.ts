/** What is served has no way in but enrolment: hundreds of made-up cookies, headers and codes, and none opens the desk; `npm run drill:forged` tries ten thousand. */
import { rmSync } from 'node:fs'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { seeded } from '#cli/sample/seeded.ts'
import { together } from '../support/load.ts'
import { newPlace, type Running, start } from '../support/process.ts'

const place = newPlace()
let [server, url, real]: [Running?, string?, string?] = []
const ATTEMPTS = Number(process.env['ATTEMPTS'] ?? 600)
const random = seeded(20_261_122)
const signs = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
const codeSigns = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'
const some = (from: string, length: number) =>
  Array.from({ length }, () => from[Math.floor(random() * from.length)]).join('')
const one = <T>(of: readonly T[]) => of[Math.floor(random() * of.length)] as T
const encoded = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url')

const pages = ['/staff/', '/staff/records', '/staff/people', '/staff/devices', '/staff/records/find']
// Names by which other systems let their makers, proxies and tests in.
const names = ['authorization', 'x-staff', 'x-user', 'x-forwarded-user', 'x-dev', 'x-debug', 'x-role', 'x-remote-user']
const assertion = 'cf-access-jwt-assertion'

const forged: (() => Record<string, string>)[] = [
  () => ({ cookie: `__Host-staff=${some(signs, 43)}` }),
  () => ({ cookie: turned(Math.floor(random() * 43)) }),
  () => ({ cookie: `__Host-staff=${some(signs, Math.floor(random() * 90))}; __Host-device=${some(signs, 43)}` }),
  () => ({
    cookie: one(['__Host-staff=', '__Host-staff=null', '__Host-staff=%00', "__Host-staff=' OR 1=1 --", 'staff=1']),
  }),
  () => ({ [one(names)]: one(['town', 'admin', 'Bearer dev', 'Basic YWRtaW46YWRtaW4=', '1', some(signs, 43)]) }),
  () => ({ [assertion]: `${encoded({ alg: 'none' })}.${encoded({ email: 'town@example.org', exp: 9e9 })}.` }),
]

/** The real cookie with one sign turned. */
function turned(at: number): string {
  const [name = '', token = ''] = real?.split('=') ?? []
  return `${name}=${token.slice(0, at)}${token[at] === 'A' ? 'B' : 'A'}${token.slice(at + 1)}`
}

/** A try at the desk: its status, and whether a cookie came back. */
async function attempt(n: number): Promise<string> {
  const typed = n % 10 === 0
  const code = { code: some(codeSigns, 16), pin: '749318', again: '749318' }
  const body = typed ? code : { pin: some('0123456789', 6) }
  const path = typed ? '/staff/enrol' : n % 10 === 1 ? '/staff/open' : one(pages)
  const post = typed || n % 10 === 1
  const answer = await fetch(`${url}${path}`, {
    method: post ? 'POST' : 'GET',
    headers: { ...one(forged)(), origin: url ?? '' },
    redirect: 'manual',
    ...(post ? { body: new URLSearchParams(body) } : {}),
  })
  await answer.arrayBuffer()
  return `${answer.status} ${answer.headers.getSetCookie().length}`
}

beforeAll(async () => {
  server = await start(place)
  url = server.url
  const code = /enrol#([2-9A-Z-]{19})/.exec(server.said())?.[1] ?? ''
  const body = new URLSearchParams({ code, pin: '749318', again: '749318' })
  const enrolled = await fetch(`${url}/staff/enrol`, {
    method: 'POST',
    headers: { origin: url },
    redirect: 'manual',
    body,
  })
  real = enrolled.headers
    .getSetCookie()
    .find((cookie) => cookie.startsWith('__Host-staff='))
    ?.split(';')[0]
})
afterAll(async () => {
  await server?.stop()
  rmSync(place.folder, { recursive: true, force: true })
})

it(`${ATTEMPTS} made-up ways into what is served open nothing`, async () => {
  const answers = new Map<string, number>()
  let tried = 0
  await together(16, async () => {
    if (tried >= ATTEMPTS) return false
    const answer = await attempt(tried++)
    answers.set(answer, (answers.get(answer) ?? 0) + 1)
    return true
  })
  // 302: the address of a look-up, asked for by GET, leads to the list, which is shut.
  expect([...answers.keys()].toSorted()).toEqual(['302 0', '403 0'])
  expect([...answers.values()].reduce((sum, count) => sum + count)).toBe(ATTEMPTS)
  // The one real cookie was open all the while.
  expect((await fetch(`${url}/staff/`, { headers: { cookie: real ?? '' } })).status).toBe(200)
})
