/** Papers on phones without scripts and on A4: made, printed, scanned and checked; and a gate where a number is typed. */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import township from '#content/township.json' with { type: 'json' }
import { addDays, dayAt } from '#platform/clock.ts'
import { axe, complaints, none, tooSmall, violations } from '../support/axe.ts'
import { fill, main, press } from '../support/chromium.ts'
import { type Desk, openDesk } from '../support/open-desk.ts'
import { scanned, sheetsOf } from '../support/paper.ts'
import { heaviest, telling } from '../support/phones.ts'

const today = dayAt(Date.now())
const marks = { name: '欧阳示例', phone: '10000006789' }
let desk: Desk
let town: Page
let person: Page
let [number, code] = ['', '']

beforeAll(async () => {
  desk = await openDesk()
  town = desk.town
  person = await desk.newPhone()
  number = await desk.register({ name: [marks.name], phone: [marks.phone] })
})
afterAll(() => desk.close())

/** Asks for a paper of the first of the family. */
const take = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).first().click()

/** The address in the square of the page as it is printed. */
async function squareOf(page: Page): Promise<string> {
  await page.emulateMedia({ media: 'print' })
  const address = await scanned(page.locator('.check'))
  await page.emulateMedia({ media: null })
  return address
}
/** What is wrong with the page as it is printed. */
async function printed(page: Page): Promise<string[]> {
  await page.emulateMedia({ media: 'print' })
  const found = await page.evaluate(cutOff)
  if (await page.locator('.how').isVisible()) found.push('the way to print is printed')
  await page.emulateMedia({ media: null })
  return found
}
/** What does not stand whole on the sheet. */
function cutOff(): string[] {
  const sheet = document.querySelector('.paper')
  const outer = sheet?.getBoundingClientRect()
  const out = [...(sheet?.querySelectorAll('*') ?? [])].filter((element) => {
    const inner = element.getBoundingClientRect()
    return outer && (inner.bottom > outer.bottom + 1 || inner.right > outer.right + 1)
  })
  return out.map((element) => element.outerHTML.slice(0, 80))
}

it('the township makes a notice: one sheet of A4, whole, and its square leads to its code', async () => {
  await town.goto(`${desk.url}/staff/records`)
  await town.locator('.ledger a').click()
  await town.getByRole('link', { name: '告知书和解除证明' }).click()
  expect(await main(town)).toContain('欧***')
  expect(await main(town)).not.toContain(marks.name)
  await take(town, '居家观察告知书')
  const text = await main(town)
  for (const words of [
    marks.name,
    '柳溪村',
    '居家观察告知书',
    '示例',
    '本人申报，未核实',
    '一共 14 天',
    township.owner,
  ])
    expect(text).toContain(words)
  code = /(?:[2-9A-Z]{4} ){3}[2-9A-Z]{4}/.exec(text)?.[0] ?? ''
  expect(await sheetsOf(town)).toEqual({ pages: 1, width: 595, height: 842 })
  expect(await printed(town)).toEqual([])
  expect(await squareOf(town)).toBe(`${township.url}/verify/#${code.replaceAll(' ', '-')}`)
})

it('anybody checks it: right it is known, masked, and said to be unverified; with one sign changed it is not', async () => {
  const anybody = await desk.newPhone()
  await anybody.goto(`${desk.url}/verify/`)
  await fill(anybody, { code: [code.toLowerCase()] })
  await press(anybody, '验一下')
  const text = await main(anybody)
  expect(text).toMatch(/^▲ 本人申报，未核实[\s\S]*居家观察告知书[\s\S]*欧\*\*\*/)
  expect(text).not.toContain('有效')
  expect(text).not.toContain(marks.name)
  await fill(anybody, { code: [code.replace(/.$/, (sign) => (sign === '7' ? '8' : '7'))] })
  await press(anybody, '验一下')
  expect(await main(anybody)).toContain('无效')
  expect(await main(anybody)).not.toContain('欧')
})

it('a square scanned by a phone with scripts fills the code in, and no history keeps it', async () => {
  const scanning = await desk.newPhone({ javaScriptEnabled: true })
  await scanning.goto(`${desk.url}/verify/#${code.replaceAll(' ', '-')}`)
  expect(await scanning.inputValue('#code')).toBe(code.replaceAll(' ', '-'))
  expect(scanning.url()).toBe(`${desk.url}/verify/`)
  await press(scanning, '验一下')
  expect(await main(scanning)).toContain('本人申报，未核实')
})

it('at the gate a number is typed, a party goes through, and a fever is told calmly', async () => {
  await town.goto(`${desk.url}/staff/`)
  await town.getByRole('link', { name: '卡点查验' }).first().click()
  await fill(town, { code: ['1234 5678 9012'] })
  await press(town, '查一下')
  expect(await main(town)).toContain('没有找到这个登记号')
  await fill(town, { code: [number] })
  await press(town, '查一下')
  const scanning = await desk.newPhone({
    javaScriptEnabled: true,
    storageState: await town.context().storageState(),
  })
  await scanning.goto(`${desk.url}/staff/checkpoint#${number.replaceAll(' ', '')}`)
  expect(await scanning.inputValue('#code')).toBe(number.replaceAll(' ', ''))
  const text = await main(town)
  expect(text).toMatch(/登记有效[\s\S]*2 人[\s\S]*欧\*\*\*[\s\S]*观察中，今天到家/)
  for (const secret of Object.values(marks)) expect(await town.content()).not.toContain(secret)
  await town.getByLabel('进村').check()
  await press(town, '记下来')
  expect(await town.locator('.wrong').innerText()).toContain('请填体温')
  await fill(town, { temperature: ['37.6'] })
  await press(town, '记下来')
  expect(await main(town)).toMatch(/记下了：进村，37.6 ℃/)
  expect(await main(town)).toContain('卫生院已经收到提醒')
  await town.getByRole('link', { name: '补记纸上的' }).click()
  await fill(town, {
    '0.reference': [number],
    '0.time': ['0000'],
    '0.temperature': ['36.5'],
    '0.direction': ['out'],
  })
  await fill(town, { '1.reference': ['123'] })
  await press(town, '都记下来')
  expect(await main(town)).toMatch(/记下了 1 行。[\s\S]*还有 1 行没记上/)
  expect(await town.inputValue('[name="0.reference"]')).toBe('123')
})

