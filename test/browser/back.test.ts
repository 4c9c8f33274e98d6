/** Going back through every journey, scripts off at 360 px: a page of ours each time, with what was typed, and nothing is kept twice. */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { dayAt } from '#platform/clock.ts'
import { fill, main, press as pressOnly } from '../support/chromium.ts'
import { type Desk, openDesk } from '../support/open-desk.ts'
import { openIn } from '../support/sqlite.ts'
import { looked, typed } from '../support/typed.ts'

const sending = /^报.*的体温$/
let desk: Desk
let number = ''
beforeAll(async () => {
  desk = await openDesk()
  number = await desk.register({ name: ['欧阳示例'], phone: ['10000006789'], 'home.village': ['liuxi'] })
})
afterAll(() => desk.close())

/** Presses a button and waits for the page that answers: what is pressed next must be pressed there. */
async function press(page: Page, name: string | RegExp): Promise<void> {
  await Promise.all([page.waitForEvent('load'), pressOnly(page, name)])
}

const head = (page: Page) => page.locator('h1').innerText()

/** The pages that going back meets, one after the other, by their heads; the browser's own error page would throw. */
async function back(page: Page, times: number): Promise<string[]> {
  const heads: string[] = []
  while (heads.length < times) {
    await page.goBack()
    heads.push(await head(page))
  }
  return heads
}

function rowsOf(table: string): number {
  const db = openIn(desk.place.data)
  const row = db.prepare(`SELECT count(*) AS n FROM ${table}`).get()
  db.close()
  return Number(row?.['n'])
}

it('a registration: a family row, a mistake, 请核对 and the receipt', async () => {
  const page = await desk.newPhone()
  const before = rowsOf('submission')
  await page.goto(`${desk.url}/forms/returnee/`)
  const { relatives: _, ...answers } = typed()
  await fill(page, { ...answers, name: ['司马示例'], phone: ['不记得'] })
  await Promise.all([page.waitForEvent('load'), page.locator('button[name="more"]').first().click()])
  const row = page.locator('fieldset input[type="text"][name^="family"]').first()
  await row.fill('司马小示例')
  await press(page, '下一步：核对')
  expect(await page.title()).toMatch(/^有误：/)
  await fill(page, { ...answers, phone: ['10000004444'] })
  await fill(page, Object.fromEntries(Object.entries(typed()).filter(([name]) => name.startsWith('family.0.'))))
  await press(page, '下一步：核对')
  expect(await head(page)).toBe('请核对')
  await looked()
  await press(page, '提交登记')
  const first = await page.locator('.hero').innerText()
  expect(await back(page, 1)).toEqual(['请核对'])
  await page.goBack()
  expect(await page.inputValue('[name="phone"]')).toBe('10000004444')
  await page.goBack()
  expect(await row.inputValue()).toBe('司马小示例')
  await page.goBack()
  expect(await page.inputValue('[name="phone"]')).toBe('不记得')
  for (let forward = 0; forward < 3; forward++) await page.goForward()
  expect(await head(page)).toBe('请核对')
  await press(page, '提交登记')
  expect(await page.locator('.hero').innerText()).toBe(first)
  expect(rowsOf('submission')).toBe(before + 1)
})

it('a volunteer, back from the receipt to the empty form', async () => {
  const page = await desk.newPhone()
  await page.goto(`${desk.url}/forms/volunteer/`)
  const title = await head(page)
  await fill(page, typed('volunteer'))
  await press(page, '下一步：核对')
  await looked()
  await press(page, '提交报名')
  expect(await back(page, 2)).toEqual(['请核对', title])
  expect(await page.inputValue('[name="name"]')).toBe(typed('volunteer')['name']?.[0])
})

