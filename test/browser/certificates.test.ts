/** Papers on phones without scripts and on A4: made, printed, scanned and checked; and a gate where a number is typed. */
import { execFileSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import township from '../../content/township.json' with { type: 'json' }
import { zbar } from '../../functions/cli/tools.ts'
import { addDays, dayAt } from '../../functions/clock.ts'
import { axe, complaints, tooSmall, violations } from '../support/axe.ts'
import { fill, openChromium, phone } from '../support/chromium.ts'
import { newPlace, type Running, start } from '../support/process.ts'
import { openIn } from '../support/sqlite.ts'
import { encoded, looked, typed } from '../support/typed.ts'

const place = newPlace()
const today = dayAt(Date.now())
const marks = { name: '欧阳示例', phone: '10000006789' }
const [addresses, titles, sizes]: [string[], string[], number[]] = [[], [], []]
let [server, browser]: [Running?, Browser?] = []
let [url, number, code] = ['', '', '']
let [town, person]: [Page?, Page?] = []

async function newPhone(more = {}): Promise<Page> {
  const context = await browser?.newContext({ ...phone, javaScriptEnabled: false, ...more })
  if (!context) throw new Error('no browser')
  const page = await context.newPage()
  page.on('request', (request) => addresses.push(request.url().split('#')[0] ?? ''))
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
const press = (page: Page | undefined, name: string) =>
  at(page).getByRole('button', { name, exact: true }).first().click()
const main = (page: Page | undefined) => at(page).locator('main').innerText()

async function serve(): Promise<void> {
  server = await start(place)
  url = server.url.replace('127.0.0.1', 'localhost')
}
async function openRecord(page: Page | undefined): Promise<void> {
  await at(page).goto(`${url}/my/`)
  await fill(at(page), { reference: [number], tail: ['6789'] })
  await press(page, '打开我的登记')
}
/** The page as it is printed: how many sheets, of which width. */
async function paperOf(page: Page | undefined): Promise<{ pages: number; width: number; height: number }> {
  const pdf = (await at(page).pdf({ preferCSSPageSize: true })).toString('latin1')
  const [, width, height] = /\/MediaBox \[0 0 ([\d.]+) ([\d.]+)/.exec(pdf) ?? []
  return {
    pages: Number(/\/Count (\d+)/.exec(pdf)?.[1]),
    width: Math.round(Number(width)),
    height: Math.round(Number(height)),
  }
}
async function scanned(page: Page | undefined): Promise<string> {
  const file = join(place.folder, 'scan.png')
  await at(page).emulateMedia({ media: 'print' })
  await at(page).locator('.check').screenshot({ path: file })
  await at(page).emulateMedia({ media: null })
  const words = ['--nodbus', '--quiet', '--raw', '-S*.disable', '-Sqrcode.enable', file]
  return execFileSync(zbar(), words, { encoding: 'utf8' }).trim()
}
/** What is wrong with the page as it is printed. */
async function printed(page: Page | undefined): Promise<string[]> {
  await at(page).emulateMedia({ media: 'print' })
  const found = await at(page).evaluate(cutOff)
  if (await at(page).locator('.how').isVisible()) found.push('the way to print is printed')
  await at(page).emulateMedia({ media: null })
  return found
}
/** What does not stand whole on the sheet. */
function cutOff(): string[] {
  const sheet = document.querySelector('.paper')
  const outer = sheet?.getBoundingClientRect()
  const out = [...(sheet?.querySelectorAll('*') ?? [])].filter((element) => {
    const inner = element.getBoundingClientRect()
    return outer && (inner.bottom > outer.bottom + 1 || inner.right > outer.right + 1)
  })
  return out.map((element) => element.outerHTML.slice(0, 80))
}

beforeAll(async () => {
  await serve()
  browser = await openChromium()
  ;[town, person] = [await newPhone(), await newPhone()]
  await town.goto(`${url}/staff/enrol`)
  const enrolment = /\/staff\/enrol#(\S+)/.exec(server?.said() ?? '')?.[1] ?? ''
  await fill(town, { code: [enrolment], pin: ['749318'], again: ['749318'] })
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

it('the township makes a notice: one sheet of A4, whole, and its square leads to its code', async () => {
  await at(town).goto(`${url}/staff/records`)
  await at(town).locator('.ledger a').click()
  await at(town).getByRole('link', { name: '告知书和解除证明' }).click()
  expect(await main(town)).toContain('欧***')
  expect(await main(town)).not.toContain(marks.name)
  await press(town, '居家观察告知书')
  const text = await main(town)
  for (const words of [marks.name, '柳溪村', '居家观察告知书', '示例', '一共 14 天', township.owner])
    expect(text).toContain(words)
  code = /(?:[2-9A-Z]{4} ){3}[2-9A-Z]{4}/.exec(text)?.[0] ?? ''
  expect(await paperOf(town)).toEqual({ pages: 1, width: 595, height: 842 })
  expect(await printed(town)).toEqual([])
  expect(await scanned(town)).toBe(`${township.url}/verify/#${code.replaceAll(' ', '-')}`)
})

it('anybody checks it: right it is valid and masked, with one sign changed it is not', async () => {
  const anybody = await newPhone()
  await anybody.goto(`${url}/verify/`)
  await fill(anybody, { code: [code.toLowerCase()] })
  await press(anybody, '验一下')
  const text = await main(anybody)
  expect(text).toMatch(/有效[\s\S]*居家观察告知书[\s\S]*欧\*\*\*/)
  expect(text).not.toContain(marks.name)
  await fill(anybody, { code: [code.replace(/.$/, (sign) => (sign === '7' ? '8' : '7'))] })
  await press(anybody, '验一下')
  expect(await main(anybody)).toContain('无效')
  expect(await main(anybody)).not.toContain('欧')
})

it('a square scanned by a phone with scripts fills the code in, and no history keeps it', async () => {
  const scanning = await newPhone({ javaScriptEnabled: true })
  await scanning.goto(`${url}/verify/#${code.replaceAll(' ', '-')}`)
  expect(await scanning.inputValue('#code')).toBe(code.replaceAll(' ', '-'))
  expect(scanning.url()).toBe(`${url}/verify/`)
  await press(scanning, '验一下')
  expect(await main(scanning)).toContain('有效')
})

it('at the gate a number is typed, a party goes through, and a fever is told calmly', async () => {
  await at(town).goto(`${url}/staff/`)
  await at(town).getByRole('link', { name: '卡点查验' }).first().click()
  await fill(at(town), { code: ['1234 5678 9012'] })
  await press(town, '查一下')
  expect(await main(town)).toContain('没有找到这个登记号')
  await fill(at(town), { code: [number] })
  await press(town, '查一下')
  const scanning = await newPhone({ javaScriptEnabled: true, storageState: await at(town).context().storageState() })
  await scanning.goto(`${url}/staff/checkpoint#${number.replaceAll(' ', '')}`)
  expect(await scanning.inputValue('#code')).toBe(number.replaceAll(' ', ''))
  const text = await main(town)
  expect(text).toMatch(/登记有效[\s\S]*2 人[\s\S]*欧\*\*\*[\s\S]*在观察，今天到家/)
  for (const secret of Object.values(marks)) expect(await at(town).content()).not.toContain(secret)
  await at(town).getByLabel('进村').check()
  await press(town, '记下来')
  expect(await at(town).locator('.wrong').innerText()).toContain('请填体温')
  await fill(at(town), { temperature: ['37.6'] })
  await press(town, '记下来')
  expect(await main(town)).toMatch(/记下了：进村，37.6 ℃/)
  expect(await main(town)).toContain('卫生院已经收到提醒')
  await at(town).getByRole('link', { name: '补记纸上的' }).click()
  await fill(at(town), {
    '0.reference': [number],
    '0.time': ['0000'],
    '0.temperature': ['36.5'],
    '0.direction': ['out'],
  })
  await fill(at(town), { '1.reference': ['123'] })
  await press(town, '都记下来')
  expect(await main(town)).toMatch(/记下了 1 行。[\s\S]*还有 1 行没记上/)
  expect(await at(town).inputValue('[name="0.reference"]')).toBe('123')
})

it('the person reads in their record that it was made, checked and looked up', async () => {
  await openRecord(person)
  const text = await main(person)
  expect(text).toContain('镇指挥部开了观察的告知书或证明')
  expect(text).toContain('镇指挥部在卡点查了登记号')
})

it('after the last day the person prints the release: one sheet of A4, and valid', async () => {
  await openRecord(person)
  await press(person, '告知书和解除证明')
  expect(await at(person).getByRole('button', { name: '解除观察证明' }).count()).toBe(0)
  await server?.stop()
  const db = openIn(place.data)
  db.exec(`UPDATE submission SET arrival = '${addDays(today, -15)}'; UPDATE alert SET closed_at = 1`)
  db.close()
  await serve()
  await openRecord(person)
  await press(person, '告知书和解除证明')
  await press(person, '解除观察证明')
  const text = await main(person)
  for (const words of [marks.name, '解除观察证明', '观察已经结束', township.contacts.clinic.name])
    expect(text).toContain(words)
  expect(await paperOf(person)).toEqual({ pages: 1, width: 595, height: 842 })
  expect(await printed(person)).toEqual([])
  const release = /(?:[2-9A-Z]{4} ){3}[2-9A-Z]{4}/.exec(text)?.[0] ?? ''
  expect(await scanned(person)).toBe(`${township.url}/verify/#${release.replaceAll(' ', '-')}`)
  await at(person).goto(`${url}/verify/`)
  await fill(at(person), { code: [release] })
  await press(person, '验一下')
  expect(await main(person)).toMatch(/有效[\s\S]*解除观察证明/)
  await fill(at(person), { code: [code] })
  await press(person, '验一下')
  // The day of arrival was another one.
  expect(await main(person)).toContain('无效')
})

it('every page suits axe, a thumb and an old eye, and is small', async () => {
  const bare = { javaScriptEnabled: true, bypassCSP: true }
  const desk = await newPhone({ ...bare, storageState: await at(town).context().storageState() })
  const own = await newPhone(bare)
  const found: Record<string, string[]> = {}
  await openRecord(own)
  await press(own, '告知书和解除证明')
  found['own'] = await complaints(own)
  await press(own, '解除观察证明')
  await own.evaluate(axe)
  found['paper'] = [...(await violations(own)), ...(await own.evaluate(tooSmall))]
  await own.goto(`${url}/verify/`)
  await press(own, '验一下')
  found['invalid'] = await complaints(own)
  await desk.goto(`${url}/staff/records`)
  await desk.locator('.ledger a').first().click()
  await desk.getByRole('link', { name: '告知书和解除证明' }).click()
  found['desk'] = await complaints(desk)
  await press(desk, '解除观察证明')
  const text = await main(desk)
  await own.goto(`${url}/verify/`)
  await fill(own, { code: [/(?:[2-9A-Z]{4} ){3}[2-9A-Z]{4}/.exec(text)?.[0] ?? ''] })
  await press(own, '验一下')
  found['valid'] = await complaints(own)
  await desk.goto(`${url}/staff/checkpoint`)
  found['gate'] = await complaints(desk)
  await press(desk, '查一下')
  found['unknown'] = await complaints(desk)
  await fill(desk, { code: [number] })
  await press(desk, '查一下')
  found['party'] = await complaints(desk)
  await press(desk, '记下来')
  found['missing'] = await complaints(desk)
  await fill(desk, { direction: ['in'], temperature: ['38'] })
  await press(desk, '记下来')
  found['fever'] = await complaints(desk)
  await desk.goto(`${url}/staff/checkpoint/backlog`)
  found['backlog'] = await complaints(desk)
  await fill(desk, { '0.reference': ['1'], '1.time': ['25'] })
  await press(desk, '都记下来')
  found['marked'] = await complaints(desk)
  expect(found).toEqual(Object.fromEntries(Object.keys(found).map((name) => [name, []])))
  expect(Math.max(...sizes)).toBeLessThan(14_000)
})

it('left nothing of it in any address or title', () => {
  const plain = number.replaceAll(' ', '')
  const secrets = [...Object.values(marks), number, plain, code, code.replaceAll(' ', ''), code.replaceAll(' ', '-')]
  const said = [...addresses, ...titles]
  expect(said.length).toBeGreaterThan(20)
  expect(
    said.filter((each) => secrets.some((secret) => each.includes(secret) || each.includes(encodeURIComponent(secret)))),
  ).toEqual([])
})
