import { env } from 'cloudflare:workers'
import { Hono } from 'hono'
import { base64url, exportJWK, exportSPKI, generateKeyPair, type JWK, SignJWT } from 'jose'
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import type { App } from '#platform/context.ts'
import { gate } from '#staff/access.ts'
import { send } from '#test/support/app.ts'

const team = 'https://qinghe.cloudflareaccess.com'
const aud = 'ab'.repeat(32)
type Pair = Awaited<ReturnType<typeof generateKeyPair>>
let [ours, next, foreign]: Pair[] = []
let served: JWK[] = []

beforeAll(async () => {
  ;[ours, next, foreign] = await Promise.all([1, 2, 3].map(() => generateKeyPair('RS256', { extractable: true })))
  served = [await publicOf(ours, 'one')]
})
afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

async function publicOf(pair: Pair | undefined, kid: string): Promise<JWK> {
  return pair ? { ...(await exportJWK(pair.publicKey)), kid, alg: 'RS256', use: 'sig' } : {}
}

/** A room behind the gate, and a team that answers with `answer`. */
function room(answer: () => Response | Promise<Response> = () => Response.json({ keys: served })) {
  let asked = 0
  const app = new Hono<App>()
  app.use(async (c, then) => {
    c.setRenderer((view) => c.json(view, 'status' in view && view.status ? view.status : 200))
    return then()
  })
  const fetching = async (address: string) => {
    asked++
    expect(address).toBe(`${team}/cdn-cgi/access/certs`)
    return answer()
  }
  app.use('/staff/*', gate(fetching))
  app.get('/staff/', (c) => c.text('inside'))
  const knock = async (token?: string, settings: object = { ACCESS_TEAM: team, ACCESS_AUD: aud }) => {
    const headers = token === undefined ? {} : { 'cf-access-jwt-assertion': token }
    return (await app.request('http://shouwang.test/staff/', { headers }, { ...env, ...settings })).status
  }
  return { knock, asked: () => asked }
}

function token(claims: Record<string, unknown> = {}, { key = ours?.privateKey, kid = 'one' } = {}): Promise<string> {
  const now = Math.floor(Date.now() / 1000)
  const said = { iss: team, aud: [aud], iat: now, nbf: now, exp: now + 600, email: 'a@example.org', ...claims }
  if (!key) throw new Error('no key')
  return new SignJWT(said).setProtectedHeader({ alg: 'RS256', kid }).sign(key)
}

