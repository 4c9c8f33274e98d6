/** Cells between tabs, commas or semicolons, read from text and written as it; pure. */

/** Rows of cells, each on one line and without blanks around it; no row is blank, and a short one stays short. */
export type Cells = string[][]

const delimiters = ['\t', ',', ';', '，', '；'] as const
// Enough to see which sign stands between cells.
const HEAD = 4000

/** The cells of what was copied from a spreadsheet, where tabs stand between them; no more than `most` rows. */
export function cellsOfPasted(text: string, most: number): Cells {
  return cellsIn(text, '\t', most)
}

/** The cells of a file of text, by the sign that most of its beginning is divided by; no more than `most` rows. */
export function cellsOfText(text: string, most: number): Cells {
  const head = text.slice(0, HEAD)
  const count = (sign: string) => head.split(sign).length
  return cellsIn(
    text,
    delimiters.reduce((best, each) => (count(each) > count(best) ? each : best)),
    most,
  )
}

/** Cells as a spreadsheet would copy them. */
export function pastedOf(cells: Cells): string {
  return cells.map((row) => row.map(quoted).join('\t')).join('\n')
}

function quoted(cell: string): string {
  return /["\t\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
}

// A cell with a line break, a delimiter or a quote in it comes quoted, with its quotes doubled; a quote that no cell ends
// with is only a sign.
function cellsIn(text: string, delimiter: string, most: number): Cells {
  const plain = text.replace(/\r\n?/g, '\n')
  const rows: Cells = []
  let row: string[] = []
  let at = 0
  while (at <= plain.length && rows.length < most) {
    const inQuotes = plain[at] === '"' ? quotedAt(plain, at, delimiter) : undefined
    const end = inQuotes?.end ?? endOf(plain, at, delimiter)
    row.push(tidy(inQuotes?.words ?? plain.slice(at, end)))
    if (end >= plain.length || plain[end] === '\n') {
      if (row.some(Boolean)) rows.push(row)
      row = []
    }
    at = end + 1
  }
  return rows
}

function endOf(text: string, from: number, delimiter: string): number {
  let end = from
  while (end < text.length && text[end] !== delimiter && text[end] !== '\n') end++
  return end
}

// No cell of a list is longer; what is, began with a quote by chance.
const LONGEST = 4000

function quotedAt(text: string, from: number, delimiter: string): { words: string; end: number } | undefined {
  let at = from + 1
  while (at < text.length && at - from < LONGEST) {
    if (text[at] !== '"') at++
    else if (text[at + 1] === '"') at += 2
    else {
      const next = text[at + 1]
      const closed = next === undefined || next === delimiter || next === '\n'
      return closed ? { words: text.slice(from + 1, at).replaceAll('""', '"'), end: at + 1 } : undefined
    }
  }
  return undefined
}

/** The words of a cell as a list has them: on one line. */
export function tidy(words: string): string {
  return words.replace(/\s+/g, ' ').trim()
}
