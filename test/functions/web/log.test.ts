import { env } from 'cloudflare:workers'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { app } from '#app.ts'
import { send } from '#test/support/app.ts'
import { enrolled } from '#test/support/desk.ts'
import { encoded, typed } from '#test/support/typed.ts'
import { type LogLine, say } from '#web/log.ts'

const mark = 'zq7391marker'
let lines: string[] = []
beforeEach(() => {
  lines = []
  for (const name of ['log', 'error', 'warn', 'info'] as const)
    vi.spyOn(console, name).mockImplementation((...said) => void lines.push(said.join(' ')))
})
afterEach(() => {
  vi.restoreAllMocks()
})

const form = { 'content-type': 'application/x-www-form-urlencoded' }
const everywhere = {
  'user-agent': mark,
  cookie: `__Host-staff=${mark}; __Host-device=${mark.padEnd(43, 'x')}; ${mark}=1`,
  referer: `http://shouwang.test/${mark}`,
  'cf-connecting-ip': mark,
  'cf-ray': mark,
  'idempotency-key': mark.padEnd(20, 'x'),
}

function ask(path: string, init: RequestInit = {}, db = env.DB) {
  return send(path, { ...init, headers: { ...everywhere, ...init.headers } }, db, { LOG: 'all' })
}

describe('the log', () => {
  it('has a line a request, and no marker that was planted in address, query, header, cookie, body or failure', async () => {
    const body = encoded({ ...typed(), name: [mark], trip: [mark] }).toString()
    const json = JSON.stringify({ name: mark, [mark]: mark })
    for (const db of [env.DB, env.EMPTY])
      for (const path of [
        '/forms/returnee/check',
        `/forms/${mark}/keep`,
        '/my/open',
        '/my/record',
        '/staff/open',
        `/staff/records/${mark}`,
      ])
        await ask(`${path}?q=${mark}`, { method: 'POST', headers: form, body }, db)
    await ask(`/forms/returnee/check?${mark}`, { method: 'POST', headers: { ...form, origin: `http://${mark}` }, body })
    await ask('/forms/returnee/check', { method: 'POST', headers: { 'content-type': mark }, body })
    for (const method of ['POST', 'PUT', 'DELETE'])
      await ask(`/api/forms/returnee?${mark}`, { method, headers: { 'content-type': 'application/json' }, body: json })
    for (const path of [`/staff/records?phone=${mark}`, `/search/?q=${mark}`, `/api/${mark}`, `/my/${mark}`]) {
      await ask(path)
      await ask(path, {}, env.EMPTY)
    }
    expect(lines.length).toBeGreaterThan(25)
    expect(lines.filter((line) => line.toLowerCase().includes(mark))).toEqual([])

    const known = new Set(app.routes.map(({ path }) => path))
    const may = ['level', 'request', 'route', 'method', 'status', 'took', 'role', 'staff', 'error']
    for (const line of lines) {
      const said = JSON.parse(line)
      expect(Object.keys(said).filter((name) => !may.includes(name))).toEqual([])
      expect(known, line).toContain(said.route)
    }
    expect(lines.some((line) => line.includes('"route":"/forms/:form/check"') && line.includes('"status":200'))).toBe(
      true,
    )
  })
  it('names who is signed in by role and id, and the request as its answer does', async () => {
    const { id, session } = await enrolled('auditor')
    const { headers } = await send('/staff/', { headers: { cookie: session } }, env.DB, { LOG: 'all' })
    const said = JSON.parse(lines.at(-1) ?? '')
    expect(said).toMatchObject({ level: 'info', method: 'GET', status: 200, role: 'auditor', staff: id })
    expect(said.request).toBe(headers.get('request-id'))
  })
  it('says only what failed where nobody asked for more', async () => {
    await send('/search/?q=x', {})
    await send('/api/health', {})
    expect(lines.filter((line) => line.includes('"level":"info"'))).toEqual([])
  })
  it('does not compile with anything else', () => {
    const good: Omit<LogLine, 'route' | 'request'> = { level: 'info', method: 'GET' }
    // @ts-expect-error a route that was not read from the router
    const address = (): void => say({ ...good, request: undefined, route: '/my/100000000001' })
    // @ts-expect-error a field that the log does not have
    const name = (route: LogLine['route']): void => say({ ...good, request: undefined, route, name: '张示例' })
    const words = (error: Error): Partial<LogLine> => ({
      // @ts-expect-error the words of an error
      error: error.message,
    })
    expect([address, name, words]).toHaveLength(3)
  })
})
