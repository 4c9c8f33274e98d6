/** The town's first phone and a cadre's, scripts off at 360 px: enrolled, invited, locked, unlocked, stopped, left. */
import { spawnSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { root } from '../../functions/cli/here.ts'
import { complaints } from '../support/axe.ts'
import { openChromium, phone } from '../support/chromium.ts'
import { newPlace, type Running, start } from '../support/process.ts'

const [townPin, cadrePin] = ['749318', '385926']
const place = newPlace()
const addresses: string[] = []
const texts: string[] = []
let [server, browser, url]: [Running?, Browser?, string?] = []
let town: Page
let cadre: Page
let [townCode, cadreCode] = ['', '']

/** A phone of its own: nothing is shared with the other one. */
async function newPhone(javaScriptEnabled = false, more = {}): Promise<Page> {
  const context = await browser?.newContext({ ...phone, javaScriptEnabled, ...more })
  if (!context) throw new Error('no browser')
  const page = await context.newPage()
  page.on('request', (request) => addresses.push(request.url()))
  page.on('response', async (answer) => {
    if (new URL(answer.url()).pathname.startsWith('/staff')) texts.push(await answer.text().catch(() => ''))
  })
  return page
}
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).first().click()
const title = (page: Page) => page.textContent('h1')
const cookies = (context: BrowserContext) => context.storageState()

async function enrol(page: Page, code: string, pin: string): Promise<void> {
  await page.goto(`${url}/staff/enrol`)
  await page.fill('#code', code)
  await page.fill('#pin', pin)
  await page.fill('#again', pin)
  await press(page, '开通这台设备')
}
async function open(page: Page, pin: string): Promise<void> {
  await page.fill('#pin', pin)
  await press(page, '进入工作台')
}

beforeAll(async () => {
  server = await start(place)
  url = server.url.replace('127.0.0.1', 'localhost')
  browser = await openChromium()
  ;[town, cadre] = [await newPhone(), await newPhone()]
  townCode = /\/staff\/enrol#(\S+)/.exec(server.said())?.[1] ?? ''
})
afterAll(async () => {
  await browser?.close()
  await server?.stop()
  rmSync(place.folder, { recursive: true })
})

it('is closed until the code that the start printed is used', async () => {
  await town.goto(`${url}/staff/`)
  expect(await title(town)).toBe('工作台还没有开通')
  await enrol(town, townCode, '123456')
  expect(await town.title()).toMatch(/^有误：/)
  expect(await town.inputValue('#code')).toBe(townCode)
  await town.fill('#pin', townPin)
  await town.fill('#again', townPin)
  await press(town, '开通这台设备')
  expect(await title(town)).toBe('今日工作台')
  expect(await town.textContent('.who')).toContain('镇指挥部')
})

it('invites a cadre, whose phone is enrolled by the code once', async () => {
  await town.getByRole('link', { name: '人员' }).first().click()
  await town.fill('#name', '示例村干部')
  await town.check('[name=role][value=village]')
  await town.check('[name=villages][value=liuxi]')
  await town.locator('form[action="/staff/people/invite"] button').click()
  cadreCode = (await town.locator('.hero.code').innerText()).trim()
  expect(cadreCode).toMatch(/^(\w{4}\s){3}\w{4}$/)
  await enrol(cadre, cadreCode, cadrePin)
  expect(await cadre.textContent('.who')).toContain('村干部　柳溪村')
  // Handed on, it is worth nothing.
  const other = await newPhone()
  await enrol(other, cadreCode, cadrePin)
  expect(await other.textContent('.wrong h2')).toBe('开通码不能用')
  await other.context().close()
})

it('shows a role only its rooms, and the door in place of others', async () => {
  expect(await cadre.getByRole('link', { name: '人员' }).count()).toBe(0)
  await cadre.goto(`${url}/staff/people`)
  expect(await title(cadre)).toBe('工作台')
  expect(await cadre.locator('#pin').count()).toBe(1)
})

it('leaves, is locked by five wrong PINs, and opens once the town unlocked it', async () => {
  await cadre.goto(`${url}/staff/`)
  await press(cadre, '退出')
  for (let n = 0; n < 5; n++) await open(cadre, '749391')
  await open(cadre, cadrePin)
  expect(await cadre.textContent('.wrong h2')).toBe('没有打开')
  await town.goto(`${url}/staff/people`)
  expect(await town.textContent('main')).toContain('1 台锁上了')
  await press(town, '解锁')
  await open(cadre, cadrePin)
  expect(await title(cadre)).toBe('今日工作台')
})

it('every page suits axe, a thumb and an old eye, and is at most 20 KB', async () => {
  const found: Record<string, string[]> = {}
  for (const [who, page, paths] of [
    ['town', town, ['/staff/', '/staff/devices', '/staff/people']],
    ['cadre', cadre, ['/staff/', '/staff/people', '/staff/enrol']],
  ] as const) {
    const seen = await newPhone(true, { bypassCSP: true, storageState: await cookies(page.context()) })
    for (const path of paths) {
      await seen.goto(url + path)
      found[`${who} ${path}`] = await complaints(seen)
    }
    for (const [name, button] of who === 'town'
      ? [
          ['asked', '停用'],
          ['invited', '给一个开通码'],
        ]
      : []) {
      await seen.goto(`${url}/staff/people`)
      await press(seen, button ?? '')
      found[`${who} ${name}`] = await complaints(seen)
    }
    await seen.context().close()
  }
  expect(found).toEqual(Object.fromEntries(Object.keys(found).map((name) => [name, []])))
  expect(Math.max(...texts.map((text) => brotliCompressSync(text).byteLength))).toBeLessThan(20_000)
})

it('a link fills the code in where scripts run, and keeps it out of the address', async () => {
  const page = await newPhone(true)
  await page.goto(`${url}/staff/enrol#AAAA-BBBB-CCCC-DDDD`)
  expect(await page.inputValue('#code')).toBe('AAAA-BBBB-CCCC-DDDD')
  expect(page.url()).toBe(`${url}/staff/enrol`)
  await page.context().close()
})

it('the command makes a code while the server runs, and the town stops somebody at once', async () => {
  const words = ['--name', '示例医生', '--role', 'clinic']
  const env = { ...process.env, SHOUWANG_DATA: place.data, SHOUWANG_SECRETS: place.secrets }
  const { stdout, status } = spawnSync(process.execPath, [join(root, 'functions/cli/invite.ts'), ...words], {
    env,
    encoding: 'utf8',
  })
  expect(status).toBe(0)
  const doctor = await newPhone()
  await enrol(doctor, /^Code {2}(\S+)$/m.exec(stdout)?.[1] ?? '', '461973')
  expect(await doctor.textContent('.who')).toContain('卫生院')
  await town.goto(`${url}/staff/people`)
  await town.locator('li', { hasText: '示例医生' }).getByRole('button', { name: '停用' }).click()
  expect(await title(town)).toBe('要停用示例医生吗')
  await press(town, '停用')
  await doctor.goto(`${url}/staff/`)
  expect(await title(doctor)).toBe('工作台')
  expect(await doctor.locator('#pin').count()).toBe(1)
})

it('left no code, PIN or name in any address', () => {
  const secrets = [townCode, cadreCode.replaceAll(/\s/g, '-'), townPin, cadrePin, encodeURIComponent('示例'), '示例']
  expect(addresses.length).toBeGreaterThan(20)
  expect(addresses.filter((address) => secrets.some((secret) => address.includes(secret)))).toEqual([])
})
