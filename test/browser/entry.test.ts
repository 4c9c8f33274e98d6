/** People without a phone, through a cadre with scripts off at 360 px: one beside them, a list with mistakes, a pasted one, and cards to hand out. */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import township from '#content/township.json' with { type: 'json' }
import { dayAt } from '#platform/clock.ts'
import { complaints, none } from '../support/axe.ts'
import { fill, main, press } from '../support/chromium.ts'
import { type Desk, openDesk } from '../support/open-desk.ts'
import { scanned, sheetsOf } from '../support/paper.ts'
import { heaviest } from '../support/phones.ts'
import { looked, typed } from '../support/typed.ts'

const today = dayAt(Date.now())
let desk: Desk
let cadre: Page
const number = async () => /\d{4} \d{4} \d{4}/.exec(await main(cadre))?.[0] ?? ''

beforeAll(async () => {
  desk = await openDesk()
  cadre = await desk.invite('village', '示例村干部')
})
afterAll(() => desk.close())

it('registers somebody who sits beside, by the numbers of the paper, and gives a card', async () => {
  await cadre.goto(`${desk.url}/staff/`)
  await cadre.getByRole('link', { name: '代登记' }).first().click()
  await cadre.getByRole('link', { name: '返乡登记', exact: true }).click()
  expect(await cadre.getByLabel('村干部代填').isChecked()).toBe(true)
  expect(await main(cadre)).toMatch(/2 返乡人姓名/)
  const { filledBy: _, ...answers } = typed()
  await fill(cadre, { ...answers, name: ['欧阳示例'], 'home.village': ['liuxi'] })
  await press(cadre, '下一步：核对')
  expect(await cadre.locator('h1').innerText()).toBe('请核对')
  await looked()
  await press(cadre, '提交登记')
  expect(await main(cadre)).toContain('存好了 1 份')
  expect(await cadre.locator('.card').innerText()).toContain(await number())
  expect(await cadre.locator('.card').innerText()).toMatch(/示例[\s\S]*欧\*\*\*[\s\S]*0000-0000011/)
})

it('the square on a card leads to the own record, with the number behind the #', async () => {
  const shown = await number()
  expect(await scanned(cadre.locator('.card'))).toBe(`${township.url}/my/#${shown.replaceAll(' ', '')}`)
  const person = await desk.newPhone({ javaScriptEnabled: true })
  await person.goto(`${desk.url}/my/#${shown.replaceAll(' ', '')}`)
  expect(await person.inputValue('#reference')).toBe(shown)
  expect(person.url()).toBe(`${desk.url}/my/`)
})

