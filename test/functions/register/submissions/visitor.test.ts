import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, it } from 'vitest'
import { checked, post, send } from '#test/support/app.ts'
import { looked } from '#test/support/clock.ts'
import { typed } from '#test/support/typed.ts'

beforeEach(async () => {
  await env.DB.batch(['submission', 'audit'].map((table) => env.DB.prepare(`DELETE FROM ${table}`)))
})

async function rows(): Promise<Record<string, unknown>[]> {
  return (await env.DB.prepare('SELECT * FROM submission').all()).results
}

describe('GET /forms/', () => {
  it.each(['/forms', '/forms/'])('leads from %s, a shortened address, to the home page', async (path) => {
    const { status, headers } = await send(path, {})
    expect([status, headers.get('location')]).toEqual([302, '/'])
  })
  it('is no place to post to', async () => {
    expect((await post('/forms/', {})).status).toBe(404)
  })
})

describe('POST /forms/:form/check', () => {
  it('shows a complete form again before it is kept', async () => {
    const { status, view } = await post('/forms/returnee/check', typed())
    expect(status).toBe(200)
    expect(view).toMatchObject({ page: 'check', answers: { name: '张示例', temperature: 365 } })
    expect(await rows()).toEqual([])
  })
  it('brings an empty form back with what is wrong', async () => {
    const { status, view } = await post('/forms/returnee/check', {})
    expect(status).toBe(422)
    expect(view).toMatchObject({ page: 'questions', errors: { name: '请填写返乡人姓名' } })
  })
  it('loses nothing that was typed', async () => {
    const raw = { ...typed(), phone: ['１００ 不是'], 'family.0.name': [''], 'family.0.age': ['adult'] }
    const { status, view } = await post('/forms/returnee/check', raw)
    expect(status).toBe(422)
    expect(Object.keys(view.errors)).toEqual(['phone', 'family.0.name'])
    expect(view.raw).toEqual(raw)
  })
  it('keeps an equals sign that an old browser did not encode', async () => {
    const { view } = await post('/forms/returnee/check', 'trip=G1=G2')
    expect(view.raw.trip).toEqual(['G1=G2'])
  })
  it('adds and removes a family member by a button', async () => {
    const more = await post('/forms/returnee/check', { ...typed(), more: ['family'] })
    expect(more.status).toBe(200)
    expect(more.view.raw['family.1.name']).toEqual([''])
    const less = await post('/forms/returnee/check', { ...typed(), remove: ['family.0'] })
    expect(Object.keys(less.view.raw).filter((name) => name.startsWith('family'))).toEqual([])
  })
  it('goes back to the questions by 更改, without a complaint', async () => {
    const { status, view } = await post('/forms/returnee/check', { ...typed(), edit: ['name'] })
    expect(status).toBe(200)
    expect(view).toMatchObject({ page: 'questions', errors: {}, raw: typed() })
  })
  it('tells a person caught by the trap, and keeps what they typed', async () => {
    const { status, view } = await post('/forms/returnee/check', { ...typed(), website: ['http://x'] })
    expect(status).toBe(422)
    expect(Object.keys(view.errors)).toEqual(['website'])
    expect(view.raw.name).toEqual(['张示例'])
  })
  it('refuses control characters with a sentence', async () => {
    const { status, view } = await post('/forms/returnee/check', { ...typed(), name: ['张\u0000示例'] })
    expect(status).toBe(422)
    expect(view.errors.name).toContain('看不见的特殊符号')
  })
})

