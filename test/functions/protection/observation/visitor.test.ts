/** 报体温 at its own doors: what is kept, what is asked again, and that nothing is lost or doubled. */
import { env } from 'cloudflare:workers'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { addDays, dayAt } from '#platform/clock.ts'
import { change } from '#protection/observation/store/check-in.ts'
import { post, send } from '#test/support/app.ts'
import { corrected, type Family, family, opened, report, rowsOf } from '#test/support/observed.ts'

type Row = Record<string, unknown>
const today = dayAt(Date.now())
const at = (time: string, days = 0) => vi.setSystemTime(Date.parse(`${addDays(today, days)}T${time}:00+08:00`))
const temperatures = async ({ id }: Family) =>
  (await rowsOf<Row>('check_in', id)).map(({ person, slot, revision, temperature }) => [
    person,
    slot,
    revision,
    temperature,
  ])

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'] })
  at('09:00')
})
afterEach(() => {
  vi.useRealTimers()
})

describe('the page', () => {
  it.each([
    ['00:00', 0, false],
    ['11:59', 0, false],
    ['12:00', 1, false],
    ['15:59', 1, false],
    ['16:00', 1, true],
    ['23:59', 1, true],
  ])('at %s asks for slot %i by the server’s clock, late: %s', async (time, slot, late) => {
    const one = await family(addDays(today, -3))
    at(time)
    const view = await opened(one)
    expect(view).toMatchObject({ page: 'check-in', place: { day: today, slot }, dayNumber: 3, days: 14, late })
    expect(view.people.map(({ name, relation }: Row) => [name, relation])).toEqual([
      ['张**', ''],
      ['张**', '子女'],
    ])
  })
  it('answers a wrong number and a wrong tail alike, and counts both as guesses at the record', async () => {
    const one = await family()
    for (const [reference, tail] of [
      [one.reference, '9999'],
      ['100000000008', one.tail],
    ]) {
      const { status, view } = await post('/my/check-in', { reference: [reference ?? ''], tail: [tail ?? ''] })
      expect({ status, ...view, reference: '' }).toEqual({
        page: 'check-in-door',
        status: 403,
        result: 'wrong',
        reference: '',
      })
    }
    const guesses = Array.from({ length: 5 }, () => post('/my/open', { reference: [one.reference], tail: ['0000'] }))
    await Promise.all(guesses)
    expect((await opened(one)).page).toBe('check-in-door')
  })
  it.each([
    [{}, '', '', ['reference', 'tail']],
    [{ reference: [''], tail: [''] }, '', '', ['reference', 'tail']],
    [{ reference: [''], tail: ['0001'] }, '', '0001', ['reference']],
    [{ reference: ['1000 0000 0008'] }, '1000 0000 0008', '', ['tail']],
  ])('asks at the door for what is missing of %j, and counts no try', async (raw, reference, tail, fields) => {
    await env.DB.prepare('DELETE FROM throttle').run()
    const { status, view } = await post('/my/check-in', raw)
    const blank = { fields, tail }
    expect([status, view]).toEqual([422, { page: 'check-in-door', status: 422, reference, blank }])
    expect((await env.DB.prepare('SELECT * FROM throttle').all()).results).toEqual([])
  })
  it('shows yesterday’s values beside, and what this slot holds already', async () => {
    const one = await family(addDays(today, -3))
    await report(await opened(one), ['36.5', '36.6'])
    const view = await opened(one)
    expect(view.people[0]).toMatchObject({ again: true, before: [{ day: today, slot: 0, temperature: 365 }] })
    at('15:00', 1)
    const [first] = (await opened(one)).people
    expect(first).toMatchObject({ again: false, before: [{ day: today, slot: 0, temperature: 365 }] })
    at('15:00', 2)
    expect((await opened(one)).people[0].before).toEqual([])
  })
  it('says plainly why nobody can report', async () => {
    const early = await opened(await family(addDays(today, 2)))
    expect(early).toMatchObject({
      page: 'check-in-outside',
      why: 'planned',
      people: [{ first: addDays(today, 2) }, {}],
    })
    const after = await opened(await family(addDays(today, -15)))
    expect(after).toMatchObject({ page: 'check-in-outside', why: 'over', people: [{ state: 'ended' }, {}] })
    expect(await opened(await family(addDays(today, -14)))).toMatchObject({ page: 'check-in', dayNumber: 14 })
    const { id, ...none } = await family()
    await env.DB.prepare("UPDATE submission SET arrival = '' WHERE id = ?1").bind(id).run()
    expect(await opened({ id, ...none })).toMatchObject({ page: 'check-in-outside', why: 'other-form', people: [] })
  })
  it('asks only those of the family who are still in observation', async () => {
    const one = await family(addDays(today, -3))
    const moved = {
      id: 'x'.repeat(22),
      kind: 'transfer',
      person: 1,
      day: '',
      village: 'liuxi',
      sealed: new Uint8Array(1),
    } as const
    const line = { at: Date.now(), actor: 'clinic', act: 'check-in', record: one.id, detail: '', mac: '' } as const
    await Promise.all([change(env.DB, moved, line), change(env.DB, moved, line)])
    const view = await opened(one)
    expect(view.people.map(({ person }: Row) => person)).toEqual([0])
    expect(view.resting).toMatchObject([{ person: 1, state: 'transferred' }])
    expect((await report(view, ['36.5', '36.5'])).status).toBe(422)
  })
})

