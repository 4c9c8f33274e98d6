/** Two phones without scripts at 360 px: a person asks, the cadre answers, the person reads it; and a file is taken out. */
import { readFileSync } from 'node:fs'
import { strFromU8, unzipSync } from 'fflate'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { complaints, none } from '../support/axe.ts'
import { fill, main, press } from '../support/chromium.ts'
import { type Desk, openDesk } from '../support/open-desk.ts'
import { heaviest, telling } from '../support/phones.ts'

const marks = {
  name: '欧阳示例',
  phone: '10000006789',
  wish: '欧阳家的组号写错了，应该是三组',
  reason: '户口本上是二组',
}
let desk: Desk
let town: Page
let person: Page
let number = ''

beforeAll(async () => {
  desk = await openDesk()
  town = desk.town
  person = await desk.newPhone()
  number = await desk.register({ name: [marks.name], phone: [marks.phone] })
})
afterAll(() => desk.close())

it('a person asks for something, and gets a number and a day', async () => {
  await desk.openRecord(person, number, '6789')
  await press(person, '提一个要求，看答复')
  expect(await main(person)).toContain('您还没有提过要求')
  await fill(person, { text: [marks.wish] })
  await press(person, '提交要求')
  expect(await person.locator('.wrong').innerText()).toContain('请选一下要求什么')
  await person.getByLabel('改正自己改不了的').check()
  await press(person, '提交要求')
  expect(await person.locator('.hero').innerText()).toMatch(/^\d{3} \d{4}$/)
  expect(await main(person)).toContain(marks.wish)
})

it('the desk finds it, opens it, and answers with a reason', async () => {
  await town.goto(`${desk.url}/staff/`)
  await town.getByRole('link', { name: '本人的要求' }).first().click()
  const list = await main(town)
  expect(list).toContain('改正自己改不了的')
  expect(list).toContain('欧***')
  for (const secret of Object.values(marks)) expect(await town.content()).not.toContain(secret)
  await town.locator('.ledger a').click()
  expect(await main(town)).toContain(marks.wish)
  await town.getByLabel('不能办').check()
  await press(town, '答复，交上就不能改')
  expect(await town.locator('.wrong').innerText()).toContain('要写明理由')
  await fill(town, { words: [marks.reason] })
  await press(town, '答复，交上就不能改')
  expect(await main(town)).toContain('答复好了')
  expect(await town.locator('.ledger a').getAttribute('href')).toMatch(/^\/staff\/records\/[\w-]{22}$/)
})

it('the person is told on their record, reads the answer, and sees who looked', async () => {
  await desk.openRecord(person, number, '6789')
  const record = await main(person)
  expect(record).toContain('您提的要求有答复了')
  expect(record).toContain('镇指挥部看了一条（本人的要求，改正自己改不了的）')
  await press(person, '看答复')
  expect(await main(person)).toContain(marks.reason)
  expect(await main(person)).toContain('人民法院')
})

it('a file is taken out, masked, with who took it at its head', async () => {
  await town.goto(`${desk.url}/staff/records`)
  await town.getByRole('link', { name: '导出名单或人数' }).click()
  const [download] = await Promise.all([town.waitForEvent('download'), press(town, '导出')])
  expect(download.suggestedFilename()).toMatch(/^returnee-list-\d{4}-\d\d-\d\d\.xlsx$/)
  const sheet = strFromU8(
    unzipSync(readFileSync(await download.path()))['xl/worksheets/sheet1.xml'] ?? new Uint8Array(),
  )
  expect(sheet).toContain('欧***')
  expect(sheet).toMatch(/姓名电话已遮，不要转发到群里。.*（镇指挥部）.* 导出，共 1 行。/)
  for (const secret of Object.values(marks)) expect(sheet).not.toContain(secret)
  await town.getByLabel('每个村的人数').check()
  await town.getByLabel('CSV（给别的程序用）').check()
  const [counts] = await Promise.all([town.waitForEvent('download'), press(town, '导出')])
  expect(readFileSync(await counts.path(), 'utf8')).toContain('"柳溪村",1,0,0,1,2\r\n')
})

it('every page suits axe, a thumb and an old eye, and is small', async () => {
  const office = await desk.withScripts(town)
  const own = await desk.withScripts()
  const found: Record<string, string[]> = {}
  await desk.openRecord(own, number, '6789')
  found['record'] = await complaints(own)
  await press(own, '提一个要求，看答复')
  found['requests'] = await complaints(own)
  await own.getByLabel('投诉或者建议').check()
  await press(own, '提交要求')
  found['asked'] = await complaints(own)
  await office.goto(`${desk.url}/staff/requests`)
  found['queue'] = await complaints(office)
  await office.goto(`${desk.url}/staff/requests/wall`)
  found['wall'] = await complaints(office)
  await office.goto(`${desk.url}/staff/requests`)
  await office.locator('.ledger a').click()
  found['open'] = await complaints(office)
  await press(office, '答复，交上就不能改')
  found['no outcome'] = await complaints(office)
  await office.getByLabel('已办').check()
  await press(office, '答复，交上就不能改')
  found['answered'] = await complaints(office)
  await office.goto(`${desk.url}/staff/exports`)
  found['exports'] = await complaints(office)
  await office.getByLabel('柳溪村').uncheck()
  for (const box of await office.locator('[name="villages"]').all()) await box.uncheck()
  await press(office, '导出')
  found['no village'] = await complaints(office)
  expect(found).toEqual(none(found))
  expect(heaviest(desk.shown())).toBeLessThan(14_000)
})

it('left nothing of it in any address or title', () => {
  const secrets = [...Object.values(marks), number, number.replaceAll(' ', ''), '6789']
  const said = [...desk.addresses, ...desk.titles]
  expect(said.length).toBeGreaterThan(20)
  expect(telling(said, secrets)).toEqual([])
})
