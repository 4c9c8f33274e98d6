/** axe on every kind of page as a phone shows it, in light, in dark and with big text; and what a thumb and an old eye need. */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { axe, complaints, none, tooSmall, violations } from '../support/axe.ts'
import { type Chromium, openChromium, phone, send } from '../support/chromium.ts'
import { url } from '../support/served.ts'
import { kindsOfPage } from '../support/static-pages.ts'
import { workerPages } from '../support/worker-pages.ts'

let browser: Chromium
beforeAll(async () => {
  browser = await openChromium()
})
afterAll(() => browser.close())

async function open(): Promise<Page> {
  return (await browser.newContext({ ...phone, bypassCSP: true })).newPage()
}

it('sees a poor contrast, a small target and small text where they are', async () => {
  const page = await open()
  await page.setContent(
    '<div class="page"><p style="font-size:12px;color:#666">看不清的字</p><p><a href="#">点不准</a></p></div>',
  )
  await page.evaluate(axe)
  expect((await violations(page)).join()).toContain('color-contrast-enhanced')
  expect(await page.evaluate(tooSmall)).toHaveLength(3)
})

it('no page of the edge has a violation', async () => {
  const page = await open()
  const found: Record<string, string[]> = {}
  for (const path of kindsOfPage()) {
    await page.goto(url + path)
    found[path] = await complaints(page)
  }
  expect(found).toEqual(none(found))
})

it('no page of the Worker has a violation', async () => {
  const page = await open()
  const found: Record<string, string[]> = {}
  for (const { name, path, raw, status, enctype } of await workerPages(url)) {
    await page.goto(`${url}/my/`)
    expect(await send(page, path, raw, enctype), name).toBe(status)
    found[name] = await complaints(page)
  }
  expect(found).toEqual(none(found))
})
