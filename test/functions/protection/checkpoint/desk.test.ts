/** The checkpoint: what a guard sees of a number, what is noted, and what rings. */
import { env } from 'cloudflare:workers'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { readTime } from '#forms/checkpoint.ts'
import { addDays, dayAt } from '#platform/clock.ts'
import { newReference } from '#register/submissions/reference.ts'
import { eventInWords } from '#src/words/ledger.ts'
import { post } from '#test/support/app.ts'
import { type Family, family, rowsOf } from '#test/support/observed.ts'
import { type Seated, seated } from '#test/support/seated.ts'

type Row = Record<string, unknown>
const today = dayAt(Date.now())
const find = (who: Seated, number: string) => who.post('/staff/checkpoint', { code: number })
const passes = async ({ id }: Family) =>
  (await env.DB.prepare('SELECT * FROM checkpoint_pass WHERE submission = ?1 ORDER BY passed_at').bind(id).all<Row>())
    .results
const actsOf = async (who: Seated) =>
  (await env.DB.prepare('SELECT act, record FROM audit WHERE actor = ?1 ORDER BY seq').bind(who.id).all()).results

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'] })
  vi.setSystemTime(Date.parse(`${today}T15:00:00+08:00`))
})
afterEach(() => {
  vi.useRealTimers()
})

it('shows who a number is of, masked, and nothing besides', async () => {
  const guard = await seated('checkpoint')
  const one = await family(addDays(today, -3))
  const { status, view } = await find(guard, one.reference.replace(/\d{4}(?=\d)/g, '$& '))
  expect(status).toBe(200)
  const { leave, key, ...party } = view.party
  expect([typeof leave, key.length]).toEqual(['string', 22])
  const member = { name: '张**', state: 'observing', dayNumber: 3, last: addDays(today, 11), open: true }
  expect(party).toEqual({
    ...{ tail: one.reference.slice(-4), form: '返乡登记', village: 'liuxi', people: 2 },
    ...{ arrival: addDays(today, -3), members: [member, member], bound: true },
  })
  expect(JSON.stringify(view)).not.toMatch(new RegExp(`${one.reference}|\\d{11}`))
  expect(await actsOf(guard)).toContainEqual({ act: 'checkpoint-look', record: one.id })
  const wrong = await find(guard, newReference())
  expect([wrong.status, wrong.view.result]).toEqual([422, 'unknown'])
  expect(await actsOf(guard)).toContainEqual({ act: 'search', record: '' })
})

it('a withdrawn record is unknown, and one that was put aside leads to the other', async () => {
  const guard = await seated('checkpoint')
  const [gone, aside, main] = [await family(), await family(), await family(addDays(today, -15))]
  const { view } = await post('/my/open', { reference: [gone.reference], tail: [gone.tail] })
  await post('/my/withdraw', { pass: [view.pass], sure: ['yes'] })
  expect((await find(guard, gone.reference)).view.result).toBe('unknown')
  await env.DB.prepare('UPDATE submission SET duplicate_of = ?2 WHERE id = ?1').bind(aside.id, main.id).run()
  expect((await find(guard, aside.reference)).view.party.members[0].state).toBe('ended')
})

it('notes a party once, and asks again where something is missing', async () => {
  const guard = await seated('checkpoint')
  const one = await family(today)
  const { leave, key } = (await find(guard, one.reference)).view.party
  const pass = (more: Record<string, string>) => guard.post('/staff/checkpoint/pass', { leave, key, ...more })
  const empty = await pass({})
  expect([empty.status, Object.keys(empty.view.errors)]).toEqual([422, ['direction', 'temperature']])
  expect(empty.view.party.key).toBe(key)
  expect((await pass({ direction: 'in', temperature: '45', unmeasured: 'yes' })).status).toBe(422)
  expect((await pass({ direction: 'up', temperature: '36.5' })).status).toBe(422)
  expect(await passes(one)).toEqual([])
  for (let n = 0; n < 2; n++)
    expect((await pass({ direction: 'in', temperature: '36.5' })).view.noted).toMatchObject({
      temperature: 365,
      fever: false,
    })
  expect(await passes(one)).toMatchObject([
    { direction: 'in', temperature: 365, source: 'now', by: guard.id, village: 'liuxi' },
  ])
  expect((await actsOf(guard)).filter(({ act }) => act === 'pass')).toHaveLength(1)
  expect(await rowsOf('alert', one.id)).toEqual([])
  const again = (await find(guard, one.reference)).view.party
  await guard.post('/staff/checkpoint/pass', {
    leave: again.leave,
    key: again.key,
    direction: 'out',
    unmeasured: 'yes',
    reason: 'clinic',
  })
  const both = (await passes(one)).map(({ direction, temperature }) => [direction, temperature])
  expect(both.toSorted()).toEqual([
    ['in', 365],
    ['out', null],
  ])
})

