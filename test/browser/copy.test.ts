/** The buttons that copy: there only with a script, and what they copy is what stands in the frame. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Chromium, openChromium, phone } from '../support/chromium.ts'
import { url } from '../support/served.ts'
import { staticPages } from '../support/static-pages.ts'

const share = staticPages().find(({ path }) => path.endsWith('/share/'))?.path ?? ''
let browser: Chromium
beforeAll(async () => {
  browser = await openChromium()
})
afterAll(() => browser.close())

it('without scripts there is no button, and one press selects a whole text', async () => {
  const page = await (await browser.newContext({ ...phone, javaScriptEnabled: false })).newPage()
  await page.goto(url + share)
  expect(await page.locator('[data-copy]:visible').count()).toBe(0)
  expect(await page.locator('#saying-0').evaluate((saying) => getComputedStyle(saying).userSelect)).toBe('all')
})

it('a press copies the text of its frame and says so', async () => {
  const context = await browser.newContext({ ...phone, permissions: ['clipboard-read', 'clipboard-write'] })
  const page = await context.newPage()
  await page.goto(url + share)
  for (const frame of ['saying-0', 'saying-1', 'saying-2']) {
    await page.click(`[data-copy="${frame}"]`)
    await page.locator(`[data-copy="${frame}"]`, { hasText: '已复制' }).waitFor()
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(
      await page.locator(`#${frame}`).textContent(),
    )
  }
})
