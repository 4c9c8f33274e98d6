/** The fourteen days at the desk, scripts off at 360 px: who is missing, a call, a value for somebody else, a decision, the closing visit. */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { addDays, dayAt } from '#platform/clock.ts'
import { complaintsAbout } from '../support/axe.ts'
import { fill, main, press } from '../support/chromium.ts'
import { type Desk, openDesk } from '../support/open-desk.ts'

const today = dayAt(Date.now())
let desk: Desk
let cadre: Page
let clinic: Page
let over = ''

beforeAll(async () => {
  desk = await openDesk()
  cadre = await desk.invite('village', '示例人员')
  clinic = await desk.invite('clinic', '示例人员')
  await desk.register({ name: ['欧阳示例'], phone: ['10000006789'], arrival: [addDays(today, -3)] })
  await desk.register({ name: ['诸葛示例'], phone: ['10000004321'], arrival: [addDays(today, -14)] })
})
afterAll(() => desk.close())

it('says at a glance how many are missing, for how long there is time, and has words for the group', async () => {
  await cadre.goto(`${desk.url}/staff/`)
  await cadre.getByRole('link', { name: '体温' }).first().click()
  expect((await main(cadre)).replace(/\s+/g, '')).toContain('应报2户4人已报0户未报2户异常0条')
  expect.soft(await complaintsAbout(cadre)).toEqual([])
  await cadre.getByRole('link', { name: '看谁还没报' }).click()
  const list = await main(cadre)
  expect(list.indexOf('诸***')).toBeLessThan(list.indexOf('欧***'))
  const words = await cadre.locator('textarea').inputValue()
  expect(words).toMatch(/柳溪村的各位.*还有 2 户没报.*\/tw .*0000-0000011/)
  expect(words).not.toMatch(/\*/)
  expect.soft(await complaintsAbout(cadre)).toEqual([])
})

it('calls, notes what came of it with one tap, and is back where the list stood', async () => {
  await press(cadre, /^打电话\s*给 欧/)
  expect(await cadre.locator('a[href^="tel:"]').getAttribute('href')).toBe('tel:10000006789')
  expect(await cadre.content()).not.toContain('欧阳')
  expect.soft(await complaintsAbout(cadre)).toEqual([])
  await press(cadre, '没人接')
  expect(cadre.url()).toMatch(/\/staff\/watch\/chase\?village=liuxi&whose=all#r-[\w-]{22}$/)
  expect(await main(cadre)).toContain('没人接')
})

it('enters what was said on the phone; the household leaves the list', async () => {
  await press(cadre, /^打电话\s*给 欧/)
  await press(cadre, '电话里问到了，帮他家填')
  expect.soft(await complaintsAbout(cadre)).toEqual([])
  await fill(cadre, { 'p0.temperature': ['36.5'], 'p1.temperature': ['3.65'], well: ['yes'] })
  await press(cadre, /^报今天.*的体温$/)
  expect(await cadre.title()).toMatch(/^有误/)
  // The sample's family is two.
  expect(await cadre.locator('.wrong a').allTextContents()).toEqual([expect.stringMatching(/^\S+ .\*+：/)])
  expect(await cadre.locator('[name="p0.temperature"]').inputValue()).toBe('36.5')
  await fill(cadre, { 'p1.temperature': ['36.6'] })
  await press(cadre, /^报今天.*的体温$/)
  expect(await main(cadre)).toContain('体温记好了')
  expect.soft(await complaintsAbout(cadre)).toEqual([])
  await cadre.goto(`${desk.url}/staff/watch/chase`)
  expect(await main(cadre)).not.toContain('欧***')
})

it('lengthens an observation for a reason', async () => {
  await cadre.locator('.silent a').first().click()
  await cadre.locator('summary', { hasText: '改安排' }).click()
  await press(cadre, '改')
  expect(await main(cadre)).toContain('请选要怎么办')
  await cadre.getByLabel('延长到下面选的那一天').check()
  await cadre.locator('form[action$="/change"] [name="person"]').selectOption('1')
  await press(cadre, '改')
  expect(await main(cadre)).toContain('日期不对')
  await cadre.locator('[name="day"]').fill(addDays(today, 2))
  await cadre.locator('form[action$="/change"] [name="reason"]').selectOption('contact')
  await press(cadre, '改')
  const page = await main(cadre)
  expect(page).toContain('改好了')
  expect(page).toMatch(/延长到.*又接触了有风险的人/)
})

it('lets the clinic close on the last day whoever is well, and leaves who was given longer', async () => {
  await clinic.goto(`${desk.url}/staff/watch`)
  expect.soft(await complaintsAbout(clinic)).toEqual([])
  await clinic.getByRole('link', { name: '该结束观察的 1 户' }).click()
  expect.soft(await complaintsAbout(clinic)).toEqual([])
  await clinic.locator('.ledger a').click()
  await press(clinic, '记上门')
  await fill(clinic, { 'p0.temperature': ['36.4'], well: ['yes'] })
  await press(clinic, '记下来，都好就结束观察')
  const page = await main(clinic)
  expect(page).toContain('看过了，观察结束了')
  expect(page).toMatch(/结束了[\s\S]*观察中，延长过/)
  over = clinic.url().split('?')[0] ?? ''
  await clinic.getByRole('link', { name: '打印解除观察证明' }).click()
  expect(await clinic.getByRole('button', { name: '解除观察证明' }).count()).toBe(1)
  await clinic.goto(`${desk.url}/staff/watch/closing?village=liuxi`)
  expect(await main(clinic)).toContain('今天没有到期的')
})

it('leads to the observation of a family that is in no list, from its record', async () => {
  await cadre.goto(over)
  await cadre.getByRole('link', { name: '看这份登记' }).click()
  await cadre.getByRole('link', { name: '体温和观察期' }).click()
  expect(`${cadre.url()}/visit`).toBe(over)
})

it('begins anew for the one who was done, and not for the whole family while the other is observed', async () => {
  await cadre.goto(over)
  await cadre.locator('summary', { hasText: '改安排' }).click()
  await cadre.getByLabel('重新观察，从下面选的那一天算起').check()
  await cadre.locator('[name="day"]').fill(today)
  await cadre.locator('form[action$="/change"] [name="reason"]').selectOption('back')
  await press(cadre, '改')
  expect(await main(cadre)).toContain('这个人现在不能这样改')
  expect.soft(await complaintsAbout(cadre)).toEqual([])
  await cadre.locator('form[action$="/change"] [name="person"]').selectOption('0')
  await press(cadre, '改')
  const page = await main(cadre)
  expect(page).toContain('改好了')
  expect(page).toMatch(/重新观察，从.*算起.*回来了/)
})

it('leaves nobody in an address, and no page is heavy', () => {
  expect(desk.addresses.filter((address) => /1000000|%E6%AC%A7|欧/.test(address))).toEqual([])
  const heavy = desk.shown('/staff/watch').filter(({ text }) => Buffer.byteLength(text) > 40_000)
  expect(heavy.map(({ path }) => path)).toEqual([])
})
