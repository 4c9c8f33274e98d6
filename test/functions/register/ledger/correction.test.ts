/** What the desk knows better is put right there: by whom, with a reason, judged as at every door, and seen by the person. */
import { env } from 'cloudflare:workers'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { addDays, dayAt } from '#platform/clock.ts'
import { post } from '#test/support/app.ts'
import { looked } from '#test/support/clock.ts'
import { corrected, type Family, family, opened, report, rowsOf } from '#test/support/observed.ts'
import { type Seated, seated } from '#test/support/seated.ts'

const today = dayAt(Date.now())
let [cadre, other, both, town, clinic]: Seated[] = []
beforeAll(async () => {
  ;[cadre, other] = [await seated('village', 'liuxi'), await seated('village', 'dawan')]
  ;[both, town, clinic] = [await seated('village', 'liuxi', 'dawan'), await seated('town'), await seated('clinic')]
})
// Thirty records an hour are all that one person sees in full.
beforeEach(() => env.DB.prepare('DELETE FROM throttle').run())
const at = (desk: Seated | undefined) => desk as Seated
const path = ({ id }: Family) => `/staff/records/${id}/correct`
const row = ({ id }: Family) => env.DB.prepare('SELECT * FROM submission WHERE id = ?1').bind(id).first()
const because = '他来电话说写错了'

type Said = Record<string, string>
/** The questions as the desk sees them, filled in. */
async function asked(desk: Seated | undefined, one: Family): Promise<Said> {
  const { view } = await at(desk).post(path(one))
  const raw = Object.entries(view.raw as Record<string, string[]>).map(([name, [value = '']]) => [name, value])
  return { ...Object.fromEntries(raw), ...view.route.hidden }
}
/** The page after what was said was checked, and after it was kept. */
const check = (desk: Seated | undefined, one: Family, said: Said) => at(desk).post(`${path(one)}/check`, said)
async function keep(desk: Seated | undefined, one: Family, said: Said, token?: string) {
  const signed = token ?? (await check(desk, one, said)).view.token
  looked()
  return at(desk).post(`${path(one)}/keep`, { ...said, token: signed })
}
async function correct(desk: Seated | undefined, one: Family, said: Said) {
  return keep(desk, one, { ...(await asked(desk, one)), because, ...said })
}
const mine = async ({ reference, tail }: Family, show = 'masked') => {
  const { view } = await post('/my/open', { reference: [reference], tail: [tail] })
  return (await post('/my/record', { pass: [view.pass], show: [show] })).view
}
const vouched = async (arrival?: string) => {
  const one = await family()
  if (arrival) expect((await corrected(one, { arrival: [arrival] })).status).toBe(200)
  const seen = String((await row(one))?.['revision'])
  await at(cadre).post(`/staff/records/${one.id}/verify`, { seen })
  return one
}

describe('who may', () => {
  it.each<[string, () => Promise<Seated>, number]>([
    ['the own village', () => seated('village', 'liuxi'), 200],
    ['another village', () => seated('village', 'dawan'), 404],
    ['the town', () => seated('town'), 200],
    ['the clinic', () => seated('clinic'), 403],
    ['the gate', () => seated('checkpoint'), 403],
    ['publicity', () => seated('publicity'), 403],
    ['the auditor', () => seated('auditor'), 403],
  ])('%s', async (_, seat, status) => {
    const one = await family()
    const known = await asked(cadre, one)
    const desk = await seat()
    for (const step of ['', '/check', '/keep'])
      expect((await desk.post(path(one) + step, { ...known, because, trip: 'K1' })).status).toBe(status)
    expect(await row(one)).toMatchObject({ revision: 1 })
  })
  it('sees it in full for that, noted as a reveal, once for all its pages', async () => {
    const one = await family()
    await correct(cadre, one, { trip: 'K1' })
    const reveals = env.DB.prepare("SELECT detail FROM audit WHERE record = ?1 AND act = 'reveal'").bind(one.id)
    expect((await reveals.all()).results).toEqual([{ detail: 'correct' }])
    expect((await check(cadre, one, { ...(await asked(cadre, one)), pass: 'x' })).status).toBe(422)
    expect((await reveals.all()).results).toHaveLength(3)
  })
})

