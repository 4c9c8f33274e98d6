/** The board, the chase list, decisions, entries and closing visits, through the desk's own routes. */
import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { township } from '#forms/township.ts'
import { slotAt } from '#platform/calendar.ts'
import { addDays, dayAt } from '#platform/clock.ts'
import { rule } from '#protection/observation/family.ts'
import { watchOf } from '#protection/watch/board/counts.ts'
import { type Seated, seated } from '#test/support/seated.ts'
import { reported, watched } from '#test/support/watched.ts'

const liuxi = await seated('village', 'liuxi')
const dawan = await seated('village', 'dawan')
const clinic = await seated('clinic')
const town = await seated('town')
const now = Date.now()
const today = dayAt(now)
const here = slotAt(rule, now)
const [first = '', second = '', third = ''] = await watched(
  3,
  { name: '欧阳示例', phone: '10000006789', 'home.village': 'liuxi' },
  { name: '诸葛示例', phone: '10000004321', 'home.village': 'liuxi' },
  { name: '司马示例', phone: '10000005555', 'home.village': 'dawan' },
)
// The sample's family is two.
await reported(second, addDays(today, -1), 0, 0, 1)

type Line = { id: string; name: string; since: { day: string }; called?: { outcome: string } }
const ids = ({ view }: { view: { lines: Line[] } }) => view.lines.map(({ id }) => id)
const board = async (desk: Seated, village = 'liuxi') =>
  (await desk.get('/staff/watch')).view.villages.find((each: { village: string }) => each.village === village)
const one = (id: string, act = '') => `/staff/watch/${id}${act && `/${act}`}`
const call = () => crypto.randomUUID().slice(0, 22)
const acts = async (actor: Seated, act: string) =>
  (
    await env.DB.prepare('SELECT record, detail FROM audit WHERE actor = ?1 AND act = ?2 ORDER BY seq')
      .bind(actor.id, act)
      .all()
  ).results
const form = async (desk: Seated, id: string) => {
  const { view } = await desk.get(one(id))
  return { key: view.key as string, seen: view.seen as string }
}

describe('the board', () => {
  it('counts a village for its cadre and every one for the town, and moves with a check-in', async () => {
    expect(await board(liuxi)).toMatchObject({
      asked: 2,
      people: 4,
      done: 0,
      missing: 2,
      silent: 2,
      alerts: 0,
      active: 2,
    })
    expect((await town.get('/staff/watch')).view.villages).toHaveLength(Object.keys(township.villages).length)
    expect((await liuxi.get('/staff/watch')).view.villages).toHaveLength(1)
    await reported(first, here.day, here.slot, 0)
    expect(await board(liuxi)).toMatchObject({ done: 0, missing: 2 })
    await reported(first, here.day, here.slot, 1)
    expect(await board(liuxi)).toMatchObject({ done: 1, missing: 1, silent: 1 })
    expect(await watchOf(env.DB, { ...(await liuxi.get('/staff/watch')).view.staff }, now)).toEqual({
      missing: 1,
      closing: 0,
    })
  })
})

