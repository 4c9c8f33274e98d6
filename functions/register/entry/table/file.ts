/** A file that somebody sent as a list: a workbook, or text in one of the codes of China's programs; pure. */
import { isOdd } from '#forms/typed.ts'
import { type Cells, cellsOfText } from './delimited.ts'
import { readWorkbook, type Workbook } from './workbook.ts'

/** Why a file is no list: nothing in it, too much in it, a workbook of before 2007, one with a password, formulas that were never computed, or something else altogether. */
export type Unreadable = 'empty' | 'large' | 'old' | 'locked' | 'formulas' | 'rows' | 'strange'

/** Most rows of one file, and letters of all its cells: the page must carry them. */
const MOST_ROWS = 1000
const MOST_LETTERS = 300_000
// With quotes, blanks and empty lines between them, which say nothing.
const LONGEST_TEXT = 1_000_000

/** The cells, and how many other sheets were left aside; or why there are none. */
export function cellsOfFile(
  bytes: Uint8Array,
): { cells: Cells; others: number; why?: never } | { cells?: never; why: Unreadable } {
  if (bytes.length === 0) return { why: 'empty' }
  if (begins(bytes, 0xd0, 0xcf, 0x11, 0xe0)) return { why: isLocked(bytes) ? 'locked' : 'old' }
  const read = begins(bytes, 0x50, 0x4b) ? readWorkbook(bytes, MOST_ROWS + 1) : cellsOfDecoded(bytes)
  if (!read.cells) return { why: read.why === 'broken' ? 'strange' : read.why }
  const { cells, others } = read
  if (cells.length === 0) return { why: 'empty' }
  if (cells.length > MOST_ROWS) return { why: 'rows' }
  if (cells.reduce((sum, row) => sum + row.reduce((all, cell) => all + cell.length + 1, 0), 0) > MOST_LETTERS)
    return { why: 'large' }
  return { cells, others }
}

function cellsOfDecoded(bytes: Uint8Array): Workbook {
  const text = decoded(bytes)
  // A picture or a PDF, whatever its name says.
  if (text === undefined || isOdd(text) || /^\s*(?:%PDF|<)/.test(text)) return { why: 'broken' }
  if (text.length > LONGEST_TEXT) return { why: 'large' }
  return { cells: cellsOfText(text, MOST_ROWS + 1), others: 0 }
}

// Programs mark UTF-8 and UTF-16 or do not; what is no UTF-8 is what Excel and WPS write in China.
function decoded(bytes: Uint8Array): string | undefined {
  if (begins(bytes, 0xff, 0xfe)) return decodedAs('utf-16le', bytes)
  return decodedAs('utf-8', bytes) ?? decodedAs('gb18030', bytes)
}

function decodedAs(code: string, bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder(code, { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}

function begins(bytes: Uint8Array, ...signs: number[]): boolean {
  return signs.every((sign, index) => bytes[index] === sign)
}

// A workbook with a password is an old container around a sealed one; the name of what is sealed stands in its folder.
function isLocked(bytes: Uint8Array): boolean {
  const name = [...'EncryptedPackage'].flatMap((letter) => [letter.charCodeAt(0), 0])
  const text = new TextDecoder('latin1')
  return text.decode(bytes).includes(text.decode(new Uint8Array(name)))
}
