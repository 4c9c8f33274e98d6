import { beforeAll, describe, expect, it } from 'vitest'
import { addDays, dayAt } from '#platform/clock.ts'
import { type Seated, seated } from '#test/support/seated.ts'
import { workbookOf } from '#test/support/workbook.ts'

const today = dayAt(Date.now())
const written = addDays(today, -2)
const path = '/staff/entry/list/returnee'
const common = { key: 'u'.repeat(22), next: '3', village: 'liuxi', writtenOn: written, signed: 'yes' }
const typed = { ...common, 'r.1.name': '欧阳示例', 'r.1.phone': '10000005100', 'r.2.name': '' }

let desk: Seated
beforeAll(async () => {
  desk = await seated('village', 'liuxi')
})

describe('a file that is no list', () => {
  it('is told why, and what was typed stays', async () => {
    const { status, view } = await desk.upload(path, typed, new TextEncoder().encode('%PDF-1.4'))
    expect([status, view.file, view.sheet.rows[0].cells.name, view.sheet.common.signed]).toEqual([
      ...[422, 'strange', '欧阳示例', ['yes']],
    ])
  })
  it('is not mixed with what is pasted, nor forgotten behind another button', async () => {
    const { view } = await desk.upload(path, { ...typed, pasted: '姓名' }, workbookOf([['甲']]))
    expect([view.file, view.sheet.pasted]).toEqual(['both', '姓名'])
    expect((await desk.post(path, { ...typed, file: 'list.xlsx' })).view.file).toBe('unsent')
  })
  it('of 20 MB is refused in a sentence', async () => {
    const { status, view } = await desk.upload(path, typed, new Uint8Array(20 * 1024 * 1024))
    expect([status, view.why]).toEqual([413, 'large-file'])
  })
  it('chosen by nobody is none', async () => {
    expect((await desk.upload(path, typed, new Uint8Array())).view.file).toBe('empty')
    expect((await desk.post(path, { ...typed, file: '' })).view.file).toBeUndefined()
  })
})

it('the rows of a workbook stand on the page as pasted ones do', async () => {
  const bytes = workbookOf([
    ['姓名', '手机号', '到家日期'],
    ['示例甲', 10000005101, { day: 46354 }],
  ])
  const { view } = await desk.upload(path, typed, bytes)
  expect(view.sheet.rows[1].cells).toEqual({ name: '示例甲', phone: '10000005101', arrival: '2026-11-28' })
})
