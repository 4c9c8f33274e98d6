import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from '../../functions/cli/build.ts'
import { newSecrets } from '../../functions/cli/secrets.ts'
import { serve } from '../../functions/cli/serve.ts'
import { openChromium, phone, send } from '../support/chromium.ts'
import { workerPages } from '../site/worker-pages.ts'
build()
const s = await serve({ port: 0, host: '127.0.0.1', data: mkdtempSync(join(tmpdir(), 'sw-')), secrets: newSecrets() })
const url = s.url.replace('127.0.0.1', 'localhost')
const b = await openChromium()
const c = await b.newContext({ ...phone, bypassCSP: true })
const p = await c.newPage()
const only = process.argv[2] && new RegExp(process.argv[2])
const shot = async (n: string) => {
  n = n.replace(/\W+/g, '-')
  await p.emulateMedia({ media: 'screen', colorScheme: 'light' })
  await p.evaluate(() => { (document.getElementById('big') as HTMLInputElement).checked = false })
  await p.screenshot({ path: `/tmp/shots2/${n}.png`, fullPage: true })
  await p.evaluate(() => { (document.getElementById('big') as HTMLInputElement).checked = true })
  await p.screenshot({ path: `/tmp/shots2/${n}-big.png`, fullPage: true })
  await p.evaluate(() => { (document.getElementById('big') as HTMLInputElement).checked = false })
  await p.emulateMedia({ colorScheme: 'dark' })
  await p.screenshot({ path: `/tmp/shots2/${n}-dark.png`, fullPage: true })
  await p.emulateMedia({ media: 'print', colorScheme: 'light' })
  await p.screenshot({ path: `/tmp/shots2/${n}-print.png`, fullPage: true })
  await p.emulateMedia({ media: 'screen' })
}
for (const path of ['/', '/notices/', '/notices/2026-11-16-returnee-registration/', '/knowledge/', '/knowledge/fever/', '/rumors/', '/rumors/garlic/', '/forms/returnee/', '/forms/volunteer/', '/my/', '/privacy/', '/nowhere/']) {
  if (only && !only.test(path)) continue
  await p.goto(url + path); await shot('p' + path)
}
for (const w of await workerPages(url)) {
  if (only && !only.test(w.name)) continue
  await p.goto(`${url}/my/`)
  const st = await send(p, w.path, w.raw, w.enctype)
  console.log(w.name, st, w.status, await p.title()); await shot('w-' + w.name)
}
await b.close(); await s.stop()
