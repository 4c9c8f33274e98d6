import { env } from 'cloudflare:workers'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { addDays, dayAt, startOf } from '#platform/clock.ts'
import { post } from '#test/support/app.ts'
import { looked } from '#test/support/clock.ts'
import { type Seated, seated } from '#test/support/seated.ts'
import { typed } from '#test/support/typed.ts'

const today = dayAt(Date.now())
const written = addDays(today, -3)
let [liuxi, two, clinic]: Seated[] = []
beforeAll(async () => {
  ;[liuxi, two, clinic] = [
    await seated('village', 'liuxi'),
    await seated('village', 'liuxi', 'dawan'),
    await seated('clinic'),
  ]
})
beforeEach(async () => {
  await env.DB.batch(
    ['alert', 'entry', 'submission_revision', 'submission', 'audit'].map((table) =>
      env.DB.prepare(`DELETE FROM ${table}`),
    ),
  )
})

const at = (desk: Seated | undefined): Seated => {
  if (!desk) throw new Error('nobody')
  return desk
}
const flat = (raw: Record<string, string[]>) =>
  Object.fromEntries(Object.entries(raw).map(([name, [value = '']]) => [name, value]))
const rows = async () =>
  (
    await env.DB.prepare(
      'SELECT id, village, source, people, arrival, received_at, observed_at FROM submission ORDER BY rowid',
    ).all<Record<string, unknown>>()
  ).results
const audit = async () =>
  (await env.DB.prepare("SELECT actor, act, record, detail FROM audit WHERE act IN ('keep', 'enter-for')").all())
    .results

describe('with somebody beside', () => {
  const proxy = { ...flat(typed()), filledBy: 'cadre' }

  it('presets what the desk knows', async () => {
    const { view } = await at(liuxi).get('/staff/entry/returnee')
    expect(view).toMatchObject({ page: 'questions', raw: { filledBy: ['cadre'], 'home.village': ['liuxi'] } })
    expect((await at(two).get('/staff/entry/returnee')).view.raw).toEqual({ filledBy: ['cadre'] })
    expect((await at(two).get('/staff/entry/volunteer')).view.raw).toEqual({})
    expect((await at(two).get('/staff/entry/nothing')).status).toBe(404)
  })
  it.each(['returnee', 'volunteer'])('keeps a %s once, by proxy, in the name of who entered it', async (form) => {
    const said = form === 'returnee' ? proxy : flat(typed(form))
    const { view } = await at(liuxi).post(`/staff/entry/${form}/check`, said)
    expect(view).toMatchObject({ page: 'check', route: { keep: `/staff/entry/${form}/keep` } })
    looked()
    const sent = { ...said, token: view.token }
    const [first, second] = [
      await at(liuxi).post(`/staff/entry/${form}/keep`, sent),
      await at(liuxi).post(`/staff/entry/${form}/keep`, sent),
    ]
    expect(first.view).toMatchObject({
      page: 'entry-done',
      entered: [{ name: '张**', village: 'liuxi', became: 'kept' }],
    })
    expect(second.view.entered).toEqual(first.view.entered)
    const [row, ...others] = await rows()
    expect([row, others]).toMatchObject([{ source: 'proxy', village: 'liuxi', observed_at: null }, []])
    expect(await audit()).toEqual([{ actor: at(liuxi).id, act: 'enter-for', record: row?.['id'], detail: 'proxy' }])
  })
  it('says at the village that it is not theirs', async () => {
    const { status, view } = await at(liuxi).post('/staff/entry/returnee/check', { ...proxy, 'home.village': 'dawan' })
    expect([status, Object.keys(view.errors)]).toEqual([422, ['home.village']])
    expect(view.errors['home.village']).toContain('柳溪村')
    const sent = await at(two).post('/staff/entry/returnee/check', { ...proxy, 'home.village': 'dawan' })
    looked()
    const stolen = await at(liuxi).post('/staff/entry/returnee/keep', {
      ...proxy,
      'home.village': 'dawan',
      token: sent.view.token,
    })
    expect([stolen.status, await rows()]).toEqual([422, []])
  })
  it('names in each line whose answer is wrong', async () => {
    const one = { 'family.0.relation': 'child', 'family.0.age': 'adult' }
    const two = { 'family.1.relation': 'parent', 'family.1.age': 'elder' }
    const said = { ...proxy, name: '', ...one, 'family.0.name': '', ...two, 'family.1.name': '' }
    const { status, view } = await at(liuxi).post('/staff/entry/returnee/check', said)
    expect(status).toBe(422)
    expect(view.errors).toEqual({
      name: '请填写返乡人姓名',
      'family.0.name': '第 1 位家人：请填写姓名',
      'family.1.name': '第 2 位家人：请填写姓名',
    })
  })
  it('takes no token of the public, nor of a colleague', async () => {
    const { view } = await at(two).post('/staff/entry/returnee/check', proxy)
    looked()
    const { view: again } = await at(liuxi).post('/staff/entry/returnee/keep', { ...proxy, token: view.token })
    expect(again).toMatchObject({ page: 'check', again: 'look' })
  })
  it('stays what the desk entered when its holder corrects it', async () => {
    const { view } = await at(liuxi).post('/staff/entry/volunteer/check', flat(typed('volunteer')))
    looked()
    const done = await at(liuxi).post('/staff/entry/volunteer/keep', { ...flat(typed('volunteer')), token: view.token })
    const tail = typed('volunteer')['phone']?.[0]?.slice(-4) ?? ''
    const opened = await post('/my/open', { reference: [done.view.entered[0].reference], tail: [tail] })
    const raw = { ...typed('volunteer'), skills: ['会开车'], pass: [opened.view.pass], seen: ['1'] }
    const again = await post('/my/check', raw)
    looked()
    expect((await post('/my/keep', { ...raw, token: [again.view.token] })).view.corrected).toBe(true)
    expect(await rows()).toMatchObject([{ source: 'proxy' }])
  })
})

