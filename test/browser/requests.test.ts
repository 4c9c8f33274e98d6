/** Two phones without scripts at 360 px: a person asks, the cadre answers, the person reads it; and a file is taken out. */
import { readFileSync, rmSync } from 'node:fs'
import { brotliCompressSync } from 'node:zlib'
import { strFromU8, unzipSync } from 'fflate'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { complaints } from '../support/axe.ts'
import { fill, openChromium, phone } from '../support/chromium.ts'
import { newPlace, type Running, start } from '../support/process.ts'
import { encoded, looked, typed } from '../support/typed.ts'

const place = newPlace()
const marks = {
  name: '欧阳示例',
  phone: '10000006789',
  wish: '欧阳家的组号写错了，应该是三组',
  reason: '户口本上是二组',
}
const [addresses, titles, sizes]: [string[], string[], number[]] = [[], [], []]
let [server, browser]: [Running?, Browser?] = []
let [url, number] = ['', '']
let [town, person]: [Page?, Page?] = []

async function newPhone(more = {}): Promise<Page> {
  const context = await browser?.newContext({ ...phone, javaScriptEnabled: false, ...more })
  if (!context) throw new Error('no browser')
  const page = await context.newPage()
  page.on('request', (request) => addresses.push(request.url()))
  page.on('response', async (answer) => {
    const text = await answer.text().catch(() => '')
    sizes.push(brotliCompressSync(text).byteLength)
    titles.push(...(/<title>.*<\/title>/.exec(text) ?? []))
  })
  return page
}
function at(page: Page | undefined): Page {
  if (!page) throw new Error('nobody is there')
  return page
}
const press = (page: Page | undefined, name: string) => at(page).getByRole('button', { name, exact: true }).click()
const main = (page: Page | undefined) => at(page).locator('main').innerText()

async function openRecord(page: Page | undefined): Promise<void> {
  await at(page).goto(`${url}/my/`)
  await fill(at(page), { reference: [number], tail: ['6789'] })
  await press(page, '打开我的登记')
}

beforeAll(async () => {
  server = await start(place)
  url = server.url.replace('127.0.0.1', 'localhost')
  browser = await openChromium()
  ;[town, person] = [await newPhone(), await newPhone()]
  await town.goto(`${url}/staff/enrol`)
  const code = /\/staff\/enrol#(\S+)/.exec(server.said())?.[1] ?? ''
  await fill(town, { code: [code], pin: ['749318'], again: ['749318'] })
  await press(town, '开通这台设备')
  const send = async (path: string, body: Record<string, string[]>) =>
    (await fetch(url + path, { method: 'POST', body: encoded(body) })).text()
  const raw = { ...typed(), name: [marks.name], phone: [marks.phone] }
  const token = /name="token" value="([^"]+)"/.exec(await send('/forms/returnee/check', raw))?.[1] ?? ''
  await looked()
  number = /\d{4} \d{4} \d{4}/.exec(await send('/forms/returnee/keep', { ...raw, token: [token] }))?.[0] ?? ''
})
afterAll(async () => {
  await browser?.close()
  await server?.stop()
  rmSync(place.folder, { recursive: true })
})

it('a person asks for something, and gets a number and a day', async () => {
  await openRecord(person)
  await press(person, '提一个要求，看答复')
  expect(await main(person)).toContain('您还没有提过要求')
  await fill(at(person), { text: [marks.wish] })
  await press(person, '提交要求')
  expect(await at(person).locator('.wrong').innerText()).toContain('请选一下要求什么')
  await at(person).getByLabel('改正自己改不了的').check()
  await press(person, '提交要求')
  expect(await at(person).locator('.hero').innerText()).toMatch(/^\d{3} \d{4}$/)
  expect(await main(person)).toContain(marks.wish)
})