describe('a correction', () => {
  it('keeps what stood before, who did it and why, and what the village had verified stays so', async () => {
    const one = await vouched()
    const { view } = await correct(cadre, one, { trip: 'G1' })
    expect([view.page, view.result, view.stage, view.revision]).toEqual(['ledger-record', 'correct', 'verified', 2])
    expect(view.changes).toEqual([{ at: expect.any(Number), lines: [{ label: '车次、航班或车牌' }], by: 'village' }])
    expect(view.history[1]).toMatchObject({ act: 'correct', actor: 'village', name: '王示例' })
    const kept = await env.DB.prepare('SELECT "by" FROM submission_revision WHERE submission = ?1').bind(one.id).all()
    expect(kept.results).toEqual([{ by: at(cadre).id }])
  })
  it('is seen by the person with the reason; in full, from what to what', async () => {
    const one = await vouched()
    await correct(town, one, { transport: 'coach' })
    const line = { at: expect.any(Number), by: 'town', why: because }
    expect((await mine(one)).changes).toEqual([{ ...line, lines: [{ label: '怎么回来' }] }])
    const [change] = (await mine(one, 'all')).changes
    expect(change.lines).toEqual([{ label: '怎么回来', from: '火车', to: '客车' }])
    expect(
      (await mine(one)).events.map(({ act, actor }: { act: string; actor: string }) => [act, actor]),
    ).toContainEqual(['correct', 'town'])
    // What they correct themselves is no news to them.
    await corrected(one, { trip: ['G2'] })
    expect((await mine(one)).changes).toHaveLength(1)
  })
  it('shows the desk before it is kept what it will change', async () => {
    const one = await family()
    const { view } = await check(cadre, one, { ...(await asked(cadre, one)), because, trip: 'K9' })
    expect(view.changes).toEqual([{ label: '车次、航班或车牌', from: 'G0000', to: 'K9' }])
  })
  it.each([
    ['no reason', { because: ' ' }, 'because', '请写一句为什么改'],
    ['a reason that nobody sees', { because: '\ufe0f\u0301' }, 'because', '请写一句为什么改'],
    ['a reason too long', { because: '改'.repeat(61) }, 'because', '最多60个字'],
    ['no phone', { phone: '1000000' }, 'phone', '11'],
    ['a village of nowhere', { 'home.village': 'nowhere' }, 'home.village', '村'],
    ['a day that is none', { arrival: '13月40日' }, 'arrival', '到家日期请写成'],
    ['__proto__', { transport: '__proto__' }, 'transport', '请选'],
  ])('with %s comes back with everything typed, and a sentence at the field', async (_, wrong, field, sentence) => {
    const one = await vouched()
    const said = { ...(await asked(cadre, one)), because, trip: 'K1', ...wrong }
    const { status, view } = await check(cadre, one, said)
    expect([status, view.page, Object.keys(view.errors)]).toEqual([422, 'questions', [field]])
    expect(view.errors[field]).toContain(sentence)
    expect(view.raw).toMatchObject({
      trip: ['K1'],
      ...Object.fromEntries(Object.entries(wrong).map(([k, v]) => [k, [v]])),
    })
    expect((await keep(cadre, one, said, 'x')).status).toBe(422)
    expect(await row(one)).toMatchObject({ revision: 1 })
  })
  it('of a wrong phone opens the record with the right one only, and the desk finds it by that', async () => {
    const one = await family()
    await correct(cadre, one, { phone: '10000004321' })
    const old = await post('/my/open', { reference: [one.reference], tail: [one.tail] })
    expect([old.status, old.view.page]).toEqual([403, 'door'])
    expect((await mine({ ...one, tail: '4321' })).page).toBe('record')
    const found = async (sought: string) => (await at(cadre).post('/staff/records/find', { sought })).view.lines
    expect(await found('10000004321')).toContainEqual(expect.objectContaining({ id: one.id }))
    expect(await found(one.tail)).not.toContainEqual(expect.objectContaining({ id: one.id }))
  })
  it('of a list on paper asks for no more than the paper did', async () => {
    const one = await family()
    const { sealed: _, ...known } = await asked(cadre, one)
    await env.DB.prepare("UPDATE submission SET source = 'paper' WHERE id = ?1").bind(one.id).run()
    const { transport: _transport, vaccination: _vaccination, ...paper } = known
    expect((await check(cadre, one, { ...paper, because })).view.page).toBe('check')
    await env.DB.prepare("UPDATE submission SET source = 'self' WHERE id = ?1").bind(one.id).run()
    expect(Object.keys((await check(cadre, one, { ...paper, because })).view.errors)).toEqual([
      'transport',
      'vaccination',
    ])
  })
  it('is kept once when it is sent twice', async () => {
    const one = await family()
    const said = { ...(await asked(cadre, one)), because, trip: 'K1' }
    const { token } = (await check(cadre, one, said)).view
    expect((await keep(cadre, one, said, token)).view.result).toBe('correct')
    expect((await keep(cadre, one, said, token)).view.result).toBe('correct')
    expect(await row(one)).toMatchObject({ revision: 2 })
  })
})