it('one’s own record: the door, a correction, a wish; and once the phone forgot, the way to begin', async () => {
  const page = await desk.newPhone()
  await desk.openRecord(page, number, '0000')
  await fill(page, { reference: [number], tail: ['6789'] })
  await press(page, '打开我的登记')
  const record = await head(page)
  await press(page, '更正')
  await fill(page, { 'home.group': ['3'], phone: ['短'] })
  await press(page, '下一步：核对')
  await fill(page, { phone: ['10000006789'] })
  await press(page, '下一步：核对')
  await looked()
  await press(page, '提交更正')
  expect(await main(page)).toContain('更正')
  await press(page, '提一个要求，看答复')
  await fill(page, { kind: ['correct'], text: ['想把组号改一改'] })
  await press(page, '提交要求')
  const [entries, revisions] = [rowsOf('entry'), rowsOf('submission_revision')]
  const heads = await back(page, 7)
  expect([heads[0], heads[1], heads[2], heads[5]]).toEqual([heads[0], record, '请核对', record])
  expect(heads.join()).not.toContain('用过了')
  await page.goForward()
  await page.goForward()
  expect(await page.inputValue('[name="phone"]')).toBe('短')
  expect([rowsOf('entry'), rowsOf('submission_revision')]).toEqual([entries, revisions])
  await page.context().clearCookies()
  expect(await back(page, 1)).toEqual(['这一页已经用过了'])
  await page.getByRole('link', { name: '打开我的登记' }).click()
  expect(new URL(page.url()).pathname).toBe('/my/')
})

it('temperatures: a mistake, thanked, back and sent again; and the last press without a network', async () => {
  const page = await desk.newPhone()
  await page.goto(`${desk.url}/my/check-in`)
  await fill(page, { reference: [number], tail: ['6789'] })
  await press(page, '打开，报体温')
  await fill(page, { 'p0.temperature': ['三十六'], well: ['yes'] })
  await press(page, sending)
  const rest = page.locator('input[inputmode=decimal]')
  for (const field of await rest.all()) await field.fill('36.6')
  await page.context().setOffline(true)
  await page
    .getByRole('button', { name: sending })
    .click()
    .catch(() => undefined)
  await page.waitForURL(/chrome-error/)
  await page.goBack()
  expect(await page.inputValue('[name="p0.temperature"]')).toBe('36.6')
  await page.context().setOffline(false)
  await press(page, sending)
  expect(await head(page)).toBe('已收到')
  const rows = rowsOf('check_in')
  const heads = await back(page, 2)
  for (const each of heads) expect(each).toMatch(/^报.*的体温$/)
  expect(await page.inputValue('[name="p0.temperature"]')).toBe('三十六')
  await page.goForward()
  await press(page, sending)
  expect(await head(page)).toBe('已收到')
  expect(rowsOf('check_in')).toBe(rows)
})

it('the desk: a fever, a call, a decision, a paper and a list, and the PIN', async () => {
  const { town } = desk
  const { hidden } = await desk.post('/my/check-in', { reference: [number], tail: ['6789'] })
  await desk.post('/my/check-in/send', { leave: hidden['leave'] ?? [], 'p0.temperature': ['38.4'] })
  await town.goto(`${desk.url}/staff/alerts`)
  await town.locator('.ledger a').first().click()
  const alert = await head(town)
  await press(town, '我看到了，我来办')
  await press(town, '显示姓名和电话')
  await town.locator('#outcome-note').fill('说好在家等车')
  await press(town, '记下来')
  expect(await town.locator('.wrong').count()).toBe(1)
  await town.getByLabel('联系上了', { exact: true }).check()
  await press(town, '记下来')
  const calls = rowsOf('contact')
  expect(await back(town, 1)).toEqual([alert])
  expect(await town.inputValue('#outcome-note')).toBe('说好在家等车')
  await press(town, '记下来')
  expect(rowsOf('contact')).toBe(calls)
  expect(await back(town, 4)).toEqual([alert, alert, alert, alert])

  await town.goto(`${desk.url}/staff/entry/list/returnee?rows=10`)
  await fill(town, { 'r.1.name': ['司马一'], 'r.1.phone': ['不记得'], writtenOn: [dayAt(Date.now())], signed: ['yes'] })
  await press(town, '存这张名单')
  expect(await town.title()).toMatch(/^有误：/)
  await town.goto(`${desk.url}/staff/`)
  await town.goBack()
  expect(await town.inputValue('[name="r.1.phone"]')).toBe('不记得')

  await press(town, '退出')
  await town.fill('#pin', '111111')
  await press(town, '进入工作台')
  await town.fill('#pin', '749318')
  await press(town, '进入工作台')
  await town.goBack()
  expect(await town.getByRole('button', { name: '进入工作台' }).count()).toBe(1)
  await town.goBack()
  await town.goBack()
  expect(await head(town)).toBe('这一页已经用过了')
})
