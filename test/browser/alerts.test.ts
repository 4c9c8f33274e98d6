/** A fever that is sent by the public's door, and the clinic with one thumb, scripts off at 360 px: seen, called, transferred, closed. */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { complaints, none } from '../support/axe.ts'
import { main, press } from '../support/chromium.ts'
import { type Desk, openDesk } from '../support/open-desk.ts'
import { heaviest, telling } from '../support/phones.ts'

const marks = { name: '欧阳示例', phone: '10000006789', shown: '100 0000 6789', note: '说好在家等车' }
let desk: Desk
let clinic: Page
let cadre: Page
let number = ''
const pictures = process.env['PICTURES']
const picture = async (name: string, page = clinic) => {
  if (pictures) await page.screenshot({ path: `${pictures}/${name}.png`, fullPage: true })
}

/** What a family sends from its phone; `values` by the number of the person. */
async function checkIn(temperatures: string[], more: Record<string, string[]> = {}): Promise<void> {
  const { hidden } = await desk.post('/my/check-in', { reference: [number], tail: ['6789'] })
  const values = temperatures.map((value, person) => [`p${person}.temperature`, [value]])
  const sent = { leave: hidden['leave'] ?? [], ...Object.fromEntries(values), ...more }
  expect((await desk.post('/my/check-in/send', sent)).text).toContain('已收到')
}

beforeAll(async () => {
  desk = await openDesk()
  clinic = await desk.invite('clinic', '示例医生')
  cadre = await desk.invite('village', '示例村干部')
  number = await desk.register({ name: [marks.name], phone: [marks.phone], 'home.village': ['liuxi'] })
})
afterAll(() => desk.close())

it('a screen that was left open shows the new fever by itself, and says so in its title', async () => {
  await clinic.goto(`${desk.url}/staff/alerts`)
  expect(await main(clinic)).toContain('没有等着看的')
  expect(await clinic.title()).toMatch(/^发热/)
  await checkIn(['38.2', '36.6'], { 'p0.symptoms': ['breathless'], well: ['yes'], mood: ['low'], words: ['一个人闷'] })
  // What the browser does itself after a minute.
  const answer = await clinic.reload()
  expect(answer?.headers()['refresh']).toBe('60')
  expect(await clinic.title()).toMatch(/^（1）发热/)
  const said = await main(clinic)
  for (const words of ['发热 38.2 ℃', '气促', '欧***', '本人', '柳溪村', '还没人看', '刚刚'])
    expect(said).toContain(words)
  expect(await clinic.content()).not.toMatch(/欧阳|10000006789/)
  await picture('queue')
})

it('its village sees that there is one and whom to call, and cannot take it from the clinic', async () => {
  await cadre.goto(`${desk.url}/staff/`)
  expect(await main(cadre)).toContain('发热和不舒服')
  await picture('village-home', cadre)
  await cadre.locator('.waits a[href="/staff/alerts"]').first().click()
  expect(await main(cadre)).not.toContain('38.2')
  await cadre.locator('.ledger a').click()
  expect(await main(cadre)).toContain('0000-0000002')
  expect(await cadre.locator('main form').count()).toBe(0)
  expect(await main(cadre)).not.toMatch(/38\.2|气促/)
  await picture('village-alert', cadre)
})

it('seen, shown with the phone to dial, called, transferred, closed: all on the same page', async () => {
  await clinic.locator('.ledger a').click()
  await picture('alert-unseen')
  await press(clinic, '我看到了，我来办')
  expect(await clinic.locator('.badge').first().innerText()).toContain('有人在办')
  await press(clinic, '显示姓名和电话')
  expect(await main(clinic)).toContain(marks.name)
  expect(await clinic.locator(`a[href="tel:${marks.phone}"]`).innerText()).toBe(`打电话 ${marks.shown}`)
  const table = await clinic.locator('table').innerText()
  expect(table).toMatch(/38\.2 ℃/)
  expect(table).toContain('气促')
  await picture('alert-revealed')
  await clinic.getByLabel('联系上了', { exact: true }).check()
  await clinic.locator('#outcome-note').fill(marks.note)
  await press(clinic, '记下来')
  expect(await clinic.locator('.badge').first().innerText()).toContain('联系上了')
  expect(await main(clinic)).toContain(marks.note)
  await press(clinic, '安排了转运')
  expect(await clinic.locator('.badge').first().innerText()).toContain('转运了')
  await press(clinic, '办完了')
  expect(await clinic.locator('.wrong').innerText()).toContain('请选结果')
  await clinic.getByLabel('转运了').check()
  await press(clinic, '办完了')
  expect(await clinic.locator('.badge').first().innerText()).toContain('办完了')
  expect(await main(clinic)).toContain('卫生院 示例医生')
  await picture('alert-closed')
  await clinic.goto(`${desk.url}/staff/alerts`)
  expect(await main(clinic)).toContain('没有等着看的')
  expect(await clinic.title()).toMatch(/^发热/)
})

it('what the family asked for is taken and done by its village', async () => {
  await cadre.goto(`${desk.url}/staff/care`)
  expect(await main(cadre)).toContain('还没人接')
  await picture('cares', cadre)
  await cadre.locator('.ledger a').click()
  expect(await main(cadre)).toContain('一个人闷')
  await picture('care', cadre)
  await press(cadre, '我来帮')
  expect(await main(cadre)).toContain('有人在帮')
  expect(await main(cadre)).toContain('示例村干部')
  await press(cadre, '帮好了')
  expect(await main(cadre)).toContain('帮好了')
})

it('every page suits axe, a thumb and an old eye, and is at most 20 KB', async () => {
  // The first of the family was transferred, and is not asked any more.
  await checkIn(['', '37.9'], { well: ['yes'], help: ['supplies'] })
  const seen = await desk.withScripts(clinic)
  const found: Record<string, string[]> = {}
  await seen.goto(`${desk.url}/staff/alerts`)
  found['queue'] = await complaints(seen)
  await seen.locator('.ledger a').first().click()
  found['unseen'] = await complaints(seen)
  await press(seen, '我看到了，我来办')
  await press(seen, '显示姓名和电话')
  found['revealed'] = await complaints(seen)
  await press(seen, '记下来')
  found['no outcome'] = await complaints(seen)
  const village = await desk.withScripts(cadre)
  for (const path of ['/staff/', '/staff/alerts', '/staff/care']) {
    await village.goto(desk.url + path)
    found[path] = await complaints(village)
  }
  for (const path of ['/staff/care', '/staff/alerts']) {
    await village.goto(desk.url + path)
    await village.locator('.ledger a').first().click()
    found[`one of ${path}`] = await complaints(village)
  }
  expect(found).toEqual(none(found))
  expect(heaviest([...desk.shown('/staff/alerts'), ...desk.shown('/staff/care')])).toBeLessThan(20_000)
})

it('the person sees who looked and what was done', async () => {
  const person = await desk.newPhone()
  await desk.openRecord(person, number, '6789')
  const said = await main(person)
  for (const line of [
    '卫生院看到了发热提醒',
    '卫生院看了全部内容（就医联系）',
    '卫生院安排了转运',
    '村干部办了一步（要帮的忙，有人在帮）',
  ])
    expect(said).toContain(line)
})

it('left nothing of it in any address or title', () => {
  const secrets = [...Object.values(marks), number, number.replaceAll(' ', ''), '6789', '38.2']
  const said = [...desk.addresses, ...desk.titles]
  expect(said.length).toBeGreaterThan(20)
  expect(telling(said, secrets)).toEqual([])
})
