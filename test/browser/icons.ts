/** Makes the pictures in `public/` that a phone shows among its apps, of the house mark. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { root } from '#cli/here.ts'
import { mark } from '#src/page/mark.ts'

// A phone that cuts a shape of its own gets a whole square, and a smaller roof in it.
const icons = [
  { file: 'icons/192.png', size: 192, svg: mark() },
  { file: 'icons/512.png', size: 512, svg: mark(0) },
  { file: 'icons/maskable.png', size: 512, svg: mark(0, 0.8) },
  // iOS asks for it by this name, so no page has to say so.
  { file: 'apple-touch-icon.png', size: 180, svg: mark(0, 0.9) },
]

export async function drawIcons(browser: Browser): Promise<void> {
  mkdirSync(join(root, 'public/icons'), { recursive: true })
  for (const { file, size, svg } of icons) {
    const page = await browser.newPage({ viewport: { width: size, height: size } })
    await page.setContent(`<style>body{margin:0}svg{display:block;width:${size}px;height:${size}px}</style>${svg}`)
    await page.screenshot({ path: join(root, 'public', file), omitBackground: true })
    await page.close()
  }
}
