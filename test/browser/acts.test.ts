/** A household that registered twice, scripts off at 360 px: put together, taken apart, given to a cadre, and noted. */
import { rmSync } from 'node:fs'
import { brotliCompressSync } from 'node:zlib'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { complaints } from '../support/axe.ts'
import { fill, openChromium, phone } from '../support/chromium.ts'
import { newPlace, type Running, start } from '../support/process.ts'
import { encoded, looked, typed } from '../support/typed.ts'

const place = newPlace()
const [addresses, texts, titles]: [string[], string[], string[]] = [[], [], []]
const found: Record<string, string[]> = {}
let [server, browser]: [Running?, Browser?] = []
let [url, mother, son] = ['', '', '']
let [town, cadre]: [Page?, Page?] = []

async function newPhone(): Promise<Page> {
  const context = await browser?.newContext({ ...phone, javaScriptEnabled: false })
  if (!context) throw new Error('no browser')
  const page = await context.newPage()
  page.on('request', (request) => addresses.push(request.url()))
  page.on('response', async (answer) => {
    const text = await answer.text().catch(() => '')
    if (new URL(answer.url()).pathname.startsWith('/staff/records')) texts.push(text)
    titles.push(...(/<title>.*<\/title>/.exec(text) ?? []))
  })
  return page
}
function at(page: Page | undefined): Page {
  if (!page) throw new Error('nobody is at the desk')
  return page
}
const press = (name: string) => at(cadre).getByRole('button', { name, exact: true }).click()
const unfold = (words: string) => at(cadre).locator('summary', { hasText: words }).first().click()
const main = () => at(cadre).locator('main').innerText()

/** What the page that is open looks like to axe; scripts are off, so it is shown once more where they are on. */
async function judge(name: string): Promise<void> {
  const seen = await browser?.newContext({ ...phone, bypassCSP: true })
  const page = await seen?.newPage()
  await page?.setContent(await at(cadre).content())
  // Nothing that is folded away goes unseen.
  await page?.evaluate(() => {
    for (const each of document.querySelectorAll('details')) each.open = true
  })
  found[name] = page ? await complaints(page) : ['no page']
  await seen?.close()
}

async function enrol(page: Page, code: string): Promise<void> {
  await page.goto(`${url}/staff/enrol`)
  await fill(page, { code: [code], pin: ['749318'], again: ['749318'] })
  await page.getByRole('button', { name: '开通这台设备' }).click()
}

async function register(raw: Record<string, string[]>): Promise<string> {
  const send = async (path: string, body: Record<string, string[]>) =>
    (await fetch(url + path, { method: 'POST', body: encoded(body) })).text()
  const token = /name="token" value="([^"]+)"/.exec(await send('/forms/returnee/check', raw))?.[1] ?? ''
  await looked()
  return /\d{4} \d{4} \d{4}/.exec(await send('/forms/returnee/keep', { ...raw, token: [token] }))?.[0] ?? ''
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
  mother = await register({ ...typed(), name: ['欧阳示例'], phone: ['10000006789'] })
  son = await register({ ...typed(), name: ['诸葛示例'], phone: ['10000004321'] })
})
afterAll(async () => {
  await browser?.close()
  await server?.stop()
  rmSync(place.folder, { recursive: true })
})

it('finds the other record by what is alike, or by its number, and sees both side by side', async () => {
  await at(cadre).goto(`${url}/staff/records`)
  await at(cadre).locator('.ledger a', { hasText: '欧***' }).click()
  await judge('masked')
  await unfold('这家登记了两次')
  await press('找另一份')
  expect(await main()).toContain('诸***')
  await judge('candidates')
  await fill(at(cadre), { sought: ['1234'] })
  await press('放在一起看')
  expect(await at(cadre).locator('.wrong').innerText()).toContain('没有找到')
  await judge('not found')
  await fill(at(cadre), { sought: [son] })
  await press('放在一起看')
  expect(await at(cadre).locator('.beside').innerText()).toMatch(/≠ 不一样[\s\S]*欧\*\*\*\s+诸\*\*\*/)
  await judge('beside')
})

