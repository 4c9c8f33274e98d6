/** Pressing twice, reloading, going back: one record, one number. */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Chromium, fill, openChromium, phone } from '../support/chromium.ts'
import { url } from '../support/served.ts'
import { typed } from '../support/typed.ts'

let browser: Chromium
beforeAll(async () => {
  browser = await openChromium()
})
afterAll(() => browser.close())

const number = (page: Page) => page.locator('.hero').innerText()

describe.each([
  ['on', true],
  ['off', false],
])('scripts %s', (_, javaScriptEnabled) => {
  /** 请核对 of a complete form, looked at long enough. */
  async function checkPage(): Promise<Page> {
    const page = await (await browser.newContext({ ...phone, javaScriptEnabled })).newPage()
    await page.goto(`${url}/forms/volunteer/`)
    await fill(page, typed('volunteer'))
    await page.getByRole('button', { name: '下一步：核对' }).click()
    await page.waitForTimeout(1100)
    return page
  }
  const send = (page: Page) => page.getByRole('button', { name: '提交报名' }).click()

  it('pressing twice gives the number of the first press', async () => {
    const page = await checkPage()
    const numbers: string[] = []
    page.on('response', async (response) => {
      const text = response.url().endsWith('/keep') ? await response.text().catch(() => '') : ''
      numbers.push(...(/\d{4} \d{4} \d{4}/.exec(text) ?? []))
    })
    await page.getByRole('button', { name: '提交报名' }).dblclick()
    await page.waitForSelector('.hero')
    expect(new Set([...numbers, await number(page)]).size).toBe(1)
  })
  it('reloading the receipt shows the same receipt', async () => {
    const page = await checkPage()
    await send(page)
    const first = await number(page)
    await page.reload()
    expect(await number(page)).toBe(first)
  })
  it('going back to 请核对 and sending again shows the same receipt', async () => {
    const page = await checkPage()
    await send(page)
    const first = await number(page)
    await page.goBack()
    expect(await page.textContent('h1')).toBe('请核对')
    await page.waitForTimeout(1100)
    await send(page)
    expect(await number(page)).toBe(first)
  })
  it('going back to the questions and sending the same answers again shows the same receipt', async () => {
    const page = await checkPage()
    await send(page)
    const first = await number(page)
    await page.goto(`${url}/forms/volunteer/`)
    await fill(page, typed('volunteer'))
    await page.getByRole('button', { name: '下一步：核对' }).click()
    await page.waitForTimeout(1100)
    await send(page)
    expect(await number(page)).toBe(first)
  })
})
