/** Two children of one family whose masked names are alike, scripts off at 360 px: told apart on every page on which they stand together. */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { addDays, dayAt } from '#platform/clock.ts'
import { fill, main, press } from '../support/chromium.ts'
import { type Desk, openDesk } from '../support/open-desk.ts'
import { looked, typed } from '../support/typed.ts'

const [mother, elder, younger] = ['陈示例', '陈小一', '陈小二']
const child = (n: number, name: string) => ({
  [`family.${n}.name`]: [name],
  [`family.${n}.relation`]: ['child'],
  [`family.${n}.age`]: ['under14'],
})
const said = {
  ...typed(),
  name: [mother],
  phone: ['10000006789'],
  arrival: [addDays(dayAt(Date.now()), -2)],
  ...child(0, elder),
  ...child(1, younger),
  guardian: ['yes'],
}
let desk: Desk
let family: Page
let clinic: Page
let number = ''

beforeAll(async () => {
  desk = await openDesk()
  clinic = await desk.invite('clinic', '示例医生')
  family = await desk.newPhone()
})
afterAll(() => desk.close())

/** Masked, each of the two is called otherwise. */
async function expectBoth(page: Page): Promise<void> {
  const text = await main(page)
  for (const name of ['*小一', '*小二']) expect(text).toContain(name)
  expect(text).not.toContain('陈小')
}

it('are registered by name, and named on 请核对', async () => {
  const { hidden, text } = await desk.post('/forms/returnee/check', said)
  for (const name of [elder, younger]) expect(text).toContain(name)
  await looked()
  const kept = await desk.post('/forms/returnee/keep', hidden)
  number = /\d{4} \d{4} \d{4}/.exec(kept.text)?.[0] ?? ''
  expect(number).not.toBe('')
  await desk.openRecord(family, number, '6789')
  expect(await main(family)).toContain('我的返乡登记')
})

it('stand apart in the family’s own record and where the temperatures are asked', async () => {
  await expectBoth(family)
  await family.goto(`${desk.url}/my/check-in`)
  await fill(family, { reference: [number], tail: ['6789'] })
  await press(family, '打开，报体温')
  await expectBoth(family)
})

it('stand apart in what is wrong, and in the thanks for what was sent', async () => {
  await fill(family, { 'p0.temperature': ['36.5'], 'p1.temperature': ['三十'], 'p2.temperature': ['38.6'] })
  await press(family, /^报.*的体温$/)
  const wrong = await family.locator('.wrong').first().innerText()
  expect(wrong).toContain('*小一')
  expect(wrong).not.toContain('*小二')
  await fill(family, { 'p1.temperature': ['36.4'], well: ['yes'] })
  await press(family, /^报.*的体温$/)
  expect(await family.locator('h1').innerText()).toBe('已收到')
  expect(await main(family)).toMatch(/\*小二[^*]*38\.6/)
})

it('stand apart at the clinic, which calls about the right one', async () => {
  await clinic.goto(`${desk.url}/staff/alerts`)
  expect(await main(clinic)).toContain('*小二')
  expect(await main(clinic)).not.toContain('*小一')
  await clinic.locator('.ledger a').click()
  await press(clinic, '我看到了，我来办')
  await press(clinic, '显示姓名和电话')
  expect(await main(clinic)).toContain(younger)
})

it('stand apart in the ledger and on the papers', async () => {
  const { town } = desk
  await town.goto(`${desk.url}/staff/records`)
  await town.locator('.ledger a').click()
  await expectBoth(town)
  await town.getByRole('link', { name: '告知书和解除证明' }).click()
  await expectBoth(town)
  await town.getByRole('button', { name: '居家观察告知书', exact: true }).nth(2).click()
  expect(await main(town)).toContain(younger)
  expect(await main(town)).not.toContain(elder)
})
