import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { registered, type Seated, seated } from '#test/support/seated.ts'

const one = await seated('village', 'liuxi', 'dawan')
const two = await seated('village', 'liuxi')
const foreign = await seated('village', 'dawan')
const town = await seated('town')
const [kept] = (await registered({ name: '欧阳示例', phone: '10000006789' })) as [{ id: string; reference: string }]
const path = `/staff/records/${kept.id}`
const assign = (desk: Seated, assignee: string, seen = '') => desk.post(`${path}/assign`, { assignee, seen })
const assignee = () => env.DB.prepare('SELECT assignee FROM submission WHERE id = ?1').bind(kept.id).first('assignee')
const noted = async () =>
  (await env.DB.prepare("SELECT detail FROM audit WHERE record = ?1 AND act = 'assign'").bind(kept.id).all()).results

describe('who answers for a household', () => {
  it('is one of the village’s own cadres, chosen by name', async () => {
    const { view } = await two.get(path)
    expect(view.keepers.map(({ id }: { id: string }) => id).sort()).toEqual([one.id, two.id].sort())
    expect(view.keepers[0].name).toBe('王示例')
    const done = await assign(two, one.id)
    expect([done.status, done.view.result, done.view.assigned]).toEqual([200, 'assign', one.id])
    expect((await assign(two, one.id)).view.result).toBe('assign')
    expect(await noted()).toEqual([{ detail: one.id }])
  })
  it('who was seen is not who stands there: nothing is done, and it says who chose whom', async () => {
    const late = await assign(town, two.id)
    expect([late.status, late.view.result, late.view.chosen, late.view.assigned]).toEqual([
      409,
      'changed',
      two.id,
      one.id,
    ])
    expect(late.view.by).toMatchObject({ act: 'assign', name: '王示例', villages: ['liuxi'] })
    expect(await assignee()).toBe(one.id)
  })
  it('is nobody of another village or role, or nobody at all', async () => {
    for (const id of [foreign.id, town.id, 'nobody'])
      expect((await assign(two, id, one.id)).view).toMatchObject({ status: 422, result: 'nobody' })
    expect((await assign(foreign, foreign.id, one.id)).status).toBe(404)
    expect(await assignee()).toBe(one.id)
    expect((await assign(two, '', one.id)).view).toMatchObject({ result: 'assign', assigned: '' })
    expect(await assignee()).toBeNull()
  })
  it('counts no longer once revoked, and may be followed by another', async () => {
    await assign(two, one.id)
    await town.post('/staff/people/revoke', { id: one.id, sure: 'yes' })
    const { view } = await two.get(path)
    expect(view.keepers.map(({ id }: { id: string }) => id)).toEqual([two.id])
    expect((await assign(two, two.id, view.assigned)).view).toMatchObject({ result: 'assign', assigned: two.id })
  })
  it('is named to who may not choose, and nobody else is', async () => {
    const clinic = await seated('clinic')
    expect((await clinic.get(path)).view.keepers).toEqual([{ id: two.id, name: '王示例' }])
    expect((await assign(clinic, '', two.id)).status).toBe(403)
  })
})
