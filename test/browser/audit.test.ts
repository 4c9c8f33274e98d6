/** The auditor with one thumb, scripts off at 360 px: what was done in plain words, by person, by record, and no person in it. */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { complaints, none } from '../support/axe.ts'
import { main, press } from '../support/chromium.ts'
import { type Desk, openDesk } from '../support/open-desk.ts'
import { heaviest } from '../support/phones.ts'

let desk: Desk
let auditor: Page

beforeAll(async () => {
  desk = await openDesk()
  auditor = await desk.invite('auditor', '李示例')
  await desk.register({ name: ['欧阳示例'] })
  const { town } = desk
  await town.goto(`${desk.url}/staff/records`)
  await town.locator('.ledger a').first().click()
  await town.getByLabel('电话核实').check()
  await press(town, '全部显示五分钟')
})
afterAll(() => desk.close())

it('reads who did what and why, and how far it is sealed', async () => {
  await auditor.goto(`${desk.url}/staff/`)
  await auditor.locator('main').getByRole('link', { name: '访问记录' }).click()
  const said = await main(auditor)
  expect(said).toMatch(/指挥部值班人员\s+\d+月\d+日 \d\d:\d\d\s+看了一份登记的全部内容（电话核实）/)
  expect(said).toMatch(/封存到.*，一共 \d+ 条/)
  expect(said).toContain('全部对过一遍，没有改动')
  expect(said).not.toMatch(/欧阳|0001/)
})

it('finds by record, by act and by person', async () => {
  await auditor.locator('.lines a.number').nth(0).click()
  expect(await main(auditor)).toContain('只看编号')
  await auditor.goto(`${desk.url}/staff/audit`)
  await auditor.locator('summary').click()
  await auditor.getByLabel('做了什么').selectOption('reveal')
  await press(auditor, '按这些看')
  expect(await auditor.locator('main .lines > li').count()).toBe(1)
  await auditor.getByRole('link', { name: '按人找' }).click()
  await auditor.getByRole('link', { name: '监督员 李示例' }).click()
  expect(await main(auditor)).toContain('看了访问记录（看了全部内容）')
})

it('every page suits axe, a thumb and an old eye, and is at most 20 KB', async () => {
  const seen = await desk.withScripts(auditor)
  const found: Record<string, string[]> = {}
  for (const path of ['', '?act=reveal', '?record=zzzzzzzz', '/people']) {
    await seen.goto(`${desk.url}/staff/audit${path}`)
    found[path] = await complaints(seen)
  }
  expect(found).toEqual(none(found))
  expect(heaviest(desk.shown('/staff/audit'))).toBeLessThan(20_000)
})
