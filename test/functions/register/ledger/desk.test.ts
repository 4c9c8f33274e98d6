import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { addDays, dayAt } from '#platform/clock.ts'
import { post } from '#test/support/app.ts'
import { looked } from '#test/support/clock.ts'
import { registered, type Seated, seated } from '#test/support/seated.ts'

const liuxi = await seated('village', 'liuxi')
const dawan = await seated('village', 'dawan')
const town = await seated('town')
const today = dayAt(Date.now())
const [one, two] = (await registered(
  { name: '欧阳示例', phone: '10000006789', arrival: addDays(today, 3) },
  { name: '诸葛示例', phone: '10000004321', arrival: today },
  { name: '司马示例', phone: '10000006789', 'home.village': 'dawan' },
)) as [Kept, Kept]
type Kept = { reference: string; id: string }

const names = ({ view }: { view: { lines: { name: string }[] } }) => view.lines.map(({ name }) => name)
const at = ({ id }: Kept, act = '') => `/staff/records/${id}${act && `/${act}`}`
const said = (view: { said: { lines: [string, string][] }[] }) => view.said.flatMap(({ lines }) => lines).join('\n')
const audit = async (actor: Seated, act: string) =>
  (
    await env.DB.prepare('SELECT record, detail FROM audit WHERE actor = ?1 AND act = ?2 ORDER BY seq')
      .bind(actor.id, act)
      .all()
  ).results

describe('the list', () => {
  it('shows masked lines of the own village, those that arrive first at its head, and is in the audit', async () => {
    const list = await liuxi.get('/staff/records')
    expect([list.status, list.view.page]).toEqual([200, 'ledger'])
    expect(list.headers.get('cache-control')).toBe('no-store')
    expect(names(list)).toEqual(['诸***', '欧***'])
    expect(list.view.lines[1]).toMatchObject({ phone: '100****6789', tail: one.reference.slice(-4), people: 2 })
    const whole = JSON.stringify(list.view)
    for (const secret of ['欧阳', '诸葛', '司马', '10000006789', one.reference, two.reference])
      expect(whole).not.toContain(secret)
    expect(await audit(liuxi, 'list')).toEqual([{ record: '', detail: '2 liuxi returnee registered' }])
  })
  it('shows nothing of another village, whatever is asked', async () => {
    expect(names(await liuxi.get('/staff/records?village=dawan'))).toEqual(['诸***', '欧***'])
    expect(names(await dawan.get('/staff/records?village=liuxi'))).toEqual(['司***'])
    expect(names(await town.get('/staff/records?village=dawan'))).toEqual(['司***'])
  })
  it('narrows by days of arrival, source, stage and form', async () => {
    const wanted = {
      [`from=${addDays(today, 1)}`]: 1,
      [`to=${today}`]: 1,
      'source=proxy': 0,
      'source=self': 2,
      'stage=closed': 0,
      'form=volunteer': 0,
    }
    for (const [query, count] of Object.entries(wanted))
      expect([query, names(await liuxi.get(`/staff/records?${query}`)).length]).toEqual([query, count])
  })
})

describe('a look-up', () => {
  const find = (desk: Seated, sought: string) => desk.post('/staff/records/find', { sought })

  it('finds by number, by whole phone and by its last four digits, in the own villages only', async () => {
    expect(names(await find(liuxi, one.reference.replace(/\d{4}(?=\d)/g, '$& ')))).toEqual(['欧***'])
    expect(names(await find(liuxi, '１００ 0000 6789'))).toEqual(['欧***'])
    expect(names(await find(liuxi, '6789'))).toEqual(['欧***'])
    expect(names(await find(town, '6789')).sort()).toEqual(['司***', '欧***'])
    for (const sought of [one.reference, '10000004321', '4321']) expect(names(await find(dawan, sought))).toEqual([])
  })
  it('finds by full name, however it is typed, and by that of everybody who comes along; nobody by a part of it', async () => {
    expect(names(await find(liuxi, ' 欧阳 示例'))).toEqual(['欧***'])
    expect(names(await find(town, '张示例')).sort()).toEqual(['司***', '欧***', '诸***'])
    for (const sought of ['欧阳', '欧', '司马示例']) expect(names(await find(liuxi, sought))).toEqual([])
  })
  it('says what can be looked for', async () => {
    const { status, view } = await find(liuxi, '……')
    expect([status, view.found, view.lines]).toEqual([422, { by: 'nothing', more: false, typed: '……' }, []])
  })
  it('shows once more what was typed where nobody was found, and not beside those who were', async () => {
    expect((await find(liuxi, '欧阳')).view.found).toEqual({ by: 'name', more: false, typed: '欧阳' })
    expect((await find(liuxi, '6789')).view.found).toEqual({ by: 'tail', more: false })
  })
  it('is in the audit without its words', async () => {
    const lines = await audit(liuxi, 'search')
    expect(lines).toContainEqual({ record: '', detail: '1 phone' })
    expect(JSON.stringify(lines)).not.toContain('6789')
  })
})

