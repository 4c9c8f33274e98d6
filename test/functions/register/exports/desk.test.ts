import { env } from 'cloudflare:workers'
import { parse } from 'csv-parse/browser/esm/sync'
import { strFromU8, unzipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { app } from '#app.ts'
import { defineForm } from '#forms/form.ts'
import { text } from '#forms/kinds/text.ts'
import { returnee } from '#forms/returnee.ts'
import { addDays, dayAt } from '#platform/clock.ts'
import { openVault } from '#platform/vault.ts'
import { tableOf } from '#register/exports/rows.ts'
import { post } from '#test/support/app.ts'
import { enrolled, ours } from '#test/support/desk.ts'
import { registered, seated } from '#test/support/seated.ts'
import { encoded } from '#test/support/typed.ts'

const today = dayAt(Date.now())
const village = await enrolled('village', ['liuxi'])
const town = await enrolled('town')
await registered(
  { name: '欧阳示例', phone: '10000006789', arrival: addDays(today, 3) },
  { name: '诸葛示例', phone: '10000004321', arrival: today, trip: '=1+1' },
  { name: '司马示例', phone: '10000006789', 'home.village': 'dawan' },
)

/** The file as its bytes. */
async function take(who: { session: string }, fields: Record<string, string | string[]> = {}) {
  const raw = Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, [value].flat()]))
  const headers = { ...ours, cookie: who.session }
  const init = { method: 'POST', body: encoded(raw), headers }
  const answer = await app.request('http://shouwang.test/staff/exports', init, env)
  const bytes = new Uint8Array(await answer.arrayBuffer())
  return { answer, bytes, text: new TextDecoder().decode(bytes) }
}
const lines = (csv: string): string[][] => parse(csv, { bom: true, relax_column_count: true })
const exportsOf = async (id: string) =>
  (
    await env.DB.prepare("SELECT record, detail FROM audit WHERE actor = ?1 AND act = 'export' ORDER BY seq")
      .bind(id)
      .all()
  ).results

