/** A village cadre with one thumb, scripts off at 360 px: the list, a look-up, a reveal, a call, verified, closed. */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { township } from '#forms/township.ts'
import { complaints, complaintsAbout, none } from '../support/axe.ts'
import { fill, main, press } from '../support/chromium.ts'
import { type Desk, openDesk } from '../support/open-desk.ts'
import { scanned, sheetsOf } from '../support/paper.ts'
import { heaviest, telling } from '../support/phones.ts'

const marks = { name: '欧阳示例', phone: '10000006789', shown: '100 0000 6789', note: '说好周五到家' }
let desk: Desk
let cadre: Page
let number = ''

beforeAll(async () => {
  desk = await openDesk()
  cadre = await desk.invite('village', '示例村干部')
  number = await desk.register({ name: [marks.name], phone: [marks.phone] })
  await desk.register({ name: ['司马示例'], phone: ['10000004321'], 'home.village': ['dawan'] })
})
afterAll(() => desk.close())

it('finds the ledger from the desk, masked, with the own village only', async () => {
  await cadre.goto(`${desk.url}/staff/`)
  await cadre.getByRole('link', { name: '登记台账' }).first().click()
  const list = await main(cadre)
  expect(list).toContain('欧***')
  expect(list).toContain('100****6789')
  expect(await cadre.content()).not.toMatch(/欧阳|司|10000006789/)
})

it('looks a number up as it is read out over the phone', async () => {
  await fill(cadre, { sought: [number] })
  await press(cadre, '查找')
  expect(await main(cadre)).toContain('找到 1 份')
  await cadre.locator('.ledger a').click()
  expect(await cadre.content()).toContain('已填，点“全部显示”可看')
  for (const secret of Object.values(marks)) expect(await cadre.content()).not.toContain(secret)
})

it('shows all for five minutes to who says why, with the phone to dial', async () => {
  await press(cadre, '全部显示五分钟')
  expect(await cadre.locator('.wrong').innerText()).toContain('请选一个理由')
  await cadre.getByLabel('电话核实').check()
  await press(cadre, '全部显示五分钟')
  expect(await main(cadre)).toContain(marks.name)
  expect(await main(cadre)).toContain(number)
  expect(await cadre.locator(`a[href="tel:${marks.phone}"]`).innerText()).toBe(`打电话 ${marks.shown}`)
})

it('notes what came of the call, verifies and closes, all on the same page', async () => {
  await cadre.getByLabel('联系上了', { exact: true }).check()
  await fill(cadre, { note: [marks.note] })
  await press(cadre, '记下这次联系')
  expect(await main(cadre)).toContain(marks.note)
  await press(cadre, '核实过了')
  expect(await cadre.locator('.badge').innerText()).toBe('已核实')
  await press(cadre, '办结')
  expect(await cadre.locator('.badge').innerText()).toBe('已办结')
  expect(await main(cadre)).toContain(marks.name)
})

it('prints the card of who lost theirs on one sheet, with a square that a phone reads', async () => {
  await press(cadre, '卡丢了，再打一张')
  expect(await main(cadre)).toContain(number)
  expect(await main(cadre)).not.toContain(marks.name)
  expect(await complaintsAbout(cadre)).toEqual([])
  expect(await scanned(cadre.locator('.card'))).toBe(`${township.url}/my/#${number.replaceAll(' ', '')}`)
  expect((await sheetsOf(cadre)).pages).toBe(1)
})

it('every page suits axe, a thumb and an old eye, and is at most 20 KB', async () => {
  const seen = await desk.withScripts(cadre)
  const found: Record<string, string[]> = {}
  await seen.goto(`${desk.url}/staff/records?stage=closed&source=self`)
  found['list'] = await complaints(seen)
  await fill(seen, { sought: ['……'] })
  await press(seen, '查找')
  expect(await seen.locator('.wrong').innerText()).toContain('没法查找')
  found['nothing'] = await complaints(seen)
  await fill(seen, { sought: ['诸葛示例'] })
  await press(seen, '查找')
  expect(await seen.locator('[role=status]').innerText()).toContain('没有找到')
  found['not found'] = await complaints(seen)
  await fill(seen, { sought: [marks.name] })
  await press(seen, '查找')
  expect(await seen.locator('[role=status]').innerText()).toContain('找到 1 份')
  found['found'] = await complaints(seen)
  await seen.locator('.ledger a').click()
  found['masked'] = await complaints(seen)
  await seen.getByLabel('上门', { exact: true }).check()
  await press(seen, '全部显示五分钟')
  found['revealed'] = await complaints(seen)
  await press(seen, '记下这次联系')
  found['no outcome'] = await complaints(seen)
  expect(found).toEqual(none(found))
  expect(heaviest(desk.shown('/staff/records'))).toBeLessThan(20_000)
})

it('the person sees who looked, and why', async () => {
  const person = await desk.newPhone()
  await desk.openRecord(person, number, '6789')
  const said = await main(person)
  for (const line of ['村干部看了全部内容（电话核实）', '村干部联系（联系上了）', '村干部核实', '村干部办结'])
    expect(said).toContain(line)
})

it('left nothing of it in any address or title', () => {
  const secrets = [...Object.values(marks), number, number.replaceAll(' ', ''), '6789']
  const said = [...desk.addresses, ...desk.titles]
  expect(said.length).toBeGreaterThan(20)
  expect(telling(said, secrets)).toEqual([])
})
