import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { forms } from '#forms/index.ts'
import { returnee } from '#forms/returnee.ts'
import { post, send } from '#test/support/app.ts'
import { looked } from '#test/support/clock.ts'
import { example, typed } from '#test/support/typed.ts'

const right = example(returnee)

function tell(body: unknown, headers: Record<string, string> = {}, form = 'returnee', db = env.DB) {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  return send(
    `/api/forms/${form}`,
    { method: 'POST', body: text, headers: { 'content-type': 'application/json', ...headers } },
    db,
  )
}

/** The database with its round trips counted, once it was met; every call goes on to the real D1. */
async function counting(db: D1Database): Promise<{ db: D1Database; trips: () => number }> {
  let trips = 0
  const trip = ['batch', 'exec', 'first', 'all', 'run', 'raw']
  const wrap = <T extends object>(target: T): T =>
    new Proxy(target, {
      get(inner, key) {
        const value = Reflect.get(inner, key)
        if (typeof value !== 'function') return value
        return (...args: unknown[]) => {
          if (trip.includes(String(key))) trips += 1
          const result = value.apply(
            inner,
            key === 'batch' ? [(args[0] as Wrapped[]).map((each) => each.unwrapped ?? each)] : args,
          )
          return key === 'prepare' || key === 'bind' ? Object.assign(wrap(result), { unwrapped: result }) : result
        }
      },
    })
  const met = wrap(db)
  // Whether it is closed is asked once in ten seconds, not in each request.
  await send('/api/health', {}, met)
  trips = 0
  return { db: met, trips: () => trips }
}
type Wrapped = { unwrapped?: D1PreparedStatement }

/** A database that notes how many rows each batch writes. */
function weighing() {
  const written: number[] = []
  const db = new Proxy(env.DB, {
    get: (inner, key) =>
      key === 'batch'
        ? async (statements: D1PreparedStatement[]) => {
            const results = await inner.batch(statements)
            written.push(results.reduce((sum, { meta }) => sum + meta.rows_written, 0))
            return results
          }
        : Reflect.get(inner, key).bind(inner),
  })
  return { db, written }
}

