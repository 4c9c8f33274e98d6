/** Rows that were copied from a spreadsheet, as the rows of a sheet; pure. */
import { type Form, fieldsOf } from '#forms/form.ts'
import { headsIn, isSum, type Taker } from '#forms/heads.ts'
import { columnsOf } from '#forms/list.ts'
import { cellsOfPasted, pastedOf } from './table/delimited.ts'

export interface Pasted {
  /** Cells by the path of their column. */
  rows: Record<string, string>[]
  /** Heads of columns that we do not ask, or that another column answers better; and what stood in cells beyond the last column, by the row that it stood in. */
  unused: string[]
  beyond: { row: number; words: string }[]
}

/** The rows in `text`: in the order of the printed list, or in that of their heads where those stand above them. */
export function readPasted(text: string, form: Form): Pasted {
  const table = cellsOfPasted(text)
  const columns = columnsOf(form)
  const plain: Taker[] = columns.map(({ path }) => (words) => ({ [path]: words }))
  const headed = headsIn(table, columns, fieldsOf(form))
  const body = (headed ? table.slice(headed.row + 1) : withoutNumbers(table)).filter((cells) => !isSum(cells))
  const takers = headed?.takers ?? plain
  const rows = body.map((cells) => joined(takers.map((take, index) => take?.(cells[index] ?? '') ?? {})))
  const beyond = body.flatMap((cells, row) => {
    const words = cells.slice(takers.length).filter(Boolean).join(' ')
    const second =
      headed?.seconds.flatMap(({ head, index }) => (cells[index] ? [`${head}：${cells[index]}`] : [])) ?? []
    return [words, ...second].filter(Boolean).map((words) => ({ row, words }))
  })
  return { rows, unused: headed?.unused ?? [], beyond }
}

// Where a whole place and its parts stand in columns of their own, a blank says nothing against a word, and the first word holds.
function joined(parts: Record<string, string>[]): Record<string, string> {
  const cells: Record<string, string> = {}
  for (const [path, words] of parts.flatMap((part) => Object.entries(part))) cells[path] ||= words
  return cells
}

/** Rows as a spreadsheet would copy them, to be pasted again. */
export function unread(rows: Record<string, string>[], form: Form): string {
  return pastedOf(rows.map((row) => columnsOf(form).map(({ path }) => row[path] ?? '')))
}

// A first column of running numbers is no name.
function withoutNumbers(table: string[][]): string[][] {
  return table.every(([first = '']) => /^\d{1,4}[.、]?$/.test(first)) ? table.map((cells) => cells.slice(1)) : table
}
