/** Papers at their doors: who makes them, that they stay the same, and when they hold no longer. */
import { env } from 'cloudflare:workers'
import { beforeAll, describe, expect, it } from 'vitest'
import { write } from '#audit/line.ts'
import { addDays, dayAt } from '#platform/clock.ts'
import { openVault, randomText } from '#platform/vault.ts'
import type { PeriodChange } from '#protection/observation/course.ts'
import { change } from '#protection/observation/store/check-in.ts'
import { post } from '#test/support/app.ts'
import { corrected, type Family, family } from '#test/support/observed.ts'
import { type Seated, seated } from '#test/support/seated.ts'

const today = dayAt(Date.now())
const vault = await openVault(env)
let [village, clinic, town, neighbour]: Seated[] = []
let addresses = 0

beforeAll(async () => {
  village = await seated('village', 'liuxi')
  clinic = await seated('clinic')
  town = await seated('town')
  neighbour = await seated('village', 'dawan')
})

const make = (who: Seated | undefined, { id }: Family, kind: string, person = '0') => {
  if (!who) throw new Error('nobody is there')
  return who.post(`/staff/certificates/${id}/${kind}`, { person })
}
/** Asked from an address of its own, so that no throttle is in the way. */
async function valid(code: string, from = `198.51.${addresses++}.1`) {
  const { status, view } = await post('/verify', { code: [code] }, { 'cf-connecting-ip': from })
  expect([status, view.page]).toEqual([200, 'verified'])
  return view.paper
}
async function decide({ id }: Family, kind: PeriodChange['kind'], day = '') {
  const line = await write(vault, { at: Date.now(), actor: 'command', act: 'close', record: id, detail: '' })
  const key = randomText(16)
  const sealed = await vault.seal(['observation_change', key, 'liuxi'], '')
  await change(env.DB, { id: key, kind, person: null, day, village: 'liuxi', sealed }, line)
}
async function passOf({ reference, tail }: Family): Promise<string> {
  return (await post('/my/open', { reference: [reference], tail: [tail] })).view.pass
}

describe('a code', () => {
  it.each(['', ' ', '6N26 S5MP WJB8', 'K7PQ-2MXA-0000-54H6'])('%j is not judged, and not lost', async (code) => {
    const { status, view } = await post('/verify', { code: [code] }, { 'cf-connecting-ip': '203.0.113.77' })
    expect([status, view]).toEqual([200, { page: 'verified', incomplete: code }])
  })
})

describe('a notice', () => {
  it('is made by the village, bears the full name, is valid masked, and printed again it is the same', async () => {
    const one = await family(addDays(today, -3))
    const { status, view } = await make(village, one, 'notice')
    expect(status).toBe(200)
    expect(view).toMatchObject({ page: 'certificate', back: `/staff/certificates/${one.id}` })
    expect(view.paper).toMatchObject({
      kind: 'notice',
      village: 'liuxi',
      first: addDays(today, -3),
      last: addDays(today, 11),
    })
    expect(view.paper.name).toBe('张示例')
    expect(view.paper.code).toMatch(/^([2-9A-HJ-NP-Z]{4}-){3}[2-9A-HJ-NP-Z]{4}$/)
    const said = {
      ...{ kind: 'notice', first: addDays(today, -3), last: addDays(today, 11), name: '张**' },
      ...{ village: 'liuxi', checked: false },
    }
    expect(await valid(view.paper.code)).toEqual(said)
    expect(await valid(` ${view.paper.code.toLowerCase().replaceAll('-', ' ')}`)).toEqual(said)
    expect((await make(town, one, 'notice')).view.paper).toEqual(view.paper)
    const child = await make(village, one, 'notice', '1')
    expect(child.view.paper.code).not.toBe(view.paper.code)
    const acts = await env.DB.prepare("SELECT actor, act, detail FROM audit WHERE record = ?1 AND act LIKE 'certif%'")
      .bind(one.id)
      .all()
    expect(acts.results.map(({ act, detail }) => `${act} ${detail}`)).toEqual([
      'certify notice',
      'certificate-check notice',
      'certificate-check notice',
      'certify notice',
      'certify notice',
    ])
  })
  it('pressed by two at once is one paper', async () => {
    const one = await family(today)
    const made = await Promise.all([village, town, village, town].map((who) => make(who, one, 'notice')))
    expect(new Set(made.map(({ view }) => view.paper.code)).size).toBe(1)
  })
  it('every other sign in its place is invalid', async () => {
    const code: string = (await make(village, await family(today), 'notice')).view.paper.code
    const changed = [...code].map((sign, i) => code.slice(0, i) + (sign === '7' ? '8' : '7') + code.slice(i + 1))
    const wrong = [...changed, '', '7', `${code}7`, code.slice(1), '<script>', '０'.repeat(16)].filter(
      (each) => each !== code,
    )
    for (const each of wrong) expect(await valid(each)).toBeUndefined()
    expect(await valid(code)).toBeDefined()
  })
  it.each<[PeriodChange['kind'], string]>([
    ['extend', addDays(today, 20)],
    ['shorten', addDays(today, 5)],
    ['close', ''],
    ['transfer', ''],
  ])('holds no longer after: %s', async (kind, day) => {
    const one = await family(addDays(today, -3))
    const { paper } = (await make(village, one, 'notice')).view
    await decide(one, kind, day)
    expect(await valid(paper.code)).toBeUndefined()
    const again = await make(village, one, 'notice')
    if (!day) expect([again.status, again.view.result]).toEqual([409, 'early'])
    else {
      expect(again.view.paper).toMatchObject({ last: day })
      expect(await valid(again.view.paper.code)).toMatchObject({ last: day })
      expect(await valid(paper.code)).toBeUndefined()
    }
  })
})

