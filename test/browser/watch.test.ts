/** The fourteen days at the desk, scripts off at 360 px: who is missing, a call, a value for somebody else, a decision, the closing visit. */
import { rmSync } from 'node:fs'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { addDays, dayAt } from '../../functions/clock.ts'
import { complaints } from '../support/axe.ts'
import { fill, openChromium, phone } from '../support/chromium.ts'
import { newPlace, type Running, start } from '../support/process.ts'
import { encoded, looked, typed } from '../support/typed.ts'

const place = newPlace()
const today = dayAt(Date.now())
let [server, browser]: [Running?, Browser?] = []
let url = ''
let [town, cadre, clinic]: [Page?, Page?, Page?] = []
const [addresses, heavy]: [string[], string[]] = [[], []]

async function newPhone(more = {}): Promise<Page> {
  const context = await browser?.newContext({ ...phone, javaScriptEnabled: false, ...more })
  if (!context) throw new Error('no browser')
  const page = await context.newPage()
  page.on('request', (request) => addresses.push(request.url()))
  page.on('response', async (answer) => {
    const { length } = await answer.body().catch(() => '')
    if (new URL(answer.url()).pathname.startsWith('/staff/watch') && length > 40_000) heavy.push(answer.url())
  })
  return page
}
function at(page: Page | undefined): Page {
  if (!page) throw new Error('nobody is at the desk')
  return page
}
const press = (page: Page | undefined, name: string | RegExp) => at(page).getByRole('button', { name }).click()
const main = (page: Page | undefined) => at(page).locator('main').innerText()

/** The same page with scripts on, only for what axe has to ask. */
async function complaintsAbout(page: Page | undefined): Promise<string[]> {
  const context = await browser?.newContext({ ...phone, storageState: await at(page).context().storageState() })
  const other = await context?.newPage()
  await other?.setContent(await at(page).content())
  const said = other ? await complaints(other) : ['no page']
  await context?.close()
  return said
}

async function enrol(page: Page, code: string): Promise<void> {
  await page.goto(`${url}/staff/enrol`)
  await fill(page, { code: [code], pin: ['749318'], again: ['749318'] })
  await page.getByRole('button', { name: '开通这台设备' }).click()
}
async function invite(role: string, villages: string[]): Promise<Page> {
  const page = await newPhone()
  await at(town).goto(`${url}/staff/people`)
  await fill(at(town), { name: ['示例人员'], role: [role], ...(villages.length > 0 ? { villages } : {}) })
  await at(town).locator('form[action="/staff/people/invite"] button').click()
  await enrol(page, (await at(town).locator('.hero.code').innerText()).replace(/\s/g, '-'))
  return page
}
async function register(daysAgo: number, name: string, number: string): Promise<void> {
  const raw = { ...typed(), name: [name], phone: [number], arrival: [addDays(today, -daysAgo)] }
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
  town = await newPhone()
  await enrol(town, /\/staff\/enrol#(\S+)/.exec(server.said())?.[1] ?? '')
  ;[cadre, clinic] = [await invite('village', ['liuxi']), await invite('clinic', [])]
  await register(3, '欧阳示例', '10000006789')
  await register(14, '诸葛示例', '10000004321')
})
afterAll(async () => {
  await browser?.close()
  await server?.stop()
  rmSync(place.folder, { recursive: true })
})

it('says at a glance how many are missing, for how long there is time, and has words for the group', async () => {
  await at(cadre).goto(`${url}/staff/`)
  await at(cadre).getByRole('link', { name: '体温' }).first().click()
  expect((await main(cadre)).replace(/\s+/g, '')).toContain('应报2户4人已报0户未报2户异常0条')
  expect.soft(await complaintsAbout(cadre)).toEqual([])
  await at(cadre).getByRole('link', { name: '看谁还没报' }).click()
  const list = await main(cadre)
  expect(list.indexOf('诸***')).toBeLessThan(list.indexOf('欧***'))
  const words = await at(cadre).locator('textarea').inputValue()
  expect(words).toMatch(/柳溪村的各位.*还有 2 户没报.*\/tw .*0000-0000011/)
  expect(words).not.toMatch(/\*/)
  expect.soft(await complaintsAbout(cadre)).toEqual([])
})

