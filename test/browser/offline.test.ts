/** The copies for the minutes without a network: what they say, what never becomes one, and how they go. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { root } from '#cli/here.ts'
import { returnee } from '#forms/returnee.ts'
import { dayAt } from '#platform/clock.ts'
import { inline } from '#src/page/inline.ts'
import { type Line, lineTo } from '../support/between.ts'
import { type Chromium, fill, openChromium, phone, press, send } from '../support/chromium.ts'
import { url } from '../support/served.ts'
import { example } from '../support/typed.ts'
import { workerPages } from '../support/worker-pages.ts'

const dated = (why: string) =>
  new RegExp(`^${why}，这是\\d{1,2}月\\d{1,2}日 \\d{1,2}:\\d\\d 存下的。要紧的事请打电话。$`)
let browser: Chromium
let line: Line
beforeAll(async () => {
  browser = await openChromium()
  line = await lineTo(url)
})
afterAll(async () => {
  await browser.close()
  await line.close()
})

/** A phone that opened a page, and whose browser has finished keeping the first copies. */
async function reader(address: string): Promise<Page> {
  const page = await (await browser.newContext(phone)).newPage()
  await page.goto(address)
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
  return page
}

const first = (page: Page) => page.locator('main > :first-child').innerText()

// To open a cache by name would make it again, so whoever waits for one to go asks for names only.
const cachesOf = async (page: Page) => (await page.evaluate(() => caches.keys())).sort()

/** Every address of which the phone holds a copy, by cache. */
function copies(page: Page): Promise<Record<string, string[]>> {
  return page.evaluate(async () => {
    const held: Record<string, string[]> = {}
    for (const name of await caches.keys()) {
      const requests = await (await caches.open(name)).keys()
      held[name] = requests.map((request) => new URL(request.url).pathname)
    }
    return held
  })
}

/** The pages that the worker keeps before anybody reads them. */
async function listed(): Promise<string[]> {
  const text = await (await fetch(`${url}/sw.js`)).text()
  return JSON.parse(/^const ahead = (.*)$/m.exec(text)?.[1] ?? '[]')
}

it('the page that was open, and one read after it, open again without a network and say how old they are', async () => {
  const page = await reader(`${url}/rumors/garlic/`)
  await page.goto(`${url}/rumors/5g/`)
  const title = await page.textContent('h1')
  await page.context().setOffline(true)
  await page.reload()
  expect(await page.textContent('h1')).toBe(title)
  expect(await first(page)).toMatch(dated('没有网络'))
  await page.goto(`${url}/rumors/garlic/?from=groupmessage`)
  expect(await first(page)).toMatch(dated('没有网络'))
  await page.context().setOffline(false)
  await page.reload()
  expect(await page.locator('main').innerText()).not.toContain('没有网络')
  await page.context().close()
})

it('the newest notices open though nobody read them, and claim to be in force no longer', async () => {
  const notices = (await listed()).filter((path) => path.startsWith('/notices/'))
  expect(notices).toHaveLength(5)
  const page = await reader(`${url}/`)
  await page.goto(url + notices[0])
  expect(await page.locator('main').innerText()).toContain('现在有效')
  await page.context().setOffline(true)
  for (const path of ['/', '/knowledge/fever/', ...notices]) {
    await page.goto(url + path)
    expect(await first(page), path).toMatch(dated('没有网络'))
    expect(await page.locator('main').innerText(), path).not.toMatch(/现在有效|还没开始|今天/)
  }
  await page.context().close()
})

it('a page that was never read gives the phones, and what was read', async () => {
  const page = await reader(`${url}/rumors/garlic/`)
  await page.context().setOffline(true)
  for (const path of ['/rumors/5g/', '/forms/returnee/', '/search/?q=1', '/fx']) {
    await page.goto(url + path)
    expect(await page.textContent('h1'), path).toBe('这一页现在打不开')
    expect(await first(page), path).toMatch(dated('没有网络'))
    expect(await page.locator('main a[href="tel:120"]').count()).toBe(1)
  }
  await page.locator('a[href="/rumors/garlic/"]').click()
  expect(await page.textContent('h1')).toContain('蒜')
  await page.context().close()
})

it('a whole registration leaves no copy of a form or a record, and without a network there is none', async () => {
  const page = await reader(`${url}/`)
  await page.goto(`${url}/forms/returnee/`)
  for (const { path, raw, enctype } of await workerPages(url)) {
    if (path === '/my/forget') continue
    await send(page, path, raw, enctype)
  }
  await page.goto(`${url}/my/`)
  await page.goto(`${url}/privacy/`)
  const held = Object.values(await copies(page)).flat()
  expect(held).toContain('/privacy/')
  expect(held.filter((path) => /^\/(forms|my|staff|api|search|view)\b/.test(path))).toEqual([])
  await page.context().setOffline(true)
  await expect(page.goto(`${url}/my/`)).rejects.toThrow('ERR_INTERNET_DISCONNECTED')
  await page.context().close()
})

