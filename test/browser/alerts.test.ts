/** A fever that is sent by the public's door, and the clinic with one thumb, scripts off at 360 px: seen, called, transferred, closed. */
import { rmSync } from 'node:fs'
import { brotliCompressSync } from 'node:zlib'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { complaints } from '../support/axe.ts'
import { fill, openChromium, phone } from '../support/chromium.ts'
import { newPlace, type Running, start } from '../support/process.ts'
import { encoded, looked, typed } from '../support/typed.ts'

const place = newPlace()
const marks = { name: '欧阳示例', phone: '10000006789', shown: '100 0000 6789', note: '说好在家等车' }
const [addresses, texts, titles]: [string[], string[], string[]] = [[], [], []]
let [server, browser]: [Running?, Browser?] = []
let [url, number] = ['', '']
let [town, clinic, cadre]: [Page?, Page?, Page?] = []
const pictures = process.env['PICTURES']

async function newPhone(more = {}): Promise<Page> {
  const context = await browser?.newContext({ ...phone, javaScriptEnabled: false, ...more })
  if (!context) throw new Error('no browser')
  const page = await context.newPage()
  page.on('request', (request) => addresses.push(request.url()))
  page.on('response', async (answer) => {
    const text = await answer.text().catch(() => '')
    if (/^\/staff\/(alerts|care)/.test(new URL(answer.url()).pathname)) texts.push(text)
    titles.push(...(/<title>.*<\/title>/.exec(text) ?? []))
  })
  return page
}
function at(page: Page | undefined): Page {
  if (!page) throw new Error('nobody is at the desk')
  return page
}
const press = (name: string) => at(clinic).getByRole('button', { name, exact: true }).click()
const main = (page = clinic) => at(page).locator('main').innerText()
const picture = async (name: string, page = clinic) => {
  if (pictures) await at(page).screenshot({ path: `${pictures}/${name}.png`, fullPage: true })
}

async function enrol(page: Page, code: string): Promise<void> {
  await page.goto(`${url}/staff/enrol`)
  await fill(page, { code: [code], pin: ['749318'], again: ['749318'] })
  await page.getByRole('button', { name: '开通这台设备' }).click()
}
async function invite(fields: Record<string, string[]>): Promise<Page> {
  const page = await newPhone()
  await at(town).goto(`${url}/staff/people`)
  await fill(at(town), fields)
  await at(town).locator('form[action="/staff/people/invite"] button').click()
  await enrol(page, (await at(town).locator('.hero.code').innerText()).replace(/\s/g, '-'))
  return page
}
async function send(path: string, body: Record<string, string[]>): Promise<string> {
  return (await fetch(url + path, { method: 'POST', body: encoded(body) })).text()
}
/** What a family sends from its phone; `values` by the number of the person. */
async function checkIn(temperatures: string[], more: Record<string, string[]> = {}): Promise<void> {
  const page = await send('/my/check-in', { reference: [number], tail: ['6789'] })
  const leave = /name="leave" value="([^"]+)"/.exec(page)?.[1] ?? ''
  const values = temperatures.map((value, person) => [`p${person}.temperature`, [value]])
  const said = await send('/my/check-in/send', { leave: [leave], ...Object.fromEntries(values), ...more })
  expect(said).toContain('已收到')
}

beforeAll(async () => {
  server = await start(place)
  url = server.url.replace('127.0.0.1', 'localhost')
  browser = await openChromium()
  town = await newPhone()
  await enrol(town, /\/staff\/enrol#(\S+)/.exec(server.said())?.[1] ?? '')
  clinic = await invite({ name: ['示例医生'], role: ['clinic'] })
  cadre = await invite({ name: ['示例村干部'], role: ['village'], villages: ['liuxi'] })
  const raw = { ...typed(), name: [marks.name], phone: [marks.phone], 'home.village': ['liuxi'] }
  const token = /name="token" value="([^"]+)"/.exec(await send('/forms/returnee/check', raw))?.[1] ?? ''
  await looked()
  number = /\d{4} \d{4} \d{4}/.exec(await send('/forms/returnee/keep', { ...raw, token: [token] }))?.[0] ?? ''
})
afterAll(async () => {
  await browser?.close()
  await server?.stop()
  rmSync(place.folder, { recursive: true })
})

it('a screen that was left open shows the new fever by itself, and says so in its title', async () => {
  await at(clinic).goto(`${url}/staff/alerts`)
  expect(await main()).toContain('没有等着看的')
  expect(await at(clinic).title()).toMatch(/^发热/)
  await checkIn(['38.2', '36.6'], { 'p0.symptoms': ['breathless'], well: ['yes'], mood: ['low'], words: ['一个人闷'] })
  // What the browser does itself after a minute.
  const answer = await at(clinic).reload()
  expect(answer?.headers()['refresh']).toBe('60')
  expect(await at(clinic).title()).toMatch(/^（1）发热/)
  const said = await main()
  for (const words of ['发热 38.2 ℃', '气促', '欧***', '本人', '柳溪村', '还没人看', '刚刚'])
    expect(said).toContain(words)
  expect(await at(clinic).content()).not.toMatch(/欧阳|10000006789/)
  await picture('queue')
})

