/** A list as a village has it, saved by LibreOffice as .xlsx, uploaded by a cadre with scripts off at 360 px: what each column is, one word put right in all rows, and kept. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { office } from '#cli/tools.ts'
import { addDays, dayAt } from '#platform/clock.ts'
import { complaints, none } from '../support/axe.ts'
import { fill, main, press } from '../support/chromium.ts'
import { type Desk, openDesk } from '../support/open-desk.ts'

const today = dayAt(Date.now())
const yesterday = addDays(today, -1)
const folder = mkdtempSync(join(tmpdir(), 'lists-'))
const list = [
  '柳溪村返乡人员登记表,,,,,,',
  '序号,姓名,联系电话,返乡日期,从何地返回,交通工具,昨日体温,体温,民族',
  `1,示例丁,10000005104,${yesterday},广东深圳,绿皮车,36.5,36.5,示例族`,
  `2,示例戊,10000005105,${yesterday},浙江省杭州市,绿皮车,38.6,36.4,示例族`,
  `3,示例己,10000005106,${yesterday},重庆,大巴,36.6,36.6,示例族`,
  '合计,3人,,,,,,,',
]
let desk: Desk
let cadre: Page

beforeAll(async () => {
  writeFileSync(join(folder, 'list.csv'), list.join('\n'))
  const words = [
    '--headless',
    `-env:UserInstallation=file://${folder}/profile`,
    '--infilter=CSV:44,34,76',
    '--convert-to',
    'xlsx',
  ]
  execFileSync(process.env['OFFICE'] ?? office(), [...words, '--outdir', folder, join(folder, 'list.csv')])
  desk = await openDesk()
  cadre = await desk.invite('village', '示例村干部')
})
afterAll(async () => {
  await desk.close()
  rmSync(folder, { recursive: true })
})

const picture = async (name: string) => {
  const folder = process.env['PICTURES']
  if (folder) await cadre.screenshot({ path: `${folder}/${name}.png`, fullPage: true })
}

it('a workbook of LibreOffice becomes three households, asked and mended on the way', async () => {
  await cadre.goto(`${desk.url}/staff/entry`)
  await cadre.getByRole('link', { name: '传表格文件或粘贴' }).click()
  await picture('start')
  await fill(cadre, { writtenOn: [today], signed: ['yes'] })
  await cadre.setInputFiles('#file', join(folder, 'list.xlsx'))
  await press(cadre, '读这个文件')
  expect(await cadre.locator('h1').innerText()).toBe('这一列是什么')
  await picture('columns')
  expect(await main(cadre)).toContain('读到 3 行')
  expect(await cadre.getByLabel('昨日体温').inputValue()).toBe('earlier.temperature')
  expect(await cadre.getByLabel('民族').inputValue()).toBe('')
  await press(cadre, '对，放进行里')
  await picture('rows')
  expect(await main(cadre)).toContain('放进来 3 行')
  expect(await cadre.inputValue('[name="r.1.arrival"]')).toBe(yesterday)
  await cadre.getByLabel(/写的“绿皮车”，共 2 行/).selectOption('火车')
  await press(cadre, '这几样一次改好')
  expect(await cadre.inputValue('[name="r.2.transport"]')).toBe('火车')
  await press(cadre, '存这张名单')
  await picture('done')
  expect(await main(cadre)).toMatch(/存好了 3 份[\s\S]*请现在打电话[\s\S]*昨天的体温：38\.6/)
})

it('says of a picture what to do, and the pages suit axe, a thumb and an old eye', async () => {
  writeFileSync(join(folder, 'picture.xlsx'), Buffer.from('89504e470d0a1a0a0000000d', 'hex'))
  const seen = await desk.withScripts(cadre)
  const found: Record<string, string[]> = {}
  await seen.goto(`${desk.url}/staff/entry/list/returnee?table=1`)
  await seen.setInputFiles('#file', join(folder, 'picture.xlsx'))
  await seen.getByRole('button', { name: '读这个文件' }).click()
  expect(await seen.locator('main').innerText()).toContain('这不是表格文件')
  found['refused'] = await complaints(seen)
  await seen.setInputFiles('#file', join(folder, 'list.xlsx'))
  await seen.getByRole('button', { name: '读这个文件' }).click()
  found['columns'] = await complaints(seen)
  await seen.getByRole('button', { name: '对，放进行里' }).click()
  found['groups'] = await complaints(seen)
  expect(found).toEqual(none(found))
})
