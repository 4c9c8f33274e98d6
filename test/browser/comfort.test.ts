/** What scripts add, and what works without them. */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Chromium, fill, openChromium, phone, send } from '../support/chromium.ts'
import { url } from '../support/served.ts'
import { typed } from '../support/typed.ts'
import { workerPages } from '../support/worker-pages.ts'

let browser: Chromium
beforeAll(async () => {
  browser = await openChromium()
})
afterAll(() => browser.close())

async function open(javaScriptEnabled: boolean): Promise<Page> {
  const page = await (await browser.newContext({ ...phone, javaScriptEnabled })).newPage()
  const wrong: string[] = []
  page.on('console', (message) => message.type() === 'error' && wrong.push(message.text()))
  page.on('pageerror', (error) => wrong.push(String(error)))
  page.on('close', () => expect(wrong).toEqual([]))
  return page
}

const height = async (page: Page) => (await page.locator('main').boundingBox())?.height ?? 0

it('the switch enlarges the text of a page without any script', async () => {
  const page = await open(false)
  await page.goto(`${url}/knowledge/fever/`)
  const before = await height(page)
  await page.getByText('字大些').click()
  expect(await height(page)).toBeGreaterThan(before * 1.3)
  await page.close()
})

it('what to tell the family is copied by a button, which is not there without scripts', async () => {
  const without = await open(false)
  await without.goto(`${url}/rumors/garlic/`)
  expect(await without.locator('[data-copy]').isVisible()).toBe(false)
  await without.close()
  const page = await open(true)
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.goto(`${url}/rumors/garlic/`)
  await page.getByRole('button', { name: '复制这段话' }).click()
  await page.getByRole('button', { name: '已复制' }).waitFor()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain('可它挡不住新冠')
  await page.close()
})

it('with scripts, the next page is large too', async () => {
  const page = await open(true)
  await page.goto(`${url}/`)
  await page.getByText('字大些').click()
  await page.goto(`${url}/forms/returnee/`)
  expect(await page.isChecked('#big')).toBe(true)
  await page.getByText('字小些').click()
  await page.goto(`${url}/`)
  expect(await page.isChecked('#big')).toBe(false)
  await page.close()
})

it('what was typed outlives a reload, and is gone once it was sent', async () => {
  const page = await open(true)
  await page.goto(`${url}/forms/volunteer/`)
  await fill(page, typed('volunteer'))
  await page.goto(`${url}/`)
  await page.goto(`${url}/forms/volunteer/`)
  expect(await page.inputValue('#name')).toBe('张示例')
  expect(await page.isChecked('#consent')).toBe(true)
  await page.getByRole('button', { name: '下一步：核对' }).click()
  await page.waitForTimeout(1100)
  await page.getByRole('button', { name: '提交报名' }).click()
  await page.waitForSelector('.hero')
  await page.goto(`${url}/forms/volunteer/`)
  expect(await page.inputValue('#name')).toBe('')
  expect(await page.evaluate(() => Object.keys(sessionStorage))).toEqual([])
  await page.close()
})

it('a correction is not remembered, so that it does not fill in the next person’s form', async () => {
  const page = await open(true)
  const record = (await workerPages(url)).find(({ name }) => name === 'correct')
  await page.goto(`${url}/my/`)
  await send(page, record?.path ?? '', record?.raw ?? {})
  await page.locator('#name').fill('李示例')
  await page.goto(`${url}/forms/returnee/`)
  expect(await page.inputValue('#name')).toBe('')
  await page.close()
})

it('without a network nothing is sent, and the page says so', async () => {
  const page = await open(true)
  await page.goto(`${url}/forms/volunteer/`)
  await fill(page, typed('volunteer'))
  await page.context().setOffline(true)
  await page.getByRole('button', { name: '下一步：核对' }).click()
  expect(await page.locator('#offline').innerText()).toContain('现在没有网')
  expect(await page.inputValue('#name')).toBe('张示例')
  await page.context().setOffline(false)
  await page.getByRole('button', { name: '下一步：核对' }).click()
  await page.waitForURL(/\/check$/)
  await page.close()
})
