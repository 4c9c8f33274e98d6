/** `npm run pictures`: makes the README's pictures again, of the sample content and an invented family, and the icons. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from '../../functions/cli/build.ts'
import { newSecrets } from '../../functions/cli/secrets.ts'
import { serve } from '../../functions/cli/serve.ts'
import { chineseFont } from '../../functions/cli/tools.ts'
import { openChromium, phone, send } from '../support/chromium.ts'
import { typed } from '../support/typed.ts'
import { drawIcons } from './icons.ts'

chineseFont()
build()
const folder = join(import.meta.dirname, 'pictures')
mkdirSync(folder, { recursive: true })
const data = mkdtempSync(join(tmpdir(), 'shouwang-pictures-'))
const serving = await serve({ port: 0, host: '127.0.0.1', data, secrets: newSecrets() })
const url = serving.url.replace('127.0.0.1', 'localhost')
const browser = await openChromium()
const page = await (
  await browser.newContext({ ...phone, viewport: { width: 360, height: 740 }, deviceScaleFactor: 2 })
).newPage()

await page.goto(`${url}/`)
await page.screenshot({ path: join(folder, 'home.png') })
await page.goto(`${url}/my/`)
await send(page, '/forms/returnee/check', typed('returnee'))
await page.screenshot({ path: join(folder, 'check.png') })

await drawIcons(browser)
await browser.close()
await serving.stop()
rmSync(data, { recursive: true, force: true })
console.log(`Made home.png and check.png in ${folder}, and the icons in public/.`)