describe('what is told at a correction', () => {
  it.each<[string, Said, string[]]>([
    ['a fever', { temperature: '39.2', symptoms: 'fever' }, ['fever']],
    ['a symptom', { symptoms: 'breathless' }, ['symptom']],
    ['nothing', { trip: 'K1' }, []],
  ])('%s rings as at every door, and the desk is given the clinic', async (_, said, kinds) => {
    const one = await family()
    const { view } = await correct(cadre, one, said)
    expect((await rowsOf<{ kind: string }>('alert', one.id)).map(({ kind }) => kind)).toEqual(kinds)
    expect(view.urgent).toBe(kinds.length > 0)
  })
  it('a wish waits with the village, once', async () => {
    const one = await family()
    await correct(cadre, one, { help: 'medicine' })
    await correct(cadre, one, { trip: 'K2' })
    expect(await rowsOf('entry', one.id)).toMatchObject([{ book: 'care', step: 'open', village: 'liuxi' }])
  })
})

describe('the days', () => {
  const before = addDays(today, -3)
  it('which are locked for the holder move later by the village, and the observation and its papers follow', async () => {
    const one = await vouched(before)
    await at(cadre).post(`/staff/certificates/${one.id}/notice`, { person: '0' })
    const code = await env.DB.prepare('SELECT first, last FROM certificate WHERE submission = ?1').bind(one.id).first()
    expect(code).toEqual({ first: before, last: addDays(before, 14) })
    expect((await correct(cadre, one, { arrival: today })).view.result).toBe('correct')
    const { view } = await at(cadre).get(`/staff/watch/${one.id}`)
    expect(view.people[0]).toMatchObject({ first: today, last: addDays(today, 14) })
  })
  it.each<[string, string, string, 'kept' | 'refused']>([
    ['back', today, addDays(today, -1), 'refused'],
    ['back by all of them', today, addDays(today, -14), 'refused'],
    ['back, and all lie ahead', addDays(today, 5), today, 'kept'],
    ['from ahead to yesterday', addDays(today, 5), addDays(today, -1), 'refused'],
    ['on', before, today, 'kept'],
  ])('once they are certain, move %s by the village: from %s to %s is %s', async (_, from, to, what) => {
    const one = await vouched(from)
    const { status, view } = await correct(cadre, one, { arrival: to })
    if (what === 'kept') expect([view.result, (await row(one))?.['arrival']]).toEqual(['correct', to])
    else {
      expect([status, view.errors]).toEqual([422, { arrival: expect.stringContaining('请打镇指挥部电话') }])
      expect(view.raw['because']).toEqual([because])
      expect(await row(one)).toMatchObject({ arrival: from })
      // The town may, on the very same words.
      expect((await correct(town, one, { arrival: to })).view.result).toBe('correct')
      expect(await row(one)).toMatchObject({ arrival: to })
    }
  })
  it('which nobody vouched for yet are the village’s to mend', async () => {
    const one = await family()
    expect((await correct(cadre, one, { arrival: before })).view.result).toBe('correct')
  })
  it('may be those of weeks ago where the registration is of weeks ago', async () => {
    const one = await vouched()
    const long = addDays(today, -20)
    await env.DB.prepare('UPDATE submission SET received_at = received_at - ?2 WHERE id = ?1')
      .bind(one.id, 20 * 86_400_000)
      .run()
    expect((await correct(town, one, { arrival: long })).view.result).toBe('correct')
    expect((await correct(cadre, one, { phone: '10000004322' })).view.result).toBe('correct')
    expect((await correct(town, one, { arrival: addDays(long, -15) })).view.errors).toHaveProperty('arrival')
  })
})

