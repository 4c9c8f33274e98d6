/** A household that registered twice, scripts off at 360 px: put together, taken apart, given to a cadre, and noted. */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { complaintsAbout, none } from '../support/axe.ts'
import { fill, main, press } from '../support/chromium.ts'
import { type Desk, openDesk } from '../support/open-desk.ts'
import { heaviest, telling } from '../support/phones.ts'

const found: Record<string, string[]> = {}
let desk: Desk
let cadre: Page
let [mother, son] = ['', '']
const unfold = (words: string) => cadre.locator('summary', { hasText: words }).first().click()

beforeAll(async () => {
  desk = await openDesk()
  cadre = await desk.invite('village', '王示例')
  mother = await desk.register({ name: ['欧阳示例'], phone: ['10000006789'] })
  son = await desk.register({ name: ['诸葛示例'], phone: ['10000004321'] })
})
afterAll(() => desk.close())

it('finds the other record by what is alike, or by its number, and sees both side by side', async () => {
  await cadre.goto(`${desk.url}/staff/records`)
  await cadre.locator('.ledger a', { hasText: '欧***' }).click()
  found['masked'] = await complaintsAbout(cadre)
  await unfold('这家登记了两次')
  await press(cadre, '找另一份')
  expect(await main(cadre)).toContain('诸***')
  found['candidates'] = await complaintsAbout(cadre)
  await fill(cadre, { sought: ['1234'] })
  await press(cadre, '放在一起看')
  expect(await cadre.locator('.wrong').innerText()).toContain('没有找到')
  found['not found'] = await complaintsAbout(cadre)
  await fill(cadre, { sought: [son] })
  await press(cadre, '放在一起看')
  expect(await cadre.locator('.beside').innerText()).toMatch(/≠ 不一样[\s\S]*欧\*\*\*\s+诸\*\*\*/)
  found['beside'] = await complaintsAbout(cadre)
})

it('puts one aside for the other; its holder hears of it, and it leaves the list', async () => {
  await press(cadre, '并成一份')
  expect(await cadre.locator('.wrong').innerText()).toContain('请选留下哪一份')
  await cadre.getByLabel(`留下号尾 ${son.slice(-4)} 的`).check()
  await press(cadre, '并成一份')
  expect(await main(cadre)).toContain('并好了')
  expect(await cadre.locator('h1').innerText()).toContain(son.slice(-4))
  found['merged'] = await complaintsAbout(cadre)
  await cadre.goto(`${desk.url}/staff/records`)
  expect(await cadre.locator('.ledger a').allInnerTexts()).toEqual([expect.stringContaining('诸***')])
  const person = await desk.newPhone()
  await desk.openRecord(person, mother, '6789')
  const said = await main(person)
  expect(said).toContain('这一份已经并到另一份里，村里按那一份和您联系。')
  expect(said).not.toMatch(new RegExp(`诸|${son}`))
})

it('takes them apart again', async () => {
  await fill(cadre, { sought: [mother] })
  await press(cadre, '查找')
  await cadre.locator('.ledger a').click()
  expect(await main(cadre)).toContain('这一份已经并到另一份里')
  found['aside'] = await complaintsAbout(cadre)
  await press(cadre, '不是同一家，拆开')
  expect(await main(cadre)).toContain('拆开了')
  await cadre.goto(`${desk.url}/staff/records`)
  expect(await cadre.locator('.ledger a').count()).toBe(2)
})

it('gives a household to a cadre, and notes a word without a call', async () => {
  await cadre.locator('.ledger a', { hasText: '诸***' }).click()
  await unfold('定谁负责这一户')
  await fill(cadre, {
    assignee: [(await cadre.locator('#keeper option', { hasText: '王示例' }).getAttribute('value')) ?? ''],
  })
  await press(cadre, '就定这一位')
  expect(await main(cadre)).toContain('谁负责这一户：王示例')
  await unfold('记一笔')
  await press(cadre, '记下来')
  expect(await cadre.locator('.wrong').innerText()).toContain('还没写')
  await cadre.locator('#word').fill('门口有狗')
  await press(cadre, '记下来')
  expect(await main(cadre)).toContain('记好了')
  expect(await main(cadre)).not.toContain('门口有狗')
  await cadre.getByLabel('上门', { exact: true }).check()
  await press(cadre, '全部显示五分钟')
  expect(await main(cadre)).toContain('门口有狗')
  await unfold('谁看过、谁办过')
  expect(await main(cadre)).toMatch(/村干部 王示例 看了 \d+ 次/)
  found['revealed'] = await complaintsAbout(cadre)
})

it('the second of two cadres hears who was quicker, and what it is now', async () => {
  const second = await cadre.context().newPage()
  await second.goto(cadre.url().replace('/reveal', ''))
  await press(cadre, '核实过了')
  await press(second, '核实过了')
  expect(await second.locator('.wrong').innerText()).toMatch(/柳溪村 王示例 刚才把它改成了已核实。/)
  expect(await second.locator('.badge').first().innerText()).toBe('已核实')
})

it('every page suits axe, a thumb and an old eye, is at most 20 KB, and leaves nothing in an address or title', () => {
  expect(found).toEqual(none(found))
  expect(Object.keys(found).length).toBeGreaterThan(6)
  expect(heaviest(desk.shown('/staff/records'))).toBeLessThan(20_000)
  const secrets = [mother, son].flatMap((number) => [number, number.replaceAll(' ', '')])
  const said = [...desk.addresses, ...desk.titles]
  expect(said.filter((each) => /欧|诸|10000006789|10000004321/.test(decodeURIComponent(each)))).toEqual([])
  expect(telling(said, secrets)).toEqual([])
})