describe('the chase list', () => {
  it('names nobody in full, the longest silent first, in the own village only, and is in the audit', async () => {
    const [fourth = ''] = await watched(5, { name: '上官示例', phone: '10000007777', 'home.village': 'liuxi' })
    const list = await liuxi.get('/staff/watch/chase')
    expect(ids(list)).toEqual([fourth, second])
    expect(list.view.lines[1]).toMatchObject({
      name: '诸***',
      phone: '100****4321',
      asked: 2,
      since: { day: addDays(today, -1), slot: 0 },
    })
    expect(JSON.stringify(list.view)).not.toMatch(/诸葛|上官|10000004321/)
    expect(ids(await liuxi.get('/staff/watch/chase?village=dawan'))).toEqual([fourth, second])
    expect(ids(await town.get('/staff/watch/chase?village=dawan'))).toEqual([third])
    expect(await acts(liuxi, 'list')).toContainEqual({ record: '', detail: '2 liuxi chase' })
    await reported(fourth, here.day, here.slot, 0, 1)
  })
  it("shows one's own households, where they are given to somebody", async () => {
    expect(ids(await liuxi.get('/staff/watch/chase?whose=mine'))).toEqual([])
    await env.DB.prepare('UPDATE submission SET assignee = ?2 WHERE id = ?1').bind(second, liuxi.id).run()
    expect(ids(await liuxi.get('/staff/watch/chase?whose=mine'))).toEqual([second])
    await env.DB.prepare('UPDATE submission SET assignee = NULL WHERE id = ?1').bind(second).run()
    expect(ids(await liuxi.get('/staff/watch/chase?whose=mine'))).toEqual([])
  })
  it('shows the phone and nothing else, notes it with its reason, and comes back to where it stood', async () => {
    const shown = await liuxi.post(one(second, 'phone'), { village: 'liuxi' })
    expect(shown.view).toMatchObject({ page: 'watch-call', name: '诸***', phone: '10000004321', asked: 2 })
    expect(JSON.stringify(shown.view)).not.toMatch(/诸葛|G0000/)
    expect(await acts(liuxi, 'reveal')).toEqual([{ record: second, detail: 'chase' }])
    const fields = { call: shown.view.call, outcome: 'no-answer', village: 'liuxi' }
    for (let press = 0; press < 2; press++) {
      const { status, headers } = await liuxi.post(one(second, 'contact'), fields)
      expect([status, headers.get('location')]).toEqual([303, `/staff/watch/chase?village=liuxi&whose=all#r-${second}`])
    }
    expect((await liuxi.get('/staff/watch/chase')).view.lines[0].called.outcome).toBe('no-answer')
    expect(await acts(liuxi, 'contact')).toEqual([{ record: second, detail: 'no-answer' }])
  })
  it('shows no phone of who has reported, nor of another village, and at most 120 an hour', async () => {
    expect((await liuxi.post(one(first, 'phone'))).status).toBe(303)
    expect((await dawan.post(one(second, 'phone'))).status).toBe(404)
    const eager = await seated('village', 'liuxi')
    for (let n = 0; n < 120; n++) await eager.post(one(second, 'phone'))
    const { status, view } = await eager.post(one(second, 'phone'))
    expect([status, view.result, view.phone]).toEqual([429, 'quota', undefined])
    expect(await acts(eager, 'reveal')).toHaveLength(120)
    expect(await acts(eager, 'alarm')).toEqual([{ record: '', detail: 'hour 96' }])
  })
  it('goes on where a page ended', async () => {
    const reportedUpTo = `${addDays(today, -1)}.0`
    expect(ids(await liuxi.get(`/staff/watch/chase?after=${reportedUpTo}.${second}`))).toEqual([])
    expect(ids(await liuxi.get(`/staff/watch/chase?after=${reportedUpTo}.${'-'.repeat(22)}`))).toEqual([second])
  })
})