it('the desk finds it, opens it, and answers with a reason', async () => {
  await at(town).goto(`${url}/staff/`)
  await at(town).getByRole('link', { name: '本人的要求' }).first().click()
  const list = await main(town)
  expect(list).toContain('改正自己改不了的')
  expect(list).toContain('欧***')
  for (const secret of Object.values(marks)) expect(await at(town).content()).not.toContain(secret)
  await at(town).locator('.ledger a').click()
  expect(await main(town)).toContain(marks.wish)
  await at(town).getByLabel('不能办').check()
  await press(town, '答复，交上就不能改')
  expect(await at(town).locator('.wrong').innerText()).toContain('要写明理由')
  await fill(at(town), { text: [marks.reason] })
  await press(town, '答复，交上就不能改')
  expect(await main(town)).toContain('答复好了')
  expect(await at(town).locator('.ledger a').getAttribute('href')).toMatch(/^\/staff\/records\/[\w-]{22}$/)
})

it('the person is told on their record, reads the answer, and sees who looked', async () => {
  await openRecord(person)
  const record = await main(person)
  expect(record).toContain('您提的要求有答复了')
  expect(record).toContain('镇指挥部看了要求')
  await press(person, '看答复')
  expect(await main(person)).toContain(marks.reason)
  expect(await main(person)).toContain('人民法院')
})

it('a file is taken out, masked, with who took it at its head', async () => {
  await at(town).goto(`${url}/staff/records`)
  await at(town).getByRole('link', { name: '导出名单或人数' }).click()
  const [download] = await Promise.all([at(town).waitForEvent('download'), press(town, '导出')])
  expect(download.suggestedFilename()).toMatch(/^returnee-list-\d{4}-\d\d-\d\d\.xlsx$/)
  const sheet = strFromU8(
    unzipSync(readFileSync(await download.path()))['xl/worksheets/sheet1.xml'] ?? new Uint8Array(),
  )
  expect(sheet).toContain('欧***')
  expect(sheet).toMatch(/姓名电话已遮，不要转发到群里。.*（镇指挥部）.* 导出，共 1 行。/)
  for (const secret of Object.values(marks)) expect(sheet).not.toContain(secret)
  await at(town).getByLabel('每个村的人数').check()
  await at(town).getByLabel('CSV（给别的程序用）').check()
  const [counts] = await Promise.all([at(town).waitForEvent('download'), press(town, '导出')])
  expect(readFileSync(await counts.path(), 'utf8')).toContain('"柳溪村",1,0,0,1,2\r\n')
})

it('every page suits axe, a thumb and an old eye, and is small', async () => {
  const bare = { javaScriptEnabled: true, bypassCSP: true }
  const desk = await newPhone({ ...bare, storageState: await at(town).context().storageState() })
  const own = await newPhone(bare)
  const found: Record<string, string[]> = {}
  await openRecord(own)
  found['record'] = await complaints(own)
  await press(own, '提一个要求，看答复')
  found['requests'] = await complaints(own)
  await own.getByLabel('投诉或者建议').check()
  await press(own, '提交要求')
  found['asked'] = await complaints(own)
  await desk.goto(`${url}/staff/requests`)
  found['queue'] = await complaints(desk)
  await desk.locator('.ledger a').click()
  found['open'] = await complaints(desk)
  await press(desk, '答复，交上就不能改')
  found['no outcome'] = await complaints(desk)
  await desk.getByLabel('已办').check()
  await press(desk, '答复，交上就不能改')
  found['answered'] = await complaints(desk)
  await desk.goto(`${url}/staff/exports`)
  found['exports'] = await complaints(desk)
  await desk.getByLabel('柳溪村').uncheck()
  for (const box of await desk.locator('[name="villages"]').all()) await box.uncheck()
  await press(desk, '导出')
  found['no village'] = await complaints(desk)
  expect(found).toEqual(Object.fromEntries(Object.keys(found).map((name) => [name, []])))
  expect(Math.max(...sizes)).toBeLessThan(14_000)
})

it('left nothing of it in any address or title', () => {
  const secrets = [...Object.values(marks), number, number.replaceAll(' ', ''), '6789']
  const said = [...addresses, ...titles]
  expect(said.length).toBeGreaterThan(20)
  expect(
    said.filter((each) => secrets.some((secret) => each.includes(secret) || each.includes(encodeURIComponent(secret)))),
  ).toEqual([])
})
