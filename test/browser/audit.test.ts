/** The auditor with one thumb, scripts off at 360 px: what was done in plain words, by person, by record, and no person in it. */
import { rmSync } from 'node:fs'
import { brotliCompressSync } from 'node:zlib'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { complaints } from '../support/axe.ts'
import { fill, openChromium, phone } from '../support/chromium.ts'
import { newPlace, type Running, start } from '../support/process.ts'
import { encoded, looked, typed } from '../support/typed.ts'

const place = newPlace()
const texts: string[] = []
let [server, browser]: [Running?, Browser?] = []
let auditor: Page | undefined
let url = ''

async function newPage(more = {}): Promise<Page> {
  const context = await browser?.newContext({ ...phone, javaScriptEnabled: false, ...more })
  if (!context) throw new Error('no browser')
  return context.newPage()
}
function at(page = auditor): Page {
  if (!page) throw new Error('nobody is at the desk')
  return page
}
const main = () => at().locator('main').innerText()

async function enrol(page: Page, code: string): Promise<void> {
  await page.goto(`${url}/staff/enrol`)
  await fill(page, { code: [code], pin: ['749318'], again: ['749318'] })
  await page.getByRole('button', { name: '开通这台设备' }).click()
}

beforeAll(async () => {
  server = await start(place)
  url = server.url.replace('127.0.0.1', 'localhost')
  browser = await openChromium()
  const town = await newPage()
  await enrol(town, /\/staff\/enrol#(\S+)/.exec(server.said())?.[1] ?? '')
  await town.goto(`${url}/staff/people`)
  await fill(town, { name: ['李示例'], role: ['auditor'] })
  await town.locator('form[action="/staff/people/invite"] button').click()
  auditor = await newPage()
  auditor.on('response', async (answer) => {
    if (new URL(answer.url()).pathname.startsWith('/staff/audit')) texts.push(await answer.text().catch(() => ''))
  })
  await enrol(auditor, (await town.locator('.hero.code').innerText()).replace(/\s/g, '-'))
  const raw = { ...typed(), name: ['欧阳示例'] }
  const send = async (path: string, body: Record<string, string[]>) =>
    (await fetch(url + path, { method: 'POST', body: encoded(body) })).text()
  const token = /name="token" value="([^"]+)"/.exec(await send('/forms/returnee/check', raw))?.[1] ?? ''
  await looked()
  await send('/forms/returnee/keep', { ...raw, token: [token] })
  await town.goto(`${url}/staff/records`)
  await town.locator('.ledger a').first().click()
  await town.getByLabel('电话核实').check()
  await town.getByRole('button', { name: '全部显示五分钟' }).click()
})
afterAll(async () => {
  await browser?.close()
  await server?.stop()
  rmSync(place.folder, { recursive: true })
})

it('reads who did what and why, and how far it is sealed', async () => {
  await at().goto(`${url}/staff/`)
  await at().locator('main').getByRole('link', { name: '访问记录' }).click()
  const said = await main()
  expect(said).toMatch(/指挥部值班人员\s+\d+月\d+日 \d\d:\d\d\s+看了一份登记的全部内容（电话核实）/)
  expect(said).toMatch(/封存到.*，一共 \d+ 条/)
  expect(said).toContain('全部对过一遍，没有改动')
  expect(said).not.toMatch(/欧阳|0001/)
})

it('finds by record, by act and by person', async () => {
  await at().locator('.lines a.number').nth(0).click()
  expect(await main()).toContain('只看编号')
  await at().goto(`${url}/staff/audit`)
  await at().locator('summary').click()
  await at().getByLabel('做了什么').selectOption('reveal')
  await at().getByRole('button', { name: '按这些看' }).click()
  expect(await at().locator('main .lines > li').count()).toBe(1)
  await at().getByRole('link', { name: '按人找' }).click()
  await at().getByRole('link', { name: '监督员 李示例' }).click()
  expect(await main()).toContain('看了访问记录（看了全部内容）')
})

it('every page suits axe, a thumb and an old eye, and is at most 20 KB', async () => {
  const storageState = await at().context().storageState()
  const seen = await newPage({ javaScriptEnabled: true, bypassCSP: true, storageState })
  const found: Record<string, string[]> = {}
  for (const path of ['', '?act=reveal', '?record=zzzzzzzz', '/people']) {
    await seen.goto(`${url}/staff/audit${path}`)
    found[path] = await complaints(seen)
  }
  expect(found).toEqual(Object.fromEntries(Object.keys(found).map((path) => [path, []])))
  expect(Math.max(...texts.map((text) => brotliCompressSync(text).byteLength))).toBeLessThan(20_000)
})
