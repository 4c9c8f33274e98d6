import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { addDays, dayAt } from '#platform/clock.ts'
import { registered, type Seated, seated } from '#test/support/seated.ts'

const today = dayAt(Date.now())
const town = await seated('town')
const liuxi = await seated('village', 'liuxi')
const [one, two] = await registered(
  { arrival: today, phone: '10000000001' },
  { arrival: addDays(today, 1), phone: '10000000002' },
  { arrival: today, phone: '10000000003', 'home.village': 'dawan' },
)

interface Shown {
  what: string
  count: number
  more: boolean
  href: string
}
const counts = (waits: Shown[]) => Object.fromEntries(waits.map(({ what, count }) => [what, count]))

describe('the first page of the desk', () => {
  it('counts what waits, and each number is the length of its list', async () => {
    await liuxi.post(`/staff/records/${one?.id}/contact`, { outcome: 'no-answer', call: 'a'.repeat(22) })
    await liuxi.post(`/staff/records/${two?.id}/verify`, { seen: '1' })
    const { view } = await liuxi.get('/staff/')
    expect([view.page, view.day]).toEqual(['today', today])
    expect(counts(view.forms[0].waits)).toEqual({
      ...{ registered: 1, today: 1, tomorrow: 1, mine: 0, unreached: 1, verified: 1 },
    })
    const whole = (await town.get('/staff/')).view
    expect(counts(whole.forms[0].waits)).toEqual({ registered: 2, today: 2, tomorrow: 1, unreached: 1, verified: 1 })
    for (const { waits, villages } of [...view.forms, ...whole.forms])
      for (const { count, href } of [...waits, ...villages.flatMap(({ waits }: { waits: Shown[] }) => waits)])
        expect([href, (await (waits === view.forms[0].waits ? liuxi : town).get(href)).view.lines.length]).toEqual([
          href,
          count,
        ])
  })
  it('forgets that nobody was reached once somebody is', async () => {
    await liuxi.post(`/staff/records/${one?.id}/contact`, { outcome: 'reached', call: 'b'.repeat(22) })
    expect(counts((await liuxi.get('/staff/')).view.forms[0].waits)).toMatchObject({ registered: 1, unreached: 0 })
  })
  it('stops counting days at thirty, and says so', async () => {
    const sql = `INSERT INTO submission (id, token, form, version, village, people, source, arrival, reference_index, phone_index, sealed, received_at, changed_at)
      VALUES (?1, ?1, 'returnee', 1, 'shiqiao', 1, 'self', ?2, ?1, ?1, x'00', 1, 1)`
    await env.DB.batch(Array.from({ length: 60 }, (_, n) => env.DB.prepare(sql).bind(`many-${n}`, today)))
    const [returnees] = (await town.get('/staff/')).view.forms
    expect(returnees.waits).toContainEqual(expect.objectContaining({ what: 'today', count: 30, more: true }))
    expect(returnees.waits).toContainEqual(expect.objectContaining({ what: 'registered', count: 62, more: false }))
  })
  it('tells the town, and nobody else, who came near the quota', async () => {
    const desk = await seated('village', 'shiqiao')
    const [, , three] = await registered({}, {}, { 'home.village': 'shiqiao', phone: '10000000009' })
    for (let press = 1; press <= 24; press += 1)
      await desk.post(`/staff/records/${three?.id}/reveal`, { reason: 'visit' })
    expect((await town.get('/staff/')).view.alarms).toEqual([
      { at: expect.any(Number), name: '王示例', role: 'village', villages: ['shiqiao'], within: 'hour', count: 24 },
    ])
    for (const other of [desk, await seated('clinic')]) expect((await other.get('/staff/')).view.alarms).toEqual([])
  })
  it('counts the requests that wait, for who may answer them', async () => {
    await env.DB.prepare(
      `INSERT INTO entry (id, number, submission, book, village, kind, step, waits, made_at, due)
       SELECT 'r', 'r', id, 'requests', village, 'copy', 'open', 1, 1, '2026-01-01' FROM submission WHERE id = ?1`,
    )
      .bind(one?.id)
      .run()
    const seen = async (desk: Seated) =>
      (await desk.get('/staff/')).view.books.find(({ slug }: { slug: string }) => slug === 'requests')
    const none = { slug: 'requests', title: '本人的要求', waiting: 0, more: false, overdue: 0, oldest: null }
    for (const desk of [town, liuxi]) expect(await seen(desk)).toEqual({ ...none, waiting: 1, overdue: 1, oldest: 1 })
    expect(await seen(await seated('village', 'songling'))).toEqual(none)
    expect(await seen(await seated('clinic'))).toBeUndefined()
  })
  it('shows each role what it may do, and nobody a number that is not theirs', async () => {
    const clinic = (await (await seated('clinic')).get('/staff/')).view
    expect(clinic.forms[0].waits.map(({ what }: Shown) => what)).toEqual(['today', 'tomorrow'])
    for (const role of ['publicity', 'checkpoint', 'auditor'] as const)
      expect((await (await seated(role)).get('/staff/')).view).toMatchObject({ page: 'today', forms: [] })
    const songling = (await (await seated('village', 'songling')).get('/staff/')).view
    expect(songling.forms[0].waits.every(({ count }: Shown) => count === 0)).toBe(true)
  })
})
