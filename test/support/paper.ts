/** A page on paper: on how many sheets of which size it is printed, and what the square on it says. */
import { execFileSync } from 'node:child_process'
import type { Locator, Page } from 'playwright-core'
import { zbar } from '#cli/tools.ts'

type Options = Parameters<Page['pdf']>[0]

/** Sizes are in points; A4 is 595 by 842. */
export interface Sheets {
  pages: number
  width: number
  height: number
}

/** What the printer would get; the page itself says on what it is printed, unless told otherwise. */
export async function sheetsOf(page: Page, how: Options = { preferCSSPageSize: true }): Promise<Sheets> {
  const pdf = (await page.pdf(how)).toString('latin1')
  const [, width, height] = /\/MediaBox \[0 0 ([\d.]+) ([\d.]+)/.exec(pdf) ?? []
  const pages = Number(/\/Count (\d+)/.exec(pdf)?.[1])
  return { pages, width: Math.round(Number(width)), height: Math.round(Number(height)) }
}

/** What a phone reads that is held over the picture. */
export async function scanned(picture: Locator): Promise<string> {
  const words = ['--nodbus', '--quiet', '--raw', '-S*.disable', '-Sqrcode.enable', '-']
  return execFileSync(zbar(), words, { input: await picture.screenshot(), encoding: 'utf8' }).trim()
}
