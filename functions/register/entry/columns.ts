/** The columns of a list that was pasted or came as a file: what each is taken for, and its rows once that is settled; pure. */
import type { Form } from '#forms/form.ts'
import { type Guess, headsIn, isFoot } from '#forms/heads.ts'
import { columnsOf, NOTE_PATH } from '#forms/list.ts'
import { type Meaning, meaningsOf } from '#forms/meanings.ts'
import type { Cells } from './table/delimited.ts'

/** One column with something in it. */
export interface ListColumn extends Guess {
  index: number
  /** The first words in it. */
  samples: string[]
}

export interface LaidOut {
  columns: ListColumn[]
  /** The rows of people. */
  body: Cells
  /** Lines that are nobody: sums, and who filled it in. */
  passed: string[]
}

const MOST_COLUMNS = 100
const SAMPLES = 3

/** The columns as their heads say it; without heads they stand in the order of the printed list. */
export function layOut(cells: Cells, form: Form): LaidOut {
  const table = cells.map((row) => row.slice(0, MOST_COLUMNS))
  const headed = headsIn(table, meaningsOf(form))
  const begins = headed ? headed.row + 1 : 0
  // A list of several printed pages has its title and its heads on each.
  const above = new Set(table.slice(0, begins).map((row) => JSON.stringify(row)))
  const lines = table.slice(begins).filter((row) => !above.has(JSON.stringify(row)))
  const [body, feet] = [lines.filter((row) => !isFoot(row)), lines.filter(isFoot)]
  const width = Math.max(0, ...body.map((row) => row.length))
  const guesses = headed?.guesses ?? printed(body, form)
  const columns = Array.from({ length: width }, (_, index): ListColumn => {
    const words = [...new Set(body.flatMap((row) => row[index] || []))]
    // What stands beside a list, under no head, is somebody's remark.
    const guess = guesses[index] ?? { head: '', path: NOTE_PATH, by: 'unknown' }
    return { ...guess, index, samples: words.slice(0, SAMPLES) }
  })
  return {
    columns: columns.filter(({ samples, by }) => samples.length > 0 && by !== 'number'),
    body,
    passed: feet.map((row) => row.filter(Boolean).join(' ')),
  }
}

// A first column of running numbers is no name.
function printed(body: Cells, form: Form): Guess[] {
  const isNumbered = body.every(([first = '']) => /^\d{1,4}[.、]?$/.test(first))
  const guesses = columnsOf(form).map(({ path }): Guess => ({ head: '', path, by: 'alike' }))
  return isNumbered ? [{ head: '', path: '', by: 'number' }, ...guesses] : guesses
}

/** The columns as somebody said it by `said`, a path for an index; where they said nothing, or nothing that there is, as they stand. */
export function chosen(columns: ListColumn[], form: Form, said: (index: number) => string | undefined): ListColumn[] {
  const paths = ['', ...meaningsOf(form).map(({ path }) => path)]
  return columns.map((column) => ({
    ...column,
    path: paths.find((path) => path === said(column.index)) ?? column.path,
  }))
}

/** The indexes of columns that would answer one question twice. */
export function twice(columns: ListColumn[]): number[] {
  const others = (column: ListColumn) => columns.filter(({ path }) => path === column.path)
  return columns
    .filter((column) => column.path && column.path !== NOTE_PATH && others(column).length > 1)
    .map(({ index }) => index)
}

/** The labels of what every row must have and no column gives. */
export function without(columns: ListColumn[], form: Form): string[] {
  const given = new Set(columns.map(({ path }) => path))
  return columnsOf(form)
    .filter(({ path, field }) => field.always && !given.has(path))
    .map(({ label }) => label)
}

/** Whether nothing need be asked: every head is our own word. */
export function isPlain(columns: ListColumn[], form: Form): boolean {
  return columns.every(({ by }) => by === 'own') && without(columns, form).length === 0
}

/** The rows as their columns say; cells by the path of our column. */
export function rowsBy(columns: ListColumn[], body: Cells, form: Form): Record<string, string>[] {
  const meanings = new Map(meaningsOf(form).map((meaning) => [meaning.path, meaning]))
  const takers = columns.map((column) => [column, meanings.get(column.path)] as const)
  return body.map((row) => {
    const cells: Record<string, string> = {}
    // Where a whole place and its parts stand in columns of their own, a blank says nothing against a word, and the first word holds.
    for (const [column, meaning] of takers)
      for (const [path, words] of Object.entries(taken(column, meaning, row[column.index] ?? '')))
        if (path === NOTE_PATH) cells[path] = [cells[path], words].filter(Boolean).join('，')
        else cells[path] ||= words
    return cells
  })
}

// A note says under which head it stood, unless that says no more than that it is one.
function taken({ head, by }: ListColumn, meaning: Meaning | undefined, words: string): Record<string, string> {
  if (!meaning || !words) return {}
  const named = meaning.path === NOTE_PATH && head && by !== 'own' && by !== 'alike'
  return meaning.take(named ? `${head}：${words}` : words)
}
