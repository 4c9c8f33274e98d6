import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, it } from 'vitest'
import { addDays, dayAt } from '#platform/clock.ts'
import { post } from '#test/support/app.ts'
import { looked } from '#test/support/clock.ts'
import { registered, type Seated, seated } from '#test/support/seated.ts'

type Kept = { reference: string; id: string }
const liuxi = await seated('village', 'liuxi')
const other = await seated('village', 'liuxi')
const dawan = await seated('village', 'dawan')
const town = await seated('town')
const today = dayAt(Date.now())
const [mother, son, third, foreign, alone] = (await registered(
  { name: '欧阳示例', phone: '10000006789', arrival: addDays(today, 3) },
  { name: '诸葛示例', phone: '10000004321', arrival: addDays(today, 3) },
  { name: '司马示例', phone: '10000006789', arrival: today },
  { name: '尉迟示例', phone: '10000006789', 'home.village': 'dawan', arrival: addDays(today, 3) },
  { name: '上官示例', phone: '10000007777', arrival: addDays(today, 1) },
)) as [Kept, Kept, Kept, Kept, Kept]

const at = ({ id }: Kept, act = '') => `/staff/records/${id}${act && `/${act}`}`
const both = { seen: '1.registered', 'seen-other': '1.registered' }
const merge = (desk: Seated, here: Kept, there: Kept, stays: Kept, seen = both) =>
  desk.post(at(here, 'merge'), { other: there.id, stays: stays.id, ...seen })
const asideOf = ({ id }: Kept) =>
  env.DB.prepare('SELECT duplicate_of FROM submission WHERE id = ?1').bind(id).first('duplicate_of')
const noted = async ({ id }: Kept, act: string) =>
  (await env.DB.prepare('SELECT detail FROM audit WHERE record = ?1 AND act = ?2').bind(id, act).all()).results
const listed = async (desk: Seated) => (await desk.get('/staff/records')).view.lines.map(({ id }: { id: string }) => id)
const my = ({ reference }: Kept, tail: string) => post('/my/open', { reference: [reference], tail: [tail] })

beforeEach(() =>
  env.DB.exec("DELETE FROM audit WHERE act IN ('merge', 'split'); UPDATE submission SET duplicate_of = NULL"),
)

describe('the other record', () => {
  it('is suggested by phone and by day of arrival, masked, of the own village and form only, and noted', async () => {
    const { status, view } = await liuxi.post(at(mother, 'same'))
    expect([status, view.page]).toEqual([200, 'ledger-same'])
    expect(view.samePhone.map(({ id }: Kept) => id)).toEqual([third.id])
    expect(view.sameDay.map(({ id }: Kept) => id)).toEqual([son.id])
    expect(JSON.stringify(view)).not.toMatch(/欧阳|诸葛|司马|尉|10000006789/)
    const line = await env.DB.prepare("SELECT detail FROM audit WHERE act = 'search' AND actor = ?1 ORDER BY seq DESC")
      .bind(liuxi.id)
      .first('detail')
    expect(line).toBe('2 same')
    expect((await town.post(at(mother, 'same'))).view.samePhone).toHaveLength(2)
  })
  it('is found by the number that was typed, and both stand side by side, masked', async () => {
    const sought = son.reference.replace(/\d{4}(?=\d)/g, '$& ')
    const { status, view } = await liuxi.post(at(mother, 'same'), { sought })
    expect([status, view.page]).toEqual([200, 'ledger-beside'])
    expect(view.sides.map(({ id, tail, seen }: Record<string, string>) => [id, tail, seen])).toEqual([
      [mother.id, mother.reference.slice(-4), '1.registered'],
      [son.id, son.reference.slice(-4), '1.registered'],
    ])
    const unlike = view.pairs.filter(({ differ }: { differ: boolean }) => differ)
    expect(unlike.map(({ words }: { words: string[] }) => words)).toEqual([
      ['欧***', '诸***'],
      ['100****6789', '100****4321'],
    ])
    expect(JSON.stringify(view)).not.toMatch(/欧阳|诸葛|10000006789|10000004321/)
  })
  it('differs where the masked words are the same and the answers are not', async () => {
    const [near] = (await registered({ name: '欧阳实例', phone: '10000006789' })) as [Kept]
    const { view } = await liuxi.post(at(mother, 'same'), { other: near.id })
    const name = view.pairs.find(({ words }: { words: string[] }) => words[0] === '欧***')
    expect(name).toMatchObject({ words: ['欧***', '欧***'], differ: true })
  })
  it('is asked for where nothing was chosen, and shows what was typed once more', async () => {
    expect((await liuxi.post(at(mother, 'same'))).view.result).toBe(undefined)
    const empty = await liuxi.post(at(mother, 'same'), { sought: '' })
    expect([empty.status, empty.view.result]).toEqual([422, 'nothing'])
    expect((await liuxi.post(at(mother, 'same'), { sought: '12 34' })).view).toMatchObject({
      result: 'none',
      sought: '12 34',
    })
  })
  it('is none that is not theirs, the same, or no number of ours', async () => {
    for (const said of [
      { sought: foreign.reference },
      { other: foreign.id },
      { other: mother.id },
      { sought: '123' },
    ]) {
      const { status, view } = await liuxi.post(at(mother, 'same'), said as Record<string, string>)
      expect([said, status, view.page, view.result]).toEqual([said, 422, 'ledger-same', 'none'])
    }
    const looks = "SELECT count(*) AS n FROM audit WHERE record = ?1 AND actor = ?2 AND act = 'look'"
    expect(await env.DB.prepare(looks).bind(foreign.id, liuxi.id).first('n')).toBe(0)
  })
})

