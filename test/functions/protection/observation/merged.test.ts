/** A household that registered twice is one: what is reported under the number that was put aside counts for the other, and no fever is lost by it. */
import { env } from 'cloudflare:workers'
import { beforeAll, beforeEach, expect, it } from 'vitest'
import { slotAt } from '#platform/calendar.ts'
import { addDays, dayAt } from '#platform/clock.ts'
import { rule } from '#protection/observation/family.ts'
import { post } from '#test/support/app.ts'
import { type Family, opened, report, rowsOf } from '#test/support/observed.ts'
import { registered, type Seated, seated } from '#test/support/seated.ts'

const today = dayAt(Date.now())
const arrival = addDays(today, -3)
const rest = { 'family.0.relation': 'child', 'family.0.age': 'minor' }
let [aside, main, other]: Family[] = []
let cadre: Seated | undefined
const of = (family?: Family) => family as Family
const at = (desk?: Seated) => desk as Seated

interface Row {
  person: number
  temperature: number
  via: string | null
  kind: string
}

beforeAll(async () => {
  cadre = await seated('village', 'liuxi')
})

beforeEach(async () => {
  // The same two people in another order, and a third who stands in one of them only.
  const kept = await registered(
    { name: '陈一示例', 'family.0.name': '陈二示例', ...rest, phone: '10000003311', arrival },
    { name: '陈二示例', 'family.0.name': '陈一示例', ...rest, phone: '10000003311', arrival },
    { name: '陈三示例', 'family.0.name': '陈一示例', ...rest, phone: '10000003322', arrival },
  )
  ;[aside, main, other] = kept.map((one, index) => ({ ...one, tail: index === 2 ? '3322' : '3311' }))
})

const merge = async (gone: Family, stays: Family) => {
  const said = { other: stays.id, stays: stays.id, seen: '1.registered', 'seen-other': '1.registered' }
  expect((await at(cadre).post(`/staff/records/${gone.id}/merge`, said)).view.result).toBe('merge')
}
const split = (gone: Family, stays: Family) => at(cadre).post(`/staff/records/${gone.id}/split`, { from: stays.id })
const reports = async ({ id }: Family) =>
  (await rowsOf<Row>('check_in', id)).map(({ person, temperature }) => [person, temperature])
const alerts = ({ id }: Family) => rowsOf<Row>('alert', id)
const line = async ({ reference }: Family) =>
  (await at(cadre).post('/staff/records/find', { sought: reference })).view.lines[0]

it('counts for whoever stands in both under one name, wherever in the family, once however often it is sent', async () => {
  await merge(of(aside), of(main))
  const page = await opened(of(aside))
  for (const press of [1, 2]) {
    expect([press, (await report(page, ['36.5', '36.8'])).status]).toEqual([press, 200])
    expect(await reports(of(aside))).toEqual([
      [0, 365],
      [1, 368],
    ])
    expect(await reports(of(main))).toEqual([
      [0, 368],
      [1, 365],
    ])
  }
  // Nobody asks a household that has reported.
  const chase = await at(cadre).get('/staff/watch/chase')
  expect(JSON.stringify(chase.view)).not.toContain(of(main).id)
})

it('counts what the desk enters for it, and nobody of whom the other knows nothing', async () => {
  await merge(of(aside), of(other))
  await report(await opened(of(aside)), ['36.5', '36.8'])
  expect(await reports(of(other))).toEqual([[1, 365]])
  expect(await reports(of(aside))).toHaveLength(2)
})

it('a fever rings where it was told, once, is seen at the other record, and lets nobody there be released', async () => {
  await merge(of(aside), of(main))
  const { view } = await report(await opened(of(aside)), ['38.8', '36.5'])
  expect(view.people[0].rings).toBe('fever')
  expect((await alerts(of(aside))).map(({ kind }) => kind)).toEqual(['fever'])
  expect(await alerts(of(main))).toEqual([])
  expect(await line(of(main))).toMatchObject({ rings: 'fever' })
  const marked = await at(cadre).get('/staff/records?stage=open&mark=rings')
  expect(marked.view.lines.map(({ id }: Family) => id)).toContain(of(main).id)
  const { view: own } = await post('/my/open', { reference: [of(main).reference], tail: [of(main).tail] })
  const paper = await post('/my/paper', { pass: [own.pass], kind: ['release'], person: ['1'] })
  expect([paper.status, paper.view.result]).toEqual([409, 'alarmed'])
  const queue = await (await seated('clinic')).get('/staff/alerts')
  expect(JSON.stringify(queue.view.lines)).toContain((await alerts(of(aside)))[0]?.kind)
})

it('a rise that only both numbers together show rings', async () => {
  const here = slotAt(rule, Date.now())
  const insert = `INSERT INTO check_in (key, submission, person, day, slot, revision, temperature, village, observed_at, reported_at, by, source)
    VALUES (?1, ?2, 0, ?3, 0, 1, ?4, 'liuxi', 1, 1, 'holder', 'self')`
  for (const [back, value] of [
    [2, 361],
    [1, 365],
  ] as const)
    await env.DB.prepare(insert)
      .bind(`rise${back}${of(main).id}`.slice(0, 22), of(main).id, addDays(here.day, -back), value)
      .run()
  await merge(of(aside), of(main))
  await report(await opened(of(aside)), ['36.5', '36.9'])
  expect((await alerts(of(main))).map(({ kind, person }) => [kind, person])).toEqual([['rising', 0]])
})

it('taken apart, each has what was said under its own number', async () => {
  await merge(of(aside), of(main))
  await report(await opened(of(aside)), ['36.5', '36.8'])
  expect((await split(of(aside), of(main))).view.result).toBe('split')
  expect(await reports(of(main))).toEqual([])
  expect(await reports(of(aside))).toHaveLength(2)
})

it('withdrawn, its copies go with it', async () => {
  await merge(of(aside), of(main))
  await report(await opened(of(aside)), ['36.5', '36.8'])
  const { view } = await post('/my/open', { reference: [of(aside).reference], tail: [of(aside).tail] })
  await post('/my/withdraw', { pass: [view.pass], sure: ['yes'] })
  expect(await reports(of(main))).toEqual([])
})

it('its holder is told on every page, and nothing of the other number, whose phone a stranger may have typed', async () => {
  const pagesOf = async (one: Family) => {
    const { view } = await post('/my/open', { reference: [one.reference], tail: [one.tail] })
    const pass = [view.pass]
    const page = await opened(one)
    const looks = ['/my/correct', '/my/withdraw', '/my/papers', '/my/requests'].map((path) => post(path, { pass }))
    const [correct, ...pages] = (await Promise.all(looks)).map((answer) => answer.view)
    const thanks = (await report(page, ['36.5', '36.8'])).view
    const all = [view, page, thanks, correct.route, ...pages]
    if (one !== of(main)) expect(JSON.stringify(all)).not.toContain(of(main).reference.slice(-4))
    return all.map((each) => each.aside)
  }
  const seven = (aside: boolean) => Array.from({ length: 7 }, () => aside)
  expect(await pagesOf(of(main))).toEqual(seven(false))
  for (const one of [of(aside), of(other)]) {
    await merge(one, of(main))
    expect(await pagesOf(one)).toEqual(seven(true))
  }
})
