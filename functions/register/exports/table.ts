/** What a file holds before it is a file: heads, rows, and one line about itself at both ends; pure. */

/** Words stay words; only a count is a number. */
export type Cell = string | number

export interface Table {
  /** Who took it and when; the first line and the last one. */
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

/** The lines of a file from top to bottom. */
export function linesOf({ mark, heads, rows }: Table): Cell[][] {
  return [[mark], heads, ...rows, [mark]]
}