it('copies a list: what is wrong is marked and linked, what is right can be kept first, nothing is lost', async () => {
  await cadre.goto(`${desk.url}/staff/entry/list/returnee?rows=10`)
  const row = (number: number, more = {}) =>
    Object.fromEntries(
      Object.entries({
        name: `司马${number}`,
        phone: `1000000100${number}`,
        arrival: '今天',
        transport: '1',
        ...more,
      }).map(([path, words]) => [`r.${number}.${path}`, [String(words)]]),
    )
  await fill(cadre, { writtenOn: [today], signed: ['yes'], ...row(1), ...row(2, { phone: '不记得' }), ...row(4) })
  await press(cadre, '存这张名单')
  expect(await cadre.title()).toMatch(/^有误：/)
  await cadre.getByRole('link', { name: /第 2 行，手机号/ }).click()
  expect(cadre.url()).toMatch(/#r\.2\.phone$/)
  expect(await cadre.inputValue('[name="r.2.phone"]')).toBe('不记得')
  await press(cadre, '先存对的，错的留下改')
  expect(await main(cadre)).toContain('存好了 2 份，下面留着要改的')
  expect(await cadre.locator('.row').count()).toBe(1)
  await fill(cadre, row(2))
  await press(cadre, '存这张名单')
  expect(await main(cadre)).toContain('存好了 1 份')
  await cadre.goto(`${desk.url}/staff/records?source=paper`)
  expect(await cadre.locator('.ledger a').count()).toBe(3)
  await cadre.locator('.ledger a').first().click()
  expect(await main(cadre)).toContain('纸上写于')
  await cadre.locator('summary', { hasText: '谁看过、谁办过' }).click()
  expect(await main(cadre)).toContain('村干部 示例村干部 代登记（照纸上抄）')
})

it('takes rows from a spreadsheet, and prints eight cards a page', async () => {
  await cadre.goto(`${desk.url}/staff/entry/list/returnee?rows=10`)
  await cadre.locator('summary').first().click()
  const rows = Array.from(
    { length: 17 },
    (_, index) => `诸葛${index}\t${10000002000 + index}\t2组\t湖北省\t武汉市\t${today}\t火车\t无\t36.5`,
  )
  await fill(cadre, {
    pasted: [`姓名\t手机号\t村民小组\t省\t市\t到家日期\t怎么回来\t不舒服\t体温\n${rows.join('\n')}`],
    writtenOn: [today],
    signed: ['yes'],
  })
  await press(cadre, '放进下面的行')
  expect(await cadre.locator('h1').innerText()).toBe('这一列是什么')
  await press(cadre, '对，放进行里')
  expect(await main(cadre)).toContain('放进来 17 行')
  await press(cadre, '存这张名单')
  expect(await main(cadre)).toContain('存好了 17 份')
  expect(await cadre.locator('.card').first().isVisible()).toBe(false)
  expect((await sheetsOf(cadre, { format: 'A4' })).pages).toBe(3)
  await cadre.emulateMedia({ media: 'print' })
  await cadre.setViewportSize({ width: 718, height: 1040 })
  expect(await cadre.locator('.card:visible').count()).toBe(17)
  const cut = await cadre
    .locator('.card')
    .evaluateAll((cards) => cards.filter((card) => card.scrollHeight > card.clientHeight).length)
  expect(cut).toBe(0)
  await cadre.emulateMedia({ media: null })
  await cadre.setViewportSize({ width: 360, height: 640 })
})

it('the blank list is one sheet of A4, lying, its columns those of the screen', async () => {
  await cadre.goto(`${desk.url}/staff/entry/list/returnee`)
  const labels = await cadre.locator('.row').first().locator('label').allInnerTexts()
  await cadre.goto(`${desk.url}/forms/returnee/grid/`)
  expect((await cadre.locator('th').allInnerTexts()).slice(1, -1).map((text) => text.trim())).toEqual(labels)
  expect(await cadre.locator('tbody tr').count()).toBe(15)
  expect(await sheetsOf(cadre)).toEqual({ pages: 1, width: 842, height: 595 })
})

it('every page to start from suits axe, a thumb and an old eye', async () => {
  const seen = await desk.withScripts(cadre)
  const found: Record<string, string[]> = {}
  for (const path of ['/staff/entry', '/staff/entry/returnee', '/forms/returnee/grid/']) {
    await seen.goto(desk.url + path)
    found[path] = await complaints(seen)
  }
  expect(found).toEqual(none(found))
})

it('so does a list, with its mistakes and with what was kept of it; empty it is at most 20 KB', async () => {
  const seen = await desk.withScripts(cadre)
  const found: Record<string, string[]> = {}
  const save = () => seen.getByRole('button', { name: '存这张名单' }).last().click()
  await seen.goto(`${desk.url}/staff/entry/list/returnee?rows=10`)
  await fill(seen, { 'r.1.name': ['尉迟示例'], 'r.1.phone': ['1'] })
  await save()
  found['wrong'] = await complaints(seen)
  const right = { 'r.1.phone': ['10000003001'], 'r.1.arrival': [today], 'r.2.name': ['尉迟示例'] }
  await fill(seen, { writtenOn: [today], signed: ['yes'], ...right })
  await save()
  await seen.getByRole('button', { name: '先存对的，错的留下改' }).click()
  found['in part'] = await complaints(seen)
  expect(found).toEqual(none(found))
  const light = desk.shown('/staff/entry').filter(({ text }) => !text.includes('<svg'))
  expect(heaviest(light)).toBeLessThan(20_000)
})

it('left nothing of it in any address or title', () => {
  const said = [...desk.addresses.filter((each) => !each.includes('/my/#')), ...desk.titles]
  expect(said.length).toBeGreaterThan(20)
  expect(said.filter((each) => /欧阳|司马|诸葛|尉迟|10000001|10000002/.test(decodeURIComponent(each)))).toEqual([])
})
