/** Twice a day for fourteen days, scripts off: a family of two reports, a fever is told calmly, a phone remembers. */
import { brotliCompressSync, constants } from 'node:zlib'
import { afterAll, expect, it } from 'vitest'
import { showDay } from '#forms/kinds/date.ts'
import { returnee } from '#forms/returnee.ts'
import { addDays, dayAt } from '#platform/clock.ts'
import { fill } from '../support/chromium.ts'
import { sheetsOf } from '../support/paper.ts'
import { openPhones, telling } from '../support/phones.ts'
import { url } from '../support/served.ts'
import { example } from '../support/typed.ts'

const today = dayAt(Date.now())
const marks = { name: '欧阳示例', phone: '10000004321', tail: '4321' }
const phones = await openPhones()
const page = await phones.newPhone()
afterAll(() => phones.close())
const button = (name: string | RegExp) => page.getByRole('button', { name })
const sending = /^报.*的体温$/
const main = () => page.locator('main').innerText()
const bytes = async () =>
  brotliCompressSync(await page.content(), { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }).byteLength

let reference = ''
it('a family that came home three days ago opens the page with number and tail', async () => {
  const answers = { ...example(returnee), arrival: addDays(today, -3), name: marks.name, phone: marks.phone }
  const headers = { 'content-type': 'application/json' }
  const kept = await fetch(`${url}/api/forms/returnee`, { method: 'POST', headers, body: JSON.stringify(answers) })
  reference = ((await kept.json()) as { reference: string }).reference
  await page.goto(url)
  await page.locator('.bar').getByText('报体温').click()
  await fill(page, { reference: [reference], tail: [marks.tail] })
  await button('打开，报体温').click()
  expect(await page.textContent('h1')).toMatch(/^报今天(上午|下午)的体温$/)
  expect(await main()).toContain('第 3 天，一共 14 天')
  expect(await page.locator('input[inputmode=decimal]').count()).toBe(2)
  expect(await page.content()).not.toContain(marks.name)
  // Text browsers know no formaction.
  expect(await page.locator('[formaction]').count()).toBe(0)
  expect(await bytes()).toBeLessThanOrEqual(14_000)
})

it('a fever is told at once although the rest is not right yet, and nothing typed is lost', async () => {
  await fill(page, { 'p0.temperature': ['３８．６'], 'p1.temperature': ['abc'] })
  await button(sending).click()
  expect(phones.statuses.at(-1)).toBe(422)
  expect(await page.title()).toMatch(/^有误：/)
  expect(await page.locator('.urgent').innerText()).toContain('0000-0000002')
  for (const link of await page.locator('.wrong a').all())
    expect(await page.locator(`[id="${(await link.getAttribute('href'))?.slice(1)}"]`).count()).toBe(1)
  expect(await page.inputValue('[name="p0.temperature"]')).toBe('３８．６')
  expect(await page.inputValue('[name="p1.temperature"]')).toBe('abc')
})

it('is thanked: whom to call first, to measure again, the card, the end', async () => {
  await fill(page, { 'p1.temperature': ['36.6'], well: ['yes'], remember: ['yes'] })
  await button(sending).click()
  expect(await page.textContent('h1')).toBe('已收到')
  const links = page.locator('main a[href^="tel:"]')
  expect(await links.first().getAttribute('href')).toBe('tel:00000000002')
  expect(await main()).toMatch(/38\.6 ℃[\s\S]*请再量一次[\s\S]*15 分钟/)
  expect(await main()).toContain(showDay(addDays(today, 11)))
  expect(await page.locator('.squares li').count()).toBe(28)
  expect(await page.locator('.squares').first().innerText()).toContain('！')
  expect(await page.locator('.squares .unseen').nth(2).innerText()).toMatch(/第 3 天，.*(报了，已告诉卫生院)/)
  expect(await bytes()).toBeLessThanOrEqual(14_000)
})

it('on the phone that remembers: one screen, the numbers, and two taps', async () => {
  await page.goto(`${url}/my/check-in`)
  expect(await page.inputValue('[name="p0.temperature"]')).toBe('')
  expect(await page.content()).not.toContain('38.6')
  expect(await page.locator('[name=remember], [name=pass]').count()).toBe(0)
  await fill(page, { 'p0.temperature': ['36.8'], 'p1.temperature': ['36.7'] })
  await page.check('[name=well]')
  await button(sending).click()
  expect(await page.textContent('h1')).toBe('已收到')
  expect(await page.locator('.squares').first().innerText()).not.toContain('！')
  expect(await main()).not.toContain('38.6')
  await button('这台手机不再记住').click()
  await page.goto(`${url}/my/check-in`)
  expect(await page.locator('#reference').count()).toBe(1)
})

it('left neither number nor name nor degrees in any address or title', () => {
  const secrets = [marks.name, marks.phone, reference, '38.6']
  const said = [...phones.addresses, ...phones.titles]
  expect(said.length).toBeGreaterThan(10)
  expect(telling(said, secrets)).toEqual([])
})

it('with scripts, what was typed without a network is kept and sent by itself when there is one', async () => {
  const tab = await phones.newPhone({ javaScriptEnabled: true })
  await tab.goto(`${url}/my/check-in`)
  await fill(tab, { reference: [reference], tail: [marks.tail] })
  await tab.getByRole('button', { name: '打开，报体温' }).click()
  await fill(tab, { 'p0.temperature': ['36.4'], 'p1.temperature': ['36.3'], well: ['yes'] })
  await tab.context().setOffline(true)
  await tab.getByRole('button', { name: sending }).click()
  expect(await tab.locator('#offline').isVisible()).toBe(true)
  expect(await tab.inputValue('[name="p0.temperature"]')).toBe('36.4')
  await Promise.all([tab.waitForURL('**/my/check-in/send?*'), tab.context().setOffline(false)])
  expect(await tab.locator('main').innerText()).toContain('36.4 ℃')
  expect(await tab.evaluate(() => Object.keys(sessionStorage))).toEqual([])
})

it('the paper card is one page of A4', async () => {
  const sheet = await phones.newPhone({ javaScriptEnabled: true })
  await sheet.goto(`${url}/forms/returnee/card/`)
  // The day of arrival, and the fourteen that count.
  expect(await sheet.locator('tbody td').count()).toBe(15 * 3)
  expect(await sheetsOf(sheet)).toEqual({ pages: 1, width: 595, height: 842 })
})