describe('sending', () => {
  it('keeps a family in one trip, with its audit line and its alert, and says what is next', async () => {
    const one = await family(addDays(today, -3))
    const view = await opened(one)
    let trips = 0
    const db = new Proxy(env.DB, {
      get: (inner, key) => {
        if (key === 'batch') trips += 1
        return Reflect.get(inner, key).bind(inner)
      },
    })
    const answer = await report(view, ['36.5', '38.6'], {}, db)
    expect(trips).toBe(1)
    expect(answer.view).toMatchObject({
      page: 'checked-in',
      dayNumber: 3,
      next: { day: today, slot: 1 },
      last: addDays(today, 11),
    })
    expect(answer.view.people).toMatchObject([
      { temperature: 365, rings: '', repeat: false },
      { temperature: 386, rings: 'fever', repeat: true },
    ])
    expect(answer.view.people[1].card).toHaveLength(14)
    expect(answer.view.people[1].card[2].slots).toEqual(['rang', 'ahead'])
    expect(answer.view.people[1].card[1].slots).toEqual(['missed', 'missed'])
    expect(await temperatures(one)).toEqual([
      [0, 0, 1, 365],
      [1, 0, 1, 386],
    ])
    expect(await rowsOf<Row>('alert', one.id)).toMatchObject([{ person: 1, kind: 'fever', opened_at: Date.now() }])
    const { results } = await env.DB.prepare("SELECT * FROM audit WHERE record = ?1 AND act = 'check-in'")
      .bind(one.id)
      .all()
    // One look, one check-in.
    expect(results).toHaveLength(2)
  })
  it('keeps once what is pressed twice, retried and sent sixteen times at once', async () => {
    const one = await family()
    const view = await opened(one)
    await Promise.all(Array.from({ length: 16 }, () => report(view, ['36.5', '38.6'])))
    await report(view, ['36.5', '38.6'])
    expect(await temperatures(one)).toEqual([
      [0, 0, 1, 365],
      [1, 0, 1, 386],
    ])
    expect(await rowsOf('alert', one.id)).toHaveLength(1)
  })
  it('keeps both of two phones at one moment: the last one holds', async () => {
    const one = await family()
    const [mine, theirs] = [await opened(one), await opened(one)]
    await Promise.all([report(mine, ['36.5', '36.6']), report(theirs, ['37.0', '37.1'])])
    expect((await temperatures(one)).map(([person, , revision]) => [person, revision])).toEqual([
      [0, 1],
      [0, 2],
      [1, 1],
      [1, 2],
    ])
    const values = await temperatures(one)
    const [shown] = (await opened(one)).people
    expect(shown.before[0].temperature).toBe(values[1]?.[3])
  })
  it('going back and sending something else is a revision, not a doubling', async () => {
    const one = await family()
    const view = await opened(one)
    await report(view, ['36.5', '36.6'])
    const again = await report(view, ['38.5', '36.6'])
    expect(again.view.people[0]).toMatchObject({ rings: 'fever', repeat: false })
    expect(await temperatures(one)).toEqual([
      [0, 0, 1, 365],
      [0, 0, 2, 385],
      [1, 0, 1, 366],
      [1, 0, 2, 366],
    ])
  })
  it('the same page that comes once more in another slot keeps nothing twice, and rings nobody who has looked', async () => {
    const one = await family()
    at('11:50')
    const view = await opened(one)
    await report(view, ['36.5', '38.6'])
    await env.DB.prepare('UPDATE alert SET acknowledged_at = ?2 WHERE submission = ?1').bind(one.id, Date.now()).run()
    at('14:30')
    expect((await report(view, ['36.5', '38.6'])).status).toBe(409)
    expect(await temperatures(one)).toEqual([
      [0, 0, 1, 365],
      [1, 0, 1, 386],
    ])
    expect(await rowsOf('alert', one.id)).toHaveLength(1)
  })
  it('takes the page that it showed before its own clock was set back', async () => {
    const one = await family()
    const view = await opened(one)
    at('08:40')
    expect((await report(view, ['36.5', '36.6'])).view.page).toBe('checked-in')
  })
  it('says of whom nothing was said', async () => {
    const one = await family()
    const { view } = await report(await opened(one), ['36.5', ''])
    expect(view.silent).toEqual([{ person: 1, name: '张**', relation: '子女' }])
    expect(await temperatures(one)).toEqual([[0, 0, 1, 365]])
  })
  it('takes a family without a thermometer, and asks for one', async () => {
    const one = await family()
    const { view } = await report(await opened(one), ['', ''], { noThermometer: ['yes'] })
    expect(view).toMatchObject({ page: 'checked-in', cared: true })
    expect(await temperatures(one)).toEqual([
      [0, 0, 1, null],
      [1, 0, 1, null],
    ])
    expect(await rowsOf('entry', one.id)).toHaveLength(1)
  })
  it('keeps a low mood and a wish, sealed; a good mood is nobody’s business', async () => {
    const [low, fine] = [await family(), await family()]
    await report(await opened(low), ['36.5', '36.5'], { mood: ['bad'], help: ['supplies'], words: ['想吃面'] })
    await report(await opened(fine), ['36.5', '36.5'], { mood: ['fine'] })
    const [row] = await rowsOf<Row>('entry', low.id)
    expect(row).toMatchObject({ village: 'liuxi', step: 'open' })
    expect(JSON.stringify(row)).not.toContain('面')
    expect(await rowsOf('entry', fine.id)).toEqual([])
  })
  it('takes an earlier slot of the period, and keeps when it was', async () => {
    const one = await family(addDays(today, -1))
    at('16:30')
    const now = await opened(one)
    expect(now.open).toEqual([{ day: today, slot: 0 }])
    const earlier = await post('/my/check-in', { pass: [now.pass], at: [`${today}.0`] })
    expect(earlier.view).toMatchObject({ page: 'check-in', place: { day: today, slot: 0 }, late: true })
    await report(earlier.view, ['36.5', '36.6'])
    expect((await rowsOf<Row>('check_in', one.id))[0]).toMatchObject({
      slot: 0,
      observed_at: Date.parse(`${today}T12:00:00+08:00`) - 1,
      reported_at: Date.now(),
    })
  })
})

