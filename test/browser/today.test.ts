/** From what waits to the one who waits, scripts off at 360 px: the first page, a list, its filters, a record, and back. */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { addDays, dayAt } from '#platform/clock.ts'
import { complaintsAbout, none } from '../support/axe.ts'
import { fill, main, press } from '../support/chromium.ts'
import { type Desk, openDesk } from '../support/open-desk.ts'
import { heaviest } from '../support/phones.ts'

const today = dayAt(Date.now())
const found: Record<string, string[]> = {}
let desk: Desk
let cadre: Page
const names = () => cadre.locator('.ledger a > strong:first-child').allInnerTexts()
const go = (name: string) => cadre.locator('main').getByRole('link', { name, exact: true }).click()

beforeAll(async () => {
  desk = await openDesk()
  cadre = await desk.invite('village', '王示例')
  await desk.register({ name: ['欧阳示例'], phone: ['10000006789'], arrival: [today] })
  await desk.register({ name: ['诸葛示例'], phone: ['10000004321'], arrival: [addDays(today, 1)] })
  await desk.register({ name: ['司马示例'], phone: ['10000001234'], 'home.village': ['dawan'] })
})
afterAll(() => desk.close())

it('says what waits, and what does not; each number leads to its list and back', async () => {
  await cadre.goto(`${desk.url}/staff/`)
  expect(await main(cadre)).toMatch(
    /2\s*待核实[\s\S]*1\s*今天到[\s\S]*1\s*明天到[\s\S]*0\s*我包的户、没联系上、已核实未办结/,
  )
  found['home'] = await complaintsAbout(cadre)
  await go('1 今天到')
  expect(await names()).toEqual(['欧***'])
  expect(await main(cadre)).toContain('只看今天到家的。')
  found['today'] = await complaintsAbout(cadre)
  await cadre.getByRole('link', { name: '今日', exact: true }).click()
  expect(await cadre.locator('h1').innerText()).toBe('今日工作台')
})

it('goes day by day, is narrowed and widened again, and leads to a record and back', async () => {
  await go('2 待核实')
  expect(await cadre.locator('.day').allInnerTexts()).toEqual([
    expect.stringMatching(/到家，今天$/),
    expect.stringMatching(/到家，明天$/),
  ])
  expect(await names()).toEqual(['欧***', '诸***'])
  await go('明天到')
  expect(await names()).toEqual(['诸***'])
  expect(await cadre.locator('.ways [aria-current]').innerText()).toBe('明天到')
  await go('不筛了')
  await cadre.locator('summary', { hasText: '按日期找' }).click()
  await fill(cadre, { source: ['paper'], from: [today] })
  await press(cadre, '按这些看')
  expect(await main(cadre)).toContain('没有等着核实的。')
  found['nobody'] = await complaintsAbout(cadre)
  await go('不筛了')
  found['list'] = await complaintsAbout(cadre)
  await cadre.locator('.ledger a').first().click()
  expect(await cadre.locator('h1').innerText()).toContain('号尾')
  found['record'] = await complaintsAbout(cadre)
  await go('回到台账')
  expect(await names()).toEqual(['欧***', '诸***'])
})

it('has all rooms within two lines of links, and the rare ones on the first page', async () => {
  for (const page of [desk.town, cadre]) {
    await page.goto(`${desk.url}/staff/`)
    expect((await page.locator('.head nav').boundingBox())?.height).toBeLessThanOrEqual(100)
    for (const { href, words } of [
      { href: '/staff/requests', words: '本人的要求' },
      { href: '/staff/exports', words: '导出' },
      { href: '/staff/devices', words: '我的设备' },
    ])
      expect(await page.locator('.doors').getByRole('link', { name: words }).getAttribute('href')).toBe(href)
  }
  found['home of the town'] = await complaintsAbout(desk.town)
  expect(await main(desk.town)).toMatch(/每个村[\s\S]*大湾村\s+1/)
})

it('every page suits axe, a thumb and an old eye, and is at most 20 KB', () => {
  expect(found).toEqual(none(found))
  expect(Object.keys(found).length).toBe(6)
  expect(heaviest(desk.shown('/staff'))).toBeLessThan(20_000)
})
