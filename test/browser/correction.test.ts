/** A correction at the desk, scripts off at 360 px: from the ledger to what the person reads in their own record. */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { complaintsAbout, none } from '../support/axe.ts'
import { fill, main, press } from '../support/chromium.ts'
import { type Desk, openDesk } from '../support/open-desk.ts'

const found: Record<string, string[]> = {}
let desk: Desk
let cadre: Page
let number = ''

beforeAll(async () => {
  desk = await openDesk()
  cadre = await desk.invite('village', '王示例')
  number = await desk.register({ name: ['欧阳示例'], phone: ['10000006789'] })
})
afterAll(() => desk.close())

it('begins in the ledger with the answers as they stand, and asks why', async () => {
  await cadre.goto(`${desk.url}/staff/records`)
  await cadre.locator('.ledger a', { hasText: '欧***' }).click()
  await cadre.locator('summary', { hasText: '更正' }).first().click()
  await press(cadre, '更正这一份')
  expect(await cadre.locator('h1').innerText()).toBe('更正返乡登记')
  expect(await cadre.locator('#phone').inputValue()).toBe('10000006789')
  found['questions'] = await complaintsAbout(cadre)
  await fill(cadre, { phone: ['10000004321'] })
  await press(cadre, '下一步：核对')
  expect(await cadre.locator('.wrong').first().innerText()).toContain('请写一句为什么改')
  expect(await cadre.locator('#because-error').innerText()).toContain('请写一句为什么改')
  expect(await cadre.locator('#phone').inputValue()).toBe('10000004321')
  found['no reason'] = await complaintsAbout(cadre)
})

it('shows what it changes before it is kept', async () => {
  await fill(cadre, { because: ['他来电话说手机号写错了'] })
  await press(cadre, '下一步：核对')
  expect(await main(cadre)).toMatch(/这次改了什么\s+手机号 从“100 0000 6789”改成“100 0000 4321”/)
  found['check'] = await complaintsAbout(cadre)
  await cadre.waitForTimeout(1100)
  await press(cadre, '提交更正')
  expect(await main(cadre)).toContain('改好了')
  await cadre.locator('summary', { hasText: '更正过什么' }).waitFor()
  expect(await main(cadre)).toMatch(/村干部更正\s+改了：手机号/)
  found['kept'] = await complaintsAbout(cadre)
})

it('is read by the person, whom the old phone lets in no more', async () => {
  const person = await desk.newPhone()
  await desk.openRecord(person, number, '6789')
  expect(await main(person)).not.toContain('我的返乡登记')
  await desk.openRecord(person, number, '4321')
  expect(await main(person)).toMatch(/村里、镇里替您改过[\s\S]*村干部\s+改了：手机号\s+为什么：他来电话说手机号写错了/)
  found['own record'] = await complaintsAbout(person)
})

it('breaks no rule of accessibility on any of these pages', () => {
  expect(found).toEqual(none(found))
})