describe('a record', () => {
  it('is masked until revealed for a reason; then it is in the clear for five minutes, and its holder is told', async () => {
    const masked = await liuxi.get(at(one))
    expect(masked.view).toMatchObject({ page: 'ledger-record', stage: 'registered', tail: one.reference.slice(-4) })
    expect(JSON.stringify(masked.view)).not.toMatch(/欧阳|10000006789|G0000/)
    expect((await liuxi.post(at(one, 'reveal'), { reason: 'curious' })).view).toMatchObject({
      result: 'reason',
      status: 422,
    })
    const full = await liuxi.post(at(one, 'reveal'), { reason: 'verify' })
    expect(said(full.view)).toContain('欧阳示例')
    expect(full.view.revealed).toMatchObject({ phone: '10000006789', reference: one.reference })
    expect(full.headers.get('refresh')).toBe(`300; url=${at(one)}`)
    expect(await audit(liuxi, 'reveal')).toEqual([{ record: one.id, detail: 'verify' }])
    const { view } = await post('/my/open', { reference: [one.reference], tail: ['6789'] })
    expect(view.events).toContainEqual(expect.objectContaining({ actor: 'village', act: 'reveal', detail: 'verify' }))
  })
  it('has its card printed once more while it is revealed, with the name masked, and noted', async () => {
    const { leave } = (await liuxi.post(at(one, 'reveal'), { reason: 'asked' })).view.revealed
    const card = await liuxi.post(at(one, 'card'), { leave })
    expect(card.view).toMatchObject({ page: 'ledger-card', reference: one.reference, name: '欧***' })
    expect(JSON.stringify(card.view)).not.toMatch(/欧阳示例|10000006789|G0000/)
    expect(Number.parseInt(card.headers.get('refresh') ?? '', 10)).toBeLessThanOrEqual(300)
    expect(await audit(liuxi, 'reveal')).toContainEqual({ record: one.id, detail: 'card' })
    for (const { view } of [await liuxi.post(at(one, 'card')), await town.post(at(one, 'card'), { leave })])
      expect([view.page, view.revealed, JSON.stringify(view).includes(one.reference)]).toEqual([
        ...['ledger-record', undefined],
        false,
      ])
    expect((await dawan.post(at(one, 'card'), { leave })).status).toBe(404)
  })
  it('comes again, masked, where what a form posted to is reloaded', async () => {
    const { status, headers } = await liuxi.get(at(one, 'reveal'))
    expect([status, headers.get('location')]).toEqual([302, at(one)])
  })
  it('is not there for another village, by any of its addresses', async () => {
    expect((await dawan.get(at(one))).status).toBe(404)
    for (const act of ['reveal', 'verify', 'contact', 'close'])
      expect(
        (await dawan.post(at(one, act), { reason: 'verify', seen: '1', outcome: 'reached', call: 'a'.repeat(22) }))
          .status,
      ).toBe(404)
    expect(await audit(dawan, 'look')).toEqual([])
  })
  it('is not there once it is withdrawn, and notes of calls are destroyed with it', async () => {
    const [gone] = (await registered({ name: '尉迟示例', phone: '10000005555' })) as [Kept]
    await liuxi.post(at(gone, 'contact'), {
      outcome: 'reached',
      call: crypto.randomUUID().slice(0, 22),
      note: '说好明天到',
    })
    const { view } = await post('/my/open', { reference: [gone.reference], tail: ['5555'] })
    await post('/my/withdraw', { pass: [view.pass], sure: ['yes'] })
    expect((await liuxi.get(at(gone))).status).toBe(404)
    expect(names(await liuxi.get('/staff/records'))).not.toContain('尉***')
    expect(
      await env.DB.prepare('SELECT outcome, sealed FROM contact WHERE submission = ?1').bind(gone.id).first(),
    ).toEqual({ outcome: 'reached', sealed: null })
  })
})