describe('what is wrong', () => {
  it.each([
    ['45 ℃', { 'p0.temperature': ['45'] }, '34.0 到 43.0'],
    ['3.65', { 'p0.temperature': ['3.65'] }, '34.0 到 43.0'],
    ['letters', { 'p0.temperature': ['abc'] }, '例如 36.5'],
    ['a symptom and none', { 'p0.symptoms': ['cough'], 'p1.symptoms': ['cough'] }, '哪个对'],
    ['nobody said whether they are well', { well: [''] }, '有没有不舒服'],
    ['a symptom without a temperature', { 'p0.temperature': [''], 'p0.symptoms': ['cough'] }, '没有体温计'],
    ['a person of another family', { 'p7.temperature': ['36.5'] }, '没有这个人'],
    ['too many words', { words: ['字'.repeat(101)] }, '最多100个字'],
  ])('%s: a sentence, and nothing typed is lost', async (_, wrong, sentence) => {
    const one = await family()
    const { status, view } = await report(await opened(one), ['36.5', '36.6'], { mood: ['low'], ...wrong })
    expect([status, view.page]).toEqual([422, 'check-in'])
    expect(Object.values(view.errors).join()).toContain(sentence)
    expect(view.raw).toMatchObject({ 'p1.temperature': ['36.6'], mood: ['low'], ...wrong })
    expect(view.raw.leave).toBeDefined()
  })
  it('a blank page asks about everybody', async () => {
    const { view } = await report(await opened(await family()), [], { well: [''] })
    expect(Object.keys(view.errors)).toEqual(['p0.temperature', 'well', 'p1.temperature'])
  })
  it('a fever is kept and rings at once, whatever else is wrong on the page, and only once when the rest is put right', async () => {
    const one = await family()
    const { status, view } = await report(await opened(one), ['38.6', 'abc'], { well: [''] })
    expect([status, view.rang]).toEqual([422, true])
    expect(await temperatures(one)).toEqual([[0, 0, 1, 386]])
    await report(view, ['38.6', '36.6'])
    expect(await temperatures(one)).toEqual([
      [0, 0, 1, 386],
      [0, 0, 2, 386],
      [1, 0, 1, 366],
    ])
    expect(await rowsOf('alert', one.id)).toHaveLength(1)
  })
  it('a later slot and a day outside the period cannot be asked for', async () => {
    const one = await family(addDays(today, -3))
    const { pass } = await opened(one)
    for (const [place, result] of [
      [`${today}.1`, 'future'],
      [`${addDays(today, 1)}.0`, 'future'],
      [`${addDays(today, -4)}.0`, 'outside'],
    ]) {
      const { status, view } = await post('/my/check-in', { pass: [pass], at: [place ?? ''] })
      expect([status, view.result, view.place]).toEqual([422, result, { day: today, slot: 0 }])
    }
    expect((await post('/my/check-in', { pass: [pass], at: ['2026-99-99.9'] })).status).toBe(200)
  })
  it('a day that no calendar has is not asked for', async () => {
    vi.setSystemTime(Date.parse('2026-12-01T09:00:00+08:00'))
    const { pass } = await opened(await family('2026-11-20'))
    const { view } = await post('/my/check-in', { pass: [pass], at: ['2026-11-31.0'] })
    expect(view).toMatchObject({ page: 'check-in', place: { day: '2026-12-01', slot: 0 } })
  })
  it('a leave for another record, person or slot is none', async () => {
    const [one, two] = [await opened(await family()), await opened(await family())]
    const parts = one.leave.split('.')
    const changed = [1, 4, 5, 6, 7, 8, 9, 10].map((i) => {
      const other = { 4: 'dawan', 5: '0', 6: addDays(today, -1), 7: '1', 8: 'c', 9: '0', 10: 'A'.repeat(43) }[i]
      return parts.map((part: string, n: number) => (n === i ? (other ?? two.leave.split('.')[i]) : part)).join('.')
    })
    for (const leave of [...changed, '', 'x', two.pass]) {
      const { status, view } = await report({ leave }, ['36.5', '36.5'])
      expect([status, view.page, view.result]).toEqual([403, 'check-in-door', 'expired'])
    }
    at('09:01', 1)
    expect((await report(one, ['36.5', '36.5'])).status).toBe(403)
  })
  it('a page of the morning that is sent in the evening is looked at once more; one sent soon after is not', async () => {
    const one = await family(addDays(today, -2))
    at('11:55')
    const [soon, late] = [await opened(one), await opened(one)]
    at('12:05')
    expect((await report(soon, ['36.5', '36.5'])).view.place).toEqual({ day: today, slot: 0 })
    at('18:00')
    const { status, view } = await report(late, ['36.8', '36.9'])
    expect([status, view.result, view.place.slot]).toEqual([409, 'stale', 1])
    expect(view.raw['p1.temperature']).toEqual(['36.9'])
    expect(await temperatures(one)).toHaveLength(2)
  })
  it('a page from before the family was corrected is looked at once more: somebody else may stand there now', async () => {
    vi.useRealTimers()
    const one = await family()
    const page = await opened(one)
    expect((await corrected(one, { 'family.0.name': ['李示例'] })).view.corrected).toBe(true)
    const { status, view } = await report(page, ['36.5', '38.6'], { words: ['要人送菜'] })
    expect([status, view.result, view.rang, view.raw['p1.temperature']]).toEqual([409, 'corrected', true, ['38.6']])
    // The clinic hears of the fever at once; whose it is, the family tells it.
    expect((await temperatures(one)).map(([person, , , tenths]) => [person, tenths])).toEqual([[1, 386]])
    expect(await rowsOf('alert', one.id)).toHaveLength(1)
    expect(await rowsOf('entry', one.id)).toEqual([])
    expect((await report(view, ['36.5', '38.6'])).view.page).toBe('checked-in')
    expect(await rowsOf('alert', one.id)).toHaveLength(1)
    // Once somebody was reported about, all keep their places.
    const later = await opened(one)
    await corrected(one, { 'family.0.name': ['王示例'] })
    expect((await report(later, ['36.5', '38.7'])).view.page).toBe('checked-in')
  })
  it('a database that is away: the same page with the same leave, so that the next press is the same', async () => {
    const one = await family()
    const page = await opened(one)
    const { status, view } = await report(page, ['36.5', '36.6'], { who: ['张**', '子女 张**'] }, env.EMPTY)
    expect([status, view.result, view.leave]).toEqual([503, 'away', page.leave])
    expect(view.people.map(({ name }: Row) => name)).toEqual(['张**', '子女 张**'])
    expect(view.raw['p0.temperature']).toEqual(['36.5'])
    expect((await report(view, ['36.5', '36.6'])).status).toBe(200)
  })
})

