/** Files that are safe to open: 100,000 hostile cells read back by a library, and a tenth of them by a spreadsheet. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { strFromU8, unzipSync } from 'fflate'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { office } from '#cli/tools.ts'
import { csvOf, harmless } from '#register/exports/csv.ts'
import { type Table, writable } from '#register/exports/table.ts'
import { xlsxOf } from '#register/exports/xlsx.ts'
import { hostileCells } from '../support/hostile.ts'

const COLUMNS = 50
const cells = hostileCells(100_000, 20_261_122)
const rows = Array.from({ length: cells.length / COLUMNS }, (_, row) => cells.slice(row * COLUMNS, (row + 1) * COLUMNS))
const days = ['2026-11-19', '1970-01-01', '2028-02-29']
const table: Table = {
  title: '返乡登记[1]:*?/\\',
  mark: '=mark',
  heads: rows[0]?.map((_, column) => `第 ${column} 列`) ?? [],
  rows,
}
const written = rows.map((row) => row.map(writable))
// Every kind of cell comes many times in a tenth of them.
const few = rows.length / 10
const folder = mkdtempSync(join(tmpdir(), 'shouwang-exports-'))
const read = (csv: Uint8Array, end = '\r\n') =>
  parse(Buffer.from(csv), { bom: true, relax_column_count: true, skip_empty_lines: false, record_delimiter: end })

beforeAll(() => {
  const part = { ...table, rows: rows.slice(0, few) }
  writeFileSync(join(folder, 'listed.csv'), csvOf(part))
  writeFileSync(join(folder, 'book.xlsx'), xlsxOf(part))
})
afterAll(() => rmSync(folder, { recursive: true }))

it('what cannot be written is only what a form refuses', () => {
  for (const text of ['张**', '𠮷野家😷', 'a\nb\tc', '\ufeff=1', "'", '=1+1']) expect(writable(text)).toBe(text)
  expect(writable('a\r\nb\rc\0\ud83d\ufffe')).toBe('a\nb\nc\ufffd\ufffd\ufffd')
})

it('a CSV has its heads first, gives every cell back as it was, and none that a spreadsheet would run', () => {
  const csv = csvOf(table)
  expect([...csv.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
  const [heads, ...found] = read(csv)
  expect(heads).toEqual(table.heads)
  const kept = found.flat()
  expect(kept.length).toBe(100_000)
  expect(kept.filter(isFormula)).toEqual([])
  const changed = written.flat().filter((cell, at) => cell !== kept[at])
  expect(changed.filter((cell) => !isFormula(cell))).toEqual([])
  expect(found).toEqual(written.map((row) => row.map(harmless)))
})

it('a CSV is plain to a program: numbers, days and words with nothing before them', () => {
  const rows = [['0471', '100****6789', 'TRUE', '1-2', ' 空格', "'", { day: '2026-11-19' }, 3, '=1+1', '-－@好']]
  const csv = new TextDecoder().decode(csvOf({ ...table, heads: ['号尾'], rows }))
  expect(csv).toBe(
    '"号尾"\r\n"0471","100****6789","TRUE","1-2"," 空格","\'",2026-11-19,3,"\ufffd1+1","\ufffd\ufffd\ufffd好"\r\n',
  )
})

it('the check itself finds what is dangerous', () => {
  expect(cells.filter(isFormula).length).toBeGreaterThan(25_000)
  for (const text of ['=1', ' ＝1', '\ufeff"=1', '\n@x']) expect(isFormula(text), text).toBe(true)
  for (const text of ["'=1", '张**', '100****1234', 'a=b']) expect(isFormula(text), text).toBe(false)
})

it('LibreOffice finds no formula in either file, and in the workbook every cell as words, as it was', () => {
  convert('fods', 'listed.csv', 'book.xlsx')
  const sheets = ['listed.fods', 'book.fods'].map((name) => readFileSync(join(folder, name), 'utf8'))
  for (const sheet of sheets) expect(sheet.match(/table:formula=/g)).toBeNull()
  expect(new Set(sheets[1]?.match(/office:value-type="\w+"/g))).toEqual(new Set(['office:value-type="string"']))
  // Comma, quotes, UTF-8, every cell of words in quotes: what is not quoted would be more than words.
  convert('csv:Text - txt - csv (StarCalc):44,34,76,1,,0,true,true', 'book.xlsx')
  const found = read(readFileSync(join(folder, 'book.csv')), '\n')
  expect(found.slice(2, -1)).toEqual(written.slice(0, few))
})

it('LibreOffice finds days that can be sorted, under the name of the form, in the style that every workbook has', () => {
  const sheet = xlsxOf({ ...table, heads: ['到家日期'], rows: days.map((day) => [{ day }]) })
  writeFileSync(join(folder, 'days.xlsx'), sheet)
  convert('fods', 'days.xlsx')
  const found = readFileSync(join(folder, 'days.fods'), 'utf8')
  expect([...found.matchAll(/office:date-value="([^"]+)"/g)].map(([, day]) => day)).toEqual(days)
  expect(found).toContain('table:name="返乡登记1"')
  expect(strFromU8(unzipSync(sheet)['xl/styles.xml'] ?? new Uint8Array())).toContain('<cellStyle name="Normal"')
})

function convert(to: string, ...names: string[]): void {
  const words = ['--headless', `-env:UserInstallation=file://${folder}/profile`, '--convert-to', to, '--outdir', folder]
  const program = process.env['OFFICE'] ?? office()
  expect(spawnSync(program, [...words, ...names.map((name) => join(folder, name))]).status).toBe(0)
}

/** Whether a spreadsheet that opens this cell could run it; told apart by other means than the guard's. */
function isFormula(cell: string): boolean {
  if (cell.startsWith("'")) return false
  const start = [...cell].find((sign) => !/[\p{White_Space}\p{C}"“”‘’\ufffd]/u.test(sign))
  return start !== undefined && '=+-@＝＋－＠﹢﹣﹦﹫−⁺⁻⁼'.includes(start)
}
