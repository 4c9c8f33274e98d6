import { env } from 'cloudflare:workers'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { checked, post, send } from '#test/support/app.ts'
import { looked } from '#test/support/clock.ts'
import { typed } from '#test/support/typed.ts'
import { reported } from '#test/support/watched.ts'

/** A kept registration: its number, and the page that the number opens. */
async function kept(raw = typed()) {
  const ready = await checked(raw)
  looked()
  const { view } = await post('/forms/returnee/keep', ready)
  const reference: string = view.reference
  const { view: record } = await post('/my/open', { reference: [reference], tail: ['0001'] })
  return { reference, pass: [record.pass as string], record }
}

function open(reference: string, tail: string, address = '203.0.113.1') {
  return post('/my/open', { reference: [reference], tail: [tail] }, { 'cf-connecting-ip': address })
}

describe('opening', () => {
  it('shows the record, masked, to the holder of number and tail', async () => {
    const { record, reference } = await kept()
    expect(record).toMatchObject({ page: 'record', shown: 'masked', reference, answers: { name: '张示例' } })
    expect(record.events.map(({ act }: { act: string }) => act)).toEqual(['open', 'keep'])
  })
  it('takes the number as it is printed and as a phone types it', async () => {
    const { reference } = await kept()
    const printed = reference.replace(/\d{4}(?=\d)/g, '$& ')
    expect((await open(printed, '００01')).view.page).toBe('record')
  })
  it.each(['10000000001', '+86 100-0000-0001', '尾号0001'])('takes %j for the tail', async (tail) => {
    const { reference } = await kept()
    expect((await open(`登记号：${reference}`, tail)).view.page).toBe('record')
  })
  it.each(['10000000002', '0000001', '000000010001'])('does not take %j', async (tail) => {
    const { reference } = await kept()
    expect((await open(reference, tail)).status).toBe(403)
  })
  it('answers every failure alike', async () => {
    const { reference } = await kept()
    const failures = await Promise.all([open(reference, '9999'), open('100000000008', '0001'), open(reference, '1')])
    for (const { status, view } of failures) {
      expect(status).toBe(403)
      expect({ ...view, reference: '' }).toEqual({ page: 'door', status: 403, reference: '' })
    }
  })
  it.each([
    ['', '', ['reference', 'tail']],
    [' 登记号 ', '0001', ['reference']],
    ['100000000008', '', ['tail']],
  ])('asks for what is missing of %j and %j, keeps the rest, and counts no try', async (reference, tail, fields) => {
    await env.DB.prepare('DELETE FROM throttle').run()
    const { status, view } = await open(reference, tail)
    expect([status, view]).toEqual([422, { page: 'door', status: 422, reference, blank: { fields, tail } }])
    expect((await env.DB.prepare('SELECT * FROM throttle').all()).results).toEqual([])
  })
  it.each(['1234 5678', '1', '10000000000812'])(
    'says of %j that a number has twelve digits, and counts no try',
    async (reference) => {
      await env.DB.prepare('DELETE FROM throttle').run()
      const { status, view } = await open(reference, '0001')
      const digits = reference.replace(' ', '').length
      expect([status, view.blank]).toEqual([422, { fields: ['reference'], tail: '0001', digits }])
      expect((await env.DB.prepare('SELECT * FROM throttle').all()).results).toEqual([])
    },
  )
  it('allows five wrong guesses at a number an hour, exactly, among 60 at once; then even the right one waits', async () => {
    const { reference } = await kept()
    const guesses = await Promise.all(
      Array.from({ length: 60 }, (_, i) => open(reference, String(2000 + i), `198.51.${i}.1`)),
    )
    expect(guesses.every(({ status }) => status === 403)).toBe(true)
    expect((await open(reference, '0001')).status).toBe(403)
    await env.DB.prepare('UPDATE throttle SET until = 0').run()
    expect((await open(reference, '0001')).view.page).toBe('record')
  })
  it('does not count what was right', async () => {
    const { reference } = await kept()
    for (let i = 0; i < 7; i += 1) expect((await open(reference, '0001')).view.page).toBe('record')
  })
  it('allows sixty failures from one neighbourhood of addresses', async () => {
    await env.DB.prepare('DELETE FROM throttle').run()
    const { reference } = await kept()
    await Promise.all(Array.from({ length: 60 }, (_, i) => open(String(100000000000 + i), '0000', `192.0.2.${i}`)))
    expect((await open(reference, '0001', '192.0.2.200')).status).toBe(403)
    expect((await open(reference, '0001', '192.0.3.1')).view.page).toBe('record')
  })
})

