/** `npm run pictures`: makes the README's pictures again, of the sample content and an invented family, and the icons. */
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from '#cli/build.ts'
import { firstCode } from '#cli/first-code.ts'
import { secretsIn } from '#cli/secrets.ts'
import { serve } from '#cli/serve.ts'
import { chineseFont } from '#cli/tools.ts'
import { openVault } from '#platform/vault.ts'
import { fill, launchChromium, phone, send } from '../support/chromium.ts'
import { typed } from '../support/typed.ts'
import { drawIcons } from './icons.ts'

chineseFont()
build()
const folder = join(import.meta.dirname, 'pictures')
mkdirSync(folder, { recursive: true })
const data = mkdtempSync(join(tmpdir(), 'shouwang-pictures-'))
const [database, kept] = [join(data, 'database'), join(data, 'secrets.json')]
// The desk with something to do; six families a day are enough.
const sample = spawnSync(
  process.execPath,
  [join(import.meta.dirname, '../../functions/cli/sample.ts'), '--days', '3'],
  {
    env: { ...process.env, SHOUWANG_DATA: database, SHOUWANG_SECRETS: kept },
    stdio: 'inherit',
  },
)
if (sample.status !== 0) process.exit(1)
const secrets = secretsIn(kept)
const serving = await serve({ port: 0, host: '127.0.0.1', data: database, secrets })
const url = serving.url.replace('127.0.0.1', 'localhost')
const browser = await launchChromium()
const page = await (
  await browser.newContext({ ...phone, viewport: { width: 360, height: 740 }, deviceScaleFactor: 2 })
).newPage()

await page.goto(`${url}/`)
await page.screenshot({ path: join(folder, 'home.png') })
await page.goto(`${url}/my/`)
await send(page, '/forms/returnee/check', typed('returnee'))
await page.screenshot({ path: join(folder, 'check.png') })
await page.goto(`${url}/staff/enrol`)
const code = (await firstCode(serving.db, await openVault(secrets), '示例值班员')) ?? ''
await fill(page, { code: [code], pin: ['749318'], again: ['749318'] })
await page.getByRole('button', { name: '开通这台设备' }).click()
await page.waitForSelector('.waits')
await page.screenshot({ path: join(folder, 'desk.png') })

await drawIcons(browser)
await browser.close()
await serving.stop()
rmSync(data, { recursive: true, force: true })
console.log(`Made home.png, check.png and desk.png in ${folder}, and the icons in public/.`)
