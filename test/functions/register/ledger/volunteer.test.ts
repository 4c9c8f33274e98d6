/** Who offers help and should stay at home shows so to the desk, and to nobody else. */
import { env } from 'cloudflare:workers'
import { expect, it } from 'vitest'
import { addDays, dayAt } from '#platform/clock.ts'
import { post } from '#test/support/app.ts'
import { looked } from '#test/support/clock.ts'
import { registered, seated } from '#test/support/seated.ts'
import { typed } from '#test/support/typed.ts'

const today = dayAt(Date.now())
const liuxi = await seated('village', 'liuxi')

async function volunteer(name: string, phone: string) {
  const raw = { ...typed('volunteer'), name: [name], phone: [phone] }
  const { view } = await post('/forms/volunteer/check', raw)
  looked()
  const kept = await post('/forms/volunteer/keep', { ...raw, token: [view.token] })
  const { view: own } = await post('/my/open', { reference: [kept.view.reference], tail: [phone.slice(-4)] })
  return { id: String(own.pass).slice(0, 22), said: [view, kept.view, own].map((each) => Object.keys(each)) }
}
const page = async (id: string) => (await liuxi.get(`/staff/records/${id}`)).view.atHome

it('at the record, by name in the village, only while it lasts', async () => {
  const [home] = await registered(
    { name: '丙一示例', phone: '10000009101', arrival: today },
    { name: '丙二示例', phone: '10000009102', arrival: addDays(today, 3) },
    { name: '丙三示例', phone: '10000009103', arrival: today, 'home.village': 'dawan' },
  )
  const free = await volunteer('丙四示例', '10000009104')
  const [named, planned, other] = [
    await volunteer('丙一示例', '10000009999'),
    await volunteer('丙二示例', '10000009102'),
    await volunteer('丙三示例', '10000009998'),
  ]
  const all = [free, named, planned, other]
  const shown = await Promise.all(all.map(({ id }) => page(id)))
  expect(shown).toEqual([false, true, false, false])
  // Strangers and volunteers themselves are told the same.
  expect(named.said).toEqual(free.said)
  await env.DB.prepare("INSERT INTO watch (submission, village, people, state) VALUES (?1, 'liuxi', 1, 'over')")
    .bind(home?.id)
    .run()
  expect(await page(named.id)).toBe(false)
})