describe('a pass', () => {
  it.each(['', 'x', 'aaaaaaaaaaaaaaaaaaaaaa.zzzzzzzz.aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'])(
    '%j opens nothing',
    async (pass) => {
      for (const path of ['record', 'copy', 'correct', 'check', 'keep', 'withdraw']) {
        const { status, view } = await post(`/my/${path}`, { pass: [pass], sure: ['yes'] })
        expect([status, view]).toEqual([
          403,
          { page: 'door', status: 403, reference: '', result: 'expired', minutes: 30 },
        ])
      }
    },
  )
  it("opens no other record with this one's signature", async () => {
    const [one, two] = [await kept(), await kept({ ...typed(), name: ['李示例'] })]
    const mixed = [two.pass[0]?.slice(0, 22), ...(one.pass[0]?.split('.').slice(1) ?? [])].join('.')
    expect((await post('/my/record', { pass: [mixed] })).status).toBe(403)
  })
})

describe('half an hour later', () => {
  afterEach(() => {
    vi.useRealTimers()
  })
  const later = () => {
    vi.useFakeTimers({ toFake: ['Date'] })
    vi.setSystemTime(Date.now() + 31 * 60_000)
  }

  it('number and tail go on with what was typed, as often as it takes', async () => {
    const { pass, reference } = await kept()
    const raw = { ...typed(), name: ['李示例'], ...each((await post('/my/correct', { pass })).view.route.hidden) }
    later()
    const { status, view } = await post('/my/check', raw)
    expect([status, view]).toEqual([
      403,
      { page: 'door', status: 403, reference: '', result: 'expired', minutes: 30, resend: { to: '/my/check', raw } },
    ])
    const sent = { ...view.resend.raw, reference: [reference] }
    const wrong = await post(view.resend.to, { ...sent, tail: ['9999'] })
    expect([wrong.status, wrong.view.result, wrong.view.resend]).toEqual([403, undefined, view.resend])
    const empty = await post(view.resend.to, { ...sent, tail: [''] })
    expect([empty.status, empty.view.blank.fields, empty.view.resend]).toEqual([422, ['tail'], view.resend])
    const right = await post(view.resend.to, { ...sent, tail: ['0001'] })
    expect(right.view).toMatchObject({ page: 'check', answers: { name: '李示例' } })
    // With leave for another half hour.
    expect((await post('/my/record', { pass: [right.view.route.hidden.pass] })).view.page).toBe('record')
  })
  it('does not with the number of another record: nothing is done to that', async () => {
    const [one, two] = [await kept(), await kept({ ...typed(), name: ['李示例'] })]
    later()
    const other = { reference: [two.reference], tail: ['0001'] }
    expect((await post('/my/withdraw', { pass: one.pass, sure: ['yes'], ...other })).view.page).toBe('door')
    expect((await open(two.reference, '0001')).view.page).toBe('record')
  })
})

