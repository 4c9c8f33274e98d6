/** The town's first phone and a cadre's, scripts off at 360 px: enrolled, invited, locked, unlocked, stopped, left. */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { complaints, none } from '../support/axe.ts'
import { fill, press } from '../support/chromium.ts'
import { command } from '../support/command.ts'
import { type Desk, openDesk } from '../support/open-desk.ts'
import { heaviest, telling } from '../support/phones.ts'

const [townPin, cadrePin] = ['749318', '385926']
let desk: Desk
let town: Page
let cadre: Page
let cadreCode = ''
const title = (page: Page) => page.textContent('h1')

async function open(page: Page, pin: string): Promise<void> {
  await page.fill('#pin', pin)
  await press(page, '进入工作台')
}

beforeAll(async () => {
  desk = await openDesk({ closed: true })
  town = desk.town
  cadre = await desk.newPhone()
})
afterAll(() => desk.close())

it('is closed until the code that the start printed is used', async () => {
  await town.goto(`${desk.url}/staff/`)
  expect(await title(town)).toBe('工作台还没有开通')
  await desk.enrol(town, desk.code, '123456')
  expect(await town.title()).toMatch(/^有误：/)
  expect(await town.inputValue('#code')).toBe(desk.code)
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
  await desk.enrol(cadre, cadreCode, cadrePin)
  expect(await cadre.textContent('.who')).toContain('村干部　柳溪村')
  // Handed on, it is worth nothing.
  const other = await desk.newPhone()
  await desk.enrol(other, cadreCode, cadrePin)
  expect(await other.textContent('.wrong h2')).toBe('开通码不能用')
  await other.context().close()
})

it('shows a role only its rooms, and the door in place of others', async () => {
  expect(await cadre.getByRole('link', { name: '人员' }).count()).toBe(0)
  await cadre.goto(`${desk.url}/staff/people`)
  expect(await title(cadre)).toBe('工作台')
  expect(await cadre.locator('#pin').count()).toBe(1)
})

it('leaves, is locked by five wrong PINs, and opens once the town unlocked it', async () => {
  await cadre.goto(`${desk.url}/staff/`)
  await press(cadre, '退出')
  for (let n = 0; n < 5; n++) await open(cadre, '749391')
  await open(cadre, cadrePin)
  expect(await cadre.textContent('.wrong h2')).toBe('没有打开')
  await town.goto(`${desk.url}/staff/people`)
  expect(await town.textContent('main')).toContain('1 台锁上了')
  await press(town, '解锁')
  await open(cadre, cadrePin)
  expect(await title(cadre)).toBe('今日工作台')
})

it('goes on with what was typed when the session had ended, once the PIN is typed', async () => {
  await cadre.goto(`${desk.url}/staff/records`)
  await cadre.fill('#sought', '司马示例')
  await cadre.context().clearCookies({ name: '__Host-staff' })
  await press(cadre, '查找')
  expect(await cadre.textContent('.box')).toContain('刚才填的还在')
  await cadre.fill('#pin', cadrePin)
  await press(cadre, '进入工作台')
  expect(await title(cadre)).toBe('查找结果')
  expect(await cadre.inputValue('#sought')).toBe('司马示例')
  expect(await cadre.content()).not.toContain(cadrePin)
})

it('says what an invitation lacks, and leads to where it is asked', async () => {
  await town.goto(`${desk.url}/staff/people`)
  await fill(town, { name: ['示例人员'], role: ['village'] })
  await town.locator('form[action="/staff/people/invite"] button').click()
  expect(await town.locator('.wrong li').allInnerTexts()).toEqual(['村干部请至少勾一个村'])
  await town.locator('.wrong a').click()
  expect(town.url()).toMatch(/#invite$/)
  expect(await town.inputValue('#name')).toBe('示例人员')
})

it('every page suits axe, a thumb and an old eye, and is at most 20 KB', async () => {
  const found: Record<string, string[]> = {}
  for (const [who, page, paths] of [
    ['town', town, ['/staff/', '/staff/devices', '/staff/people']],
    ['cadre', cadre, ['/staff/', '/staff/people', '/staff/enrol']],
  ] as const) {
    const seen = await desk.withScripts(page)
    for (const path of paths) {
      await seen.goto(desk.url + path)
      found[`${who} ${path}`] = await complaints(seen)
    }
    const asked: Record<string, string> = who === 'town' ? { asked: '停用', invited: '给一个开通码' } : {}
    for (const [name, button] of Object.entries(asked)) {
      await seen.goto(`${desk.url}/staff/people`)
      await seen.getByRole('button', { name: button, exact: true }).first().click()
      found[`${who} ${name}`] = await complaints(seen)
    }
    await seen.context().close()
  }
  expect(found).toEqual(none(found))
  expect(heaviest(desk.shown('/staff'))).toBeLessThan(20_000)
})

it('a link fills the code in where scripts run, and keeps it out of the address', async () => {
  const page = await desk.newPhone({ javaScriptEnabled: true })
  await page.goto(`${desk.url}/staff/enrol#AAAA-BBBB-CCCC-DDDD`)
  expect(await page.inputValue('#code')).toBe('AAAA-BBBB-CCCC-DDDD')
  expect(page.url()).toBe(`${desk.url}/staff/enrol`)
  await page.context().close()
})

it('the command makes a code while the server runs, and the town stops somebody at once', async () => {
  const words = ['--name', '示例医生', '--role', 'clinic']
  const { said, status } = await command(desk.place, 'invite', words)
  expect(status).toBe(0)
  const doctor = await desk.newPhone()
  await desk.enrol(doctor, /^Code {2}(\S+)$/m.exec(said)?.[1] ?? '', '461973')
  expect(await doctor.textContent('.who')).toContain('卫生院')
  await town.goto(`${desk.url}/staff/people`)
  await town.locator('li', { hasText: '示例医生' }).getByRole('button', { name: '停用' }).click()
  expect(await title(town)).toBe('要停用示例医生吗')
  await press(town, '停用')
  await doctor.goto(`${desk.url}/staff/`)
  expect(await title(doctor)).toBe('工作台')
  expect(await doctor.locator('#pin').count()).toBe(1)
})

it('left no code, PIN or name in any address', () => {
  const secrets = [desk.code, cadreCode.replaceAll(/\s/g, '-'), townPin, cadrePin, '示例']
  expect(desk.addresses.length).toBeGreaterThan(20)
  expect(telling(desk.addresses, secrets)).toEqual([])
})
