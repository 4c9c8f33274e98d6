/** People without a phone, through a cadre with scripts off at 360 px: one beside them, a list with mistakes, a pasted one, and cards to hand out. */
import { execFileSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import township from '../../content/township.json' with { type: 'json' }
import { zbar } from '../../functions/cli/tools.ts'
import { dayAt } from '../../functions/clock.ts'
import { complaints } from '../support/axe.ts'
import { fill, openChromium, phone } from '../support/chromium.ts'
import { newPlace, type Running, start } from '../support/process.ts'
import { looked, typed } from '../support/typed.ts'

const place = newPlace()
const today = dayAt(Date.now())
const [addresses, texts, titles]: [string[], string[], string[]] = [[], [], []]
let [server, browser]: [Running?, Browser?] = []
let url = ''
let [town, cadre]: [Page?, Page?] = []

async function newPhone(more = {}): Promise<Page> {
  const context = await browser?.newContext({ ...phone, javaScriptEnabled: false, ...more })
  if (!context) throw new Error('no browser')
  const page = await context.newPage()
  page.on('request', (request) => addresses.push(request.url()))
  page.on('response', async (answer) => {
    const text = await answer.text().catch(() => '')
    if (new URL(answer.url()).pathname.startsWith('/staff/entry')) texts.push(text)
    titles.push(...(/<title>.*<\/title>/.exec(text) ?? []))
  })
  return page
}
function at(page: Page | undefined): Page {
  if (!page) throw new Error('nobody is at the desk')
  return page
}
const press = (name: string) => at(cadre).getByRole('button', { name, exact: true }).last().click()
const main = () => at(cadre).locator('main').innerText()
const number = async () => /\d{4} \d{4} \d{4}/.exec(await main())?.[0] ?? ''

async function enrol(page: Page, code: string): Promise<void> {
  await page.goto(`${url}/staff/enrol`)
  await fill(page, { code: [code], pin: ['749318'], again: ['749318'] })
  await page.getByRole('button', { name: '开通这台设备' }).click()
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
})
afterAll(async () => {
  await browser?.close()
  await server?.stop()
  rmSync(place.folder, { recursive: true })
})

