import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import type { Staff } from '#platform/principal.ts'
import { alarmsOf } from '#register/ledger/store/alarms.ts'
import { registered, seated } from '#test/support/seated.ts'

type Kept = { id: string; reference: string }
const [kept, elsewhere] = (await registered(
  { name: '欧阳示例', phone: '10000006789' },
  { name: '司马示例', phone: '10000004321', 'home.village': 'dawan' },
)) as [Kept, Kept]
const town: Staff = { id: 'town', name: '', role: 'town', villages: 'all' }
const reveal = (desk: Awaited<ReturnType<typeof seated>>, { id } = kept) =>
  desk.post(`/staff/records/${id}/reveal`, { reason: 'visit' })
const alarms = async (actor: string) =>
  (await alarmsOf(env.DB, town, Date.now())).filter((alarm) => alarm.actor === actor).map(({ detail }) => detail)

describe('the alarm', () => {
  it('is raised once, at the 24th reveal of an hour, and told to the person', async () => {
    const desk = await seated('village', 'liuxi')
    for (let press = 1; press <= 23; press += 1) expect((await reveal(desk)).view.revealed.often).toEqual({})
    expect(await alarms(desk.id)).toEqual([])
    // What is not theirs counts for nothing, on either side of the mark.
    expect((await reveal(desk, elsewhere)).view.revealed).toBeUndefined()
    expect(await alarms(desk.id)).toEqual([])
    expect((await reveal(desk)).view.revealed.often).toEqual({ hour: 24 })
    await reveal(desk, elsewhere)
    expect((await reveal(desk)).view.revealed.often).toEqual({ hour: 25 })
    expect(await alarms(desk.id)).toEqual(['hour 24'])
  })
  it('is raised for the hour and for the day, also where both come with one reveal', async () => {
    const desk = await seated('village', 'liuxi')
    await env.DB.prepare('DELETE FROM throttle').run()
    await reveal(desk)
    await env.DB.prepare('UPDATE throttle SET tries = iif(until = (SELECT max(until) FROM throttle), 79, 23)').run()
    expect((await reveal(desk)).view.revealed.often).toEqual({ hour: 24, day: 80 })
    expect((await alarms(desk.id)).sort()).toEqual(['day 80', 'hour 24'])
    const macs = await env.DB.prepare("SELECT mac FROM audit WHERE act = 'alarm' AND actor = ?1").bind(desk.id).all()
    expect(macs.results.every(({ mac }) => /^[\w-]{43}$/.test(String(mac)))).toBe(true)
  })
  it('is heard by the town only, for a day, over its index', async () => {
    expect(await alarmsOf(env.DB, { ...town, role: 'clinic' }, Date.now())).toEqual([])
    expect(await alarmsOf(env.DB, town, Date.now() + 25 * 3_600_000)).toEqual([])
    const [first] = await alarmsOf(env.DB, town, Date.now())
    expect(first).toMatchObject({ at: expect.any(Number), villages: 'liuxi', detail: expect.any(String) })
    const plan = await env.DB.prepare(
      "EXPLAIN QUERY PLAN SELECT at FROM audit WHERE act = 'alarm' AND at > 1 ORDER BY at DESC",
    ).all()
    expect(JSON.stringify(plan.results)).toContain('audit_alarm')
  })
})