describe('what is done', () => {
  it('a call is kept once, its note sealed, and shown while the record is revealed', async () => {
    const { view } = await liuxi.post(at(two, 'reveal'), { reason: 'verify' })
    const call = { leave: view.revealed.leave, call: view.call, outcome: 'reached', note: '诸葛家说周五到' }
    const kept = await liuxi.post(at(two, 'contact'), call)
    expect(kept.view).toMatchObject({
      result: 'contact',
      calls: [{ outcome: 'reached', role: 'village', note: '诸葛家说周五到' }],
    })
    expect((await liuxi.post(at(two, 'contact'), call)).view).toMatchObject({ result: 'contact', calls: [{}] })
    expect((await liuxi.post(at(one, 'contact'), call)).view).toMatchObject({ result: 'changed', calls: [] })
    expect(JSON.stringify((await liuxi.get(at(two))).view)).not.toContain('诸葛')
    expect((await liuxi.post(at(two, 'contact'), { ...call, outcome: 'lost' })).view).toMatchObject({
      status: 422,
      note: call.note,
    })
    expect((await liuxi.post(at(two, 'contact'), { ...call, note: '长'.repeat(201) })).view).toMatchObject({
      result: 'note',
      chosen: 'reached',
    })
    const row = await env.DB.prepare('SELECT sealed FROM contact WHERE submission = ?1')
      .bind(two.id)
      .first<{ sealed: number[] }>()
    expect(new TextDecoder().decode(new Uint8Array(row?.sealed ?? []))).not.toContain('诸葛')
  })
  it('two cadres verify at once: one does, the other hears of it', async () => {
    const other = await seated('village', 'liuxi')
    const both = await Promise.all([liuxi, other].map((desk) => desk.post(at(two, 'verify'), { seen: '1' })))
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
    const late = both.find(({ status }) => status === 409)
    expect(late?.view).toMatchObject({ result: 'changed', stage: 'verified' })
    expect(late?.view.history).toContainEqual(expect.objectContaining({ act: 'verify', actor: 'village' }))
    const noted = await env.DB.prepare("SELECT count(*) AS n FROM audit WHERE record = ?1 AND act = 'verify'")
      .bind(two.id)
      .first('n')
    expect(noted).toBe(1)
  })
  it('a record is closed only after it was verified, and as it was seen', async () => {
    expect((await liuxi.post(at(one, 'close'), { seen: '1' })).status).toBe(409)
    expect((await liuxi.post(at(two, 'close'), { seen: '2' })).status).toBe(409)
    expect((await liuxi.post(at(two, 'close'), { seen: '1' })).view).toMatchObject({ result: 'close', stage: 'closed' })
    expect(names(await liuxi.get('/staff/records?stage=closed'))).toEqual(['诸***'])
  })
  it('what its holder corrects is to be verified anew', async () => {
    const { view } = await post('/my/open', { reference: [two.reference], tail: ['4321'] })
    const questions = await post('/my/correct', { pass: [view.pass] })
    const raw = { ...questions.view.raw, stay: ['rented'], pass: [view.pass], seen: ['1'] }
    const { view: again } = await post('/my/check', raw)
    looked()
    expect((await post('/my/keep', { ...raw, token: [again.token] })).view.corrected).toBe(true)
    expect((await liuxi.get(at(two))).view).toMatchObject({
      stage: 'registered',
      revision: 2,
      changes: [{ lines: [{ label: expect.any(String) }] }],
    })
  })
})

describe('who may not', () => {
  it('meets the door at every address', async () => {
    const publicity = await seated('publicity')
    const paths = [
      ['get', '/staff/records'],
      ['post', '/staff/records/find'],
      ['get', at(one)],
      ...['reveal', 'verify', 'contact', 'close'].map((act) => ['post', at(one, act)]),
    ] as ['get' | 'post', string][]
    const auditor = await seated('auditor')
    for (const desk of [publicity, auditor])
      for (const [method, path] of paths) {
        const { status, view } = await desk[method](path)
        expect([path, status]).toEqual([path, 403])
        expect(JSON.stringify(view)).not.toMatch(/示例|欧|诸/)
      }
  })
  it('is whoever does not say that the form is our own', async () => {
    const { status, view } = await post(at(one, 'reveal'), { reason: ['verify'] })
    expect([status, view.why]).toEqual([403, 'foreign'])
  })
  it('a clinic calls, and leaves verifying to the village', async () => {
    const clinic = await seated('clinic')
    expect((await clinic.post(at(one, 'contact'), { outcome: 'no-answer', call: 'b'.repeat(22) })).view.result).toBe(
      'contact',
    )
    for (const act of ['verify', 'close']) expect((await clinic.post(at(one, act), { seen: '1' })).status).toBe(403)
  })
})
