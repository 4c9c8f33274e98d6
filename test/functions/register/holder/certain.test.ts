/** What the village vouched for is not its holder's to change: a correction of it is refused with a sentence, and keeps what was typed. */
import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { addDays, dayAt } from '#platform/clock.ts'
import { post } from '#test/support/app.ts'
import { corrected, family, opened } from '#test/support/observed.ts'
import { seated } from '#test/support/seated.ts'
import { typed } from '#test/support/typed.ts'

const today = dayAt(Date.now())
const village = await seated('village', 'liuxi')
const clinic = await seated('clinic')
const asked = expect.stringContaining('请打村里电话')
const row = (id: string) => env.DB.prepare('SELECT * FROM submission WHERE id = ?1').bind(id).first()

/** A family that the village called and found right; corrected since, so that it waits to be looked at again. */
async function vouched() {
  const one = await family()
  await village.post(`/staff/records/${one.id}/verify`, { seen: '1' })
  expect((await corrected(one, { transport: ['car'] })).view.corrected).toBe(true)
  expect(await row(one.id)).toMatchObject({ stage: 'registered', vouched: 1 })
  return one
}
const tell = async (one: Awaited<ReturnType<typeof family>>, said: Record<string, string[]>) => {
  const { pass } = await opened(one)
  return post('/my/check', { ...typed(), ...said, pass: [pass] })
}

describe('after the village verified', () => {
  it.each<[string, Record<string, string[]>]>([
    ['arrival', { arrival: [addDays(today, -14)] }],
    ['home', { 'home.village': ['dawan'] }],
    ['name', { name: ['李示例'] }],
    ['family', { 'family.0.name': ['王另例'] }],
    ['family', { 'family.1.name': ['王另例'], 'family.1.relation': ['other'], 'family.1.age': ['adult'] }],
    ['family', { 'family.0.name': [], 'family.0.relation': [], 'family.0.age': [] }],
  ])('%s stays, and the page keeps what was typed: %j', async (field, said) => {
    const one = await vouched()
    const before = await row(one.id)
    const { status, view } = await tell(one, said)
    expect([status, view.page, view.errors]).toEqual([422, 'questions', { [field]: asked }])
    for (const [name, [value]] of Object.entries(said)) expect(view.raw[name]?.[0] || undefined).toBe(value)
    // Nor by a page from before it was verified.
    expect((await corrected(one, { ...said, trip: ['K1'] })).status).not.toBe(200)
    expect(await row(one.id)).toEqual(before)
  })
  it('what else was said may be corrected, and a name be written in another way', async () => {
    const one = await vouched()
    const said = { name: ['张 示例'], trip: ['G1'], 'home.group': ['2'] }
    expect((await corrected(one, said)).view.corrected).toBe(true)
  })
})

it('what the desk decided about days holds them too, without a call', async () => {
  const one = await family()
  expect((await tell(one, { arrival: [addDays(today, -2)] })).view.page).toBe('check')
  const { view } = await clinic.get(`/staff/watch/${one.id}`)
  const decision = { key: view.key, seen: view.seen, kind: 'close', reason: 'mistake' }
  expect((await clinic.post(`/staff/watch/${one.id}/end`, decision)).view.result).toBe('decided')
  expect((await tell(one, { arrival: [addDays(today, -2)] })).view.errors).toEqual({ arrival: asked })
})

it('a page that was looked at before somebody verified is not kept after it', async () => {
  const one = await family()
  const { pass } = await opened(one)
  const raw = { ...typed(), arrival: [addDays(today, -14)], pass: [pass] }
  const { view } = await post('/my/check', raw)
  await village.post(`/staff/records/${one.id}/verify`, { seen: '1' })
  const late = await post('/my/keep', { ...raw, seen: ['1'], token: [view.token] })
  expect([late.status, late.view.errors]).toEqual([422, { arrival: asked }])
  expect(await row(one.id)).toMatchObject({ revision: 1, arrival: today })
})
