/** Files that are safe to open: 100,000 hostile cells read back by a library, and a tenth of them by a spreadsheet. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { office } from '#cli/tools.ts'
import { csvOf, unguarded } from '#register/exports/csv.ts'
import { type Table, writable } from '#register/exports/table.ts'
import { xlsxOf } from '#register/exports/xlsx.ts'
import { hostileCells } from '../support/hostile.ts'

const COLUMNS = 50
const cells = hostileCells(100_000, 20_261_122)
const rows = Array.from({ length: cells.length / COLUMNS }, (_, row) => cells.slice(row * COLUMNS, (row + 1) * COLUMNS))
const table: Table = { mark: '=mark', heads: rows[0]?.map((_, column) => `第 ${column} 列`) ?? [], rows }
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

it('a CSV gives every cell back, and none that a spreadsheet would run, count or date', () => {
  const csv = csvOf(table)
  expect([...csv.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
  const [first, second, ...found] = read(csv)
  const last = found.pop()
  expect([first, last]).toEqual([["'=mark"], ["'=mark"]])
  expect(second).toEqual(table.heads)
  expect(found.flat().length).toBe(100_000)
  expect(found.flat().filter(isTakenForMore)).toEqual([])
  expect(found.map((row) => row.map(unguarded))).toEqual(written)
})

it('the check itself finds what is dangerous', () => {
  expect(cells.filter(isTakenForMore).length).toBeGreaterThan(40_000)
  for (const text of ['=1', ' ＝1', '\ufeff"=1', '\n@x', '0012', '1-2', '1E5', 'TRUE', '１２'])
    expect(isTakenForMore(text), text).toBe(true)
  for (const text of ["'=1", '张**', '100****1234', 'a=b']) expect(isTakenForMore(text), text).toBe(false)
})

it('LibreOffice finds no formula in either file, and in the workbook every cell as words, as it was', () => {
  convert('fods', 'listed.csv', 'book.xlsx')
  for (const name of ['listed.fods', 'book.fods']) {
    const sheet = readFileSync(join(folder, name), 'utf8')
    expect(sheet.match(/table:formula=/g)).toBeNull()
    expect(new Set(sheet.match(/office:value-type="\w+"/g))).toEqual(new Set(['office:value-type="string"']))
  }
  // Comma, quotes, UTF-8, every cell of words in quotes: what is not quoted would be more than words.
  convert('csv:Text - txt - csv (StarCalc):44,34,76,1,,0,true,true', 'book.xlsx')
  const found = read(readFileSync(join(folder, 'book.csv')), '\n')
  expect(found.slice(2, -1)).toEqual(written.slice(0, few))
})

function convert(to: string, ...names: string[]): void {
  const words = ['--headless', `-env:UserInstallation=file://${folder}/profile`, '--convert-to', to, '--outdir', folder]
  const program = process.env['OFFICE'] ?? office()
  expect(spawnSync(program, [...words, ...names.map((name) => join(folder, name))]).status).toBe(0)
}

/** Whether a spreadsheet that opens this cell could see more in it than words; told apart by other means than the guard's. */
function isTakenForMore(cell: string): boolean {
  if (cell.startsWith("'")) return false
  const signs = [...cell]
  const start = signs.find((sign) => !/[\p{White_Space}\p{C}"“”‘’\ufffd]/u.test(sign))
  if ('=+-@＝＋－＠'.includes(start ?? '\0') && start) return true
  if (/^[\t\r\n\0 ]/.test(cell)) return true
  const plain = cell.normalize('NFKC').trim()
  return (
    (plain !== '' && Number.isFinite(Number(plain))) ||
    /^\d{1,4}[-/.:]\d{1,4}([-/.:]\d{1,4})?$/.test(plain) ||
    /^\$?\d+%?$/.test(plain) ||
    /^(true|false)$/i.test(plain) ||
    /^[a-z]{3}-?\d+$/i.test(plain)
  )
}
