/** Who registers twice is seen by the desk at whichever door it was, by name and phone, and a stranger is told nothing. */
import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { addDays, dayAt } from '#platform/clock.ts'
import { post } from '#test/support/app.ts'
import { looked } from '#test/support/clock.ts'
import { registered, type Seated, seated } from '#test/support/seated.ts'
import { typed } from '#test/support/typed.ts'

interface Kept {
  reference: string
  id: string
}
const today = dayAt(Date.now())
const liuxi = await seated('village', 'liuxi')
const town = await seated('town')

let people = 0
/** Somebody whom nobody else is called like. */
const somebody = (said: Record<string, string> = {}) => {
  people += 1
  const [name, phone] = [`甲${String.fromCodePoint(0x4e00 + people)}示例`, `1000000${7000 + people}`]
  return { name, phone, 'family.0.name': `${name}子`, arrival: addDays(today, 1), ...said }
}
const keep = async (...each: Record<string, string>[]) => (await registered(...each)) as Kept[]
const pairs = async ({ id }: Kept) =>
  (
    await env.DB.prepare('SELECT submission, other, phone, apart_by FROM alike WHERE submission = ?1 OR other = ?1')
      .bind(id)
      .all()
  ).results
const marked = async (desk: Seated) =>
  (await desk.get('/staff/records?stage=open&mark=alike')).view.lines.map(({ id }: Kept) => id)
const seen = async ({ id }: Kept, desk = liuxi) => (await desk.get(`/staff/records/${id}`)).view.alike

describe('two records are alike', () => {
  it('with one phone and somebody who stands in both, in whichever village', async () => {
    const one = somebody()
    const [first] = await keep(one)
    const [second] = await keep({ ...one, 'home.village': 'dawan' })
    expect(await pairs(first as Kept)).toEqual([{ submission: second?.id, other: first?.id, phone: 1, apart_by: null }])
    expect(await seen(second as Kept, town)).toMatchObject([{ line: { id: first?.id }, phone: true }])
    // The other village's record is not theirs to see.
    expect(await seen(first as Kept)).toEqual([])
  })
  it('with another phone by name in one village, whoever of the family it is', async () => {
    const one = somebody()
    const [first] = await keep(one)
    const [second, third] = await keep(
      somebody({ name: one['family.0.name'] ?? '' }),
      somebody({ name: one.name, 'home.village': 'dawan' }),
    )
    expect(await pairs(first as Kept)).toMatchObject([{ submission: second?.id, phone: 0 }])
    expect(await pairs(third as Kept)).toEqual([])
  })
  it('not with the same phone under another name: a household on one phone', async () => {
    const one = somebody()
    const [first] = await keep(one)
    await keep(somebody({ phone: one.phone }))
    expect(await pairs(first as Kept)).toEqual([])
  })
  it('few at most, however many a stranger sends', async () => {
    const one = somebody()
    await keep(one, one, one, one, one)
    const [last] = await keep(one)
    expect((await pairs(last as Kept)).length).toBeLessThanOrEqual(6)
  })
  it('anew after each correction, and no longer where it is withdrawn', async () => {
    const [one, other] = [somebody(), somebody()]
    const [first] = await keep(one)
    const [second] = await keep(other)
    const correct = async (said: Record<string, string>, tail: string) => {
      const { view } = await post('/my/open', { reference: [second?.reference ?? ''], tail: [tail] })
      const revision = view.version && (await post('/my/correct', { pass: [view.pass] })).view.route.hidden.seen
      const raw = {
        ...typed(),
        ...Object.fromEntries(Object.entries(said).map(([name, value]) => [name, [value]])),
        pass: [view.pass],
        seen: [revision],
      }
      const { view: look } = await post('/my/check', raw)
      looked()
      return post('/my/keep', { ...raw, token: [look.token] })
    }
    expect((await correct(one, other.phone.slice(-4))).view.corrected).toBe(true)
    expect(await pairs(first as Kept)).toMatchObject([{ submission: second?.id, other: first?.id, phone: 1 }])
    expect((await correct(other, one.phone.slice(-4))).view.corrected).toBe(true)
    expect(await pairs(first as Kept)).toEqual([])
    const [third] = await keep(one)
    expect(await pairs(first as Kept)).toHaveLength(1)
    const { view } = await post('/my/open', { reference: [third?.reference ?? ''], tail: [one.phone.slice(-4)] })
    await post('/my/withdraw', { pass: [view.pass], sure: ['yes'] })
    expect(await pairs(first as Kept)).toEqual([])
  })
})

