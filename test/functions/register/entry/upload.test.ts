import { env } from 'cloudflare:workers'
import { beforeAll, describe, expect, it } from 'vitest'
import { addDays, dayAt } from '#platform/clock.ts'
import { type Seated, seated } from '#test/support/seated.ts'
import { workbookOf } from '#test/support/workbook.ts'

const today = dayAt(Date.now())
const written = addDays(today, -2)
// As a workbook counts days.
const dayNumber = Date.parse(written) / 86_400_000 + 25_569
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

it('of our own heads nothing is asked: the rows stand on the page, and mistakes are marked', async () => {
  const heads = ['返乡人姓名', '手机号', '到家日期']
  const bytes = workbookOf([heads, ['示例甲', 10000005101, { day: dayNumber }], ['示例乙', '1.38E+10', '']])
  const { view } = await desk.upload(path, typed, bytes)
  expect(view.sheet.rows[1].cells).toEqual({ name: '示例甲', phone: '10000005101', arrival: written })
  expect(Object.keys(view.errors)).toEqual(['r.1.arrival', 'r.3.phone', 'r.3.arrival'])
  expect(view.errors['r.3.phone']).toContain('1.38E+10')
})

describe('这一列是什么', () => {
  const rows = [
    ['姓名', '电话', '昨日体温', '体温', '紧急联系人电话', '民族', '到家日期'],
    ['示例甲', '10000005101', '38.6', '36.5', '10000005109', '示例族', written],
  ]
  const asked = { ...typed, pasted: rows.map((row) => row.join('\t')).join('\n') }
  const answer = { ...asked, columns: 'yes' }

  it('is asked with the first words of each column and what it is taken for; what was typed is carried on', async () => {
    const { status, view } = await desk.post(path, asked)
    expect([status, view.page, view.rows, view.missing]).toEqual([200, 'entry-columns', 1, []])
    expect(view.columns.map(({ head, path, by }: Record<string, string>) => [head, path, by])).toEqual([
      ['姓名', 'name', 'alike'],
      ['电话', 'phone', 'alike'],
      ['昨日体温', 'earlier.temperature', 'alike'],
      ['体温', 'temperature', 'own'],
      ['紧急联系人电话', 'note', 'second'],
      ['民族', '', 'unknown'],
      ['到家日期', 'arrival', 'own'],
    ])
    expect(view.raw).toMatchObject({ 'r.1.name': ['欧阳示例'], signed: ['yes'], key: [common.key] })
    expect(view.pasted).toBe(asked.pasted)
  })
  it('takes another answer, but no question twice, and none that is needed without a column unless somebody says so', async () => {
    const { view: doubled } = await desk.post(path, { ...answer, 'c.4': 'phone' })
    expect([doubled.page, doubled.status, doubled.wrong]).toEqual(['entry-columns', 422, [1, 4]])
    const { view: missing } = await desk.post(path, { ...answer, 'c.1': '' })
    expect([missing.page, missing.missing]).toEqual(['entry-columns', ['手机号']])
    const { view: done } = await desk.post(path, { ...answer, 'c.1': '', without: 'yes' })
    expect([done.page, done.sheet.rows[1].cells.phone, done.placed.unused]).toEqual([
      ...['entry-list', undefined, ['电话', '民族']],
    ])
    const { view: other } = await desk.post(path, { ...answer, 'c.1': 'note', 'c.4': 'phone', 'c.5': 'nonsense' })
    expect(other.sheet.rows[1].cells).toMatchObject({ phone: '10000005109', note: '10000005101' })
  })
  it('goes back without having lost a word', async () => {
    const { view } = await desk.post(path, { ...answer, back: 'yes' })
    expect([view.page, view.sheet.pasted, view.sheet.rows[0].cells.name]).toEqual([
      ...['entry-list', asked.pasted, '欧阳示例'],
    ])
  })
  it('rings for yesterday with its own day, and keeps it as a note', async () => {
    const { view } = await desk.post(path, answer)
    const row = view.sheet.rows[1]
    const cells = Object.fromEntries(Object.entries(row.cells).map(([path, words]) => [`r.2.${path}`, String(words)]))
    const { view: done } = await desk.post(path, { ...common, ...cells })
    expect(done.entered).toMatchObject([
      { became: 'kept', urgent: true, notes: ['昨天的体温：38.6', '紧急联系人电话：10000005109'] },
    ])
    const { results } = await env.DB.prepare('SELECT day, kind, temperature FROM alert').all()
    expect(results).toEqual([{ day: addDays(written, -1), kind: 'fever', temperature: 386 }])
  })
})

it('of 450 rows a page takes 200; they are kept, and the others follow, none twice and none lost', async () => {
  const rows = Array.from({ length: 450 }, (_, index) => [`示例${index}`, `1000000${2000 + index}`, written])
  const text = [['返乡人姓名', '手机号', '到家日期'], ...rows].map((row) => row.join('\t')).join('\n')
  const fields = (
    sheet: { [part: string]: unknown } & { rows: { number: number; cells: Record<string, string> }[] },
  ) => ({
    ...common,
    ...{
      key: String(sheet['key']),
      next: String(sheet['next']),
      pasted: String(sheet['pasted']),
      later: sheet['later'] ? 'yes' : '',
    },
    ...Object.fromEntries(
      sheet.rows.flatMap(({ number, cells }) =>
        Object.entries(cells).map(([path, words]) => [`r.${number}.${path}`, words]),
      ),
    ),
  })
  let { view } = await desk.post(path, { ...common, key: 'w'.repeat(22), next: '1', pasted: text })
  const kept: number[] = []
  for (let round = 0; round < 3; round++) {
    const { view: saved } = await desk.post(path, fields(view.sheet))
    kept.push(saved.entered.length)
    if (saved.page === 'entry-list') view = (await desk.post(path, { ...fields(saved.sheet), put: 'yes' })).view
  }
  expect(kept).toEqual([200, 200, 50])
  const people = await env.DB.prepare(
    "SELECT count(DISTINCT phone_index) AS n FROM submission WHERE source = 'paper'",
  ).first()
  expect(people?.['n']).toBe(451)
})