describe('a decision', () => {
  it('lengthens an observation with a reason, once, and says so on the page', async () => {
    const day = addDays(today, 14)
    const seen = await form(liuxi, second)
    const wanted = { ...seen, kind: 'extend', person: '1', day, reason: 'contact', words: '一起吃过饭' }
    for (let press = 0; press < 2; press++) {
      const { status, view } = await liuxi.post(one(second, 'change'), wanted)
      expect([status, view.result]).toEqual([200, 'decided'])
    }
    const { view } = await liuxi.get(one(second))
    expect(view.decisions).toEqual([
      expect.objectContaining({
        kind: 'extend',
        person: 1,
        day,
        by: 'village',
        reason: 'contact',
        words: '一起吃过饭',
      }),
    ])
    expect(view.people.map(({ state, last }: { state: string; last: string }) => [state, last])).toEqual([
      ['observing', addDays(today, 11)],
      ['extended', day],
    ])
    expect(await acts(liuxi, 'observe')).toEqual([{ record: second, detail: 'extend' }])
  })
  it('is refused where somebody else was quicker, and where it makes no sense', async () => {
    const seen = await form(liuxi, second)
    await town.post(one(second, 'change'), { ...(await form(town, second)), kind: 'pause', reason: 'away' })
    const late = await liuxi.post(one(second, 'change'), { ...seen, kind: 'shorten', day: today, reason: 'order' })
    expect([late.status, late.view.result]).toEqual([409, 'changed'])
    const wrong = {
      kind: ['pause', {}],
      day: ['extend', { day: addDays(today, -1) }],
      reason: ['resume', { reason: 'whim' }],
      person: ['resume', { person: '7' }],
    } as const
    for (const [result, [kind, more]] of Object.entries(wrong)) {
      const { status, view } = await liuxi.post(one(second, 'change'), {
        ...(await form(liuxi, second)),
        kind,
        reason: 'back',
        ...more,
      })
      expect([kind, status, view.result]).toEqual([kind, 422, result === 'kind' ? 'kind' : result])
    }
  })
  it('takes a paused household off the list, and resuming puts it back', async () => {
    expect(ids(await liuxi.get('/staff/watch/chase'))).toEqual([])
    await liuxi.post(one(second, 'change'), { ...(await form(liuxi, second)), kind: 'resume', reason: 'back' })
    expect(ids(await liuxi.get('/staff/watch/chase'))).toEqual([second])
  })
  it('ends an observation by the clinic and the town only', async () => {
    const wanted = { kind: 'transfer', reason: 'hospital' }
    expect((await liuxi.post(one(third, 'end'), { ...wanted, key: call(), seen: '1.0' })).status).toBe(403)
    expect((await dawan.get(one(third))).view.kinds).toEqual(['extend', 'pause'])
    // Nor sooner: a day that only the village moved is nobody's release.
    const sooner = { kind: 'shorten', day: addDays(today, 1), reason: 'order' }
    const refused = await dawan.post(one(third, 'change'), { ...(await form(dawan, third)), ...sooner })
    expect([refused.status, refused.view.result, refused.view.raw.day]).toEqual([422, 'clinic', [sooner.day]])
    expect((await dawan.post(one(third, 'end'), { ...(await form(dawan, third)), ...sooner })).status).toBe(403)
    const shorter = await clinic.post(one(third, 'end'), { ...(await form(clinic, third)), ...sooner })
    expect([shorter.view.result, shorter.view.people[0].state]).toEqual(['decided', 'shortened'])
    const { view } = await clinic.post(one(third, 'end'), { ...(await form(clinic, third)), ...wanted })
    expect([view.result, view.people[0].state]).toEqual(['decided', 'transferred'])
    expect(await board(town, 'dawan')).toMatchObject({ asked: 0, active: 0 })
  })
  it('begins anew with a day 0 of its own for who is over, and for nobody else', async () => {
    expect((await liuxi.get(one(second))).view.kinds).not.toContain('restart')
    expect((await dawan.get(one(third))).view.kinds).toEqual(['restart'])
    const wanted = { kind: 'restart', reason: 'contact' }
    for (const day of ['', addDays(today, -20), addDays(today, 31)]) {
      const { status, view } = await dawan.post(one(third, 'change'), { ...(await form(dawan, third)), ...wanted, day })
      expect([status, view.result]).toEqual([422, 'day'])
    }
    const day = addDays(today, -1)
    const { view } = await dawan.post(one(third, 'change'), { ...(await form(dawan, third)), ...wanted, day })
    const anew = { state: 'observing', first: day, last: addDays(day, 14) }
    expect(view).toMatchObject({ result: 'decided', people: [anew, anew] })
    expect(await board(town, 'dawan')).toMatchObject({ asked: 1, active: 1 })
  })
})