it('the person reads in their record that it was made, checked and looked up', async () => {
  await desk.openRecord(person, number, '6789')
  const text = await main(person)
  expect(text).toContain('镇指挥部开了观察的告知书或证明')
  expect(text).toContain('镇指挥部在卡点查了登记号')
})

it('after the last day the person waits for the clinic, then prints the release: one sheet of A4, and valid', async () => {
  await desk.openRecord(person, number, '6789')
  await press(person, '告知书和解除证明')
  expect(await person.getByRole('button', { name: '解除观察证明' }).count()).toBe(0)
  const ended = `UPDATE submission SET arrival = '${addDays(today, -15)}'; UPDATE alert SET closed_at = 1`
  await desk.restart((db) => db.exec(ended))
  await desk.openRecord(person, number, '6789')
  await press(person, '告知书和解除证明')
  expect(await person.getByRole('button', { name: '解除观察证明' }).count()).toBe(0)
  expect(await main(person)).toContain('还要卫生院上门看一次')
  const decided = `UPDATE submission SET stage = 'verified'; INSERT INTO observation_change (id, submission, kind, day, village, at, by)
    SELECT id, id, 'close', '', village, ${Date.now()}, 'clinic' FROM submission`
  await desk.restart((db) => db.exec(decided))
  await desk.openRecord(person, number, '6789')
  await press(person, '告知书和解除证明')
  await take(person, '解除观察证明')
  const text = await main(person)
  for (const words of [marks.name, '解除观察证明', '观察已经结束', township.contacts.clinic.name])
    expect(text).toContain(words)
  expect(await sheetsOf(person)).toEqual({ pages: 1, width: 595, height: 842 })
  expect(await printed(person)).toEqual([])
  const release = /(?:[2-9A-Z]{4} ){3}[2-9A-Z]{4}/.exec(text)?.[0] ?? ''
  expect(await squareOf(person)).toBe(`${township.url}/verify/#${release.replaceAll(' ', '-')}`)
  await person.goto(`${desk.url}/verify/`)
  await fill(person, { code: [release] })
  await press(person, '验一下')
  expect(await main(person)).toMatch(/有效[\s\S]*解除观察证明/)
  await fill(person, { code: [code] })
  await press(person, '验一下')
  // The day of arrival was another one.
  expect(await main(person)).toContain('无效')
})

it('every page suits axe, a thumb and an old eye, and is small', async () => {
  const office = await desk.withScripts(town)
  const own = await desk.withScripts()
  const found: Record<string, string[]> = {}
  await desk.openRecord(own, number, '6789')
  await press(own, '告知书和解除证明')
  found['own'] = await complaints(own)
  await take(own, '解除观察证明')
  await own.evaluate(axe)
  found['paper'] = [...(await violations(own)), ...(await own.evaluate(tooSmall))]
  await own.goto(`${desk.url}/verify/`)
  await press(own, '验一下')
  found['invalid'] = await complaints(own)
  await office.goto(`${desk.url}/staff/records?stage=verified`)
  await office.locator('.ledger a').first().click()
  await office.getByRole('link', { name: '告知书和解除证明' }).click()
  found['desk'] = await complaints(office)
  await take(office, '解除观察证明')
  const text = await main(office)
  await own.goto(`${desk.url}/verify/`)
  await fill(own, { code: [/(?:[2-9A-Z]{4} ){3}[2-9A-Z]{4}/.exec(text)?.[0] ?? ''] })
  await press(own, '验一下')
  found['valid'] = await complaints(own)
  await office.goto(`${desk.url}/staff/checkpoint`)
  found['gate'] = await complaints(office)
  await press(office, '查一下')
  found['unknown'] = await complaints(office)
  await fill(office, { code: [number] })
  await press(office, '查一下')
  found['party'] = await complaints(office)
  await press(office, '记下来')
  found['missing'] = await complaints(office)
  await fill(office, { direction: ['in'], temperature: ['38'] })
  await press(office, '记下来')
  found['fever'] = await complaints(office)
  await office.goto(`${desk.url}/staff/checkpoint/backlog`)
  found['backlog'] = await complaints(office)
  await fill(office, { '0.reference': ['1'], '1.time': ['25'] })
  await press(office, '都记下来')
  found['marked'] = await complaints(office)
  expect(found).toEqual(none(found))
  expect(heaviest(desk.shown())).toBeLessThan(14_000)
})

it('left nothing of it in any address or title', () => {
  const plain = number.replaceAll(' ', '')
  const secrets = [...Object.values(marks), number, plain, code, code.replaceAll(' ', ''), code.replaceAll(' ', '-')]
  // What stands behind a # is never sent.
  const said = [...desk.addresses.map((address) => address.split('#')[0] ?? ''), ...desk.titles]
  expect(said.length).toBeGreaterThan(20)
  expect(telling(said, secrets)).toEqual([])
})
