/** What a phone with scripts keeps of a form: through a closed tab for a day, sealed, and through a press without a network. */
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, expect, it } from 'vitest'
import { fill, press } from '../support/chromium.ts'
import { openPhones } from '../support/phones.ts'
import { url } from '../support/served.ts'
import { looked, typed } from '../support/typed.ts'

const phones = await openPhones()
afterAll(() => phones.close())
const form = `${url}/forms/volunteer/`.replace('127.0.0.1', 'localhost')

async function tab(phone: BrowserContext): Promise<Page> {
  const page = await phone.newPage()
  await page.goto(form)
  return page
}

const offered = (page: Page) => page.getByRole('button', { name: '接着填' })

/** What lies in the phone's own database, as far as anything can be read of it. */
const kept = (page: Page) =>
  page.evaluate(async () => {
    const ask = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve) => {
        request.onsuccess = () => resolve(request.result)
      })
    if (!(await indexedDB.databases()).some(({ name }) => name === 'drafts')) return []
    const db = await ask(indexedDB.open('drafts', 1))
    const rows = await ask(db.transaction('drafts').objectStore('drafts').getAll())
    db.close()
    return rows.map(({ secret, sealed }) => [secret.extractable, new TextDecoder().decode(sealed)])
  })

it('a closed tab leaves a draft, sealed, that the next one offers and fills in only when asked', async () => {
  const phone = (await phones.newPhone({ javaScriptEnabled: true })).context()
  const first = await tab(phone)
  await fill(first, { name: ['欧阳示例'], phone: ['10000004321'] })
  await expect.poll(() => kept(first)).toHaveLength(1)
  const [row] = await kept(first)
  expect(row?.[0]).toBe(false)
  expect(row?.[1]).not.toMatch(/欧阳|4321/)
  await first.close()
  const second = await tab(phone)
  await offered(second).waitFor()
  expect(await second.inputValue('#name')).toBe('')
  await offered(second).click()
  await expect.poll(() => second.inputValue('#name')).toBe('欧阳示例')
  await second.close()

  const third = await tab(phone)
  await third.getByRole('button', { name: '丢掉草稿' }).click()
  await expect.poll(() => kept(third)).toEqual([])
  await third.reload()
  expect(await third.inputValue('#name')).toBe('')
  await third.close()
})

it('is gone after a day', async () => {
  const page = await phones.newPhone({ javaScriptEnabled: true })
  await page.goto(form)
  await fill(page, { name: ['欧阳示例'] })
  await expect.poll(() => kept(page)).toHaveLength(1)
  const later = await page.context().newPage()
  await later.clock.install({ time: Date.now() + 86_400_001 })
  await later.goto(form)
  await expect.poll(() => kept(later)).toEqual([])
  expect(await offered(later).count()).toBe(0)
})

it('the last press without a network waits, is sent once when there is one, and takes the draft away', async () => {
  const page = await phones.newPhone({ javaScriptEnabled: true })
  await page.goto(form)
  await fill(page, typed('volunteer'))
  await press(page, '下一步：核对')
  await page.getByRole('heading', { name: '请核对' }).waitFor()
  await looked()
  await page.context().setOffline(true)
  await press(page, '提交报名')
  expect(await page.locator('#offline').innerText()).toContain('有网了会自己再发')
  await page.context().setOffline(false)
  await page.locator('.hero').waitFor()
  await expect.poll(() => kept(page)).toEqual([])
})