describe('merging', () => {
  it('puts one aside: out of the list, still there by its number, in both histories, once', async () => {
    const { status, view } = await merge(liuxi, mother, son, son)
    expect([status, view.result, view.id]).toEqual([200, 'merge', son.id])
    expect(view.beside).toMatchObject([{ id: mother.id }])
    expect((await merge(liuxi, mother, son, son)).view).toMatchObject({ result: 'merge', id: son.id })
    expect(await asideOf(mother)).toBe(son.id)
    expect(await noted(mother, 'merge')).toEqual([{ detail: son.id }])
    expect(await noted(son, 'merge')).toEqual([{ detail: mother.id }])
    expect(await listed(liuxi)).not.toContain(mother.id)
    expect(await listed(liuxi)).toContain(son.id)
    const found = await liuxi.post('/staff/records/find', { sought: mother.reference })
    expect(found.view.lines).toHaveLength(1)
    expect((await liuxi.get(at(mother))).view).toMatchObject({ aside: true, beside: [{ id: son.id }] })
  })
  it('is told to the holder of the one that was put aside, without a word about the other', async () => {
    await merge(liuxi, mother, son, son)
    const { view } = await my(mother, '6789')
    expect(view.aside).toBe(true)
    expect(JSON.stringify({ ...view, events: [] })).not.toMatch(new RegExp(`诸葛|${son.id}|${son.reference}`))
    expect((await my(son, '4321')).view.aside).toBe(false)
  })
  it('wants a choice', async () => {
    const { status, view } = await liuxi.post(at(mother, 'merge'), { other: son.id, ...both })
    expect([status, view.result]).toEqual([422, 'which'])
    expect(await asideOf(mother)).toBeNull()
  })
  it('does nothing where one of the two is another village’s, whoever stays', async () => {
    for (const stays of [mother, foreign])
      for (const desk of [liuxi, dawan]) {
        expect((await merge(desk, mother, foreign, stays)).status).toBe(404)
        expect((await merge(desk, foreign, mother, stays)).status).toBe(404)
      }
    expect((await dawan.post(at(mother, 'same'))).status).toBe(404)
    expect([await asideOf(mother), await asideOf(foreign)]).toEqual([null, null])
    expect([...(await noted(mother, 'merge')), ...(await noted(foreign, 'merge'))]).toEqual([])
    expect((await merge(town, mother, foreign, mother)).view.result).toBe('merge')
    expect((await dawan.get(at(foreign))).view).toMatchObject({ aside: true, beside: [] })
  })
  it('does nothing where one of the two changed since it was seen, and says who did what', async () => {
    await other.post(at(alone, 'verify'), { seen: '1' })
    const late = await merge(liuxi, son, alone, alone)
    expect([late.status, late.view.result, late.view.closed]).toEqual([409, 'changed', false])
    expect(late.view.changed).toMatchObject([
      { tail: alone.reference.slice(-4), by: { act: 'verify', name: '王示例', villages: ['liuxi'] } },
    ])
    expect(await asideOf(son)).toBeNull()
    const seen = { seen: '1.registered', 'seen-other': '1.verified' }
    expect((await merge(liuxi, son, alone, alone, seen)).view.result).toBe('merge')
  })
  it('two at once, either way round: one is put aside, and never both', async () => {
    const answers = await Promise.all([
      ...[liuxi, other, liuxi].map((desk) => merge(desk, mother, son, mother)),
      ...[other, liuxi, other].map((desk) => merge(desk, son, mother, son)),
    ])
    const aside = [await asideOf(mother), await asideOf(son)].filter(Boolean)
    expect(aside).toHaveLength(1)
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(3)
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(3)
    expect(await noted(mother, 'merge')).toHaveLength(1)
  })
  it('makes no chains: what holds another one is not put aside, and what was put aside holds none', async () => {
    await merge(liuxi, mother, son, son)
    expect((await merge(liuxi, son, third, third)).view).toMatchObject({ status: 409, result: 'nested' })
    expect((await merge(liuxi, third, mother, mother)).view).toMatchObject({
      status: 409,
      result: 'changed',
      closed: true,
    })
    expect([await asideOf(son), await asideOf(third)]).toEqual([null, null])
  })
  it('is not for a clinic', async () => {
    const clinic = await seated('clinic')
    for (const act of ['same', 'merge', 'split']) expect((await clinic.post(at(mother, act))).status).toBe(403)
  })
})

