/** What a file holds before it is a file: heads, rows, and one line about itself; pure. */
import type { Day } from '#platform/clock.ts'

/** Words stay words; only a count is a number, and a day is one to who sorts by it. */
export type Cell = string | number | { day: Day }

export interface Table {
  /** What it is of, 返乡登记. */
  title: string
  /** Who took it and when; the first line and the last one of what people open. */
  mark: string
  heads: string[]
  rows: Cell[][]
}

// Line ends and tabs aside, no file format carries these: control characters, halves of characters, and what Unicode
// keeps for itself. The forms refuse them, so what arrives here is what was never meant to be read.
const unwritable = /(?![\t\n])\p{Cc}|\p{Cs}|[\ufffe\uffff]/gu

/** `text` as every file can carry it: line ends as one sign, the unwritable as �. */
export function writable(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(unwritable, '\ufffd')
}

export function isDay(cell: Cell): cell is { day: Day } {
  return typeof cell === 'object'
}
