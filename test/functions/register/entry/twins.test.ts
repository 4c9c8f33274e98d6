import { env } from 'cloudflare:workers'
import { beforeAll, describe, expect, it } from 'vitest'
import { addDays, dayAt } from '#platform/clock.ts'
import { rowsOf } from '#test/support/observed.ts'
import { registered, type Seated, seated } from '#test/support/seated.ts'

const written = addDays(dayAt(Date.now()), -1)
const path = '/staff/entry/list/returnee'
const common = (key: string) => ({
  key: key.repeat(22),
  next: '9',
  village: 'liuxi',
  writtenOn: written,
  signed: 'yes',
})
const row = (number: number, name: string, phone: string, more: Record<string, string> = {}) =>
  Object.fromEntries(
    Object.entries({ name, phone, arrival: written, ...more }).map(([column, words]) => [
      `r.${number}.${column}`,
      words,
    ]),
  )
const asideOf = (id: string) =>
  env.DB.prepare('SELECT duplicate_of FROM submission WHERE id = ?1').bind(id).first<string | null>('duplicate_of')
const kept = async () =>
  Number(await env.DB.prepare("SELECT count(*) AS n FROM submission WHERE status = 'kept'").first('n'))

let desk: Seated
let known: string
beforeAll(async () => {
  desk = await seated('village', 'liuxi')
  const [record] = await registered({ name: '示例壬', phone: '10000005110', 'home.village': 'liuxi' })
  known = record?.id ?? ''
})

describe('a row that says the name and the phone of somebody who is there', () => {
  it('is asked about before anything of it is kept; the same phone under another name is not', async () => {
    const before = await kept()
    const { status, view } = await desk.post(path, {
      ...common('t'),
      ...row(1, '示例癸', '10000005110'),
      ...row(2, '示 例 壬', '100 0000 5110'),
      ...row(3, '示例癸', '１００００００５１１０'),
    })
    expect([status, view.page, await kept()]).toEqual([422, 'entry-list', before])
    expect(view.errors).toEqual({ 'r.2.twin': expect.stringContaining('请选'), 'r.3.twin': expect.anything() })
    expect(view.twins).toMatchObject({ 2: { record: { id: known } }, 3: { row: 1 } })
    expect(view.part).toBe(true)
  })
  it('stays on the sheet while the others are kept', async () => {
    const { view } = await desk.post(path, {
      ...{ ...common('u'), part: 'yes' },
      ...row(1, '示例子', '10000005111'),
      ...row(2, '示例壬', '10000005110'),
    })
    expect(view.entered).toMatchObject([{ number: 1, became: 'kept' }])
    expect(view.sheet.rows.map(({ number }: { number: number }) => number)).toEqual([2])
    expect(view.twins).toMatchObject({ 2: { record: { id: known } } })
  })
  it('is not kept where nobody wants it', async () => {
    const before = await kept()
    const { view } = await desk.post(path, { ...common('v'), ...row(1, '示例壬', '10000005110', { twin: 'skip' }) })
    expect([view.page, view.entered, await kept()]).toEqual(['entry-done', [], before])
  })
  it('is put aside for the one that was there, and its fever rings', async () => {
    const { view } = await desk.post(path, {
      ...common('w'),
      ...row(1, '示例壬', '10000005110', { twin: 'same', temperature: '38.6' }),
    })
    const [{ id }] = view.entered
    expect(await asideOf(id)).toBe(known)
    expect(await rowsOf('alert', id)).toMatchObject([{ kind: 'fever', temperature: 386 }])
  })
  it('is a record of its own where it is another household, and the pair is not marked any more', async () => {
    const said = { ...common('x'), ...row(1, '示例壬', '10000005110', { twin: 'new' }) }
    const [first, again] = [(await desk.post(path, said)).view, (await desk.post(path, said)).view]
    const [{ id }] = first.entered
    expect(again.entered[0].id).toBe(id)
    expect(await asideOf(id)).toBeNull()
    const pairs = env.DB.prepare(
      'SELECT count(*) AS n FROM alike WHERE ?1 IN (submission, other) AND ?2 IN (submission, other) AND apart_at IS NULL',
    )
    expect(await pairs.bind(id, known).first('n')).toBe(0)
  })
  it('is put aside for the row above it, in the same press', async () => {
    const { view } = await desk.post(path, {
      ...common('y'),
      ...row(1, '示例丑', '10000005112'),
      ...row(2, '示例丑', '10000005112', { twin: 'same' }),
    })
    const [first, second] = view.entered
    expect(await asideOf(second.id)).toBe(first.id)
  })
  it('tells a cadre nothing of other villages', async () => {
    const other = await seated('village', 'shiqiao')
    const { view } = await other.post(path, {
      ...{ ...common('z'), village: 'shiqiao' },
      ...row(1, '示例壬', '10000005110'),
    })
    expect([view.page, view.entered.length]).toEqual(['entry-done', 1])
  })
})
