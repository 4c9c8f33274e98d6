/** What axe, a thumb and an old eye complain of, on the page that a phone shows, in light, in dark and with big text. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { expect } from 'vitest'
import { root } from '#cli/here.ts'
import { phone } from './chromium.ts'

export const axe = readFileSync(join(root, 'node_modules/axe-core/axe.min.js'), 'utf8')

// 7:1 is the house's own contrast, and whatever is under axe's 4.5:1 is under it too: asked once, since contrast is half of
// axe's work. The switch for big text stands outside every landmark, because only what comes before the page can enlarge
// the page without a script.
const options = {
  rules: { 'color-contrast-enhanced': { enabled: true }, 'color-contrast': { enabled: false } },
  resultTypes: ['violations'],
}

// Only what is wrong is described and leaves the page: all that is right would be most of the work.
export async function violations(page: Page, only?: readonly string[]): Promise<string[]> {
  const violations = await page.evaluate(
    async (options) => (await Reflect.get(globalThis, 'axe').run({ exclude: ['#big'] }, options)).violations,
    only ? { ...options, runOnly: { type: 'rule', values: [...only] } } : options,
  )
  return violations.flatMap(({ id, nodes }: { id: string; nodes: { html: string }[] }) =>
    nodes.map(({ html }) => `${id}: ${html.slice(0, 120)}`),
  )
}

/** What a thumb misses (under 48 px), what an old eye cannot read (under 18 px), and what runs out of the page. */
export function tooSmall(): string[] {
  const found: string[] = []
  const seen = (element: Element) => element.getClientRects().length > 0 && !element.closest('.unseen, .trap, #big')
  const all = (selector: string) => [...document.querySelectorAll(selector)].filter(seen)
  const name = (element: Element) => element.outerHTML.slice(0, 90)
  if (document.documentElement.scrollWidth > 360) found.push(`${document.documentElement.scrollWidth} px wide`)
  // A link in the middle of a sentence is as high as its line; one that stands alone is a target.
  const alone = (link: Element) =>
    getComputedStyle(link).display !== 'inline' || link.parentElement?.textContent?.trim() === link.textContent?.trim()
  for (const element of [...all('button, input, select, textarea, summary, .head label'), ...all('a').filter(alone)]) {
    const { height } = (element.closest('.option') ?? element).getBoundingClientRect()
    if (height < 48) found.push(`${Math.round(height)} px high: ${name(element)}`)
  }
  const hasText = ({ childNodes }: Element) =>
    [...childNodes].some((node) => node.nodeType === 3 && /\S/.test(String(node.nodeValue)))
  for (const element of all('.page *').filter(hasText)) {
    const size = Number.parseFloat(getComputedStyle(element).fontSize)
    if (size < 18) found.push(`text of ${size} px: ${name(element)}`)
  }
  return found
}

// In the dark only colours are others, and in big text only sizes; what axe asks of the markup it has asked before.
const looks = [
  ['light', 'light', false, undefined],
  ['dark', 'dark', false, ['color-contrast-enhanced', 'link-in-text-block']],
  ['big text', 'light', true, ['scrollable-region-focusable']],
] as const

/** All complaints about the page as it stands, in each of its looks. */
export async function complaints(page: Page): Promise<string[]> {
  return complaintsOf(await copyOf(page))
}

// WCAG 2.2, 1.4.10.
const NARROWEST = 320

/** All complaints about the page with nothing folded away; at 320 pixels nothing may run out of it, even with big text. */
export async function complaintsAbout(page: Page): Promise<string[]> {
  const copy = await copyOf(page)
  await copy.evaluate(() => {
    for (const each of document.querySelectorAll('details')) each.open = true
  })
  const found = await complaintsOf(copy)
  await copy.setViewportSize({ width: NARROWEST, height: 640 })
  const width = await copy.evaluate(() => document.documentElement.scrollWidth)
  if (width > NARROWEST) found.push(`${width} px wide at ${NARROWEST}`)
  return found
}

// By the site that the copies are of, whose styles they ask for.
const benches = new Map<string, Promise<Page>>()

/** A copy of the page where scripts are on, whatever the phone allows. */
async function copyOf(page: Page): Promise<Page> {
  const browser = page.context().browser()
  if (!browser) throw new Error('no browser')
  const { origin } = new URL(page.url())
  if (!benches.has(origin)) benches.set(origin, bench(browser, origin))
  const copy = (await benches.get(origin)) as Page
  await copy.setViewportSize(phone.viewport)
  await copy.setContent(await page.content())
  return copy
}

/** Where copies are laid: axe stays there from one to the next, because to read axe takes longer than to ask it. */
async function bench(browser: Browser, origin: string): Promise<Page> {
  const page = await (await browser.newContext({ ...phone, bypassCSP: true })).newPage()
  await page.goto(`${origin}/robots.txt`)
  await page.evaluate(axe)
  return page
}

async function complaintsOf(copy: Page): Promise<string[]> {
  const found: string[] = []
  for (const [look, colorScheme, big, only] of looks) {
    await copy.emulateMedia({ colorScheme })
    await copy.evaluate((checked) => Object.assign(document.querySelector('#big') ?? {}, { checked }), big)
    expect(await copy.isChecked('#big')).toBe(big)
    const said = [...(await violations(copy, only)), ...(await copy.evaluate(tooSmall))]
    found.push(...said.map((complaint) => `${look}: ${complaint}`))
  }
  return found
}

/** The same pages with nothing to complain of: what is expected of all that was found. */
export function none(found: Record<string, string[]>): Record<string, string[]> {
  return Object.fromEntries(Object.keys(found).map((page) => [page, []]))
}
