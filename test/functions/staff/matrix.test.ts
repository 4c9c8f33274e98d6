/** Every route, as the router itself names them, × every method × everybody who may stand before it × whose record it is. */
import { env } from 'cloudflare:workers'
import { beforeAll, describe, expect, it } from 'vitest'
import { app } from '#app.ts'
import { books } from '#books/index.ts'
import type { Raw } from '#forms/page.ts'
import { type Permission, type Role, roles } from '#platform/roles.ts'
import { limits } from '#staff/limits.ts'
import { post, send } from '#test/support/app.ts'
import { enrolled } from '#test/support/desk.ts'
import { registered } from '#test/support/seated.ts'

/** What stands open to everybody: nothing of a person is behind it, or it is a door itself. */
const open = [
  'GET /',
  'GET /api/health',
  'GET /api/openapi.json',
  'GET /forms',
  'GET /forms/',
  'GET /forms/:form/:step{check|keep}',
  'GET /my/*',
  'GET /my/check-in',
  'GET /my/check-in/*',
  'GET /my/check-in/other',
  'GET /my/forgotten',
  'GET /notices/*',
  'GET /rumors/',
  'GET /search',
  'GET /search/',
  'GET /search/texts.ndjson',
  'GET /staff',
  'GET /staff/alerts/:id{[\\w-]{24}}/:act{reveal|acknowledge|contact|measure|transfer|transfer-back|close|alert-reopen}',
  'GET /staff/certificates/:id{[\\w-]{22}}/:kind{notice|release}',
  'GET /staff/checkpoint/pass',
  'GET /staff/enrol',
  'GET /staff/entry/:form/:step{check|keep}',
  'GET /staff/records/:id{[\\w-]{22}}/:act{reveal|card|correct|verify|close|contact|note|assign|same|merge|split|apart}',
  'GET /staff/records/:id{[\\w-]{22}}/correct/:step{check|keep}',
  'GET /staff/records/find',
  'GET /staff/watch/:id{[\\w-]{22}}/:act{change|end|entry|visit}',
  'GET /staff/watch/:id{[\\w-]{22}}/:act{phone|contact}',
  'GET /transparency',
  'GET /transparency/',
  'GET /verify',
  'GET /villages/*',
  'POST /api/forms/:form',
  'POST /forms/:form/check',
  'POST /forms/:form/keep',
  'POST /my/check-in',
  'POST /my/check-in/alarms.ics',
  'POST /my/check-in/forget',
  'POST /my/check-in/send',
  'POST /my/forget',
  'POST /my/open',
  'POST /staff/enrol',
  'POST /staff/open',
  'POST /verify',
  ...books.map(({ slug }) => `GET /staff/${slug}/:id{[\\w-]{22}}/:act{step|undo}`),
]
/** What asks for the pass that opening a record by its number gives. */
const passed = [
  'POST /my/check',
  'POST /my/copy',
  'POST /my/correct',
  'POST /my/keep',
  'POST /my/paper',
  'POST /my/papers',
  'POST /my/record',
  'POST /my/withdraw',
  ...books
    .filter(({ writes }) => writes.includes('holder'))
    .flatMap(({ slug }) => [`POST /my/${slug}`, `POST /my/${slug}/write`]),
]

/** An entry of a book. */
const entry = '/:id{[\\w-]{22}}'

