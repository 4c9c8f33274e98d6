/** What the clinic may not say too soon, and what it takes back: a mistake without a call, a wrong transfer, an end too early. */
import { env } from 'cloudflare:workers'
import { beforeAll, expect, it } from 'vitest'
import { corrected, type Family, family, opened, report, rowsOf } from '#test/support/observed.ts'
import { type Seated, seated } from '#test/support/seated.ts'

let clinic: Seated
let calls = 0
const call = () => {
  calls += 1
  return `c${calls}`.padEnd(22, '_')
}
beforeAll(async () => {
  clinic = await seated('clinic')
})

async function feverish(temperatures = ['38.4', '36.5'], more = {}): Promise<{ id: string; home: Family }> {
  const home = await family()
  await report(await opened(home), temperatures, more)
  const [alert] = await rowsOf<{ id: string }>('alert', home.id)
  await clinic.post(`/staff/alerts/${alert?.id}/acknowledge`)
  return { id: alert?.id ?? '', home }
}
const press = (id: string, step: string, fields: Record<string, string> = {}) =>
  clinic.post(`/staff/alerts/${id}/${step}`, { call: call(), ...fields })
const mistake = (id: string) => press(id, 'close', { end: 'mistake', note: '说是量错了' })
const again = async (home: Family, temperatures: string[]) => report(await opened(home), temperatures)
const acts = (record: string, act: string) =>
  env.DB.prepare('SELECT count(*) AS n FROM audit WHERE record = ?1 AND act = ?2').bind(record, act).first<number>('n')

it('a fever is no mistake before somebody was met, and nothing that was typed is lost', async () => {
  const { id, home } = await feverish()
  const refused = { result: 'unchecked', status: 409, state: 'seen', typed: { chosen: 'mistake', note: '说是量错了' } }
  expect((await mistake(id)).view).toMatchObject(refused)
  await press(id, 'contact', { outcome: 'no-answer' })
  expect((await mistake(id)).view).toMatchObject(refused)
  expect(await acts(home.id, 'alert-close')).toBe(0)
  await press(id, 'contact', { outcome: 'reached' })
  expect((await mistake(id)).view).toMatchObject({ result: 'close', outcome: 'mistake' })
})

it('what was measured since says so as well: the last of the same person, and no fever', async () => {
  const { id, home } = await feverish()
  await again(home, ['37.3', '36.5'])
  expect((await mistake(id)).view.result).toBe('unchecked')
  await again(home, ['37.2', '36.5'])
  expect((await mistake(id)).view.result).toBe('close')
  const other = await feverish(['36.5', '38.4'])
  await again(other.home, ['36.4', '38.1'])
  expect((await mistake(other.id)).view.result).toBe('unchecked')
})

it('what hurts is only found out by asking', async () => {
  const { id, home } = await feverish(['36.5', '36.5'], { 'p0.symptoms': ['chest'], well: ['yes'] })
  await again(home, ['36.4', '36.5'])
  expect((await mistake(id)).view.result).toBe('unchecked')
  await press(id, 'contact', { outcome: 'visited' })
  expect((await mistake(id)).view.result).toBe('close')
})

it('a transfer is taken back, done again, and each time the observation follows, with a line each', async () => {
  const { id, home } = await feverish()
  const people = async () => (await opened(home)).people.map(({ person }: { person: number }) => person)
  expect((await press(id, 'transfer-back')).view.result).toBe('late')
  for (const round of [1, 2]) {
    expect((await press(id, 'transfer')).view.state).toBe('transferred')
    expect(await people()).toEqual([1])
    expect((await press(id, 'transfer-back')).view).toMatchObject({ state: 'seen', result: 'transfer-back' })
    expect(await people()).toEqual([0, 1])
    expect([await acts(home.id, 'transfer'), await acts(home.id, 'transfer-back')]).toEqual([round, round])
  }
  expect((await press(id, 'close', { end: 'transferred' })).view.result).toBe('untransferred')
})

it('met after the transfer counts as met, where that is taken back', async () => {
  const { id } = await feverish()
  await press(id, 'transfer')
  await press(id, 'contact', { outcome: 'reached' })
  expect((await press(id, 'transfer-back')).view.state).toBe('contacted')
})

it('what was closed too soon is opened again and waits in the queue, where its record is now', async () => {
  const { id, home } = await feverish()
  expect((await press(id, 'alert-reopen')).view.result).toBe('late')
  await press(id, 'close', { end: 'better' })
  await corrected(home, { 'home.village': ['dawan'] })
  const there = async () => {
    const sql = "SELECT people FROM watch_tally WHERE village = 'dawan' AND what = 'alert'"
    return (await env.DB.prepare(sql).first<number>('people')) ?? 0
  }
  const before = await there()
  const { view } = await press(id, 'alert-reopen')
  expect(view).toMatchObject({ state: 'seen', result: 'alert-reopen' })
  expect(view.outcome).toBeUndefined()
  const [row] = await rowsOf<{ village: string; closed_at: null }>('alert', home.id)
  expect([row?.village, row?.closed_at, await there()]).toEqual(['dawan', null, before + 1])
  const { lines } = (await clinic.get('/staff/alerts')).view
  expect(lines.map((each: { id: string }) => each.id)).toContain(id)
  expect(await acts(home.id, 'alert-reopen')).toBe(1)
})