describe('a release', () => {
  it('is made after the last day by clinic and town, and never earlier', async () => {
    const early = await family(addDays(today, -14))
    for (const who of [clinic, town]) {
      const { status, view } = await make(who, early, 'release')
      expect([status, view.page, view.result]).toEqual([409, 'certificates', 'early'])
    }
    const one = await family(addDays(today, -15))
    const { view } = await make(clinic, one, 'release')
    expect(view.paper).toMatchObject({ kind: 'release', first: addDays(today, -15), last: addDays(today, -1) })
    expect(await valid(view.paper.code)).toMatchObject({ kind: 'release', name: '张**' })
    expect((await make(town, one, 'release')).view.paper.code).toBe(view.paper.code)
    expect((await make(village, one, 'notice')).view.result).toBe('early')
  })
  it('is worth nothing once the observation begins anew', async () => {
    const one = await family(addDays(today, -15))
    const { code } = (await make(clinic, one, 'release')).view.paper
    await decide(one, 'restart', today)
    expect(await valid(code)).toBeUndefined()
    expect((await make(clinic, one, 'release')).status).toBe(409)
  })
  it('after a closing names the day of it', async () => {
    const one = await family(addDays(today, -5))
    await decide(one, 'close')
    const { paper } = (await make(clinic, one, 'release')).view
    expect(paper).toMatchObject({ first: addDays(today, -5), last: today })
    expect(await valid(paper.code)).toBeDefined()
  })
})

it('each role makes its own, in its own villages, for people who are there', async () => {
  const one = await family(addDays(today, -3))
  expect((await make(village, one, 'release')).status).toBe(403)
  expect((await make(clinic, one, 'notice')).status).toBe(403)
  expect((await make(neighbour, one, 'notice')).status).toBe(404)
  for (const person of ['2', '-1', '', 'x', '0.5'])
    expect((await make(village, one, 'notice', person)).status).toBe(409)
  const list = (await village?.get(`/staff/certificates/${one.id}`))?.view
  expect(list.people.map(({ name, papers }: Record<string, unknown>) => [name, papers])).toEqual([
    ['张**', ['notice']],
    ['张**', ['notice']],
  ])
  expect((await clinic?.get(`/staff/certificates/${one.id}`))?.view.people[0].papers).toEqual([])
})

it('the holder prints their own, but no release while the clinic looks at a fever', async () => {
  const one = await family(addDays(today, -15))
  const pass = [await passOf(one)]
  await decide(one, 'close')
  expect((await post('/my/papers', { pass })).view.people[0].papers).toEqual(['release'])
  const alarm = `INSERT INTO alert (id, submission, person, day, slot, village, kind, opened_at) VALUES (?2, ?1, 1, ?3, 0, 'liuxi', 'fever', 1)`
  await env.DB.prepare(alarm).bind(one.id, randomText(16), addDays(today, -1)).run()
  const child = await post('/my/paper', { pass, kind: ['release'], person: ['1'] })
  expect([child.status, child.view.result]).toEqual([409, 'alarmed'])
  const { view } = await post('/my/paper', { pass, kind: ['release'], person: ['0'] })
  expect(await valid(view.paper.code)).toBeDefined()
  expect((await make(clinic, one, 'release')).view.paper.code).toBe(view.paper.code)
  for (const wrong of [{ kind: ['notice'] }, { kind: ['other'] }, {}])
    expect((await post('/my/paper', { pass, person: ['0'], ...wrong })).view.result).toBe('early')
})

