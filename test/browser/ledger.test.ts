/** A village cadre with one thumb, scripts off at 360 px: the list, a look-up, a reveal, a call, verified, closed. */
import { rmSync } from 'node:fs'
import { brotliCompressSync } from 'node:zlib'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { complaints } from '../support/axe.ts'
import { fill, openChromium, phone } from '../support/chromium.ts'
import { newPlace, type Running, start } from '../support/process.ts'
import { encoded, looked, typed } from '../support/typed.ts'

const place = newPlace()
const marks = { name: '欧阳示例', phone: '10000006789', shown: '100 0000 6789', note: '说好周五到家' }
const [addresses, texts, titles]: [string[], string[], string[]] = [[], [], []]
let [server, browser]: [Running?, Browser?] = []
let [url, number] = ['', '']
let [town, cadre]: [Page?, Page?] = []

async function newPhone(more = {}): Promise<Page> {
  const context = await browser?.newContext({ ...phone, javaScriptEnabled: false, ...more })
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
const main = () => at(cadre).locator('main').innerText()

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
  await fill(town, { name: ['示例村干部'], role: ['village'], villages: ['liuxi'] })
  await town.locator('form[action="/staff/people/invite"] button').click()
  await enrol(cadre, (await town.locator('.hero.code').innerText()).replace(/\s/g, '-'))
  number = await register({ ...typed(), name: [marks.name], phone: [marks.phone] })
  await register({ ...typed(), name: ['司马示例'], phone: ['10000004321'], 'home.village': ['dawan'] })
})
afterAll(async () => {
  await browser?.close()
  await server?.stop()
  rmSync(place.folder, { recursive: true })
})

it('finds the ledger from the desk, masked, with the own village only', async () => {
  await at(cadre).goto(`${url}/staff/`)
  await at(cadre).getByRole('link', { name: '登记台账' }).first().click()
  const list = await main()
  expect(list).toContain('欧***')
  expect(list).toContain('100****6789')
  expect(await at(cadre).content()).not.toMatch(/欧阳|司|10000006789/)
})

it('looks a number up as it is read out over the phone', async () => {
  await fill(at(cadre), { sought: [number] })
  await press('查找')
  expect(await main()).toContain('找到 1 份')
  await at(cadre).locator('.ledger a').click()
  expect(await at(cadre).content()).toContain('已填，点“全部显示”可看')
  for (const secret of Object.values(marks)) expect(await at(cadre).content()).not.toContain(secret)
})

it('shows all for five minutes to who says why, with the phone to dial', async () => {
  await press('全部显示五分钟')
  expect(await at(cadre).locator('.wrong').innerText()).toContain('请选一个理由')
  await at(cadre).getByLabel('电话核实').check()
  await press('全部显示五分钟')
  expect(await main()).toContain(marks.name)
  expect(await main()).toContain(number)
  expect(await at(cadre).locator(`a[href="tel:${marks.phone}"]`).innerText()).toBe(`打电话 ${marks.shown}`)
})

it('notes what came of the call, verifies and closes, all on the same page', async () => {
  await at(cadre).getByLabel('联系上了').check()
  await fill(at(cadre), { note: [marks.note] })
  await press('记下这次联系')
  expect(await main()).toContain(marks.note)
  await press('核实过了')
  expect(await at(cadre).locator('.badge').innerText()).toBe('已核实')
  await press('办结')
  expect(await at(cadre).locator('.badge').innerText()).toBe('已办结')
  expect(await main()).toContain(marks.name)
})

it('every page suits axe, a thumb and an old eye, and is at most 20 KB', async () => {
  const seen = await newPhone({
    javaScriptEnabled: true,
    bypassCSP: true,
    storageState: await at(cadre).context().storageState(),
  })
  const found: Record<string, string[]> = {}
  await seen.goto(`${url}/staff/records?stage=closed&source=self`)
  found['list'] = await complaints(seen)
  await fill(seen, { sought: ['……'] })
  await seen.getByRole('button', { name: '查找' }).click()
  expect(await seen.locator('.wrong').innerText()).toContain('没法查找')
  found['nothing'] = await complaints(seen)
  await fill(seen, { sought: ['诸葛示例'] })
  await seen.getByRole('button', { name: '查找' }).click()
  expect(await seen.locator('[role=status]').innerText()).toContain('没有找到')
  found['not found'] = await complaints(seen)
  await fill(seen, { sought: [marks.name] })
  await seen.getByRole('button', { name: '查找' }).click()
  expect(await seen.locator('[role=status]').innerText()).toContain('找到 1 份')
  found['found'] = await complaints(seen)
  await seen.locator('.ledger a').click()
  found['masked'] = await complaints(seen)
  await seen.getByLabel('上门', { exact: true }).check()
  await seen.getByRole('button', { name: '全部显示五分钟' }).click()
  found['revealed'] = await complaints(seen)
  await seen.getByRole('button', { name: '记下这次联系' }).click()
  found['no outcome'] = await complaints(seen)
  expect(found).toEqual(Object.fromEntries(Object.keys(found).map((name) => [name, []])))
  expect(Math.max(...texts.map((text) => brotliCompressSync(text).byteLength))).toBeLessThan(20_000)
})

it('the person sees who looked, and why', async () => {
  const person = await newPhone()
  await person.goto(`${url}/my/`)
  await fill(person, { reference: [number], tail: ['6789'] })
  await person.getByRole('button', { name: '打开我的登记' }).click()
  const said = await person.locator('main').innerText()
  for (const line of ['村干部看了全部内容（电话核实）', '村干部联系（联系上了）', '村干部核实', '村干部办结'])
    expect(said).toContain(line)
})

it('left nothing of it in any address or title', () => {
  const secrets = [...Object.values(marks), number, number.replaceAll(' ', ''), '6789']
  const said = [...addresses, ...titles].filter((each) => !each.startsWith('tel:'))
  expect(said.length).toBeGreaterThan(20)
  expect(
    said.filter((each) => secrets.some((secret) => each.includes(secret) || each.includes(encodeURIComponent(secret)))),
  ).toEqual([])
})