describe('a record that was put aside', () => {
  it('is neither verified nor given to anybody, and is taken apart again, once', async () => {
    await merge(liuxi, mother, son, son)
    expect((await liuxi.post(at(mother, 'verify'), { seen: '1' })).status).toBe(409)
    expect((await liuxi.post(at(mother, 'assign'), { seen: '', assignee: liuxi.id })).status).not.toBe(200)
    for (const press of [1, 2]) {
      const { view } = await liuxi.post(at(mother, 'split'), { from: son.id })
      expect([press, view.result, view.aside]).toEqual([press, 'split', false])
    }
    expect([await noted(mother, 'split'), await noted(son, 'split')]).toEqual([
      [{ detail: son.id }],
      [{ detail: mother.id }],
    ])
    expect(await listed(liuxi)).toContain(mother.id)
  })
  it('stays so, whatever another village asks', async () => {
    await merge(liuxi, mother, son, son)
    expect((await dawan.post(at(mother, 'split'), { from: son.id })).status).toBe(404)
    expect((await liuxi.post(at(mother, 'split'), { from: third.id })).status).toBe(409)
    expect(await asideOf(mother)).toBe(son.id)
  })
  it('is looked at by itself again once its holder corrects it, or the other one is withdrawn', async () => {
    const [first, second] = (await registered(
      { name: '夏侯示例', phone: '10000001212' },
      { name: '皇甫示例', phone: '10000001313' },
    )) as [Kept, Kept]
    await merge(liuxi, first, second, second)
    const { view } = await my(first, '1212')
    const questions = await post('/my/correct', { pass: [view.pass] })
    const raw = { ...questions.view.raw, stay: ['rented'], pass: [view.pass], seen: ['1'] }
    const { view: again } = await post('/my/check', raw)
    looked()
    expect((await post('/my/keep', { ...raw, token: [again.token] })).view).toMatchObject({
      corrected: true,
    })
    expect(await listed(liuxi)).toContain(first.id)
    await merge(liuxi, first, second, second, { seen: '2.registered', 'seen-other': '1.registered' })
    expect(await asideOf(first)).toBe(second.id)
    const opened = await my(second, '1313')
    await post('/my/withdraw', { pass: [opened.view.pass], sure: ['yes'] })
    expect(await asideOf(first)).toBeNull()
  })
})