describe('a list', () => {
  it('has masked lines of the own village between two lines that say who took it, and is in the audit', async () => {
    const { answer, bytes, text: csv } = await take(village, { format: 'csv' })
    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-disposition')).toBe(`attachment; filename="returnee-list-${today}.csv"`)
    expect(answer.headers.get('cache-control')).toBe('no-store')
    expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
    const [heads, ...rows] = lines(csv)
    expect(heads?.slice(0, 9)).toEqual([
      '号尾',
      '村',
      '办到哪一步',
      '谁填的',
      '登记的日子',
      '几个人',
      '谁在填',
      '返乡人姓名',
      '手机号',
    ])
    expect(rows.map((row) => [row[7], row[8]])).toEqual([
      ['诸***', '100****4321'],
      ['欧***', '100****6789'],
    ])
    expect(rows[0]?.[heads?.indexOf('车次、航班或车牌') ?? 0]).toBe('已填')
    const days = ['登记的日子', '到家日期'].map((head) => rows[1]?.[heads?.indexOf(head) ?? 0])
    expect(days).toEqual([today, addDays(today, 3)])
    expect(csv).not.toMatch(/欧阳|诸葛|司|10000006789|=1\+1|同意/)
    expect(await exportsOf(village.id)).toEqual([{ record: '', detail: '2 lines csv returnee all liuxi' }])
  })
  it('is a workbook unless asked otherwise, its cells all inline words but for the people', async () => {
    const { answer, bytes } = await take(village)
    expect(answer.headers.get('content-disposition')).toBe(`attachment; filename="returnee-list-${today}.xlsx"`)
    const sheet = strFromU8(unzipSync(bytes)['xl/worksheets/sheet1.xml'] ?? new Uint8Array())
    expect(sheet).toContain('<pane ySplit="2" topLeftCell="A3" activePane="bottomLeft" state="frozen"/>')
    // How many people, when they registered, when they arrive: each twice.
    expect(sheet.match(/<v>/g)?.length).toBe(6)
    const marks = sheet.match(
      /姓名电话已遮，不要转发到群里。王示例（村干部）[^<]* 导出，共 2 行。青禾镇返乡登记，每一步都有，柳溪村。示例，不是真的。/g,
    )
    expect(marks?.length).toBe(2)
    expect(sheet).not.toMatch(/<f>|欧阳|10000006789/)
  })
  it('shows nothing of another village, whatever is asked', async () => {
    for (const villages of [[], ['dawan'], ['dawan', 'liuxi']])
      expect((await take(village, { villages, format: 'csv' })).text).not.toContain('司')
    expect(lines((await take(town, { villages: ['dawan'], format: 'csv' })).text).length).toBe(2)
    const counts = lines((await take(village, { villages: ['dawan'], what: 'counts', format: 'csv' })).text)
    expect(counts.slice(1)).toEqual([['柳溪村', '2', '0', '0', '2', '4']])
  })
  it('narrows by stage and days, and says so; what would be guessed at is asked again', async () => {
    const rows = async (fields: Record<string, string>) =>
      lines((await take(village, { format: 'csv', ...fields })).text).length - 1
    expect(await rows({ from: addDays(today, 1) })).toBe(1)
    expect(await rows({ to: today })).toBe(1)
    expect(await rows({ stage: 'closed' })).toBe(0)
    expect(await rows({ form: 'volunteer', from: today })).toBe(0)
    const narrowed = (await take(village, { from: today })).bytes
    expect(strFromU8(unzipSync(narrowed)['xl/worksheets/sheet1.xml'] ?? new Uint8Array())).toContain('到家日期从')
    const desk = await seated('village', 'liuxi', 'dawan')
    for (const [fields, wrong] of [
      [{ villages: 'liuxi', from: '上个月' }, 'days'],
      [{ villages: 'liuxi', from: today, to: addDays(today, -1) }, 'days'],
      [{ from: today }, 'villages'],
    ] as const)
      expect((await desk.post('/staff/exports', fields)).view).toMatchObject({ page: 'exports', wrong, status: 422 })
  })
  it('is cut at 2,000 lines, and says so in the file; what does not open leaves with nothing', async () => {
    const rows = `INSERT INTO submission (id, token, form, version, village, people, source, sealed, received_at, changed_at)
      WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2001)
      SELECT printf('%022d', i), 'row-' || i, 'returnee', 1, 'xinghua', 1, 'self', x'00', i % 7, 1 FROM n`
    await env.DB.prepare(rows).run()
    const wanted = { villages: ['xinghua'], format: ['csv'] }
    const unopened = await post('/staff/exports', wanted, { ...ours, cookie: town.session })
    expect([unopened.status, unopened.view.page]).toEqual([503, 'error'])
    const before = (await exportsOf(town.id)).length
    const vault = await openVault(env)
    const contents = { reference: '123456789012', version: 1, notice: '2026-11-22', answers: { name: '张示例' } }
    const ids = Array.from({ length: 2001 }, (_, i) => String(i + 1).padStart(22, '0'))
    const update = env.DB.prepare('UPDATE submission SET sealed = ?2 WHERE id = ?1')
    const seal = async (id: string) => update.bind(id, await vault.seal(['submission', id, 'xinghua'], contents))
    await env.DB.batch(await Promise.all(ids.map(seal)))
    const { text: csv, answer } = await take(town, wanted)
    expect(lines(csv).length).toBe(2001)
    expect(answer.headers.get('content-disposition')).toContain(`"returnee-list-${today}-first-2000.csv"`)
    const book = unzipSync((await take(town, { villages: ['xinghua'] })).bytes)['xl/worksheets/sheet1.xml']
    expect(strFromU8(book ?? new Uint8Array())).toContain(
      '共 2000 行。太多了，只有前 2000 行，后面还有，请按日期分几次导。',
    )
    expect((await exportsOf(town.id)).slice(before).map(({ detail }) => detail)).toEqual([
      '2000 lines csv returnee all xinghua',
      '2000 lines xlsx returnee all xinghua',
    ])
  })
})