describe('the outer gate', () => {
  it('is not there where nothing is set', async () => {
    expect(await room().knock(undefined, {})).toBe(200)
  })
  it('lets nobody in where it is set by half or wrongly, and says to the log what to set', async () => {
    const said = vi.spyOn(console, 'error').mockImplementation(() => undefined)
    const halves = [
      { ACCESS_TEAM: team },
      { ACCESS_AUD: aud },
      { ACCESS_TEAM: 'http://qinghe.cloudflareaccess.com', ACCESS_AUD: aud },
      { ACCESS_TEAM: `${team}.example.org`, ACCESS_AUD: aud },
      { ACCESS_TEAM: team, ACCESS_AUD: 'x' },
    ]
    for (const half of halves) expect(await room().knock(await token(), half)).toBe(503)
    expect(said.mock.calls.every(([line]) => String(line).includes('set ACCESS_TEAM and ACCESS_AUD'))).toBe(true)
  })
  it('stands before every room of the desk', async () => {
    const set = { ACCESS_TEAM: team, ACCESS_AUD: aud }
    for (const path of ['/staff/', '/staff/enrol', '/staff/records', '/staff/people', '/staff/nothing'])
      expect((await send(path, {}, env.DB, set)).view).toMatchObject({ page: 'staff-door', status: 403 })
    expect((await send('/search/?q=x', {}, env.DB, set)).status).not.toBe(403)
  })
  it('lets in who brings a good token, and asks for the keys once', async () => {
    const { knock, asked } = room()
    const good = await token()
    expect(await Promise.all(Array.from({ length: 20 }, () => knock(good)))).toEqual(Array(20).fill(200))
    expect(asked()).toBe(1)
  })
  it('refuses what is not signed by the team for this application now', async () => {
    const { knock } = room()
    const now = Math.floor(Date.now() / 1000)
    const [head = '', body = '', mark = ''] = (await token()).split('.')
    const other = (header: object) => base64url.encode(JSON.stringify(header))
    const pem = new TextEncoder().encode(ours && (await exportSPKI(ours.publicKey)))
    const shared = new SignJWT({ iss: team, aud, iat: now, exp: now + 600 }).setProtectedHeader({
      alg: 'HS256',
      kid: 'one',
    })
    const wrong = {
      nothing: '',
      rubbish: 'a.b.c',
      'alg none': `${other({ alg: 'none', kid: 'one' })}.${body}.`,
      'alg none with the mark': `${other({ alg: 'none', kid: 'one' })}.${body}.${mark}`,
      'alg RS512': `${other({ alg: 'RS512', kid: 'one' })}.${body}.${mark}`,
      'HS256 with the public key': await shared.sign(pem),
      'without a mark': `${head}.${body}.`,
      'another key': await token({}, { key: foreign?.privateKey }),
      'another key under its own name': await token({}, { key: foreign?.privateKey, kid: 'two' }),
      'its own key inside': `${other({ alg: 'RS256', jwk: await publicOf(foreign, 'one'), kid: 'x' })}.${body}.${mark}`,
      expired: await token({ exp: now - 1 }),
      'never ending': await token({ exp: undefined }),
      'not yet': await token({ nbf: now + 60 }),
      'for another application': await token({ aud: ['cd'.repeat(32)] }),
      'for nobody': await token({ aud: undefined }),
      'by another team': await token({ iss: 'https://other.cloudflareaccess.com' }),
      'by the team with a slash': await token({ iss: `${team}/` }),
      'by nobody': await token({ iss: undefined }),
    }
    for (const [what, made] of Object.entries(wrong)) expect(await knock(made), what).toBe(403)
    expect(await knock()).toBe(403)
    expect(await knock(await token())).toBe(200)
  })
  it('refuses each of thousands of tokens with one bit flipped', async () => {
    const { knock } = room()
    const good = await token()
    const parts = good.split('.').map((part) => base64url.decode(part))
    let tried = 0
    for (const [i, part] of parts.entries())
      for (let bit = 0; bit < part.length * 8; bit++) {
        const bent = parts.map((bytes) => Uint8Array.from(bytes))
        const target = bent[i]
        if (target) target[bit >> 3] = (target[bit >> 3] ?? 0) ^ (1 << (bit & 7))
        expect(await knock(bent.map((bytes) => base64url.encode(bytes)).join('.')), `part ${i} bit ${bit}`).toBe(403)
        tried++
      }
    expect(tried).toBeGreaterThan(3000)
  })
  it('learns a new key of the team, and asks for unknown ones at most once a minute', async () => {
    const start = Date.now()
    vi.useFakeTimers({ toFake: ['Date'], now: start })
    let keys = [...served]
    const { knock, asked } = room(() => Response.json({ keys }))
    expect(await knock(await token())).toBe(200)
    const fresh = await token({}, { key: next?.privateKey, kid: 'two' })
    for (let i = 0; i < 50; i++) expect(await knock(fresh)).toBe(403)
    expect(asked()).toBe(1)
    keys = [...served, await publicOf(next, 'two')]
    vi.setSystemTime(start + 61_000)
    expect(await knock(fresh)).toBe(200)
    for (let i = 0; i < 50; i++) expect(await knock(await token({}, { kid: `made-up-${i}` }))).toBe(403)
    expect(asked()).toBe(2)
  })
  it('stays shut while the team does not answer, without asking it each time; what it knows stays known', async () => {
    for (const broken of [
      () => Promise.reject(new Error('down')),
      () => new Response('', { status: 500 }),
      () => new Response('<html>'),
      () => Response.json({}),
    ]) {
      const { knock, asked } = room(broken)
      const good = await token()
      for (let i = 0; i < 30; i++) expect(await knock(good)).toBe(403)
      expect(asked()).toBe(1)
    }
    const start = Date.now()
    vi.useFakeTimers({ toFake: ['Date'], now: start })
    let up = true
    const { knock, asked } = room(() => (up ? Response.json({ keys: served }) : new Response('', { status: 503 })))
    expect(await knock(await token())).toBe(200)
    up = false
    vi.setSystemTime(start + 7 * 3_600_000)
    expect(await knock(await token())).toBe(200)
    expect(asked()).toBe(2)
  })
})