/** What the guard of every other route asks for. */
const asked: Record<string, Permission | 'session'> = {
  'GET /staff/': 'session',
  'GET /staff/alerts': 'ledger',
  'GET /staff/alerts/:id{[\\w-]{24}}': 'ledger',
  'GET /staff/alerts/closed': 'alerts',
  'GET /staff/audit': 'audit',
  'GET /staff/audit/people': 'audit',
  'GET /staff/certificates/:id{[\\w-]{22}}': 'ledger',
  'GET /staff/checkpoint': 'checkpoint',
  'GET /staff/checkpoint/backlog': 'checkpoint',
  'GET /staff/devices': 'session',
  'GET /staff/entry': 'proxy',
  'GET /staff/entry/:form': 'proxy',
  'GET /staff/entry/list/:form': 'proxy',
  'GET /staff/entry/lists': 'proxy',
  'GET /staff/exports': 'export',
  'GET /staff/people': 'revoke',
  'GET /staff/records': 'ledger',
  'GET /staff/records/:id{[\\w-]{22}}': 'ledger',
  'GET /staff/retention': 'ledger',
  'POST /staff/alerts/:id{[\\w-]{24}}/acknowledge': 'alerts',
  'POST /staff/alerts/:id{[\\w-]{24}}/alert-reopen': 'alerts',
  'POST /staff/alerts/:id{[\\w-]{24}}/close': 'alerts',
  'POST /staff/alerts/:id{[\\w-]{24}}/contact': 'alerts',
  'POST /staff/alerts/:id{[\\w-]{24}}/measure': 'alerts',
  'POST /staff/alerts/:id{[\\w-]{24}}/reveal': 'alerts',
  'POST /staff/alerts/:id{[\\w-]{24}}/transfer': 'alerts',
  'POST /staff/alerts/:id{[\\w-]{24}}/transfer-back': 'alerts',
  'GET /staff/watch': 'ledger',
  'GET /staff/watch/:id{[\\w-]{22}}': 'ledger',
  'GET /staff/watch/chase': 'ledger',
  'GET /staff/watch/closing': 'ledger',
  'POST /staff/certificates/:id{[\\w-]{22}}/notice': 'notice',
  'POST /staff/certificates/:id{[\\w-]{22}}/release': 'release',
  'POST /staff/checkpoint': 'checkpoint',
  'POST /staff/checkpoint/backlog': 'checkpoint',
  'POST /staff/checkpoint/pass': 'checkpoint',
  'POST /staff/devices/remove': 'session',
  'POST /staff/entry/:form/check': 'proxy',
  'POST /staff/entry/:form/keep': 'proxy',
  'POST /staff/entry/list/:form': 'proxy',
  'POST /staff/entry/lists': 'proxy',
  'POST /staff/exports': 'export',
  'POST /staff/leave': 'session',
  'POST /staff/people/again': 'invite',
  'POST /staff/people/invite': 'invite',
  'POST /staff/people/revoke': 'revoke',
  'POST /staff/people/unlock': 'revoke',
  'POST /staff/records/:id{[\\w-]{22}}/apart': 'merge',
  'POST /staff/records/:id{[\\w-]{22}}/assign': 'assign',
  'POST /staff/records/:id{[\\w-]{22}}/card': 'reveal',
  'POST /staff/records/:id{[\\w-]{22}}/close': 'close',
  'POST /staff/records/:id{[\\w-]{22}}/contact': 'note',
  'POST /staff/records/:id{[\\w-]{22}}/correct': 'correct',
  'POST /staff/records/:id{[\\w-]{22}}/correct/check': 'correct',
  'POST /staff/records/:id{[\\w-]{22}}/correct/keep': 'correct',
  'POST /staff/records/:id{[\\w-]{22}}/merge': 'merge',
  'POST /staff/records/:id{[\\w-]{22}}/note': 'note',
  'POST /staff/records/:id{[\\w-]{22}}/reveal': 'reveal',
  'POST /staff/records/:id{[\\w-]{22}}/same': 'merge',
  'POST /staff/records/:id{[\\w-]{22}}/split': 'merge',
  'POST /staff/records/:id{[\\w-]{22}}/verify': 'verify',
  'POST /staff/records/find': 'ledger',
  'POST /staff/watch/:id{[\\w-]{22}}/change': 'observe',
  'POST /staff/watch/:id{[\\w-]{22}}/contact': 'note',
  'POST /staff/watch/:id{[\\w-]{22}}/end': 'discharge',
  'POST /staff/watch/:id{[\\w-]{22}}/entry': 'proxy',
  'POST /staff/watch/:id{[\\w-]{22}}/phone': 'reveal',
  'POST /staff/watch/:id{[\\w-]{22}}/visit': 'discharge',
  ...Object.fromEntries(
    books.flatMap(({ slug, reads }) =>
      [`GET /`, 'GET /wall', `GET ${entry}`, 'POST /file', `POST ${entry}/step`, `POST ${entry}/undo`].map((route) => [
        route.replace(' /', ` /staff/${slug}/`).replace(/\/$/, ''),
        reads,
      ]),
    ),
  ),
}

type Who = Role | 'nobody' | 'holder' | 'neighbour' | 'expired' | 'revoked'
interface Route {
  name: string
  method: string
  path: string
  /** What its guard asks for; undefined where it has none. */
  asks: Permission | 'session' | undefined
}

const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']
const routes: Route[] = [...new Set(app.routes.map(({ method, path }) => `${method} ${path}`))]
  .filter((name) => !name.startsWith('ALL '))
  .map((name) => {
    const [method = '', path = ''] = name.split(' ')
    const handlers = app.routes.filter((route) => route.method === method && route.path === path)
    const asks = handlers.flatMap(({ handler }) => ('asks' in handler ? [handler.asks as Route['asks']] : []))[0]
    return { name, method, path, asks }
  })
const guarded = routes.filter(({ asks }) => asks !== undefined)
const session = new Map<Who, string>()
let [own, pass] = ['', '']