describe('counts', () => {
  it('are exact, a row for each village and one for all', async () => {
    const asked = { villages: ['liuxi', 'dawan', 'songling'], what: 'counts' }
    const { text: csv } = await take(town, { ...asked, format: 'csv' })
    const [heads, ...rows] = lines(csv)
    expect(heads).toEqual(['村', '待核实（份）', '已核实（份）', '已办结（份）', '一共（份）', '一共（人）'])
    expect(rows).toEqual([
      ['柳溪村', '2', '0', '0', '2', '4'],
      ['大湾村', '1', '0', '0', '1', '2'],
      ['松岭村', '0', '0', '0', '0', '0'],
      ['合计', '3', '0', '0', '3', '6'],
    ])
    const book = unzipSync((await take(town, asked)).bytes)['xl/worksheets/sheet1.xml'] ?? new Uint8Array()
    expect(strFromU8(book)).toContain('只有数，没有姓名电话')
  })
  it('count a household once that registered twice, as the list has it once', async () => {
    const [stays, aside] = await registered(
      ...['10000001111', '10000002222'].map((phone) => ({ phone, 'home.village': 'qingquan' })),
    )
    const rows = async (what: string) =>
      lines((await take(town, { villages: ['qingquan'], what, format: 'csv' })).text).slice(1)
    expect([(await rows('list')).length, (await rows('counts'))[0]?.slice(-2)]).toEqual([2, ['2', '4']])
    await env.DB.prepare('UPDATE submission SET duplicate_of = ?2 WHERE id = ?1').bind(aside?.id, stays?.id).run()
    expect([(await rows('list')).length, (await rows('counts'))[0]?.slice(-2)]).toEqual([1, ['1', '2']])
  })
})

it('without a line in the audit nothing leaves', async () => {
  const failing = new Proxy(env.DB, {
    get: (db, key) =>
      key === 'prepare'
        ? (sql: string) => db.prepare(/INSERT INTO audit/.test(sql) ? 'INSERT INTO nowhere VALUES (1)' : sql)
        : Reflect.get(db, key).bind(db),
  })
  for (const format of ['csv', 'xlsx']) {
    const { status, view } = await post(
      '/staff/exports',
      { format: [format] },
      { ...ours, cookie: village.session },
      failing,
    )
    const resend = { to: '/staff/exports', raw: { format: [format] } }
    expect([status, view]).toEqual([503, { page: 'error', why: 'away', status: 503, resend }])
  }
})

it('who may not meets the door', async () => {
  for (const role of ['clinic', 'publicity', 'auditor', 'checkpoint'] as const) {
    const desk = await seated(role)
    expect((await desk.get('/staff/exports')).status).toBe(403)
    expect((await desk.post('/staff/exports')).status).toBe(403)
  }
})

it('a question that is added to a form has its column by itself; a retired one where it was answered', () => {
  const { sections } = returnee
  const more = { gift: text({ label: '带了什么', max: 9 }), gone: text({ label: '从前问的', max: 9, retired: true }) }
  const grown = defineForm({
    ...returnee,
    sections: [...sections, { title: '新', fields: more }],
    rules: [],
    about: () => ({ village: '', people: 1, source: 'self', phone: '' }),
  })
  const { heads, rows } = tableOf(grown, [{ own: [], answers: { gift: '橘子' } }])
  expect([heads.at(-1), rows[0]?.at(-1)]).toEqual(['带了什么', '橘子'])
  expect(tableOf(grown, [{ own: [], answers: { gone: '有' } }]).heads.at(-1)).toBe('从前问的')
})