it('that the days are over releases nobody: the holder waits for the desk, and a paper from before that holds no longer', async () => {
  const one = await family(addDays(today, -15))
  const pass = [await passOf(one)]
  const ask = () => post('/my/paper', { pass, kind: ['release'], person: ['0'] })
  const { view } = await post('/my/papers', { pass })
  expect(view.people[0]).toMatchObject({ state: 'ended', papers: [], undecided: true })
  const early = await ask()
  expect([early.status, early.view.result]).toEqual([409, 'undecided'])
  expect((await post('/my/paper', { pass, kind: ['release'], person: ['7'] })).view.result).toBe('early')
  // What clinic or town print is their decision, for whom they print it; its holder may print that one again.
  const { code } = (await make(clinic, one, 'release')).view.paper
  expect((await ask()).view.paper.code).toBe(code)
  expect(
    (await post('/my/papers', { pass })).view.people.map(({ papers }: Family & { papers: string[] }) => papers),
  ).toEqual([['release'], []])
  // As they were printed by anybody, once.
  await env.DB.prepare("UPDATE certificate SET by = 'holder' WHERE submission = ?1").bind(one.id).run()
  expect(await valid(code)).toBeUndefined()
  expect((await ask()).view.result).toBe('undecided')
  await decide(one, 'close')
  expect((await valid((await ask()).view.paper.code))?.kind).toBe('release')
})

it('who was taken away is not released', async () => {
  const one = await family(addDays(today, -15))
  await decide(one, 'transfer')
  const { view } = await post('/my/paper', { pass: [await passOf(one)], kind: ['release'], person: ['0'] })
  expect(view.result).toBe('undecided')
})

it('a paper says whether the village found right what was said, and so does who checks it', async () => {
  const one = await family()
  const pass = [await passOf(one)]
  const own = async () => (await post('/my/paper', { pass, kind: ['notice'], person: ['0'] })).view.paper
  const { code, checked } = await own()
  expect([checked, (await valid(code))?.checked]).toEqual([false, false])
  await village?.post(`/staff/records/${one.id}/verify`, { seen: '1' })
  expect(await own()).toMatchObject({ code, checked: true })
  expect((await valid(code))?.checked).toBe(true)
  expect((await corrected(one, { transport: ['car'] })).view.corrected).toBe(true)
  expect((await valid(code))?.checked).toBe(true)
})

it('another name, another village, another record in its place, or a withdrawal: it holds no longer', async () => {
  for (const spoil of ['name', 'village', 'aside', 'withdraw']) {
    const one = await family(today)
    const { code } = (await make(town, one, 'notice')).view.paper
    expect(await valid(code)).toBeDefined()
    const row = await env.DB.prepare('SELECT * FROM submission WHERE id = ?1')
      .bind(one.id)
      .first<{ sealed: number[] }>()
    const contents = (await vault.open(['submission', one.id, 'liuxi'], row?.sealed ?? [])) as { answers: object }
    const reseal = async (village: string, answers: object) => {
      const sealed = await vault.seal(['submission', one.id, village], {
        ...contents,
        answers: { ...contents.answers, ...answers },
      })
      await env.DB.prepare('UPDATE submission SET sealed = ?2, village = ?3 WHERE id = ?1')
        .bind(one.id, sealed, village)
        .run()
    }
    if (spoil === 'name') await reseal('liuxi', { name: '张另例' })
    if (spoil === 'village') await reseal('dawan', {})
    if (spoil === 'aside')
      await env.DB.prepare('UPDATE submission SET duplicate_of = ?2 WHERE id = ?1')
        .bind(one.id, (await family()).id)
        .run()
    if (spoil === 'withdraw') await post('/my/withdraw', { pass: [await passOf(one)], sure: ['yes'] })
    expect([spoil, await valid(code)]).toEqual([spoil, undefined])
    if (spoil === 'withdraw') {
      const kept = await env.DB.prepare('SELECT sealed, revoked_at FROM certificate WHERE submission = ?1')
        .bind(one.id)
        .first()
      expect(kept).toEqual({ sealed: null, revoked_at: expect.any(Number) })
    }
  }
})

it('the database holds neither code nor name in the clear', async () => {
  const { paper } = (await make(village, await family(today), 'notice')).view
  const { results } = await env.DB.prepare('SELECT * FROM certificate').all()
  const text = JSON.stringify(results)
  for (const secret of [paper.code, paper.code.replaceAll('-', ''), paper.name]) expect(text).not.toContain(secret)
})

it('one person at the desk prints at most 120 an hour', async () => {
  const hurried = await seated('village', 'liuxi')
  const one = await family(today)
  for (let n = 0; n < 120; n++) expect((await make(hurried, one, 'notice')).status).toBe(200)
  const late = await make(hurried, one, 'notice')
  expect([late.status, late.view.result]).toEqual([429, 'quota'])
})