it('its village sees that there is one and whom to call, and cannot take it from the clinic', async () => {
  await at(cadre).goto(`${url}/staff/`)
  expect(await main(cadre)).toContain('发热和不舒服')
  await picture('village-home', cadre)
  await at(cadre).locator('.waits a[href="/staff/alerts"]').first().click()
  expect(await main(cadre)).not.toContain('38.2')
  await at(cadre).locator('.ledger a').click()
  expect(await main(cadre)).toContain('0000-0000002')
  expect(await at(cadre).locator('main form').count()).toBe(0)
  expect(await main(cadre)).not.toMatch(/38\.2|气促/)
  await picture('village-alert', cadre)
})

it('seen, shown with the phone to dial, called, transferred, closed: all on the same page', async () => {
  await at(clinic).locator('.ledger a').click()
  await picture('alert-unseen')
  await press('我看到了，我来办')
  expect(await at(clinic).locator('.badge').first().innerText()).toContain('有人在办')
  await press('显示姓名和电话')
  expect(await main()).toContain(marks.name)
  expect(await at(clinic).locator(`a[href="tel:${marks.phone}"]`).innerText()).toBe(`打电话 ${marks.shown}`)
  const table = await at(clinic).locator('table').innerText()
  expect(table).toMatch(/38\.2 ℃/)
  expect(table).toContain('气促')
  await picture('alert-revealed')
  await at(clinic).getByLabel('联系上了').check()
  await at(clinic).locator('#outcome-note').fill(marks.note)
  await press('记下来')
  expect(await at(clinic).locator('.badge').first().innerText()).toContain('联系上了')
  expect(await main()).toContain(marks.note)
  await press('安排了转运')
  expect(await at(clinic).locator('.badge').first().innerText()).toContain('转运了')
  await press('办完了')
  expect(await at(clinic).locator('.wrong').innerText()).toContain('请选结果')
  await at(clinic).getByLabel('转运了').check()
  await press('办完了')
  expect(await at(clinic).locator('.badge').first().innerText()).toContain('办完了')
  expect(await main()).toContain('卫生院 示例医生')
  await picture('alert-closed')
  await at(clinic).goto(`${url}/staff/alerts`)
  expect(await main()).toContain('没有等着看的')
  expect(await at(clinic).title()).toMatch(/^发热/)
})

it('what the family asked for is taken and done by its village', async () => {
  await at(cadre).goto(`${url}/staff/care`)
  expect(await main(cadre)).toContain('还没人接')
  await picture('cares', cadre)
  await at(cadre).locator('.ledger a').click()
  expect(await main(cadre)).toContain('一个人闷')
  await picture('care', cadre)
  await at(cadre).getByRole('button', { name: '我来帮' }).click()
  expect(await main(cadre)).toContain('示例村干部 接下了')
  await at(cadre).getByRole('button', { name: '帮好了' }).click()
  expect(await main(cadre)).toContain('帮好了')
})

it('every page suits axe, a thumb and an old eye, and is at most 20 KB', async () => {
  // The first of the family was transferred, and is not asked any more.
  await checkIn(['', '37.9'], { well: ['yes'], help: ['supplies'] })
  const more = { javaScriptEnabled: true, bypassCSP: true }
  const seen = await newPhone({ ...more, storageState: await at(clinic).context().storageState() })
  const found: Record<string, string[]> = {}
  await seen.goto(`${url}/staff/alerts`)
  found['queue'] = await complaints(seen)
  await seen.locator('.ledger a').first().click()
  found['unseen'] = await complaints(seen)
  await seen.getByRole('button', { name: '我看到了，我来办' }).click()
  await seen.getByRole('button', { name: '显示姓名和电话' }).click()
  found['revealed'] = await complaints(seen)
  await seen.getByRole('button', { name: '记下来' }).click()
  found['no outcome'] = await complaints(seen)
  const village = await newPhone({ ...more, storageState: await at(cadre).context().storageState() })
  for (const path of ['/staff/', '/staff/alerts', '/staff/care']) {
    await village.goto(url + path)
    found[path] = await complaints(village)
  }
  for (const path of ['/staff/care', '/staff/alerts']) {
    await village.goto(url + path)
    await village.locator('.ledger a').first().click()
    found[`one of ${path}`] = await complaints(village)
  }
  expect(found).toEqual(Object.fromEntries(Object.keys(found).map((name) => [name, []])))
  expect(Math.max(...texts.map((text) => brotliCompressSync(text).byteLength))).toBeLessThan(20_000)
})

it('the person sees who looked and what was done', async () => {
  const person = await newPhone()
  await person.goto(`${url}/my/`)
  await fill(person, { reference: [number], tail: ['6789'] })
  await person.getByRole('button', { name: '打开我的登记' }).click()
  const said = await person.locator('main').innerText()
  for (const line of [
    '卫生院看到了发热提醒',
    '卫生院看了全部内容（就医联系）',
    '卫生院安排了转运',
    '村干部接下了要帮的忙',
  ])
    expect(said).toContain(line)
})

it('left nothing of it in any address or title', () => {
  const secrets = [...Object.values(marks), number, number.replaceAll(' ', ''), '6789', '38.2']
  const said = [...addresses, ...titles].filter((each) => !each.startsWith('tel:'))
  expect(said.length).toBeGreaterThan(20)
  expect(
    said.filter((each) => secrets.some((secret) => each.includes(secret) || each.includes(encodeURIComponent(secret)))),
  ).toEqual([])
})