it('asks why, where somebody in observation goes out, keeps it, and the village reads it', async () => {
  const guard = await seated('checkpoint')
  const [one, free] = [await family(addDays(today, -3)), await family(addDays(today, -15))]
  const out = async ({ reference }: Family, more: Record<string, string> = {}) => {
    const { leave, key } = (await find(guard, reference)).view.party
    return guard.post('/staff/checkpoint/pass', { leave, key, direction: 'out', temperature: '36.5', ...more })
  }
  for (const reason of ['', 'whim']) {
    const { status, view } = await out(one, { reason })
    expect([status, Object.keys(view.errors), view.party.bound]).toEqual([422, ['reason'], true])
  }
  expect(await passes(one)).toEqual([])
  expect((await out(one, { reason: 'left' })).view.noted).toMatchObject({ direction: 'out', reason: 'left' })
  expect((await out(one, { direction: 'in', reason: 'left' })).view.noted).toMatchObject({
    direction: 'in',
    reason: null,
  })
  expect((await out(free)).view.noted).toMatchObject({ direction: 'out', reason: null })
  expect((await passes(one)).map(({ direction, reason }) => [direction, reason]).toSorted()).toEqual([
    ['in', null],
    ['out', 'left'],
  ])
  const village = await seated('village', 'liuxi')
  const { history } = (await village.get(`/staff/records/${one.id}`)).view
  const line = history.find(({ act, detail }: Row) => act === 'pass' && detail === 'out left')
  expect(eventInWords(line, '本人')).toContain('出村；还在观察，劝不住，自己走了')
})

it('what was measured is overwritten before it goes with a withdrawn record', async () => {
  const guard = await seated('checkpoint')
  const one = await family(today)
  const { leave, key } = (await find(guard, one.reference)).view.party
  await guard.post('/staff/checkpoint/pass', { leave, key, direction: 'in', temperature: '36.5' })
  const { view } = await post('/my/open', { reference: [one.reference], tail: [one.tail] })
  await env.DB.batch([
    env.DB.prepare('CREATE TABLE written (temperature INTEGER)'),
    env.DB.prepare(`CREATE TRIGGER writes AFTER UPDATE OF temperature ON checkpoint_pass
      BEGIN INSERT INTO written VALUES (NEW.temperature); END`),
  ])
  await post('/my/withdraw', { pass: [view.pass], sure: ['yes'] })
  const { results } = await env.DB.prepare('SELECT temperature FROM written ORDER BY rowid').all()
  await env.DB.batch(['TRIGGER writes', 'TABLE written'].map((what) => env.DB.prepare(`DROP ${what}`)))
  expect(results.map(({ temperature }) => temperature)).toEqual([340, null])
})

it('a fever rings at the clinic in the same batch, once until somebody has seen it', async () => {
  const guard = await seated('checkpoint')
  const one = await family(addDays(today, -3))
  const fever = async (temperature: string) => {
    const { leave, key } = (await find(guard, one.reference)).view.party
    return guard.post('/staff/checkpoint/pass', { leave, key, direction: 'in', temperature })
  }
  expect((await fever('37.2')).view.noted.fever).toBe(false)
  expect(await rowsOf('alert', one.id)).toEqual([])
  expect((await fever('37.3')).view.noted.fever).toBe(true)
  await fever('38.0')
  expect(await rowsOf<Row>('alert', one.id)).toMatchObject([
    { person: 0, day: today, slot: 1, kind: 'fever', village: 'liuxi' },
  ])
  const clinic = await seated('clinic')
  const { lines } = (await clinic.get('/staff/alerts')).view
  const [alert] = await rowsOf<{ id: string }>('alert', one.id)
  expect(lines.find(({ id }: Row) => id === alert?.id)?.rang).toEqual({ kind: 'fever', temperature: 373 })
  expect((await clinic.get(`/staff/alerts/${alert?.id}`)).view.rang).toEqual({ kind: 'fever', temperature: 373 })
  await env.DB.prepare('UPDATE alert SET acknowledged_at = 1 WHERE submission = ?1').bind(one.id).run()
  await fever('38.5')
  expect(await rowsOf('alert', one.id)).toHaveLength(2)
})

