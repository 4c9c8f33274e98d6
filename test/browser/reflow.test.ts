/** Nothing is lost when text is spaced out, enlarged to twice its size, or the window is as narrow as 320 px (WCAG 2.2, 1.4.4, 1.4.10, 1.4.12). */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Chromium, openChromium } from '../support/chromium.ts'
import { url } from '../support/served.ts'
import { kindsOfPage } from '../support/static-pages.ts'

let browser: Chromium
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

const windows = [
  ['at 320 px', { width: 320, height: 568 }, ''],
  ['with text spaced out', { width: 360, height: 640 }, spaced],
  ['zoomed to 200 % on a phone of 360 px', { width: 180, height: 320 }, ''],
] as const

/** What each kind of page loses in each window; a page is loaded once for all of them. */
async function walked(): Promise<Record<string, Record<string, string[]>>> {
  const page = await (await browser.newContext({ bypassCSP: true })).newPage()
  const found: Record<string, Record<string, string[]>> = Object.fromEntries(windows.map(([name]) => [name, {}]))
  for (const path of kindsOfPage()) {
    await page.goto(url + path)
    for (const [name, viewport, style] of windows) {
      await page.setViewportSize(viewport)
      const added = style ? await page.addStyleTag({ content: style }) : undefined
      const complaints = await page.evaluate(lost)
      if (complaints.length > 0) Object.assign(found[name] ?? {}, { [path]: complaints })
      await added?.evaluate((element) => (element as Element).remove())
    }
  }
  await page.context().close()
  return found
}

let found: Awaited<ReturnType<typeof walked>>
beforeAll(async () => {
  found = await walked()
})

describe.each(windows)('%s', (name) => {
  it('every kind of page keeps its words', () => {
    expect(found[name]).toEqual({})
  })
})
