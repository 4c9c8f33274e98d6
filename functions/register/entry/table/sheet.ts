/** One sheet of a workbook as cells: shared and inline words, numbers as they were typed, days by their style; pure. */
import { addDays } from '#platform/clock.ts'
import { type Cells, tidy } from './delimited.ts'
import { type Handlers, type Patience, walk } from './xml.ts'

interface Given {
  /** What cells of the kind `s` point at, by its place. */
  words: string[]
  /** The styles by which a number is a day, by their place. */
  dates: Set<number>
  /** Days are counted from 1904, as old programs on a Mac do. */
  since1904: boolean
  patience: Patience
}

// Columns beyond are no list of people; a whole row that was coloured has 16,384.
const MOST_COLUMNS = 100
// The last day that a workbook knows is one before, the end of the year 9999.
const NO_DAY = 2_958_466
// No program lets anybody write a longer one.
const LONGEST_CODE = 255

/** The rows on which something stands, no more than `most`, and how many formulas in them were never computed, so that nobody knows what they say. */
export function readSheet(xml: string, given: Given, most: number): { cells: Cells; formulas: number } {
  const cells: Cells = []
  let row: string[] = []
  let [column, kind, style, words, hasFormula, reads] = [-1, '', 0, '', false, false]
  let formulas = 0
  const handlers: Handlers = {
    begin: (name, { r, t = 'n', s }) => {
      if (name === 'row') [row, column] = [[], -1]
      else if (name === 'c')
        [column, kind, style, words, hasFormula] = [columnOf(r) ?? column + 1, t, Number(s ?? 0), '', false]
      else if (name === 'f') hasFormula = true
      else if (name === 'v' || name === 't') reads = true
      // How a word is pronounced stands inside it and is none of it.
      else if (name === 'rPh') kind = 'spoken'
    },
    words: (text) => {
      if (reads && kind !== 'spoken') words += text
    },
    end: (name) => {
      if (name === 'v' || name === 't') reads = false
      else if (name === 'rPh') kind = 'inlineStr'
      else if (name === 'c' && column < MOST_COLUMNS) {
        if (hasFormula && words === '' && kind !== 'str') formulas++
        row[column] = tidy(said(words, kind, style, given))
      } else if (name === 'row' && row.some(Boolean)) cells.push(Array.from(row, (cell) => cell ?? ''))
    },
    isDone: () => cells.length >= most,
  }
  walk(xml, handlers, given.patience)
  return { cells, formulas }
}

function said(words: string, kind: string, style: number, { words: shared, dates, since1904 }: Given): string {
  if (kind === 's') return shared[Number(words)] ?? ''
  if (kind !== 'n' || words === '') return unescaped(words)
  const number = Number(words)
  if (!Number.isFinite(number)) return words
  if (dates.has(style) && number >= 1 && number < NO_DAY)
    return addDays(since1904 ? '1904-01-01' : '1899-12-30', Math.floor(number))
  // 36.5 is kept as 36.499999999999997, and a long phone as 1.0000005104E10.
  return Number.isSafeInteger(number) ? String(number) : String(Number(number.toPrecision(15)))
}

/** The words that cells share, in their order; parts of one cell in different letters are one. */
export function sharedWords(xml: string, patience: Patience): string[] {
  const all: string[] = []
  let [words, reads, spoken] = ['', false, false]
  const handlers: Handlers = {
    begin: (name) => {
      if (name === 'si') words = ''
      else if (name === 't') reads = true
      else if (name === 'rPh') spoken = true
    },
    words: (text) => {
      if (reads && !spoken) words += text
    },
    end: (name) => {
      if (name === 't') reads = false
      else if (name === 'rPh') spoken = false
      else if (name === 'si') all.push(unescaped(words))
    },
  }
  walk(xml, handlers, patience)
  return all
}

/** The places of the styles that show a number as a day. */
export function dateStyles(xml: string, patience: Patience): Set<number> {
  const [codes, dates] = [new Map<number, boolean>(), new Set<number>()]
  let [inCells, place] = [false, 0]
  const handlers: Handlers = {
    begin: (name, { numFmtId = '0', formatCode = '' }) => {
      if (name === 'numFmt') codes.set(Number(numFmtId), showsDay(formatCode))
      else if (name === 'cellXfs') inCells = true
      else if (name === 'xf' && inCells) {
        if (codes.get(Number(numFmtId)) ?? isDate(Number(numFmtId))) dates.add(place)
        place++
      }
    },
    end: (name) => {
      if (name === 'cellXfs') inCells = false
    },
  }
  walk(xml, handlers, patience)
  return dates
}

// What a program of China or of elsewhere knows by number: 14 2026/11/28, 31 2026年11月28日, 58 11月28日.
function isDate(id: number): boolean {
  return (id >= 14 && id <= 17) || id === 22 || (id >= 27 && id <= 36) || (id >= 50 && id <= 58)
}

function showsDay(code: string): boolean {
  if (code.length > LONGEST_CODE) return false
  const bare = code.replace(/"[^"]*"|\\.|\[[^\]]*\]/g, '')
  return /[yd]|^m+$|m.*d/i.test(bare) && !/[#0?]/.test(bare.replace(/\.0+/g, ''))
}

// A workbook writes what XML cannot, and what only looks like it, as _x000D_ and _x005F_.
function unescaped(words: string): string {
  return words.replace(/_x([0-9a-f]{4})_/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)))
}

function columnOf(place: string | undefined): number | undefined {
  const [letters] = /^[A-Z]{1,3}/i.exec(place ?? '') ?? []
  if (!letters) return undefined
  return [...letters.toUpperCase()].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1
}
