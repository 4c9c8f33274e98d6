/** Rows that were copied from a spreadsheet, as the rows of a sheet; pure. */
import type { Column } from '#forms/list.ts'

export interface Pasted {
  /** Cells by the path of their column. */
  rows: Record<string, string>[]
  /** Heads of columns that we do not ask, and what stood in cells beyond the last column, by the row that it stood in. */
  unused: string[]
  beyond: { row: number; words: string }[]
}

/** The rows in `text`: in the order of `columns`, or in that of their heads where the first row holds those. */
export function readPasted(text: string, columns: Column[]): Pasted {
  const table = tableIn(text)
  const heads = table[0]?.map((head) => columnOf(head, columns)) ?? []
  const headed = new Set(heads.filter(Boolean)).size > 1
  const body = headed ? table.slice(1) : withoutNumbers(table)
  const order = headed ? heads : columns.map(({ path }) => path)
  const unused = headed ? (table[0] ?? []).filter((head, index) => head && !order[index]) : []
  const rows = body.map((cells) =>
    Object.fromEntries(order.flatMap((path, index) => (path ? [[path, cells[index] ?? '']] : []))),
  )
  const beyond = body.flatMap((cells, row) => {
    const words = cells.slice(order.length).filter(Boolean).join(' ')
    return words ? [{ row, words }] : []
  })
  return { rows, unused, beyond }
}

/** Rows as a spreadsheet would copy them, to be pasted again. */
export function unread(rows: Record<string, string>[], columns: Column[]): string {
  return rows.map((row) => columns.map(({ path }) => row[path] ?? '').join('\t')).join('\n')
}

// Tabs between cells; a cell with a line break, a tab or a quote in it comes quoted, with its quotes doubled.
function tableIn(text: string): string[][] {
  const table: string[][] = [[]]
  for (const [, quoted, plain = '', end] of text.matchAll(/(?:"((?:[^"]|"")*)"(?=[\t\n]|$)|([^\t\n]*))(\t|\n|$)/g)) {
    table.at(-1)?.push((quoted?.replaceAll('""', '"') ?? plain).replace(/\s+/g, ' ').trim())
    if (end === '\n') table.push([])
  }
  return table.filter((cells) => cells.some(Boolean))
}

function columnOf(head: string, columns: Column[]): string | undefined {
  // Somebody's province may be called like the head of its column.
  if (/\d/.test(head)) return undefined
  const exact = columns.find(({ label }) => label === head)
  const alike = columns.find(
    ({ label }) => head.length > 1 && (label.includes(head) || (label.length > 1 && head.includes(label))),
  )
  return (exact ?? alike)?.path
}

// A first column of running numbers is no name.
function withoutNumbers(table: string[][]): string[][] {
  return table.every(([first = '']) => /^\d{1,4}[.、]?$/.test(first)) ? table.map((cells) => cells.slice(1)) : table
}
