import { beforeAll, describe, expect, it } from 'vitest'
import { addDays, dayAt } from '#platform/clock.ts'
import { type Seated, seated } from '#test/support/seated.ts'

const written = addDays(dayAt(Date.now()), -2)
const path = '/staff/entry/list/returnee'
const common = { key: 'g'.repeat(22), next: '9', village: 'liuxi', writtenOn: written, signed: 'yes' }
const people = [
  ['绿皮车', '十一月底'],
  ['绿皮车', written],
  ['火车', '十一月底'],
  [' 绿皮车', ''],
  ['飞机', ''],
  ['船', written],
]
const typed = Object.fromEntries(
  people.flatMap(([transport = '', arrival = ''], index) => [
    [`r.${index + 1}.name`, `示例${'甲乙丙丁戊己'[index]}`],
    [`r.${index + 1}.phone`, `1000000520${index}`],
    [`r.${index + 1}.transport`, transport],
    [`r.${index + 1}.arrival`, arrival],
  ]),
)
interface Shown {
  column: { path: string }
  was: string
  rows: number[]
}
const groupsOf = (view: { groups: Shown[] }) => view.groups.map(({ column, was, rows }) => [column.path, was, rows])

let desk: Seated
beforeAll(async () => {
  desk = await seated('village', 'liuxi')
})

describe('the same word, wrong in many rows', () => {
  it('is said once, with its rows; a word that is wrong once is no group', async () => {
    const { view } = await desk.post(path, { ...common, ...typed })
    expect(groupsOf(view)).toEqual([
      ['transport', '绿皮车', [1, 2, 4]],
      ['arrival', '十一月底', [1, 3]],
      ['arrival', '', [4, 5]],
    ])
  })
  it('is put right once for all of them, kept only afterwards; what stays blank stays', async () => {
    const fix = {
      ...{ 'fix.0.path': 'transport', 'fix.0.was': '绿皮车', 'fix.0.now': '火车' },
      ...{ 'fix.1.path': 'arrival', 'fix.1.was': '十一月底', 'fix.1.now': '' },
      ...{ 'fix.2.path': 'arrival', 'fix.2.was': '', 'fix.2.now': written },
    }
    const { status, view } = await desk.post(path, { ...common, ...typed, ...fix, 'r.7.name': '', fix: 'yes' })
    expect([status, view.page, groupsOf(view)]).toEqual([200, 'entry-list', [['arrival', '十一月底', [1, 3]]]])
    const cells = view.sheet.rows.map(({ cells }: { cells: Record<string, string> }) => [
      cells['transport'],
      cells['arrival'],
    ])
    expect(cells).toEqual([
      ['火车', '十一月底'],
      ['火车', written],
      ['火车', '十一月底'],
      ['火车', written],
      ['飞机', written],
      ['船', written],
      ['', ''],
    ])
  })
  it('takes no column that there is not', async () => {
    const fix = { 'fix.0.path': '__proto__', 'fix.0.was': '', 'fix.0.now': '火车' }
    const { view } = await desk.post(path, { ...common, ...typed, ...fix, fix: 'yes' })
    expect(view.sheet.rows[0].cells.transport).toBe('绿皮车')
  })
})