describe('the holder', () => {
  it('sees all on demand, and takes a copy in words and in data', async () => {
    const { pass, reference } = await kept()
    expect((await post('/my/record', { pass, show: ['all'] })).view.shown).toBe('all')
    const { view, headers } = await post('/my/copy', { pass })
    expect(headers.get('content-disposition')).toContain('attachment')
    expect(view).toMatchObject({ reference, answers: { phone: '10000000001' }, words: { 手机号: '100 0000 0001' } })
  })
  it('corrects: a new revision stands, the old one is kept sealed, and pressing twice corrects once', async () => {
    const { pass, reference, record } = await kept()
    const questions = await post('/my/correct', { pass })
    expect(questions.view).toMatchObject({ page: 'questions', raw: typed() })
    const raw = { ...typed(), name: ['李示例'], 'home.village': ['dawan'], ...each(questions.view.route.hidden) }
    const check = await post('/my/check', raw)
    expect(check.view).toMatchObject({ page: 'check', answers: { name: '李示例' } })
    looked()
    const ready = { ...raw, ...each(check.view.route.hidden), token: [check.view.token] }
    const answers = await Promise.all([post('/my/keep', ready), post('/my/keep', ready), post('/my/keep', ready)])
    for (const { view } of answers) expect(view).toMatchObject({ page: 'record', corrected: true, village: 'dawan' })
    expect((await open(reference, '0001')).view.answers.name).toBe('李示例')
    const old = await env.DB.prepare(
      'SELECT village, length(sealed) AS size FROM submission_revision WHERE submission = ?1',
    )
      .bind(record.pass.slice(0, 22))
      .all()
    expect(old.results).toMatchObject([{ village: 'liuxi' }])
    expect(Number(old.results[0]?.['size'])).toBeGreaterThan(100)
  })
  it('takes nobody out of the family once somebody was reported about, and loses nothing typed', async () => {
    const { pass, record } = await kept()
    const raw = { ...typed(), pass, seen: ['1'], name: ['李示例'] }
    const alone = Object.fromEntries(Object.entries(raw).filter(([name]) => !name.startsWith('family.')))
    expect((await post('/my/check', alone)).view.page).toBe('check')
    await reported(record.pass.slice(0, 22), '2026-11-22', 0, 0)
    const refused = await post('/my/check', alone)
    expect(refused.status).toBe(422)
    expect(Object.keys(refused.view.errors)).toEqual(['family'])
    // No button takes them out.
    expect(refused.view.route.rowsKept).toBe(1)
    expect(refused.view.raw).toMatchObject({ name: ['李示例'] })
    expect((await post('/my/check', raw)).view.page).toBe('check')
  })
  it('takes nobody out of the family while somebody is reported about', async () => {
    const { pass, record } = await kept()
    const raw = { ...typed(), pass, seen: ['1'] }
    const alone = Object.fromEntries(Object.entries(raw).filter(([name]) => !name.startsWith('family.')))
    const { view } = await post('/my/check', alone)
    looked()
    let other = async () => {
      other = async () => {}
      await reported(record.pass.slice(0, 22), '2026-11-22', 0, 1)
    }
    const late = new Proxy(env.DB, {
      get: (db, key) =>
        key === 'batch'
          ? async (statements: D1PreparedStatement[]) => {
              await other()
              return db.batch(statements)
            }
          : Reflect.get(db, key).bind(db),
    })
    const answer = await post('/my/keep', { ...alone, ...each(view.route.hidden), token: [view.token] }, {}, late)
    expect([answer.status, answer.view.again]).toEqual([409, 'changed'])
  })
  it('hears that the record was changed elsewhere meanwhile, and decides', async () => {
    const { pass } = await kept()
    const [mine, theirs] = await Promise.all(
      ['李示例', '王示例'].map(async (name) => {
        const { view } = await post('/my/check', { ...typed(), name: [name], pass, seen: ['1'] })
        return { ...typed(), name: [name], ...each(view.route.hidden), token: [view.token] }
      }),
    )
    looked()
    expect((await post('/my/keep', theirs ?? {})).view.corrected).toBe(true)
    const second = await post('/my/keep', mine ?? {})
    expect(second.status).toBe(409)
    expect(second.view).toMatchObject({ page: 'check', again: 'changed', answers: { name: '李示例' } })
    looked()
    const decided = { ...typed(), name: ['李示例'], ...each(second.view.route.hidden), token: [second.view.token] }
    expect((await post('/my/keep', decided)).view).toMatchObject({ corrected: true, answers: { name: '李示例' } })
  })
  it('withdraws after being asked: answers are destroyed, the count stays, the number opens nothing', async () => {
    const { pass, reference, record } = await kept()
    expect((await post('/my/withdraw', { pass })).view.page).toBe('withdraw')
    expect((await post('/my/record', { pass })).view.page).toBe('record')
    expect((await post('/my/withdraw', { pass, sure: ['yes'] })).view).toMatchObject({
      page: 'done',
      what: 'withdrawn',
    })
    const row = await env.DB.prepare('SELECT * FROM submission WHERE id = ?1').bind(record.pass.slice(0, 22)).first()
    expect(row).toMatchObject({
      status: 'withdrawn',
      people: 2,
      village: 'liuxi',
      sealed: null,
      reference_index: null,
      phone_index: null,
    })
    expect((await open(reference, '0001')).status).toBe(403)
    expect((await post('/my/record', { pass })).status).toBe(403)
  })
  it('makes a borrowed phone forget', async () => {
    const { headers } = await post('/my/forget', '')
    expect(headers.get('location')).toBe('/my/forgotten')
    expect((await send('/my/forgotten', {})).view).toMatchObject({ page: 'done', what: 'forgotten' })
    expect(headers.get('clear-site-data')).toContain('"cookies"')
    expect(headers.get('set-cookie')).toMatch(/__Host-visit=;.*Max-Age=0/)
  })
})

function each(hidden: Record<string, string>): Record<string, string[]> {
  return Object.fromEntries(Object.entries(hidden).map(([name, value]) => [name, [value]]))
}