describe('an entry for a family', () => {
  it('is kept with who entered it and from where, and rings like any other', async () => {
    const at = `${addDays(today, -1)}.1`
    const page = await liuxi.post(one(second, 'entry'), { at, source: 'paper' })
    expect(page.view).toMatchObject({
      page: 'watch-entry',
      source: 'paper',
      place: { day: addDays(today, -1), slot: 1 },
    })
    const fields = {
      at,
      source: 'paper',
      key: page.view.key,
      seen: page.view.seen,
      'p0.temperature': '36.5',
      'p1.temperature': '38.1',
      well: 'yes',
    }
    for (let press = 0; press < 2; press++)
      expect((await liuxi.post(one(second, 'entry'), fields)).view.result).toBe('rang')
    const rows = await env.DB.prepare(
      "SELECT person, day, slot, temperature, by, source FROM check_in WHERE submission = ?1 AND by <> 'holder' ORDER BY person",
    )
      .bind(second)
      .all()
    const row = { day: addDays(today, -1), slot: 1, by: liuxi.id, source: 'paper' }
    expect(rows.results).toEqual([
      { person: 0, temperature: 365, ...row },
      { person: 1, temperature: 381, ...row },
    ])
    expect(await acts(liuxi, 'check-in')).toEqual([{ record: second, detail: 'paper' }])
    expect((await board(liuxi)).alerts).toBe(1)
  })
  it('is refused outside the period, keeps what was typed where it is wrong, and keeps a fever all the same', async () => {
    expect((await liuxi.post(one(second, 'entry'), { at: `${addDays(today, 1)}.0` })).status).toBe(409)
    expect((await liuxi.post(one(second, 'entry'), { at: `${addDays(today, -5)}.0` })).status).toBe(409)
    const page = await liuxi.post(one(second, 'entry'), {})
    const { key, seen } = page.view
    const fields = { key, seen, 'p0.temperature': '39', 'p1.temperature': '3.65', well: 'yes' }
    const { status, view } = await liuxi.post(one(second, 'entry'), fields)
    expect([status, Object.keys(view.errors), view.raw['p1.temperature']]).toEqual([422, ['p1.temperature'], ['3.65']])
    expect((await board(liuxi)).alerts).toBe(2)
  })
  it('is looked at once more where the family was corrected since it was shown: somebody else may stand there now', async () => {
    const [id = ''] = await watched(2, { name: '宇文示例', phone: '10000004444', 'home.village': 'liuxi' })
    const page = await liuxi.post(one(id, 'entry'), {})
    await env.DB.prepare('UPDATE submission SET revision = revision + 1 WHERE id = ?1').bind(id).run()
    const { key, seen } = page.view
    const typed = { key, 'p0.temperature': '36.5', 'p1.temperature': '38.4', well: 'yes' }
    const { status, view } = await liuxi.post(one(id, 'entry'), { ...typed, seen })
    expect([status, view.result, view.raw['p1.temperature']]).toEqual([409, 'corrected', ['38.4']])
    const kept = async () =>
      (await env.DB.prepare('SELECT temperature FROM check_in WHERE submission = ?1 ORDER BY person').bind(id).all())
        .results
    // What rings does not wait.
    expect(await kept()).toEqual([{ temperature: 384 }])
    expect((await liuxi.post(one(id, 'entry'), { ...typed, seen: view.seen })).view.result).toBe('rang')
    expect(await kept()).toEqual([{ temperature: 365 }, { temperature: 384 }])
    // A page that does not say what it was shown is no better.
    expect((await liuxi.post(one(id, 'entry'), { ...typed, key: call() })).view.result).toBe('corrected')
  })
})

describe('the closing visit', () => {
  it('opens the first village in which somebody waits for it, and says how many do in each', async () => {
    const [there = ''] = await watched(15, { name: '长孙示例', phone: '10000003333', 'home.village': 'dawan' })
    const list = await clinic.get('/staff/watch/closing')
    expect([ids(list), list.view.village]).toEqual([[there], 'dawan'])
    expect(list.view.waiting).toMatchObject({ liuxi: 0, dawan: 1 })
    expect((await liuxi.get('/staff/watch/closing')).view).toMatchObject({
      village: 'liuxi',
      waiting: { liuxi: 0 },
      lines: [],
    })
  })
  it('closes who is well, and not who is ill', async () => {
    const [well = '', ill = ''] = await watched(
      15,
      { name: '夏侯示例', phone: '10000001111', 'home.village': 'liuxi' },
      { name: '皇甫示例', phone: '10000002222', 'home.village': 'liuxi' },
    )
    expect(ids(await clinic.get('/staff/watch/closing?village=liuxi')).toSorted()).toEqual([well, ill].toSorted())
    expect((await clinic.get('/staff/watch')).view.closing).toBe(3)
    const visit = async (id: string, one1: string, two: string) => {
      const { view } = await clinic.post(one(id, 'visit'))
      const fields = { key: view.key, seen: view.seen, 'p0.temperature': one1, 'p1.temperature': two, well: 'yes' }
      const [pressed, twice] = [
        await clinic.post(one(id, 'visit'), fields),
        await clinic.post(one(id, 'visit'), fields),
      ]
      expect([twice.status, twice.view.result]).toEqual([pressed.status, pressed.view.result])
      return twice.view
    }
    expect((await visit(well, '36.4', '')).errors).toEqual({ well: 'all' })
    expect((await visit(well, '36.4', '36.6')).result).toBe('closed')
    expect((await visit(ill, '36.4', '38.6')).result).toBe('rang')
    expect(ids(await clinic.get('/staff/watch/closing?village=liuxi'))).toEqual([ill])
    expect((await clinic.get(one(well))).view.decisions).toEqual([
      expect.objectContaining({ kind: 'close', by: 'clinic', reason: 'visit' }),
    ])
    expect((await liuxi.post(one(ill, 'visit'))).status).toBe(403)
  })
})

it('a registration alone is taken up by whoever looks first', async () => {
  const before = await board(town, 'songling')
  await watched(-2, { name: '独孤示例', phone: '10000003333', 'home.village': 'songling' })
  expect((await board(town, 'songling')).planned).toBe(before.planned + 1)
})
