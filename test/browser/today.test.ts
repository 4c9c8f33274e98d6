/** From what waits to the one who waits, scripts off at 360 px: the first page, a list, its filters, a record, and back. */
import { rmSync } from 'node:fs'
import { brotliCompressSync } from 'node:zlib'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { addDays, dayAt } from '../../functions/clock.ts'
import { complaints } from '../support/axe.ts'
import { fill, openChromium, phone } from '../support/chromium.ts'
import { newPlace, type Running, start } from '../support/process.ts'
import { encoded, looked, typed } from '../support/typed.ts'

const place = newPlace()
const today = dayAt(Date.now())
const texts: string[] = []
const found: Record<string, string[]> = {}
let [server, browser]: [Running?, Browser?] = []
let url = ''
let [town, cadre]: [Page?, Page?] = []

async function newPhone(more = {}): Promise<Page> {
  const context = await browser?.newContext({ ...phone, javaScriptEnabled: false, ...more })
  if (!context) throw new Error('no browser')
  const page = await context.newPage()
  page.on('response', async (answer) => {
    if (new URL(answer.url()).pathname.startsWith('/staff')) texts.push(await answer.text().catch(() => ''))
  })
  return page
}
function at(page: Page | undefined): Page {
  if (!page) throw new Error('nobody is at the desk')
  return page
}
const main = (page = cadre) => at(page).locator('main').innerText()
const names = () => at(cadre).locator('.ledger strong').allInnerTexts()
const go = (name: string) => at(cadre).locator('main').getByRole('link', { name, exact: true }).click()

/** What the page that is open looks like to axe, a thumb and an old eye; on the narrowest phone nothing runs out of it. */
async function judge(name: string, page = cadre): Promise<void> {
  const seen = await newPhone({ javaScriptEnabled: true, bypassCSP: true })
  await seen.setContent(await at(page).content())
  await seen.evaluate(() => {
    for (const each of document.querySelectorAll('details')) each.open = true
  })
  found[name] = await complaints(seen)
  await seen.setViewportSize({ width: 320, height: 640 })
  const width = await seen.evaluate(() => document.documentElement.scrollWidth)
  if (width > 320) found[name]?.push(`${width} px wide at 320`)
  await seen.context().close()
}

async function enrol(page: Page, code: string): Promise<void> {
  await page.goto(`${url}/staff/enrol`)
  await fill(page, { code: [code], pin: ['749318'], again: ['749318'] })
  await page.getByRole('button', { name: '开通这台设备' }).click()
}

async function register(raw: Record<string, string[]>): Promise<void> {
  const send = async (path: string, body: Record<string, string[]>) =>
    (await fetch(url + path, { method: 'POST', body: encoded(body) })).text()
  const token = /name="token" value="([^"]+)"/.exec(await send('/forms/returnee/check', raw))?.[1] ?? ''
  await looked()
  await send('/forms/returnee/keep', { ...raw, token: [token] })
}

beforeAll(async () => {
  server = await start(place)
  url = server.url.replace('127.0.0.1', 'localhost')
  browser = await openChromium()
  ;[town, cadre] = [await newPhone(), await newPhone()]
  await enrol(town, /\/staff\/enrol#(\S+)/.exec(server.said())?.[1] ?? '')
  await town.goto(`${url}/staff/people`)
  await fill(town, { name: ['王示例'], role: ['village'], villages: ['liuxi'] })
  await town.locator('form[action="/staff/people/invite"] button').click()
  await enrol(cadre, (await town.locator('.hero.code').innerText()).replace(/\s/g, '-'))
  await register({ ...typed(), name: ['欧阳示例'], phone: ['10000006789'], arrival: [today] })
  await register({ ...typed(), name: ['诸葛示例'], phone: ['10000004321'], arrival: [addDays(today, 1)] })
  await register({ ...typed(), name: ['司马示例'], phone: ['10000001234'], 'home.village': ['dawan'] })
})
afterAll(async () => {
  await browser?.close()
  await server?.stop()
  rmSync(place.folder, { recursive: true })
})

it('says what waits, and what does not; each number leads to its list and back', async () => {
  await at(cadre).goto(`${url}/staff/`)
  expect(await main()).toMatch(
    /2\s*待核实[\s\S]*1\s*今天到[\s\S]*1\s*明天到[\s\S]*0\s*我包的户、没联系上、已核实未办结/,
  )
  await judge('home')
  await go('1 今天到')
  expect(await names()).toEqual(['欧***'])
  expect(await main()).toContain('只看今天到家的。')
  await judge('today')
  await at(cadre).getByRole('link', { name: '今日', exact: true }).click()
  expect(await at(cadre).locator('h1').innerText()).toBe('今日工作台')
})

it('goes day by day, is narrowed and widened again, and leads to a record and back', async () => {
  await go('2 待核实')
  expect(await at(cadre).locator('.day').allInnerTexts()).toEqual([
    expect.stringMatching(/到家，今天$/),
    expect.stringMatching(/到家，明天$/),
  ])
  expect(await names()).toEqual(['欧***', '诸***'])
  await go('明天到')
  expect(await names()).toEqual(['诸***'])
  expect(await at(cadre).locator('.ways [aria-current]').innerText()).toBe('明天到')
  await go('不筛了')
  await at(cadre).locator('summary', { hasText: '按日期找' }).click()
  await fill(at(cadre), { source: ['paper'], from: [today] })
  await at(cadre).getByRole('button', { name: '按这些看' }).click()
  expect(await main()).toContain('没有等着核实的。')
  await judge('nobody')
  await go('不筛了')
  await judge('list')
  await at(cadre).locator('.ledger a').first().click()
  expect(await at(cadre).locator('h1').innerText()).toContain('号尾')
  await judge('record')
  await go('回到台账')
  expect(await names()).toEqual(['欧***', '诸***'])
})

it('has all rooms within two lines of links, and the rare ones on the first page', async () => {
  for (const page of [at(town), at(cadre)]) {
    await page.goto(`${url}/staff/`)
    expect((await page.locator('.head nav').boundingBox())?.height).toBeLessThanOrEqual(100)
    for (const { href, words } of [
      { href: '/staff/requests', words: '本人的要求' },
      { href: '/staff/exports', words: '导出' },
      { href: '/staff/devices', words: '我的设备' },
    ])
      expect(await page.locator('.doors').getByRole('link', { name: words }).getAttribute('href')).toBe(href)
  }
  await judge('home of the town', town)
  expect(await main(town)).toMatch(/每个村[\s\S]*大湾村\s+1/)
})

it('every page suits axe, a thumb and an old eye, and is at most 20 KB', () => {
  expect(found).toEqual(Object.fromEntries(Object.keys(found).map((name) => [name, []])))
  expect(Object.keys(found).length).toBe(6)
  expect(Math.max(...texts.map((text) => brotliCompressSync(text).byteLength))).toBeLessThan(20_000)
})
