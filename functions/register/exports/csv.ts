/** A table as CSV for other programs: heads, then rows, every word as it is, and nothing that a spreadsheet would run; pure. */
import { type Cell, isDay, type Table, writable } from './table.ts'

// What starts a formula, in both widths, and before it what a program may skip: blanks, quotes, line ends, invisible signs.
const start = /[=+\-@＝＋－＠﹢﹣﹦﹫−⁺⁻⁼]/gu
const beginning = /^[\s\p{Z}\p{Cc}\p{Cf}"“”‘’「」＂\ufffd=+\-@＝＋－＠﹢﹣﹦﹫−⁺⁻⁼]+/u

/**
 * A cell of words, without the signs with which a formula would begin; OWASP ASVS 5.0, 1.2.10. An apostrophe before
 * it would be a part of the words to every program but a spreadsheet. None of our words begins so: only a hostile answer.
 */
export function harmless(text: string): string {
  return text.replace(beginning, (signs) => signs.replace(start, '\ufffd'))
}

/** UTF-8 with a BOM, lines ended by CRLF, every cell of words in quotes, a day as 2026-11-19. */
export function csvOf({ heads, rows }: Table): Uint8Array<ArrayBuffer> {
  const lines = [heads, ...rows].map((line: Cell[]) => `${line.map(cellOf).join(',')}\r\n`)
  return new TextEncoder().encode(`\ufeff${lines.join('')}`)
}

function cellOf(cell: Cell): string {
  if (typeof cell === 'number') return String(cell)
  return isDay(cell) ? cell.day : `"${harmless(writable(cell)).replaceAll('"', '""')}"`
}