describe('POST /forms/:form/keep', () => {
  it('keeps a complete form once, sealed and noted, and thanks for it', async () => {
    const ready = await checked()
    looked()
    const { status, view } = await post('/forms/returnee/keep', ready)
    expect(status).toBe(200)
    expect(view).toMatchObject({ page: 'receipt', village: 'liuxi' })
    expect(view.reference).toMatch(/^[1-9]\d{11}$/)
    expect(await rows()).toMatchObject([{ form: 'returnee', village: 'liuxi', people: 2, source: 'self', revision: 1 }])
    const notes = await env.DB.prepare('SELECT actor, act FROM audit').all()
    expect(notes.results).toEqual([{ actor: 'holder', act: 'keep' }])
  })
  it('gives the same number for the same press, however often', async () => {
    const ready = await checked()
    looked()
    const answers = await Promise.all(Array.from({ length: 64 }, () => post('/forms/returnee/keep', ready)))
    expect(new Set(answers.map(({ view }) => view.reference)).size).toBe(1)
    expect(await rows()).toHaveLength(1)
  })
  it('gives the same number for the same answers sent again by the same visit', async () => {
    const cookie = { cookie: '__Host-visit=abcdefghijklmnopqrstuv' }
    const first = await checked(typed(), 'returnee', cookie)
    const again = await checked(typed(), 'returnee', cookie)
    looked()
    const numbers = [
      await post('/forms/returnee/keep', first, cookie),
      await post('/forms/returnee/keep', again, cookie),
    ]
    expect(numbers[0]?.view.reference).toBe(numbers[1]?.view.reference)
    const other = await checked({ ...typed(), name: ['李示例'] }, 'returnee', cookie)
    looked()
    expect((await post('/forms/returnee/keep', other, cookie)).view.reference).not.toBe(numbers[0]?.view.reference)
    expect(await rows()).toHaveLength(2)
  })
  it.each([
    ['forged', (token: string) => `${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`],
    ['missing', () => ''],
    ['of another form', async () => (await checked(typed('volunteer'), 'volunteer'))['token']?.[0] ?? ''],
  ])('shows the answers once more when the token is %s', async (_, bend) => {
    const ready = await checked()
    looked()
    const { view } = await post('/forms/returnee/keep', { ...ready, token: [await bend(ready['token']?.[0] ?? '')] })
    expect(view).toMatchObject({ page: 'check', again: 'look', answers: { name: '张示例' } })
    expect(await rows()).toEqual([])
  })
  it('shows the answers once more when they are not the ones that were shown, or nobody looked', async () => {
    const ready = await checked()
    expect((await post('/forms/returnee/keep', ready)).view.again).toBe('look')
    looked()
    expect((await post('/forms/returnee/keep', { ...ready, name: ['李示例'] })).view).toMatchObject({
      again: 'look',
      answers: { name: '李示例' },
    })
    expect(await rows()).toEqual([])
  })
  it('loses nothing when the database is away, and the same press works later', async () => {
    const ready = await checked()
    looked()
    const away = await post('/forms/returnee/keep', ready, {}, env.EMPTY)
    expect(away.status).toBe(503)
    expect(away.headers.get('retry-after')).toBe('60')
    expect(away.view).toMatchObject({
      page: 'check',
      again: 'away',
      answers: { name: '张示例' },
      token: ready['token']?.[0],
    })
    expect((await post('/forms/returnee/keep', ready)).view.page).toBe('receipt')
  })
  it('signs a volunteer up by the same journey', async () => {
    const ready = await checked(typed('volunteer'), 'volunteer')
    looked()
    expect((await post('/forms/volunteer/keep', ready)).view).toMatchObject({ page: 'receipt' })
    expect(await rows()).toMatchObject([{ form: 'volunteer', people: 1 }])
  })
})

describe('what is no form of ours', () => {
  it.each([
    ['too large', { body: `name=${'x'.repeat(17_000)}` }, {}, 413],
    ['of another type', { body: '{}' }, { 'content-type': 'application/json' }, 415],
    ['not UTF-8', { body: 'name=%ff' }, {}, 400],
    ['from another site', { body: '' }, { origin: 'https://evil.test' }, 403],
    ['from a frame of another site', { body: '' }, { 'sec-fetch-site': 'cross-site' }, 403],
  ])('is refused with a page that says what to do: %s', async (_, { body }, headers, status) => {
    const answer = await post('/forms/returnee/check', body, headers)
    expect(answer.status).toBe(status)
    expect(answer.view.page).toBe('error')
    expect(answer.headers.get('cache-control')).toBe('no-store')
  })
  it('an unknown form is not found, and a reloaded step leads to its form', async () => {
    expect((await post('/forms/nothing/check', typed())).status).toBe(404)
    expect((await post('/forms/constructor/check', typed())).status).toBe(404)
    const step = await send('/forms/returnee/keep', { redirect: 'manual' })
    expect([step.status, step.headers.get('location')]).toEqual([302, '/forms/returnee/'])
  })
})