describe('POST /api/forms/:form', () => {
  it.each(Object.values(forms).map((form) => [form.slug, form] as const))(
    'keeps the sample of %s',
    async (slug, form) => {
      const { status, view } = await tell(example(form), {}, slug)
      expect(status).toBe(201)
      expect(view.reference).toMatch(/^\d{12}$/)
    },
  )
  it('keeps an accepted submission in one trip to the database', async () => {
    const { db, trips } = await counting(env.DB)
    expect((await tell(right, {}, 'returnee', db)).status).toBe(201)
    expect(trips()).toBe(1)
  })
  it('goes nowhere near the database with a wrong one', async () => {
    const { db, trips } = await counting(env.DB)
    expect((await tell({ ...right, phone: '1' }, {}, 'returnee', db)).status).toBe(422)
    expect(trips()).toBe(0)
  })
  it('writes at most eight rows, and one for each name that it can be found by', async () => {
    const { db, written } = weighing()
    const [person] = right['family'] as object[]
    // Nobody of the same names and phone is there, which would be a pair for the desk.
    const told = { ...right, name: '欧阳示例', phone: '10000007411' }
    await tell({ ...told, family: [] }, {}, 'returnee', db)
    const family = ['上官示例', '司马示例', '诸葛示例'].map((name) => ({ ...person, name }))
    await tell({ ...told, name: '夏侯示例', phone: '10000007412', family }, {}, 'returnee', db)
    expect(written).toEqual([8 + 1, 8 + 4])
  })
  it('writes three rows more for each record that may be the same, and of four at most', async () => {
    const { db, written } = weighing()
    const told = { ...right, name: '公孙示例', phone: '10000007413', family: [] }
    for (let n = 0; n < 6; n++) await tell(told, {}, 'returnee', db)
    expect(written[0]).toBe(8 + 1)
    expect(Math.max(...written)).toBeLessThanOrEqual(8 + 1 + 4 * 3)
  })
  it('gives the same number for the same key and answers, 64 at once', async () => {
    const key = { 'idempotency-key': crypto.randomUUID() }
    const answers = await Promise.all(Array.from({ length: 64 }, () => tell(right, key)))
    expect(new Set(answers.map(({ status, view }) => `${status} ${view.reference}`)).size).toBe(1)
  })
  it('gives the same number for the same key and answers after the record was corrected, twice and to another village', async () => {
    const key = { 'idempotency-key': crypto.randomUUID() }
    const sent = { ...right, name: '赵示例' }
    const first = await tell(sent, key)
    const tail = [String(right['phone']).slice(-4)]
    for (const name of ['李示例', '王示例']) {
      const { view } = await post('/my/open', { reference: [first.view.reference], tail })
      const raw = { ...typed(), name: [name], 'home.village': ['dawan'], pass: [view.pass] }
      const { view: shown } = await post('/my/check', raw)
      looked()
      expect((await post('/my/keep', { ...raw, token: [shown.token] })).view).toMatchObject({ corrected: true })
    }
    expect(await tell(sent, key)).toMatchObject({ status: 201, view: first.view })
    expect((await tell({ ...sent, name: '王示例' }, key)).status).toBe(422)
  })
  it('refuses the same key for other answers, and keys that are guessable', async () => {
    const key = { 'idempotency-key': crypto.randomUUID() }
    await tell(right, key)
    expect((await tell({ ...right, name: '李示例' }, key)).status).toBe(422)
    expect((await tell(right, { 'idempotency-key': 'short' })).status).toBe(422)
  })
  it.each([
    ['not JSON', '{', {}, 400],
    ['of another type', '{}', { 'content-type': 'text/plain' }, 415],
    ['too large', JSON.stringify({ name: 'x'.repeat(17_000) }), {}, 413],
    ['from another site', '{}', { origin: 'https://evil.test' }, 403],
    ['a lone surrogate', JSON.stringify({ ...right, name: '张\ud800' }), {}, 422],
    ['a NUL', JSON.stringify({ ...right, name: '张\u0000' }), {}, 422],
    ['a prototype', '{"__proto__":{"name":"x"}}', {}, 422],
    ['7,000 deep', `{"family":${'['.repeat(7000)}${']'.repeat(7000)}}`, {}, 422],
  ])('refuses what is %s', async (_, body, headers, status) => {
    expect((await tell(body, headers as Record<string, string>)).status).toBe(status)
  })
  it('says in Chinese what belongs there where no answers came', async () => {
    for (const body of ['[]', 'null', '3', '"x"', 'true'])
      expect(await tell(body)).toMatchObject({
        status: 422,
        view: { errors: { '': expect.stringMatching(/^要发一组/) } },
      })
  })
  it('says so when the form is unknown or the database is away', async () => {
    expect((await tell(right, {}, 'nothing')).status).toBe(404)
    const away = await tell(right, {}, 'returnee', env.EMPTY)
    expect([away.status, away.view]).toEqual([503, { error: 'away' }])
  })
})

describe('GET /api', () => {
  it('is well while the database answers', async () => {
    expect((await send('/api/health', {})).view).toEqual({ ok: true })
    expect((await send('/api/health', {}, env.EMPTY)).status).toBe(503)
  })
  it('says of a form that it takes only a POST', async () => {
    for (const method of ['GET', 'PUT', 'DELETE']) {
      const { status, headers, view } = await send('/api/forms/returnee', { method })
      expect([status, headers.get('allow'), view]).toEqual([405, 'POST', { error: 'only-post' }])
    }
    expect((await send('/api/forms/nothing', {})).status).toBe(404)
  })
  it('refuses a GET of anything else', async () => {
    expect((await send('/api/forms', {})).status).toBe(404)
  })
})