describe('the village', () => {
  it('is changed to another, whose desk goes on with it and looks at it anew', async () => {
    const one = await vouched()
    await correct(cadre, one, { temperature: '38.9' })
    const moved = await correct(cadre, one, { 'home.village': 'dawan', 'home.group': '' })
    expect(moved.view).toMatchObject({ page: 'ledger-moved', village: 'dawan' })
    expect(await row(one)).toMatchObject({ village: 'dawan', stage: 'registered', vouched: 1 })
    expect((await at(cadre).get(`/staff/records/${one.id}`)).status).toBe(404)
    expect((await at(other).get(`/staff/records/${one.id}`)).view.changes).toHaveLength(2)
    expect(await rowsOf('alert', one.id)).toMatchObject([{ village: 'dawan' }])
  })
  it('of somebody who answers for both stays in sight', async () => {
    const one = await family()
    const { view } = await correct(both, one, { 'home.village': 'dawan', 'home.group': '' })
    expect([view.page, view.village]).toEqual(['ledger-record', 'dawan'])
  })
})

describe('two at once', () => {
  it('the second is told who was quicker, and neither loses a word', async () => {
    const one = await vouched()
    const [first, second] = [await asked(town, one), await asked(cadre, one)]
    expect((await keep(town, one, { ...first, because: '镇里问过', phone: '10000001111' })).view.result).toBe('correct')
    const late = await keep(cadre, one, { ...second, because, trip: 'K7' })
    expect([late.status, late.view.page, late.view.again]).toEqual([409, 'check', 'changed'])
    expect(late.view.by).toMatchObject({ act: 'correct', actor: 'town' })
    expect(late.view.answers).toMatchObject({ phone: '10000001111', trip: 'K7', because })
    expect(late.view.changes).toEqual([{ label: '车次、航班或车牌', from: 'G0000', to: 'K7' }])
    looked()
    const said = { ...second, ...late.view.route.hidden, because, phone: '10000001111', trip: 'K7' }
    expect((await at(cadre).post(`${path(one)}/keep`, { ...said, token: late.view.token })).view.result).toBe('correct')
    expect((await mine({ ...one, tail: '1111' }, 'all')).answers).toMatchObject({ phone: '10000001111', trip: 'K7' })
  })
  it('the holder and the desk are two as well', async () => {
    const one = await family()
    const said = { ...(await asked(cadre, one)), because, trip: 'K7' }
    await corrected(one, { transport: ['car'] })
    const late = await keep(cadre, one, said)
    expect(late.view).toMatchObject({
      again: 'changed',
      by: { actor: 'holder' },
      answers: { transport: 'car', trip: 'K7' },
    })
  })
})

it('who was reported about keeps the place, and is told apart from who may go', async () => {
  const one = await family()
  await report(await opened(one), ['36.5', '36.6'])
  const { 'family.0.name': _, 'family.0.relation': _r, 'family.0.age': _a, ...rest } = await asked(cadre, one)
  const { view } = await check(cadre, one, { ...rest, because })
  expect(view.errors['family']).toContain('请在“记一笔”里写明')
})

it('a record that was put aside for another is corrected there', async () => {
  const [one, two] = [await family(), await family()]
  await env.DB.prepare('UPDATE submission SET duplicate_of = ?2 WHERE id = ?1').bind(one.id, two.id).run()
  const { status, view } = await at(cadre).post(path(one))
  expect([status, view.page, view.aside, view.can.correct]).toEqual([409, 'ledger-record', true, true])
})

it('nobody else reads the reason: it is sealed, masked at the desk, and goes with the record', async () => {
  const one = await family()
  await correct(cadre, one, { trip: 'K1' })
  const { view } = await at(clinic).get(`/staff/records/${one.id}`)
  expect(view.changes[0].why).toBeUndefined()
  const shown = await at(clinic).post(`/staff/records/${one.id}/reveal`, { reason: 'care' })
  expect(shown.view.changes[0]).toMatchObject({ by: 'village', why: because })
  const stored = env.DB.prepare('SELECT hex(why) AS bytes FROM submission_revision WHERE submission = ?1').bind(one.id)
  expect(await stored.first('bytes')).not.toContain('E4BB96')
})
