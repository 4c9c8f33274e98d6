/** A record that goes while its fever is open: what stays is a line without a name, and somebody's decision ends it. */
import { env } from 'cloudflare:workers'
import { beforeAll, expect, it } from 'vitest'
import { addDays, dayAt, startOf } from '#platform/clock.ts'
import { openVault } from '#platform/vault.ts'
import { purgeOver } from '#retention/purging.ts'
import { post } from '#test/support/app.ts'
import { type Family, family, opened, report, rowsOf } from '#test/support/observed.ts'
import { type Seated, seated } from '#test/support/seated.ts'

const vault = await openVault(env)
let clinic: Seated
let cadre: Seated
let foreign: Seated
beforeAll(async () => {
  const { village } = await opened(await family())
  clinic = await seated('clinic')
  cadre = await seated('village', village)
  foreign = await seated('village', village === 'dawan' ? 'liuxi' : 'dawan')
})

interface Line {
  id: string
  kind: string
  village: string
  how: string
  state: string
}
const line = async (desk: Seated, id: string): Promise<Line | undefined> =>
  (await desk.get('/staff/alerts')).view.nameless.find((each: Line) => each.id === id)
const acts = (act: string) =>
  env.DB.prepare("SELECT count(*) AS n FROM audit WHERE act = ?1 AND record = ''").bind(act).first<number>('n')

async function feverish(arrival?: string): Promise<{ id: string; home: Family }> {
  const home = await family()
  await report(await opened(home), ['38.4', '36.5'])
  const [alert] = await rowsOf<{ id: string }>('alert', home.id)
  if (arrival) await env.DB.prepare('UPDATE submission SET arrival = ?2 WHERE id = ?1').bind(home.id, arrival).run()
  return { id: alert?.id ?? '', home }
}

async function passOf({ reference, tail }: Family): Promise<string[]> {
  return [(await post('/my/open', { reference: [reference], tail: [tail] })).view.pass]
}

async function withdrawn(home: Family): Promise<void> {
  expect((await post('/my/withdraw', { pass: await passOf(home), sure: ['yes'] })).view.what).toBe('withdrawn')
}

it('the page before withdrawing says that the clinic has not called, and nothing where nothing rang', async () => {
  const { id, home } = await feverish()
  const page = async (of: Family) => (await post('/my/withdraw', { pass: await passOf(of) })).view
  expect(await page(home)).toMatchObject({ page: 'withdraw', rings: 'uncalled' })
  await clinic.post(`/staff/alerts/${id}/acknowledge`)
  await clinic.post(`/staff/alerts/${id}/contact`, { outcome: 'reached', call: 'a'.repeat(22) })
  expect((await page(home)).rings).toBe('called')
  await clinic.post(`/staff/alerts/${id}/close`, { end: 'better', call: 'b'.repeat(22) })
  expect((await page(home)).rings).toBeUndefined()
  expect((await page(await family())).rings).toBeUndefined()
})

it.each(['withdrawn', 'over'])('%s: the line has neither name nor number, and the clinic closes it', async (how) => {
  const { id, home } = await feverish(how === 'over' ? addDays(dayAt(Date.now()), -45) : undefined)
  const before = (await clinic.get('/staff/')).view.alerts
  if (how === 'over') await purgeOver(env.DB, vault, startOf(dayAt(Date.now())), Date.now())
  else await withdrawn(home)
  expect((await clinic.get('/staff/')).view.alerts).toEqual(before)
  for (const desk of [clinic, cadre])
    expect(await line(desk, id)).toMatchObject({ id, kind: 'fever', how, state: 'unseen' })
  expect(await line(foreign, id)).toBeUndefined()
  expect((await foreign.get(`/staff/alerts/${id}`)).status).toBe(404)

  const page = await clinic.get(`/staff/alerts/${id}`)
  expect(page.view).toMatchObject({ page: 'nameless', line: { how } })
  expect(JSON.stringify(page.view)).not.toContain(home.tail)
  const kept = await env.DB.prepare('SELECT * FROM nameless_alert WHERE id = ?1').bind(id).first()
  expect(Object.values(kept ?? {})).not.toContain(home.id)
  expect(kept?.['sealed']).toBeNull()

  const press = (step: string, fields = {}) => clinic.post(`/staff/alerts/${id}/${step}`, fields)
  expect((await press('close', { end: 'better' })).view.result).toBe('late')
  for (const step of ['reveal', 'contact', 'transfer'])
    expect((await press(step, { outcome: 'reached', call: 'c'.repeat(22) })).view.revealed).toBeUndefined()
  const noted = (await acts('alert-close')) ?? 0
  expect((await cadre.post(`/staff/alerts/${id}/acknowledge`)).status).toBe(403)
  expect((await press('acknowledge')).view).toMatchObject({ result: 'acknowledge', line: { state: 'seen' } })
  expect((await press('close', {})).view.result).toBe('unchosen')
  expect((await press('close', { end: 'mistake' })).view.result).toBe('unchosen')
  expect((await press('close', { end: 'other', note: ' ' })).view).toMatchObject({
    ...{ result: 'words', status: 422, typed: { chosen: 'other' } },
  })
  const note = '问过三组，没有人发热'
  expect((await press('close', { end: 'other', note })).view).toMatchObject({
    ...{ result: 'close', outcome: 'other', note, taken: [{ step: 'acknowledge' }, { step: 'close' }] },
  })
  expect((await press('close', { end: 'better' })).view.result).toBe('late')
  expect((await cadre.get(`/staff/alerts/${id}`)).view.note).toBeUndefined()
  expect(await acts('alert-close')).toBe(noted + 1)
  expect(await line(clinic, id)).toBeUndefined()
})

it('what the clinic had begun goes on, and what was closed leaves nothing', async () => {
  const [begun, over] = [await feverish(), await feverish()]
  for (const { id } of [begun, over]) await clinic.post(`/staff/alerts/${id}/acknowledge`)
  await clinic.post(`/staff/alerts/${over.id}/close`, { end: 'better', call: 'd'.repeat(22) })
  await withdrawn(begun.home)
  await withdrawn(over.home)
  expect(await line(clinic, begun.id)).toMatchObject({ state: 'seen' })
  expect(await line(clinic, over.id)).toBeUndefined()
})

it('a line that was closed goes as a record does, and one that nobody closed stays', async () => {
  const [closed, waits] = [await feverish(), await feverish()]
  for (const { home } of [closed, waits]) await withdrawn(home)
  await clinic.post(`/staff/alerts/${closed.id}/acknowledge`)
  await clinic.post(`/staff/alerts/${closed.id}/close`, { end: 'other', note: '找不到' })
  const there = async () => {
    const sql = 'SELECT count(*) AS n FROM nameless_alert WHERE id IN (?1, ?2)'
    return env.DB.prepare(sql).bind(closed.id, waits.id).first('n')
  }
  const after = (days: number) => startOf(addDays(dayAt(Date.now()), days))
  await purgeOver(env.DB, vault, after(29), after(29))
  expect(await there()).toBe(2)
  await purgeOver(env.DB, vault, after(32), after(32))
  expect(await there()).toBe(1)
  expect(await line(clinic, waits.id)).toMatchObject({ state: 'unseen' })
})