it('calls, notes what came of it with one tap, and is back where the list stood', async () => {
  await press(cadre, /^打电话\s*给 欧/)
  expect(await at(cadre).locator('a[href^="tel:"]').getAttribute('href')).toBe('tel:10000006789')
  expect(await at(cadre).content()).not.toContain('欧阳')
  expect.soft(await complaintsAbout(cadre)).toEqual([])
  await press(cadre, '没人接')
  expect(at(cadre).url()).toMatch(/\/staff\/watch\/chase\?village=liuxi&whose=all#r-[\w-]{22}$/)
  expect(await main(cadre)).toContain('没人接')
})

it('enters what was said on the phone; the household leaves the list', async () => {
  await press(cadre, /^打电话\s*给 欧/)
  await press(cadre, '电话里问到了，帮他家填')
  expect.soft(await complaintsAbout(cadre)).toEqual([])
  await fill(at(cadre), { 'p0.temperature': ['36.5'], 'p1.temperature': ['3.65'], well: ['yes'] })
  await press(cadre, /^报今天.*的体温$/)
  expect(await at(cadre).title()).toMatch(/^有误/)
  expect(await at(cadre).locator('[name="p0.temperature"]').inputValue()).toBe('36.5')
  await fill(at(cadre), { 'p1.temperature': ['36.6'] })
  await press(cadre, /^报今天.*的体温$/)
  expect(await main(cadre)).toContain('体温记好了')
  expect.soft(await complaintsAbout(cadre)).toEqual([])
  await at(cadre).goto(`${url}/staff/watch/chase`)
  expect(await main(cadre)).not.toContain('欧***')
})

it('lengthens an observation for a reason', async () => {
  await at(cadre).locator('.silent a').first().click()
  await at(cadre).locator('summary', { hasText: '改安排' }).click()
  await at(cadre).getByLabel('延长到下面选的那一天').check()
  await at(cadre).locator('form[action$="/change"] [name="person"]').selectOption('1')
  await press(cadre, '改')
  expect(await main(cadre)).toContain('日期不对')
  await at(cadre).locator('[name="day"]').fill(addDays(today, 2))
  await at(cadre).locator('form[action$="/change"] [name="reason"]').selectOption('contact')
  await press(cadre, '改')
  const page = await main(cadre)
  expect(page).toContain('改好了')
  expect(page).toMatch(/延长到.*又接触了有风险的人/)
})

it('lets the clinic close on the last day whoever is well, and leaves who was given longer', async () => {
  await at(clinic).goto(`${url}/staff/watch`)
  expect.soft(await complaintsAbout(clinic)).toEqual([])
  await at(clinic).getByRole('link', { name: '该结束观察的 1 户' }).click()
  expect.soft(await complaintsAbout(clinic)).toEqual([])
  await at(clinic).locator('.ledger a').click()
  await press(clinic, '记上门')
  await fill(at(clinic), { 'p0.temperature': ['36.4'], well: ['yes'] })
  await press(clinic, '记下来，都好就结束观察')
  const page = await main(clinic)
  expect(page).toContain('看过了，观察结束了')
  expect(page).toMatch(/结束了[\s\S]*观察中，延长过/)
  await at(clinic).goto(`${url}/staff/watch/closing?village=liuxi`)
  expect(await main(clinic)).toContain('今天没有到期的')
})

it('leaves nobody in an address, and no page is heavy', () => {
  expect(addresses.filter((address) => /1000000|%E6%AC%A7|欧/.test(address))).toEqual([])
  expect(heavy).toEqual([])
})
