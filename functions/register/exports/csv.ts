/** A table as CSV that Excel and WPS open without running or changing anything in it; pure. */
import { type Cell, linesOf, type Table, writable } from './table.ts'

// What starts a formula, in both widths, also behind what a program may skip: blanks, quotes, line ends, invisible signs.
const formula = /^[\s\p{Z}\p{Cc}\p{Cf}"'`“”‘’「」＂＇\ufffd]*[=+\-@＝＋－＠﹢﹣﹦﹫−⁺⁻⁼]/u
const blankFirst = /^[\s\p{Cc}\p{Cf}]/u
// Only ASCII and a digit, in whichever width: a number, a date or a time to a spreadsheet, which would drop zeros and round
// what is long. A masked phone (100****1234) is none to anybody.
const numeral = /^(?=.*\d)[!-)+-~]*$/
const unseen = /[\s\p{C}]/gu
const logical = /^\s*(true|false)\s*$/i

/**
 * A cell of words with an apostrophe before it, where a spreadsheet might take it for anything else, or where it begins
 * with one; OWASP ASVS 5.0, 1.2.10.
 */
function guarded(text: string): string {
  const odd = formula.test(text) || blankFirst.test(text) || logical.test(text) || text.startsWith("'")
  return odd || numeral.test(text.normalize('NFKC').replace(unseen, '')) ? `'${text}` : text
}

/** The words that stood in the table, from what a reader of the file finds in a cell. */
export function unguarded(cell: string): string {
  return cell.startsWith("'") ? cell.slice(1) : cell
}

/** UTF-8 with a BOM, lines ended by CRLF, every cell of words in quotes. */
export function csvOf(table: Table): Uint8Array<ArrayBuffer> {
  const lines = linesOf(table).map((line) => `${line.map(cellOf).join(',')}\r\n`)
  return new TextEncoder().encode(`\ufeff${lines.join('')}`)
}

function cellOf(cell: Cell): string {
  return typeof cell === 'number' ? String(cell) : `"${guarded(writable(cell)).replaceAll('"', '""')}"`
}