describe('a phone that remembers', () => {
  async function phoneOf(one: Family): Promise<string> {
    const { headers } = await report(await opened(one), ['36.5', '38.6'], { remember: ['yes'] })
    const [set = ''] = headers.getSetCookie()
    expect(set).toMatch(/^__Host-daily=.*HttpOnly; Secure; SameSite=Lax$/)
    return set.split(';')[0] ?? ''
  }
  const look = (cookie: string) => send('/my/check-in', { headers: { cookie } })

  it('may add a check-in, and sees no value, no whole name and no record', async () => {
    const one = await family(addDays(today, -3))
    const cookie = await phoneOf(one)
    at('15:00')
    const { view } = await look(cookie)
    expect(view).toMatchObject({ page: 'check-in', mode: 'phone', pass: '', people: [{ before: [] }, { before: [] }] })
    expect((await send('/my/check-in/other', { headers: { cookie } })).view.page).toBe('check-in-door')
    const answer = await report(view, ['36.7', '36.8'])
    expect(answer.view).toMatchObject({ page: 'checked-in', pass: '', mode: 'phone' })
    expect(JSON.stringify([view, answer.view])).not.toMatch(/386|rang"|张示例|10000000001/)
    for (const path of ['record', 'copy', 'correct', 'withdraw']) {
      const { status } = await post(`/my/${path}`, { pass: [view.leave] }, { cookie })
      expect(status).toBe(403)
    }
  })
  it('is of one record, and not of another’s', async () => {
    const [one, two] = [await phoneOf(await family()), await family()]
    const forged = one.replace(/=[\w-]{22}/, `=${two.id}`)
    const { status, view, headers } = await look(forged)
    expect([status, view.page, view.result]).toEqual([200, 'check-in-door', 'phone'])
    expect(headers.get('set-cookie')).toContain('Max-Age=0')
  })
  it('ends with the observation, with a withdrawal, and when somebody clears it', async () => {
    const one = await family(addDays(today, -13))
    const cookie = await phoneOf(one)
    expect((await look(cookie)).view.page).toBe('check-in')
    at('23:59', 1)
    expect((await look(cookie)).view.page).toBe('check-in')
    at('00:00', 2)
    expect((await look(cookie)).view.page).toBe('check-in-door')
    at('09:00')
    const { pass } = await opened(one)
    await post('/my/withdraw', { pass: [pass], sure: ['yes'] })
    expect((await look(cookie)).view.page).toBe('check-in-door')
    for (const path of ['/my/check-in/forget', '/my/forget']) {
      const { headers } = await post(path, '', { cookie })
      expect(headers.getSetCookie().join()).toMatch(/__Host-daily=;.*Max-Age=0/)
    }
  })
})

it('withdrawing destroys what was measured and said; that something was reported stays to be counted', async () => {
  const one = await family()
  const view = await opened(one)
  await report(view, ['36.5', '38.6'], { mood: ['bad'] })
  await post('/my/withdraw', { pass: [view.pass], sure: ['yes'] })
  expect(await rowsOf('check_in', one.id)).toMatchObject([
    { temperature: null, sealed: null },
    { temperature: null, sealed: null },
  ])
  expect(await rowsOf('entry', one.id)).toMatchObject([{ sealed: null, step: 'withdrawn', waits: 0 }])
  expect(await rowsOf('alert', one.id)).toMatchObject([{ closed_at: Date.now() }])
  expect((await report(view, ['36.9', '36.9'])).view.page).toBe('check-in-door')
  expect(await rowsOf('check_in', one.id)).toHaveLength(2)
})

it('a calendar file rings twice a day until the last day, and names nobody', async () => {
  const { headers, view } = await post('/my/check-in/alarms.ics', { last: [addDays(today, 11)] })
  expect(headers.get('content-type')).toBe('text/calendar; charset=utf-8')
  expect(view.match(/BEGIN:VALARM/g)).toHaveLength(2)
  const utc = (day: string) => day.replaceAll('-', '')
  expect(view).toContain(`DTSTART:${utc(addDays(today, 1))}T000000Z\r\n`)
  expect(view).toContain(`UNTIL=${utc(addDays(today, 11))}T155959Z\r\n`)
  for (const last of ['', 'x', addDays(today, -1), '2999-01-01'])
    expect((await post('/my/check-in/alarms.ics', { last: [last] })).status).toBe(302)
})

describe('what belongs to a slot is answered for that slot', () => {
  it.each([
    ['opened at 23:55 of the last day, sent at 00:05', '23:55', '00:05'],
    ['opened at 20:00 of the last day, sent at 00:05', '20:00', '00:05'],
  ])('%s: kept, rung, and told what to do', async (_, shown, pressed) => {
    const one = await family(addDays(today, -14))
    at(shown)
    const page = await opened(one)
    at(pressed, 1)
    const { status, view } = await report(page, ['38.8', '36.5'])
    expect([status, view.page]).toEqual([200, 'checked-in'])
    expect(view.people.map(({ temperature, rings }: Row) => [temperature, rings])).toEqual([
      [388, 'fever'],
      [365, ''],
    ])
    expect(await temperatures(one)).toEqual([
      [0, 1, 1, 388],
      [1, 1, 1, 365],
    ])
    expect(await rowsOf('alert', one.id)).toMatchObject([{ kind: 'fever', day: today, slot: 1 }])
  })
  it('sent after the clinic took somebody over: the same', async () => {
    const one = await family(addDays(today, -3))
    const page = await opened(one)
    const line = { at: Date.now(), actor: 'clinic', act: 'transfer', record: one.id, detail: '', mac: '' } as const
    const decided = { id: 'x'.repeat(22), kind: 'transfer', person: 0, day: '', village: 'liuxi' } as const
    await change(env.DB, { ...decided, sealed: new Uint8Array() }, line)
    const { view } = await report(page, ['38.8', '36.5'])
    expect(view.people.map(({ rings }: Row) => rings)).toEqual(['fever', ''])
    expect(await rowsOf('alert', one.id)).toMatchObject([{ kind: 'fever' }])
  })
  it('wrong in a part, after the end: the fever rings, and the page says to call', async () => {
    const one = await family(addDays(today, -14))
    at('23:55')
    const page = await opened(one)
    at('00:05', 1)
    const { view } = await report(page, ['38.8', '3.65'])
    expect(view).toMatchObject({ page: 'check-in-outside', rang: true })
    expect(await rowsOf('alert', one.id)).toMatchObject([{ kind: 'fever', person: 0 }])
  })
})
