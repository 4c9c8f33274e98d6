/** A tired traveller on a train, scripts off: three people registered, opened, corrected, withdrawn. */
import { afterAll, expect, it } from 'vitest'
import { fill } from '../support/chromium.ts'
import { openPhones, telling } from '../support/phones.ts'
import { url } from '../support/served.ts'
import { typed } from '../support/typed.ts'

const marks = {
  name: '欧阳示例',
  phone: '10000006789',
  shown: '100 0000 6789',
  mother: '诸葛示例',
  child: '小示例',
  corrected: '司马示例',
}
const phones = await openPhones()
const page = await phones.newPhone()
afterAll(() => phones.close())
const button = (name: string) => page.getByRole('button', { name })
const answers = async () => (await page.locator('dl.answers').allInnerTexts()).join('\n')

it('is told what is missing, and loses nothing typed', async () => {
  await page.goto(`${url}/forms/returnee/`)
  await fill(page, { name: [marks.name], phone: ['１００ ００００'], transport: ['train'] })
  await button('下一步：核对').click()
  expect(phones.statuses.at(-1)).toBe(422)
  expect(await page.title()).toMatch(/^有误：/)
  const lines = page.locator('.wrong a')
  expect(await lines.count()).toBeGreaterThan(8)
  for (const link of await lines.all())
    expect(await page.locator(`[id="${(await link.getAttribute('href'))?.slice(1)}"]`).count()).toBe(1)
  expect(await page.inputValue('#name')).toBe(marks.name)
  expect(await page.inputValue('#phone')).toBe('１００ ００００')
  expect(await page.isChecked('[name="transport"][value="train"]')).toBe(true)
})

it('registers three people, and changes an answer on 请核对', async () => {
  const { 'family.0.name': _, 'family.0.relation': __, 'family.0.age': ___, guardian, ...alone } = typed('returnee')
  await fill(page, { ...alone, name: [marks.name], phone: [marks.phone] })
  await button('加一位家人').click()
  await fill(page, { 'family.0.name': [marks.mother], 'family.0.relation': ['parent'], 'family.0.age': ['elder'] })
  await button('再加一位家人').click()
  await fill(page, { 'family.1.name': [marks.child], 'family.1.relation': ['child'], 'family.1.age': ['under14'] })
  await button('下一步：核对').click()
  expect(await page.locator('.wrong a').allInnerTexts()).toEqual(['有不满 14 岁的孩子，要监护人同意，请勾选'])
  await fill(page, { guardian: guardian ?? [] })
  await button('下一步：核对').click()
  expect(await page.textContent('h1')).toBe('请核对')
  for (const said of [marks.name, marks.shown, marks.mother, marks.child]) expect(await answers()).toContain(said)
  await button('更改怎么回来').click()
  expect(page.url()).toMatch(/#transport$/)
  await fill(page, { transport: ['coach'] })
  await button('下一步：核对').click()
  expect(await answers()).toContain('客车')
})

let number = ''
it('gets a number, and what happens next', async () => {
  await page.waitForTimeout(1100)
  await button('提交登记').click()
  number = (await page.locator('.hero').innerText()).trim()
  expect(number).toMatch(/^\d{4} \d{4} \d{4}$/)
  expect(await page.locator('main').innerText()).toContain('0000-0000011')
})

it('opens the record, masked until asked', async () => {
  await page.goto(`${url}/my/`)
  await fill(page, { reference: [number], tail: ['6789'] })
  await button('打开我的登记').click()
  const masked = await page.content()
  for (const secret of [marks.name, marks.phone, marks.shown, marks.mother, marks.child])
    expect(masked).not.toContain(secret)
  expect(await answers()).toContain('欧***')
  // Text browsers know no formaction: each act is a form of its own.
  expect(masked).not.toContain('formaction')
  await button('全部显示').click()
  for (const said of [marks.name, marks.shown, marks.mother]) expect(await answers()).toContain(said)
})

it('corrects a name, and sees the new one', async () => {
  await button('更正').first().click()
  expect(await page.inputValue('#name')).toBe(marks.name)
  await fill(page, { name: [marks.corrected] })
  await button('下一步：核对').click()
  await page.waitForTimeout(1100)
  await button('提交更正').click()
  expect(await page.locator('[role=status]').innerText()).toContain('已经更正')
  await button('全部显示').click()
  expect(await answers()).toContain(marks.corrected)
  expect(await page.locator('main').innerText()).toContain('您自己更正')
})

it('withdraws, and the number opens nothing', async () => {
  await button('撤回登记').click()
  await button('撤回，销毁内容').click()
  expect(await page.textContent('h1')).toBe('已经撤回')
  await page.goto(`${url}/my/`)
  await fill(page, { reference: [number], tail: ['6789'] })
  await button('打开我的登记').click()
  expect(await page.textContent('.wrong h2')).toBe('没有打开')
})

it('signs up as a volunteer', async () => {
  await page.goto(`${url}/forms/volunteer/`)
  await fill(page, { ...typed('volunteer'), name: [marks.name], phone: [marks.phone], work: ['delivery', 'comfort'] })
  await button('下一步：核对').click()
  expect(await answers()).toContain('物资运送、心理疏导')
  await page.waitForTimeout(1100)
  await button('提交报名').click()
  expect(await page.locator('.hero').innerText()).toMatch(/\d{4} \d{4} \d{4}/)
})

it('left nothing of it in any address or title, and asked nobody else', () => {
  const { addresses, titles } = phones
  expect(titles.length).toBeGreaterThan(15)
  const secrets = [...Object.values(marks), number, number.replaceAll(' ', '')]
  expect(telling([...addresses, ...titles], secrets)).toEqual([])
  expect(addresses.filter((address) => !address.startsWith(`${url}/`) && !address.startsWith('data:'))).toEqual([])
})