/** The pages of what the page prints, and their width in points. */
async function printed(page: Page, options = {}): Promise<{ pages: number; width: number }> {
  const pdf = (await page.pdf(options)).toString('latin1')
  return {
    pages: Number(/\/Count (\d+)/.exec(pdf)?.[1]),
    width: Math.round(Number(/\/MediaBox \[0 0 ([\d.]+)/.exec(pdf)?.[1])),
  }
}

it('registers somebody who sits beside, by the numbers of the paper, and gives a card', async () => {
  await at(cadre).goto(`${url}/staff/`)
  await at(cadre).getByRole('link', { name: '代登记' }).first().click()
  await at(cadre).getByRole('link', { name: '返乡登记', exact: true }).click()
  expect(await at(cadre).getByLabel('村干部代填').isChecked()).toBe(true)
  expect(await main()).toMatch(/2 返乡人姓名/)
  const { filledBy: _, ...answers } = typed()
  await fill(at(cadre), { ...answers, name: ['欧阳示例'], 'home.village': ['liuxi'] })
  await press('下一步：核对')
  expect(await at(cadre).locator('h1').innerText()).toBe('请核对')
  await looked()
  await press('提交登记')
  expect(await main()).toContain('存好了 1 份')
  expect(await at(cadre).locator('.card').innerText()).toContain(await number())
  expect(await at(cadre).locator('.card').innerText()).toMatch(/示例[\s\S]*欧\*\*\*[\s\S]*0000-0000011/)
})

it('the square on a card leads to the own record, with the number behind the #', async () => {
  const [shown, file] = [await number(), join(place.temporary, 'card.png')]
  await at(cadre).locator('.card').screenshot({ path: file })
  const said = execFileSync(zbar(), ['--nodbus', '--quiet', '--raw', '-S*.disable', '-Sqrcode.enable', file], {
    encoding: 'utf8',
  })
  expect(said.trim()).toBe(`${township.url}/my/#${shown.replaceAll(' ', '')}`)
  const person = await newPhone({ javaScriptEnabled: true })
  await person.goto(`${url}/my/#${shown.replaceAll(' ', '')}`)
  expect(await person.inputValue('#reference')).toBe(shown)
  expect(person.url()).toBe(`${url}/my/`)
})

it('copies a list: what is wrong is marked and linked, what is right can be kept first, nothing is lost', async () => {
  await at(cadre).goto(`${url}/staff/entry/list/returnee?rows=10`)
  const row = (number: number, more = {}) =>
    Object.fromEntries(
      Object.entries({
        name: `司马${number}`,
        phone: `1000000100${number}`,
        arrival: '今天',
        transport: '1',
        ...more,
      }).map(([path, words]) => [`r.${number}.${path}`, [String(words)]]),
    )
  await fill(at(cadre), { writtenOn: [today], signed: ['yes'], ...row(1), ...row(2, { phone: '不记得' }), ...row(4) })
  await press('存这张名单')
  expect(await at(cadre).title()).toMatch(/^有误：/)
  await at(cadre)
    .getByRole('link', { name: /第 2 行，手机号/ })
    .click()
  expect(at(cadre).url()).toMatch(/#r\.2\.phone$/)
  expect(await at(cadre).inputValue('[name="r.2.phone"]')).toBe('不记得')
  await press('先存对的，错的留下改')
  expect(await main()).toContain('存好了 2 份，下面留着要改的')
  expect(await at(cadre).locator('.row').count()).toBe(1)
  await fill(at(cadre), row(2))
  await press('存这张名单')
  expect(await main()).toContain('存好了 1 份')
  await at(cadre).goto(`${url}/staff/records?source=paper`)
  expect(await at(cadre).locator('.ledger a').count()).toBe(3)
  await at(cadre).locator('.ledger a').first().click()
  expect(await main()).toContain('纸上写于')
  await at(cadre).locator('summary', { hasText: '谁看过、谁办过' }).click()
  expect(await main()).toContain('村干部 示例村干部 代登记（照纸上抄）')
})

it('takes rows from a spreadsheet, and prints eight cards a page', async () => {
  await at(cadre).goto(`${url}/staff/entry/list/returnee?rows=10`)
  await at(cadre).locator('summary').first().click()
  const rows = Array.from(
    { length: 17 },
    (_, index) => `诸葛${index}\t${10000002000 + index}\t2组\t湖北省\t武汉市\t${today}\t火车\t无\t36.5`,
  )
  await fill(at(cadre), {
    pasted: [`姓名\t手机号\t村民小组\t省\t市\t到家日期\t怎么回来\t不舒服\t体温\n${rows.join('\n')}`],
    writtenOn: [today],
    signed: ['yes'],
  })
  await press('放进下面的行')
  expect(await main()).toContain('放进来 17 行')
  await press('存这张名单')
  expect(await main()).toContain('存好了 17 份')
  expect(await at(cadre).locator('.card').first().isVisible()).toBe(false)
  expect((await printed(at(cadre), { format: 'A4' })).pages).toBe(3)
  await at(cadre).emulateMedia({ media: 'print' })
  await at(cadre).setViewportSize({ width: 718, height: 1040 })
  expect(await at(cadre).locator('.card:visible').count()).toBe(17)
  const cut = await at(cadre)
    .locator('.card')
    .evaluateAll((cards) => cards.filter((card) => card.scrollHeight > card.clientHeight).length)
  expect(cut).toBe(0)
  await at(cadre).emulateMedia({ media: null })
  await at(cadre).setViewportSize({ width: 360, height: 640 })
})

it('the blank list is one sheet of A4, lying, its columns those of the screen', async () => {
  await at(cadre).goto(`${url}/staff/entry/list/returnee`)
  const labels = await at(cadre).locator('.row').first().locator('label').allInnerTexts()
  await at(cadre).goto(`${url}/forms/returnee/grid/`)
  expect((await at(cadre).locator('th').allInnerTexts()).slice(1, -1).map((text) => text.trim())).toEqual(labels)
  expect(await at(cadre).locator('tbody tr').count()).toBe(15)
  expect(await printed(at(cadre), { preferCSSPageSize: true })).toEqual({ pages: 1, width: 842 })
})

const none = (found: Record<string, string[]>) => Object.fromEntries(Object.keys(found).map((name) => [name, []]))
const scripted = async () =>
  newPhone({ javaScriptEnabled: true, bypassCSP: true, storageState: await at(cadre).context().storageState() })

it('every page to start from suits axe, a thumb and an old eye', async () => {
  const seen = await scripted()
  const found: Record<string, string[]> = {}
  for (const path of ['/staff/entry', '/staff/entry/returnee', '/forms/returnee/grid/']) {
    await seen.goto(url + path)
    found[path] = await complaints(seen)
  }
  expect(found).toEqual(none(found))
})

it('so does a list, with its mistakes and with what was kept of it; empty it is at most 20 KB', async () => {
  const seen = await scripted()
  const found: Record<string, string[]> = {}
  const save = () => seen.getByRole('button', { name: '存这张名单' }).last().click()
  await seen.goto(`${url}/staff/entry/list/returnee?rows=10`)
  await fill(seen, { 'r.1.name': ['尉迟示例'], 'r.1.phone': ['1'] })
  await save()
  found['wrong'] = await complaints(seen)
  const right = { 'r.1.phone': ['10000003001'], 'r.1.arrival': [today], 'r.2.name': ['尉迟示例'] }
  await fill(seen, { writtenOn: [today], signed: ['yes'], ...right })
  await save()
  await seen.getByRole('button', { name: '先存对的，错的留下改' }).click()
  found['in part'] = await complaints(seen)
  expect(found).toEqual(none(found))
  const light = texts.filter((text) => !text.includes('<svg'))
  expect(Math.max(...light.map((text) => brotliCompressSync(text).byteLength))).toBeLessThan(20_000)
})

it('left nothing of it in any address or title', () => {
  const said = [...addresses.filter((each) => !each.includes('/my/#')), ...titles]
  expect(said.length).toBeGreaterThan(20)
  expect(said.filter((each) => /欧阳|司马|诸葛|尉迟|10000001|10000002/.test(decodeURIComponent(each)))).toEqual([])
})
