import { env } from 'cloudflare:workers'
import { expect, it } from 'vitest'
import { addDays, dayAt, startOf } from '#platform/clock.ts'
import { settleMarked } from '#retention/settling.ts'
import { post } from '#test/support/app.ts'
import { registered, seated } from '#test/support/seated.ts'

const today = dayAt(Date.now())
// Kept until today and six days more.
const soon = addDays(today, -14 - 30 + 6)
const arrivals = [soon, addDays(soon, 1), addDays(soon, -6), soon]
const records = await registered(
  ...arrivals.map((_, n) => ({ phone: `1000000001${n}`, 'home.village': n === 3 ? 'dawan' : 'liuxi' })),
)
const [first, , , neighbour] = records
await env.DB.batch(
  records.map(({ id }, n) => env.DB.prepare('UPDATE submission SET arrival = ?2 WHERE id = ?1').bind(id, arrivals[n])),
)
const liuxi = await seated('village', 'liuxi')
const town = await seated('town')
const ids = (view: { days: { until: string; lines: { id: string }[] }[] }) =>
  view.days.map(({ until, lines }) => [until, lines.map(({ id }) => id).toSorted()])

async function extend(id = '', day: string): Promise<void> {
  const sql = `INSERT INTO observation_change (id, submission, kind, day, village, at, by) VALUES (?1, ?1, 'extend', ?2, 'liuxi', ?3, 's')`
  await env.DB.prepare(sql)
    .bind(id, day, startOf(addDays(soon, 5)))
    .run()
}

async function mine(reference = '', tail = '0010') {
  return (await post('/my/open', { reference: [reference], tail: [tail] })).view.keptUntil
}

it('a week ahead the desk is told how many of its villages go, masked and by the day', async () => {
  expect((await liuxi.get('/staff/')).view.ending).toEqual({ count: 2, more: false, days: 7 })
  expect((await town.get('/staff/')).view.ending).toEqual({ count: 3, more: false, days: 7 })
  const { view } = await liuxi.get('/staff/retention')
  expect(ids(view)).toEqual([
    [today, [records[2]?.id]],
    [addDays(today, 6), [first?.id]],
  ])
  expect(JSON.stringify(view)).not.toContain('10000000010')
  expect(ids((await town.get('/staff/retention?village=dawan')).view)).toEqual([[addDays(today, 6), [neighbour?.id]]])
  const line = await env.DB.prepare("SELECT detail FROM audit WHERE act = 'list' ORDER BY seq DESC LIMIT 1").first()
  expect(line).toEqual({ detail: '1 dawan ending' })
})

it('whose observation is extended leaves the list, and reads the new day', async () => {
  expect(await mine(first?.reference)).toBe(addDays(today, 6))
  await extend(first?.id, addDays(soon, 20))
  // Until the timer has computed it, neither list nor page says a day that is no longer true.
  expect(await mine(first?.reference)).toBeUndefined()
  expect((await liuxi.get('/staff/')).view.ending.count).toBe(1)
  await settleMarked(env.DB, 10)
  expect(await mine(first?.reference)).toBe(addDays(soon, 20 + 30))
  expect((await liuxi.get('/staff/')).view.ending.count).toBe(1)
})

it('who sees no household is told nothing', async () => {
  expect((await (await seated('auditor')).get('/staff/')).view.ending).toBeUndefined()
})