beforeAll(async () => {
  const [record] = await registered({ 'home.village': 'liuxi', phone: '10000000001' })
  own = record?.id ?? ''
  const { view } = await post('/my/open', { reference: [record?.reference ?? ''], tail: ['0001'] })
  pass = view.pass
  await env.DB.batch([
    env.DB.prepare(
      `INSERT INTO alert (id, submission, person, day, slot, village, kind, opened_at) VALUES (?1 || '-0', ?1, 0, '2026-05-07', 0, 'liuxi', 'fever', 1)`,
    ).bind(own),
    env.DB.prepare(
      "INSERT INTO entry (id, submission, book, village, step, waits, made_at) VALUES (?1, ?1, 'care', 'liuxi', 'open', 1, 1)",
    ).bind(own),
  ])
  for (const role of Object.keys(roles) as Role[]) session.set(role, (await enrolled(role)).session)
  session.set('neighbour', (await enrolled('village', ['dawan'])).session)
  for (const who of ['expired', 'revoked'] as const) {
    const { id, session: cookie } = await enrolled('town')
    session.set(who, cookie)
    const change =
      who === 'revoked'
        ? 'UPDATE staff SET epoch = 2, revoked_at = 1 WHERE id = ?1'
        : 'UPDATE session SET seen_at = seen_at - 1800001 WHERE device IN (SELECT id FROM device WHERE staff = ?1)'
    await env.DB.prepare(change).bind(id).run()
  }
  session.set('nobody', '').set('holder', '__Host-visit=aaaaaaaaaaaaaaaaaaaaaa')
})

/** The address of a route with this record in it. */
function address(path: string, id: string): string {
  return (
    path
      .replace(/:\w+\{\[\\w-\]\{22\}\}/g, id)
      // An alert is a record's and a person's.
      .replace(/:\w+\{\[\\w-\]\{24\}\}/g, `${id}-0`)
      .replace(/:\w+\{([\w-]+)(\|[\w|-]+)?\}/g, '$1')
      .replace(':form', 'returnee')
      .replace('*', '')
  )
}

function ask(method: string, path: string, who: Who, raw: Raw = {}) {
  const headers = { cookie: session.get(who) ?? '', origin: 'http://shouwang.test' }
  return method === 'POST' ? post(path, raw, headers) : send(path, { method, headers })
}

function mayPass({ asks }: Route, who: Who): boolean {
  if (who === 'neighbour') return mayPass({ asks } as Route, 'village')
  const permissions: readonly Permission[] | undefined = roles[who as Role]?.may
  return permissions !== undefined && (asks === 'session' || permissions.some((each) => each === asks))
}

it('no route is without a policy, and no policy without a route', () => {
  const free = routes.filter(({ asks }) => asks === undefined).map(({ name }) => name)
  expect(free.toSorted()).toEqual([...open, ...passed].toSorted())
  expect(Object.fromEntries(guarded.map(({ name, asks }) => [name, asks]))).toEqual(asked)
})

// Leaving ends the session that the others need.
describe.each(guarded.filter(({ path }) => path !== '/staff/leave'))('$name', (route) => {
  const { method, path } = route
  const everybody = ['nobody', 'holder', 'neighbour', 'expired', 'revoked', ...Object.keys(roles)] as Who[]

  it.each(everybody)('%s', async (who) => {
    const { status, view } = await ask(method, address(path, own), who)
    expect(status).toBeLessThan(500)
    if (!mayPass(route, who)) {
      expect(status).toBe(403)
      expect(view).toEqual({ page: 'staff-door', status: 403, tried: false, limits })
    } else if (who === 'neighbour' && path.includes(':id')) expect(status).toBe(404)
    else expect([status, view?.page]).not.toContain(403)
  })
})

it.each(guarded.filter(({ method }) => method === 'POST'))(
  '$name refuses what another page sends',
  async ({ path }) => {
    const { status, view } = await post(address(path, own), {}, { cookie: session.get('town') ?? '' })
    expect([status, view.why]).toEqual([403, 'foreign'])
  },
)

it.each(passed)('%s opens for who holds the number, and for nobody else', async (name) => {
  const [method = '', path = ''] = name.split(' ')
  for (const who of [...session.keys()]) {
    const { status, view } = await ask(method, path, who, { pass: [`${pass.slice(0, -1)}?`] })
    expect([who, status, view]).toEqual([
      who,
      403,
      { page: 'door', status: 403, reference: '', result: 'expired', minutes: 30 },
    ])
  }
  expect((await ask(method, path, 'holder', { pass: [pass] })).status).not.toBe(403)
})

it('a method that a route has not does nothing, for nobody and for the town', async () => {
  const before = await env.DB.prepare('SELECT count(*) FROM audit').first()
  for (const path of new Set(routes.map((route) => address(route.path, own)))) {
    const known = routes.filter((route) => address(route.path, own) === path).map(({ method }) => method)
    for (const method of methods.filter((each) => !known.includes(each) && each !== 'HEAD')) {
      for (const who of ['nobody', 'town'] as const) {
        const { status } = await ask(method, path, who)
        expect([method, path, status < 500 && status >= 300]).toEqual([method, path, true])
      }
    }
  }
  expect(await env.DB.prepare('SELECT count(*) FROM audit').first()).toEqual(before)
})

it('a foreign village finds nothing under a thousand made-up ids', async () => {
  const look = async () => {
    const id = btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(16))))
    return (await ask('GET', `/staff/records/${id.slice(0, 22).replace(/[+/]/g, '_')}`, 'neighbour')).status
  }
  for (let n = 0; n < 1000; n += 50)
    expect(new Set(await Promise.all(Array.from({ length: 50 }, look)))).toEqual(new Set([404]))
})