it('leave to note is for who was shown it, for half an hour, and not to be made up', async () => {
  const [guard, other] = [await seated('checkpoint'), await seated('checkpoint')]
  const one = await family(today)
  const { leave, key } = (await find(guard, one.reference)).view.party
  const raw = { leave, key, direction: 'in', temperature: '36.5' }
  for (const [who, said] of [
    [other, raw],
    [guard, { ...raw, leave: `${leave.slice(0, -1)}_` }],
    [guard, { ...raw, key: 'x' }],
  ] as const)
    expect((await who.post('/staff/checkpoint/pass', said)).view.result).toBe('expired')
  // The session itself ends after half an hour without a look.
  vi.setSystemTime(Date.now() + 20 * 60_000)
  await guard.get('/staff/checkpoint')
  vi.setSystemTime(Date.now() + 10 * 60_000 + 1)
  expect((await guard.post('/staff/checkpoint/pass', raw)).status).toBe(409)
  expect(await passes(one)).toEqual([])
})

it('looks up at most 120 numbers an hour a person', async () => {
  const guard = await seated('checkpoint')
  const one = await family(today)
  for (let n = 0; n < 119; n++) expect((await find(guard, newReference())).status).toBe(422)
  expect((await find(guard, one.reference)).status).toBe(200)
  const late = await find(guard, one.reference)
  expect([late.status, late.view.result, late.view.party]).toEqual([429, 'quota', undefined])
  expect((await find(await seated('town'), one.reference)).status).toBe(200)
})

it('notes a paper list line by line, marks what is wrong, and loses nothing', async () => {
  const guard = await seated('checkpoint')
  const [one, two] = [await family(addDays(today, -3)), await family(today)]
  const { view } = await guard.get('/staff/checkpoint/backlog')
  expect([view.lines.length, view.days]).toEqual([6, [0, -1, -2, -3].map((back) => addDays(today, back))])
  const line = (n: number, said: Record<string, string>) =>
    Object.fromEntries(Object.entries(said).map(([name, value]) => [`${n}.${name}`, value]))
  const right = { day: today, time: '9点05', direction: 'in', temperature: '36度5' }
  const raw = {
    key: view.key,
    ...line(0, { ...right, reference: one.reference }),
    ...line(1, { ...right, reference: two.reference, day: addDays(today, -3), time: '2359', temperature: '38.1' }),
    ...line(2, { ...right, reference: newReference() }),
    ...line(3, { ...right, reference: two.reference, time: '15:01' }),
    ...line(4, { ...right, reference: two.reference, day: addDays(today, -4) }),
    ...line(5, { ...right, reference: one.reference, time: 'noon', direction: '', temperature: '45' }),
  }
  for (let n = 0; n < 2; n++) {
    const { status, view } = await guard.post('/staff/checkpoint/backlog', raw)
    expect([status, view.noted, view.fevers]).toEqual([422, 2, [two.reference.slice(-4)]])
    expect(view.lines.map(({ errors }: Row) => Object.keys(errors as object).sort())).toEqual([
      ['reference'],
      ['time'],
      ['time'],
      ['direction', 'temperature', 'time'],
      [],
      [],
    ])
    expect(view.lines[3]).toMatchObject({ reference: one.reference, time: 'noon', temperature: '45' })
    expect(view.key).not.toBe(raw.key)
  }
  expect(await passes(one)).toMatchObject([
    { source: 'paper', passed_at: Date.parse(`${today}T09:05:00+08:00`), temperature: 365 },
  ])
  expect(await passes(two)).toMatchObject([{ passed_at: Date.parse(`${addDays(today, -3)}T23:59:00+08:00`) }])
  expect(await rowsOf<Row>('alert', two.id)).toMatchObject([{ day: addDays(today, -3), slot: 1, kind: 'fever' }])
  expect((await guard.post('/staff/checkpoint/backlog', { key: view.key })).view.noted).toBe(0)
})

it.each([
  ['09:30', 570],
  ['9：30', 570],
  ['0930', 570],
  ['9点30分', 570],
  ['9点', 540],
  ['23:59', 1439],
  ['24:00', undefined],
  ['9:60', undefined],
  ['930pm', undefined],
  ['9', undefined],
  ['', undefined],
])('the time %s is %s minutes after midnight', (typed, minutes) => {
  expect(readTime(typed)).toBe(minutes)
})
