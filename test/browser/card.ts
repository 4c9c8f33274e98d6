/** `npm run card`: makes the picture that messengers show beside a shared page, with the township's own name. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '#cli/here.ts'
import { chineseFont } from '#cli/tools.ts'
import { township } from '#forms/township.ts'
import { mark } from '#src/page/mark.ts'
import { launchChromium } from '../support/chromium.ts'

chineseFont()
const browser = await launchChromium()
const page = await browser.newPage({ viewport: { width: 1200, height: 630 } })
// Few flat colours, so that the file stays small: WeChat on a weak network loads it too.
const colours = readFileSync(join(root, 'src/styles/colours.css'), 'utf8')
await page.setContent(`<!doctype html><html lang="zh-CN"><style>${colours}
body { margin: 0; height: 630px; display: flex; background: var(--ground); color: var(--ink); font-family: "Noto Sans CJK SC", sans-serif }
main { flex: 1; margin: 40px; padding: 0 72px; border: 6px solid var(--green); border-radius: 12px; display: flex; align-items: center }
svg { flex: none; width: 216px; margin-right: 64px }
p { margin: 0; font-size: 40px; line-height: 1.6; color: var(--quiet) }
h1 { margin: 0 0 16px; font-size: 88px; line-height: 1.25; letter-spacing: .02em }
b { font-weight: 400; color: var(--green) }
</style><main>
${mark()}
<div><p><b>${township.name}</b></p><h1>${township.siteName.replace(township.name, '')}</h1>
<p>通知、知识、辟谣，都用大白话说${township.sample ? '<br>示例：内容和号码都是编的' : ''}</p></div></main>`)
const path = join(root, 'public/card.png')
await page.screenshot({ path })
await browser.close()
console.log(`Made ${path}.`)
