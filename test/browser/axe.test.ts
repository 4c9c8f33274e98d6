/** axe on every kind of page, as a phone shows it: light, dark, big text. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { root } from '../../functions/cli/here.ts'
import { openChromium, phone, send } from '../support/chromium.ts'
import { kindsOfPage } from '../support/static-pages.ts'
import { workerPages } from '../support/worker-pages.ts'

const url = inject('url')
const axe = readFileSync(join(root, 'node_modules/axe-core/axe.min.js'), 'utf8')
let browser: Browser
beforeAll(async () => {
  browser = await openChromium()
})
afterAll(() => browser.close())

// 7:1 is the house's own contrast; axe asks 4.5:1 unless told. The switch for big text stands outside every landmark,
// because only what comes before the page can enlarge the page without a script.
const options = { rules: { 'color-contrast-enhanced': { enabled: true } } }

async function complaints(page: Page): Promise<string[]> {
  await page.evaluate(axe)
  const { violations } = await page.evaluate(
    (options) => Reflect.get(globalThis, 'axe').run({ exclude: ['#big'] }, options),
    options,
  )
  const found = violations.flatMap(({ id, nodes }: { id: string; nodes: { html: string }[] }) =>
    nodes.map(({ html }) => `${id}: ${html.slice(0, 120)}`),
  )
  return [...found, ...(await page.evaluate(tooSmall))]
}

/** What a thumb misses or an old eye cannot read, and what runs out of the page. */
function tooSmall(): string[] {
  const complaints: string[] = []
  const wide = document.documentElement.scrollWidth
  if (wide > window.innerWidth) complaints.push(`the page is ${wide} px wide`)
  const seen = (element: Element) => element.getClientRects().length > 0 && !element.closest('.unseen, .trap, #big')
  const name = (element: Element) => element.outerHTML.slice(0, 90)
  for (const element of [
    ...document.querySelectorAll('button, .button, input, select, textarea, .option, nav a, .phone, .head label'),
  ].filter(seen)) {
    const target = element.closest('.option') ?? element
    const { height } = target.getBoundingClientRect()
    if (height < 48) complaints.push(`${Math.round(height)} px high: ${name(element)}`)
  }
  for (const element of [
    ...document.querySelectorAll('main p, main li, main dd, main a, main label, main button'),
  ].filter(seen)) {
    const size = Number.parseFloat(getComputedStyle(element).fontSize)
    if (size < 16) complaints.push(`${size} px: ${name(element)}`)
  }
  const body = Number.parseFloat(getComputedStyle(document.querySelector('main') ?? document.body).fontSize)
  if (body < 18) complaints.push(`text is ${body} px`)
  return complaints
}

describe.each([
  ['light', { colorScheme: 'light' }, false],
  ['dark', { colorScheme: 'dark' }, false],
  ['big text', { colorScheme: 'light' }, true],
] as const)('%s', (_, look, big) => {
  async function open(): Promise<Page> {
    const context = await browser.newContext({ ...phone, ...look, bypassCSP: true })
    if (big) await context.addInitScript(() => localStorage.setItem('big', '1'))
    return context.newPage()
  }
  it('no page of the edge has a violation', async () => {
    const page = await open()
    const found: Record<string, string[]> = {}
    for (const path of kindsOfPage()) {
      await page.goto(url + path)
      found[path] = await complaints(page)
    }
    expect(found).toEqual(Object.fromEntries(Object.keys(found).map((path) => [path, []])))
    await page.context().close()
  })
  it('no page of the Worker has a violation', async () => {
    const page = await open()
    const found: Record<string, string[]> = {}
    for (const { name, path, raw, status, enctype } of await workerPages(url)) {
      await page.goto(`${url}/my/`)
      expect(await send(page, path, raw, enctype), name).toBe(status)
      found[name] = await complaints(page)
    }
    expect(found).toEqual(Object.fromEntries(Object.keys(found).map((name) => [name, []])))
    await page.context().close()
  })
})