describe('the desk', () => {
  it('sees a mark in the list, can narrow it to such, and finds the other one at the record', async () => {
    const one = somebody()
    const [first] = await keep(one)
    const [second] = await keep(one)
    expect(await marked(liuxi)).toContain(second?.id)
    const { view } = await liuxi.get('/staff/records?stage=open')
    const line = view.lines.find(({ id }: Kept) => id === second?.id)
    // Of a page that does not reach so far, the look-up says it.
    const found = line ?? (await liuxi.post('/staff/records/find', { sought: second?.reference ?? '' })).view.lines[0]
    expect(found).toMatchObject({ alike: true })
    const [{ line: other, phone }] = await seen(second as Kept)
    expect([other.id, phone]).toEqual([first?.id, true])
    expect(JSON.stringify(other)).not.toContain(one.name)
  })
  it('says that they are two, once, and is not asked again', async () => {
    const one = somebody()
    const [first, second] = [...(await keep(one)), ...(await keep(one))]
    const apart = () => liuxi.post(`/staff/records/${second?.id}/apart`, { other: first?.id ?? '' })
    for (const press of [1, 2]) expect([press, (await apart()).view.result]).toEqual([press, 'apart'])
    expect(await pairs(first as Kept)).toMatchObject([{ apart_by: liuxi.id }])
    expect([await seen(first as Kept), await seen(second as Kept)]).toEqual([[], []])
    expect(await marked(liuxi)).not.toContain(second?.id)
    const { results } = await env.DB.prepare("SELECT record FROM audit WHERE act = 'apart' AND record IN (?1, ?2)")
      .bind(first?.id, second?.id)
      .all()
    expect(results).toHaveLength(2)
  })
  it('makes one of them, and taken apart again they are two', async () => {
    const one = somebody()
    const [first, second] = [...(await keep(one)), ...(await keep(one))]
    const both = { other: first?.id ?? '', stays: first?.id ?? '', seen: '1.registered', 'seen-other': '1.registered' }
    expect((await liuxi.post(`/staff/records/${second?.id}/merge`, both)).view.result).toBe('merge')
    expect(await pairs(first as Kept)).toEqual([])
    const split = await liuxi.post(`/staff/records/${second?.id}/split`, { from: first?.id ?? '' })
    expect(split.view.result).toBe('split')
    expect(await pairs(first as Kept)).toMatchObject([{ apart_by: liuxi.id }])
  })
  it('of another village can say nothing about it, and a clinic neither', async () => {
    const one = somebody()
    const [first, second] = [...(await keep(one)), ...(await keep(one))]
    const dawan = await seated('village', 'dawan')
    const clinic = await seated('clinic')
    const said = { other: first?.id ?? '' }
    expect((await dawan.post(`/staff/records/${second?.id}/apart`, said)).status).toBe(404)
    expect((await clinic.post(`/staff/records/${second?.id}/apart`, said)).status).toBe(403)
    expect(await pairs(first as Kept)).toMatchObject([{ apart_by: null }])
  })
})

it('a stranger who registers somebody else is told what everybody is told', async () => {
  const one = somebody()
  const register = async (said: Record<string, string>) => {
    const raw = { ...typed(), ...Object.fromEntries(Object.entries(said).map(([name, value]) => [name, [value]])) }
    const { view: look } = await post('/forms/returnee/check', raw)
    looked()
    const { status, view } = await post('/forms/returnee/keep', { ...raw, token: [look.token] })
    const opened = await post('/my/open', { reference: [view.reference], tail: [one.phone.slice(-4)] })
    return [look, view, opened.view].map((each) => Object.keys(each).sort()).concat([[String(status)]])
  }
  expect(await register(one)).toEqual(await register(one))
})