const common = { key: 'k'.repeat(22), next: '1', village: 'liuxi', writtenOn: written, signed: 'yes' }
const person = (number: number, more: Record<string, string> = {}) =>
  Object.fromEntries(
    Object.entries({
      name: `欧阳${number}`,
      phone: `1000000${String(number).padStart(4, '0')}`,
      arrival: written,
      ...more,
    }).map(([path, words]) => [`r.${number}.${path}`, words]),
  )
const people = (count: number, more: (number: number) => Record<string, string> = () => ({})) =>
  Object.assign({}, ...Array.from({ length: count }, (_, index) => person(index + 1, more(index + 1))))
const send = (fields: Record<string, string>, desk = liuxi) =>
  at(desk).post('/staff/entry/list/returnee', { ...common, ...fields })
/** With what the columns are taken for, said to be right. */
const paste = (fields: Record<string, string>) => send({ ...fields, columns: 'yes' })

describe('a list on paper', () => {
  it('is blank at first, with as many rows as were asked for', async () => {
    const { view } = await at(liuxi).get('/staff/entry/list/returnee?rows=20')
    expect(view).toMatchObject({
      page: 'entry-list',
      villages: ['liuxi'],
      sheet: { next: 21, common: { village: ['liuxi'] } },
    })
    expect(view.sheet.rows).toHaveLength(20)
    expect((await at(liuxi).get('/staff/entry/list/returnee?rows=9999')).view.sheet.rows).toHaveLength(10)
    expect((await at(liuxi).get('/staff/entry/list/volunteer')).status).toBe(404)
  })
  it('is kept with the day on which it was written, from paper, in the name of who copied it', async () => {
    const { view } = await send({ ...people(3, () => ({ family: '2' })), 'r.9.name': ' ' })
    expect(view.entered.map(({ number, name, became }: { [key: string]: unknown }) => [number, name, became])).toEqual(
      [1, 2, 3].map((number) => [number, '欧**', 'kept']),
    )
    const kept = await rows()
    expect(kept).toHaveLength(3)
    for (const row of kept)
      expect(row).toMatchObject({ source: 'paper', people: 3, arrival: written, observed_at: startOf(written) })
    expect(kept[0]?.['received_at']).toBeGreaterThan(startOf(today))
    expect(await audit()).toEqual(
      kept.map(({ id }) => ({ actor: at(liuxi).id, act: 'enter-for', record: id, detail: 'paper' })),
    )
    const record = await at(liuxi).get(`/staff/records/${kept[0]?.['id']}`)
    expect(record.view).toMatchObject({ source: 'paper', observedAt: startOf(written) })
  })
  it('of 200 rows with 30 mistakes stays whole, and says which; then the right ones are kept once', async () => {
    const wrong = (number: number) => number % 7 === 0 && number <= 210
    const fields = people(200, (number) =>
      wrong(number) ? { phone: '不知道', transport: '火车' } : { temperature: '３６．５' },
    )
    const mistakes = Array.from({ length: 200 }, (_, index) => index + 1).filter(wrong)
    const { status, view } = await send(fields)
    expect([status, view.part, view.sheet.rows.length]).toEqual([422, true, 200])
    expect(Object.keys(view.errors)).toEqual(mistakes.map((number) => `r.${number}.phone`))
    expect(view.sheet.rows[6]).toMatchObject({ number: 7, cells: { phone: '不知道', transport: '火车' } })
    expect(await rows()).toEqual([])
    const part = await send({ ...fields, part: 'yes' })
    expect(part.view.entered).toHaveLength(200 - mistakes.length)
    expect(part.view.sheet.rows.map(({ number }: { number: number }) => number)).toEqual(mistakes)
    expect(new Set(part.view.entered.map(({ reference }: { reference: string }) => reference)).size).toBe(
      200 - mistakes.length,
    )
    const again = await send({ ...fields, part: 'yes' })
    expect(again.view.entered).toEqual(part.view.entered)
    const rest = Object.assign({}, ...mistakes.map((number) => person(number)))
    expect((await send(rest)).view).toMatchObject({
      page: 'entry-done',
      entered: mistakes.map((number) => ({ number, became: 'kept' })),
    })
    expect(await rows()).toHaveLength(200)
    expect(await audit()).toHaveLength(200)
  })
  it('pressed twenty times at once is kept once', async () => {
    const pressed = await Promise.all(Array.from({ length: 20 }, () => send(people(5))))
    expect(new Set(pressed.map(({ view }) => JSON.stringify(view.entered))).size).toBe(1)
    expect(await rows()).toHaveLength(5)
  })
  it('pressed again after somebody corrected theirs, says that it is kept', async () => {
    const { view } = await send(people(1))
    const opened = await post('/my/open', { reference: [view.entered[0].reference], tail: ['0001'] })
    const raw = { ...typed(), name: ['李示例'], pass: [opened.view.pass] }
    const again = await post('/my/check', raw)
    looked()
    expect((await post('/my/keep', { ...raw, token: [again.view.token] })).view.corrected).toBe(true)
    expect((await send(people(1))).view.entered).toMatchObject([{ became: 'kept' }])
    expect((await send(people(1, () => ({ temperature: '38.5' })))).view.entered).toMatchObject([{ became: 'other' }])
  })
  it('says of a row that was kept before that its change was not, and of one that was withdrawn that it is gone', async () => {
    await send(people(2))
    await env.DB.prepare(
      "UPDATE submission SET status = 'withdrawn', sealed = NULL, reference_index = NULL, phone_index = NULL, names = NULL, arrival = '' WHERE rowid = (SELECT max(rowid) FROM submission)",
    ).run()
    const { view } = await send(people(2, () => ({ temperature: '38.5' })))
    expect(view.entered.map(({ became }: { became: string }) => became)).toEqual(['other', 'gone'])
    expect(await rows()).toHaveLength(2)
  })
  it('of a colleague with the same key is another list', async () => {
    await send(people(1))
    await send({ ...people(1), 'r.1.twin': 'new' }, two)
    expect(await rows()).toHaveLength(2)
  })
  it.each([
    ['of another village', { village: 'dawan' }, 'village'],
    ['that nobody signed', { signed: '' }, 'signed'],
    ['older than thirty days', { writtenOn: addDays(today, -31) }, 'writtenOn'],
    ['of tomorrow', { writtenOn: addDays(today, 1) }, 'writtenOn'],
    ['without a day', { writtenOn: '' }, 'writtenOn'],
  ])('%s is not kept, not even in part, and says why', async (_, fields, path) => {
    for (const part of ['', 'yes']) {
      const { status, view } = await send({ ...people(2), ...fields, part })
      expect([status, view.part, Object.keys(view.errors)]).toEqual([422, false, [path]])
      expect(view.errors[path]).toMatch(/\p{Script=Han}/u)
      expect(view.sheet.rows).toHaveLength(2)
    }
    expect(await rows()).toEqual([])
  })
  it('with nothing in it says so', async () => {
    expect((await send({ 'r.1.name': '' })).view).toMatchObject({ result: 'blank', status: 422 })
  })
  it('grows by a button, and loses nothing', async () => {
    const { view } = await send({ ...people(2), next: '3', more: '10' })
    expect([view.sheet.rows.length, view.sheet.next, view.sheet.rows[0].cells.name]).toEqual([12, 13, '欧阳1'])
    const full = await send({ ...people(195), more: '50' })
    expect(full.view.sheet.rows).toHaveLength(200)
  })
  it('takes pasted rows into its blank ones, marks their mistakes, and leaves what does not fit', async () => {
    const pasted = Array.from(
      { length: 205 },
      (_, index) => `司马${index}\t${index === 3 ? '错' : `1000000${1000 + index}`}\t\t\t\t${written}`,
    ).join('\r\n')
    const { status, view } = await paste({ ...people(2), 'r.3.name': '', pasted })
    expect(status).toBe(200)
    expect(view.placed).toMatchObject({ rows: 198, left: 7 })
    expect(view.sheet.rows[2]).toMatchObject({ number: 3, cells: { name: '司马0' } })
    expect(Object.keys(view.errors)).toEqual(['r.6.phone'])
    expect(view.sheet.pasted.split('\n')).toHaveLength(1 + 7)
    expect(await rows()).toEqual([])
  })
  it('as a village sends it, with other heads and words, becomes four households; what cannot be read is a note, a fever rings', async () => {
    const day = written.replaceAll('-', '.')
    const pasted = [
      '序号\t姓名\t联系电话\t返乡日期\t从何地返回\t交通工具\t是否有症状\t体温',
      `1\t示例丁\t10000005104\t${day}\t广东深圳\t高铁\t无\t36.5℃`,
      `2\t示例戊\t10000005105\t${day}\t浙江省杭州市\t自驾\t无症状\t36.4`,
      `3\t示例己\t10000005106\t${written} 0:00:00\t重庆\t大巴\t发烧\t38.6`,
      `4\t示例庚\t10000005107\t${written}\t北京市朝阳区\t私家车\t√\t36.6`,
      '合计\t4人',
    ].join('\n')
    const { view } = await paste({ pasted })
    expect([view.placed.unused, view.errors, Object.keys(view.doubts)]).toEqual([[], {}, ['r.4.symptoms']])
    const cells = Object.fromEntries(
      view.sheet.rows.flatMap(({ number, cells }: { number: number; cells: Record<string, string> }) =>
        Object.entries(cells).map(([path, words]) => [`r.${number}.${path}`, words]),
      ),
    )
    const { view: done } = await send(cells)
    expect(done.entered.map(({ became, urgent, notes }: Record<string, unknown>) => [became, urgent, notes])).toEqual([
      ['kept', false, []],
      ['kept', false, []],
      ['kept', true, []],
      ['kept', false, ['这几天有没有不舒服：√']],
    ])
    expect((await env.DB.prepare('SELECT kind, temperature FROM alert').all()).results).toEqual([
      { kind: 'fever', temperature: 386 },
    ])
    await send(cells)
    const notes = await env.DB.prepare('SELECT submission, outcome FROM contact').all()
    expect(notes.results).toEqual([{ submission: done.entered[3].id, outcome: 'note' }])
    // Pressed again with another word: nothing of it is kept, neither the row nor its note.
    const again = await send({ ...cells, 'r.1.symptoms': '◎' })
    expect(again.view.entered[0]).toMatchObject({ became: 'other' })
    expect((await env.DB.prepare('SELECT count(*) AS n FROM contact').first())?.['n']).toBe(1)
    await env.DB.prepare('DELETE FROM contact').run()
  })
  it('stays on the page while the database is away, and what was kept of it is not kept again', async () => {
    const full =
      "CREATE TRIGGER full BEFORE INSERT ON submission WHEN (SELECT count(*) FROM submission) >= 45 BEGIN SELECT RAISE(ABORT, 'full'); END"
    await env.DB.prepare(full).run()
    const { status, view } = await send(people(60))
    await env.DB.prepare('DROP TRIGGER full').run()
    expect([status, view.result, view.sheet.rows.length]).toEqual([503, 'away', 60])
    expect(await rows()).toHaveLength(40)
    expect((await send(people(60))).view.entered).toHaveLength(60)
    expect([(await rows()).length, (await audit()).length]).toEqual([60, 60])
  })
  it('may be large, and nothing else may', async () => {
    const long = { 'r.1.from.city': '长'.repeat(5000) }
    expect((await send({ ...people(1), ...long })).view.errors).toHaveProperty(['r.1.from.city'])
    expect((await send({ 'r.1.from.city': 'x'.repeat(513 * 1024) })).status).toBe(413)
    for (const path of ['/staff/entry/returnee/check', '/forms/returnee/check'])
      expect((await at(liuxi).post(path, { name: 'x'.repeat(17 * 1024) })).status).toBe(413)
  })
})

describe('who may not', () => {
  it('meets the door at every address', async () => {
    for (const desk of [clinic, await seated('auditor')]) {
      for (const path of ['', '/returnee', '/list/returnee'])
        expect((await at(desk).get(`/staff/entry${path}`)).status).toBe(403)
      for (const path of ['/returnee/check', '/returnee/keep', '/list/returnee'])
        expect((await at(desk).post(`/staff/entry${path}`, { ...common, ...people(1) })).status).toBe(403)
    }
    expect(await rows()).toEqual([])
  })
})