it('puts one aside for the other; its holder hears of it, and it leaves the list', async () => {
  await press('并成一份')
  expect(await at(cadre).locator('.wrong').innerText()).toContain('请选留下哪一份')
  await at(cadre)
    .getByLabel(`留下号尾 ${son.slice(-4)} 的`)
    .check()
  await press('并成一份')
  expect(await main()).toContain('并好了')
  expect(await at(cadre).locator('h1').innerText()).toContain(son.slice(-4))
  await judge('merged')
  await at(cadre).goto(`${url}/staff/records`)
  expect(await at(cadre).locator('.ledger a').allInnerTexts()).toEqual([expect.stringContaining('诸***')])
  const person = await newPhone()
  await person.goto(`${url}/my/`)
  await fill(person, { reference: [mother], tail: ['6789'] })
  await person.getByRole('button', { name: '打开我的登记' }).click()
  const said = await person.locator('main').innerText()
  expect(said).toContain('这一份已经并到另一份里，村里按那一份和您联系。')
  expect(said).not.toMatch(new RegExp(`诸|${son}`))
})

it('takes them apart again', async () => {
  await fill(at(cadre), { sought: [mother] })
  await press('查找')
  await at(cadre).locator('.ledger a').click()
  expect(await main()).toContain('这一份已经并到另一份里')
  await judge('aside')
  await press('不是同一家，拆开')
  expect(await main()).toContain('拆开了')
  await at(cadre).goto(`${url}/staff/records`)
  expect(await at(cadre).locator('.ledger a').count()).toBe(2)
})

it('gives a household to a cadre, and notes a word without a call', async () => {
  await at(cadre).locator('.ledger a', { hasText: '诸***' }).click()
  await unfold('定谁负责这一户')
  await fill(at(cadre), {
    assignee: [(await at(cadre).locator('#keeper option', { hasText: '王示例' }).getAttribute('value')) ?? ''],
  })
  await press('就定这一位')
  expect(await main()).toContain('谁负责这一户：王示例')
  await unfold('记一笔')
  await press('记下来')
  expect(await at(cadre).locator('.wrong').innerText()).toContain('还没写')
  await at(cadre).locator('#word').fill('门口有狗')
  await press('记下来')
  expect(await main()).toContain('记好了')
  expect(await main()).not.toContain('门口有狗')
  await at(cadre).getByLabel('上门', { exact: true }).check()
  await press('全部显示五分钟')
  expect(await main()).toContain('门口有狗')
  await unfold('谁看过、谁办过')
  expect(await main()).toMatch(/村干部 王示例 看了 \d+ 次/)
  await judge('revealed')
})

it('the second of two cadres hears who was quicker, and what it is now', async () => {
  const second = await at(cadre).context().newPage()
  await second.goto(at(cadre).url().replace('/reveal', ''))
  await press('核实过了')
  await second.getByRole('button', { name: '核实过了' }).click()
  expect(await second.locator('.wrong').innerText()).toMatch(/柳溪村 王示例 刚才把它改成了已核实。/)
  expect(await second.locator('.badge').first().innerText()).toBe('已核实')
})

it('every page suits axe, a thumb and an old eye, is at most 20 KB, and leaves nothing in an address or title', () => {
  expect(found).toEqual(Object.fromEntries(Object.keys(found).map((name) => [name, []])))
  expect(Object.keys(found).length).toBeGreaterThan(6)
  expect(Math.max(...texts.map((text) => brotliCompressSync(text).byteLength))).toBeLessThan(20_000)
  const secrets = [mother, son].flatMap((number) => [number, number.replaceAll(' ', '')])
  const said = [...addresses, ...titles].filter((each) => !each.startsWith('tel:'))
  expect(said.filter((each) => /欧|诸|10000006789|10000004321/.test(decodeURIComponent(each)))).toEqual([])
  expect(said.filter((each) => secrets.some((secret) => each.includes(secret)))).toEqual([])
})
