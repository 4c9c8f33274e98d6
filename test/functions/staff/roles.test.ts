/** Every route of the desk, as the router itself names them, against every role and against nobody. */
import { env } from 'cloudflare:workers'
import { beforeAll, describe, expect, it } from 'vitest'
import { desk } from '../../../functions/staff/desk.ts'
import { type Permission, type Role, roles } from '../../../functions/staff/roles.ts'
import { act, type Enrolled, enrolled, look } from '../../support/desk.ts'

/** What each route asks: nothing, a session, or a permission. A route that does not stand here fails. */
const policy: Record<string, 'nothing' | 'session' | Permission> = {
  'GET /': 'session',
  'POST /leave': 'session',
  'POST /open': 'nothing',
  'GET /enrol': 'nothing',
  'POST /enrol': 'nothing',
  'GET /devices': 'session',
  'POST /devices/remove': 'session',
  'GET /people': 'revoke',
  'POST /people/invite': 'invite',
  'POST /people/again': 'invite',
  'POST /people/unlock': 'revoke',
  'POST /people/revoke': 'revoke',
}
const routes = [
  ...new Set(desk.routes.filter(({ method }) => method !== 'ALL').map(({ method, path }) => `${method} ${path}`)),
]
const everyone = Object.keys(roles) as Role[]
const people = new Map<Role | 'nobody' | 'revoked', Enrolled>()

beforeAll(async () => {
  for (const role of everyone) people.set(role, await enrolled(role))
  const revoked = await enrolled('town')
  await env.DB.prepare('UPDATE staff SET epoch = 2, revoked_at = 1 WHERE id = ?1').bind(revoked.id).run()
  people.set('revoked', revoked).set('nobody', { id: '', device: '', session: '' })
})

/** Whether the door was shut; the body lacks everything, so that nothing is done where it is open. */
async function isShut(route: string, { session }: Enrolled): Promise<boolean> {
  const [method, path = ''] = route.split(' ')
  const answer = await (method === 'GET' ? look : act)(`/staff${path}`, session)
  if (answer.status === 403) expect(answer.view).toEqual({ page: 'staff-door', status: 403, tried: false })
  return answer.status === 403
}

it('no route is without a policy, and no policy without a route', () => {
  expect(routes.toSorted()).toEqual(Object.keys(policy).toSorted())
})

describe.each(routes.filter((route) => policy[route] !== 'nothing' && !/leave$/.test(route)))('%s', (route) => {
  it.each([...everyone, 'nobody', 'revoked'] as const)('%s', async (who) => {
    const person = people.get(who) ?? { id: '', device: '', session: '' }
    const asked = policy[route]
    const may =
      who !== 'nobody' && who !== 'revoked' && (asked === 'session' || roles[who].some((each) => each === asked))
    expect(await isShut(route, person)).toBe(!may)
  })
})

it('the town invites once a key, only whom it names fully, and gets another code for who is there', async () => {
  const { session } = people.get('town') ?? { session: '' }
  const key = ['k'.repeat(22)]
  for (const raw of [
    { name: ['张示例'], role: ['village'] },
    { name: ['张示例'], role: ['village'], villages: ['nowhere'] },
    { name: ['张示例'], role: ['king'] },
    { name: [' '], role: ['town'] },
    { name: ['张'.repeat(26)], role: ['town'] },
  ]) {
    const { status, view } = await act('/staff/people/invite', session, { ...raw, key })
    expect([status, view.page]).toEqual([422, 'staff-people'])
  }
  const right = { name: ['张示例'], role: ['village'], villages: ['liuxi', 'dawan'], key }
  const { view } = await act('/staff/people/invite', session, right)
  expect(view.code).toMatch(/^([2-9A-HJ-NP-Z]{4}-){3}[2-9A-HJ-NP-Z]{4}$/)
  expect((await act('/staff/people/invite', session, right)).view.code).toBeUndefined()
  const list = await look('/staff/people', session)
  const made = list.view.people.filter(({ name }: { name: string }) => name === '张示例')
  expect(made).toMatchObject([{ role: 'village', villages: ['liuxi', 'dawan'], devices: 0, locked: 0, revoked: false }])
  const again = await act('/staff/people/again', session, { id: [made[0].id], key: ['l'.repeat(22)] })
  expect([again.view.name, again.view.code === view.code]).toEqual(['张示例', false])
})