it('a phone that may report opens its form without a network, sends it later once, and forgets it when asked', async () => {
  const answers = { ...example(returnee), arrival: dayAt(Date.now() - 2 * 86_400_000), phone: '10000008642' }
  const headers = { 'content-type': 'application/json' }
  const kept = await fetch(`${url}/api/forms/returnee`, { method: 'POST', headers, body: JSON.stringify(answers) })
  const { reference } = (await kept.json()) as { reference: string }
  const page = await reader(`${url}/`)
  const sending = /^报.*的体温$/
  await page.goto(`${url}/my/check-in`)
  await fill(page, { reference: [reference], tail: ['8642'] })
  await press(page, '打开，报体温')
  await page.getByRole('button', { name: sending }).waitFor()
  const all = page.locator('input[inputmode=decimal]')
  for (const field of await all.all()) await field.fill('36.4')
  await fill(page, { well: ['yes'], remember: ['yes'] })
  await press(page, sending)
  await page.getByRole('heading', { name: '已收到' }).waitFor()

  await page.goto(`${url}/my/check-in`)
  await expect.poll(async () => (await copies(page))['own-1']).toEqual(['/my/check-in/'])
  await page.context().setOffline(true)
  await page.goto(`${url}/my/check-in`)
  expect(await first(page)).toContain('没有网络，照样填')
  for (const field of await all.all()) await field.fill('36.9')
  await fill(page, { well: ['yes'] })
  await press(page, sending)
  expect(await page.locator('#offline').innerText()).toContain('有网了会自己再发')
  await page.context().setOffline(false)
  await page.getByRole('heading', { name: '已收到' }).waitFor()

  await press(page, '这台手机不再记住')
  await page.getByRole('heading', { name: '已清除' }).waitFor()
  expect((await copies(page))['own-1']).toEqual([])
  await page.context().close()
})

it('a phone that is made to forget keeps no copy either', async () => {
  const page = await reader(`${url}/knowledge/calm/`)
  await page.goto(`${url}/my/`)
  await page.getByRole('button', { name: '清除这台手机上的记录' }).click()
  await page.waitForSelector('h1')
  expect(await cachesOf(page)).toEqual([])
  await page.context().close()
})

it('a phone that saves data keeps the offline page and what it reads, and fetches nothing ahead', async () => {
  const saving = `Object.defineProperty(navigator, 'connection', { value: { saveData: true } })\n`
  line.instead.set('/sw.js', saving + (await (await fetch(`${url}/sw.js`)).text()))
  const page = await reader(`${line.url}/rumors/garlic/`)
  expect(Object.values(await copies(page))).toEqual([['/offline/'], ['/rumors/garlic/']])
  line.instead.clear()
  await page.context().close()
})

it('on a dead-slow line the copy is shown, and a page without one is waited for', async () => {
  const page = await reader(`${line.url}/rumors/garlic/`)
  line.delayMs = 6000
  await page.reload()
  expect(await first(page)).toMatch(dated('网络太慢'))
  await page.goto(`${line.url}/rumors/5g/`)
  expect(await page.textContent('h1')).toContain('5G')
  expect(await page.locator('main').innerText()).not.toContain('网络太慢')
  line.delayMs = 0
  await page.context().close()
})

it('of what was read the sixty latest stay, and what the site takes away goes', async () => {
  const page = await reader(`${line.url}/rumors/garlic/`)
  await page.goto(`${line.url}/rumors/5g/`)
  const read = () => copies(page).then((held) => held['read-1'] ?? [])
  await page.evaluate(async () => {
    const cache = await caches.open('read-1')
    const page = await cache.match('/rumors/5g/')
    for (let index = 0; index < 60; index++) await cache.put(`/rumors/${index}/`, page?.clone() ?? Response.error())
  })
  await page.goto(`${line.url}/rumors/antibiotics/`)
  await expect.poll(async () => (await read()).length).toBe(60)
  expect(await read()).not.toContain('/rumors/garlic/')
  expect((await read()).at(-1)).toBe('/rumors/antibiotics/')
  await page.goto(`${line.url}/rumors/59/`)
  await expect.poll(read).not.toContain('/rumors/59/')
  await page.context().close()
})

it('a new build brings new copies, takes the old ones away, and leaves what was read', async () => {
  const page = await reader(`${line.url}/rumors/garlic/`)
  await page.goto(`${line.url}/rumors/5g/`)
  const [old] = Object.keys(await copies(page)).filter((name) => name.startsWith('shell-'))
  const text = await (await fetch(`${url}/sw.js`)).text()
  line.instead.set('/sw.js', text.replace(/^const build = .*$/m, 'const build = 1'))
  await page.reload()
  await expect.poll(() => cachesOf(page), { timeout: 20_000 }).toEqual(['read-1', 'shell-1'])
  expect(old).not.toBe('shell-1')
  const held = await copies(page)
  expect(held['read-1']).toEqual(expect.arrayContaining(['/rumors/garlic/', '/rumors/5g/']))
  expect(held['shell-1']).toContain('/offline/')
  line.instead.clear()
  await page.context().close()
})

it('the kill switch takes the worker and every copy off a phone at its next visit', async () => {
  const page = await reader(`${line.url}/rumors/garlic/`)
  expect(Object.keys(await copies(page)).length).toBeGreaterThan(0)
  line.instead.set('/sw.js', readFileSync(join(root, 'src/offline/gone.js'), 'utf8'))
  // What a build with "offline": false leaves out of its pages.
  const script = inline(readFileSync(join(root, 'src/scripts/offline.js'), 'utf8'))
  const html = await (await fetch(`${url}/rumors/garlic/`)).text()
  expect(html).toContain(script)
  line.instead.set('/rumors/garlic/', html.replace(script, ''))
  await page.reload()
  await expect.poll(() => cachesOf(page), { timeout: 20_000 }).toEqual([])
  const left = () => page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length)
  await expect.poll(left).toBe(0)
  await page.reload()
  expect(await left()).toBe(0)
  line.instead.clear()
  await page.context().close()
})
