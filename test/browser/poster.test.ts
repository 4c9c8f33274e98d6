/** Posters of short, long and very long notices: one sheet of paper, nothing cut off, and a QR that leads to the notice. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import township from '#content/township.json' with { type: 'json' }
import { type Chromium, openChromium } from '../support/chromium.ts'
import { inventedTown, posted } from '../support/invented-town.ts'
import { scanned, sheetsOf } from '../support/paper.ts'
import { staticPages } from '../support/static-pages.ts'

let town: string
let browser: Chromium
let page: Page

beforeAll(async () => {
  town = await inventedTown()
  browser = await openChromium()
  page = await (await browser.newContext({ viewport: { width: 1200, height: 1400 } })).newPage()
  await page.emulateMedia({ media: 'print' })
})
afterAll(() => browser.close())

function posterOf(slug: string, sheet = 'poster'): string {
  return join(town, `dist/client/notices/${slug}/${sheet}/index.html`)
}

async function opened(file: string): Promise<string> {
  await page.goto(pathToFileURL(file).href)
  return page.content()
}

/** What does not stand whole on the sheet. */
function cutOff(): string[] {
  const sheet = document.querySelector('.sheet')
  const [frame, body] = [document.querySelector('.frame'), document.querySelector('.body')]
  const out = (box: Element | null) =>
    [...(box?.querySelectorAll('*') ?? [])].filter((element) => {
      const [inner, outer] = [element.getBoundingClientRect(), box?.getBoundingClientRect()]
      if (!outer || inner.width === 0) return false
      return inner.bottom > outer.bottom + 1 || inner.right > outer.right + 1 || inner.top < outer.top - 1
    })
  return [...out(sheet), ...out(frame), ...out(body)].map((element) => element.outerHTML.slice(0, 80))
}

it('sees what is cut off, a second page, and what a QR says', async () => {
  await page.setContent(
    '<div class="sheet" style="height:10px;overflow:hidden"><div class="frame"><p>字</p></div></div>',
  )
  expect((await page.evaluate(cutOff)).length).toBeGreaterThan(0)
  await page.setContent('<p style="page-break-after:always">一</p><p>二</p>')
  expect((await sheetsOf(page, {})).pages).toBe(2)
})

describe.each(posted)('$slug', ({ slug, body }) => {
  it('prints its poster on one sheet, whole or cut where it says so', async () => {
    const html = await opened(posterOf(slug))
    expect(await page.evaluate(cutOff)).toEqual([])
    expect(await sheetsOf(page)).toMatchObject({ pages: 1, width: 595 })
    const printed = (await page.innerText('.body')).replace(/\s/g, '').length
    const whole = body.replace(/^(?:- |## )|\s/gm, '').length
    if (html.includes('全文扫码看')) expect(printed).toBeGreaterThan(200)
    else expect(printed).toBeGreaterThanOrEqual(whole)
    expect(await scanned(page.locator('.posted'))).toBe(`${township.url}/notices/${slug}/`)
    await opened(posterOf(slug, 'door'))
    expect(await page.evaluate(cutOff)).toEqual([])
  })
})

it('a short notice stands whole, a very long one says where the rest is', () => {
  const cut = posted.filter(({ slug }) => readFileSync(posterOf(slug), 'utf8').includes('全文扫码看'))
  expect(cut.map(({ slug }) => slug).filter((slug) => /-300(-full)?$/.test(slug))).toEqual([])
  expect(cut.map(({ slug }) => slug).filter((slug) => slug.includes('-3000-full'))).toHaveLength(4)
})

it('every sheet of the samples is one page of its paper, and its QR leads to its notice', async () => {
  const sheets = staticPages().filter(({ path }) => /^\/notices\/[^/]+\/(?:poster|poster-a3|door)\/$/.test(path))
  expect(sheets.length).toBeGreaterThanOrEqual(9)
  for (const { path, file } of sheets) {
    await opened(file)
    expect(await page.evaluate(cutOff), path).toEqual([])
    expect(await sheetsOf(page), path).toMatchObject({ pages: 1, width: path.includes('-a3') ? 842 : 595 })
    const slug = path.split('/')[2]
    expect(await scanned(page.locator('.posted'))).toBe(`${township.url}/notices/${slug}/`)
  }
})
