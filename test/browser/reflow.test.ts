/** Nothing is lost when text is spaced out, enlarged to twice its size, or the window is as narrow as 320 px (WCAG 2.2, 1.4.4, 1.4.10, 1.4.12). */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openChromium } from '../support/chromium.ts'
import { url } from '../support/served.ts'
import { kindsOfPage } from '../support/static-pages.ts'

let browser: Browser
beforeAll(async () => {
  browser = await openChromium()
})
afterAll(() => browser.close())

// The values of success criterion 1.4.12.
const spaced =
  '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-bottom: 2em !important }'

/** What runs out of the window, or is cut off inside its own box. */
function lost(): string[] {
  const found: string[] = []
  const width = document.documentElement.clientWidth
  if (document.documentElement.scrollWidth > width) found.push(`${document.documentElement.scrollWidth} px wide`)
  for (const element of document.querySelectorAll<HTMLElement>('.page *')) {
    if (element.closest('.unseen, .trap, [hidden], select, option') || element.getClientRects().length === 0) continue
    const { right } = element.getBoundingClientRect()
    const cut = getComputedStyle(element).overflowX !== 'visible' && element.scrollWidth > element.clientWidth + 1
    if (right > width + 1 || cut) found.push(element.outerHTML.slice(0, 80))
  }
  return found.slice(0, 5)
}

describe.each([
  ['at 320 px', { width: 320, height: 568 }, ''],
  ['with text spaced out', { width: 360, height: 640 }, spaced],
  ['zoomed to 200 % on a phone of 360 px', { width: 180, height: 320 }, ''],
] as const)('%s', (_, viewport, style) => {
  it('every kind of page keeps its words', async () => {
    const page: Page = await (await browser.newContext({ viewport, bypassCSP: true })).newPage()
    const found: Record<string, string[]> = {}
    for (const path of kindsOfPage()) {
      await page.goto(url + path)
      if (style) await page.addStyleTag({ content: style })
      const complaints = await page.evaluate(lost)
      if (complaints.length > 0) found[path] = complaints
    }
    await page.context().close()
    expect(found).toEqual({})
  })
})
