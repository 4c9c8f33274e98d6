/** A sheet of paper as its page holds it: what is common to all, and rows with their numbers; pure but for its key. */
import type { Form } from '#forms/form.ts'
import { besidesOf, columnsOf } from '#forms/list.ts'
import type { Raw } from '#forms/page.ts'
import { randomText } from '#platform/vault.ts'
import { sent } from '#web/sent.ts'
import { pastedOf } from './table/delimited.ts'

/** Most rows a page. */
const MOST_ROWS = 200

/** Of a row that may be somebody who is there already: the same household, another one, or not to be kept. */
export type TwinChoice = 'same' | 'new' | 'skip'

export interface SheetRow {
  /** Stays the row's own, also after others were kept and left the page. */
  number: number
  cells: Record<string, string>
  twin?: TwinChoice
}

export interface Sheet {
  /** Random; with the number of a row it says that this row is kept once. */
  key: string
  /** The next number that no row has had. */
  next: number
  /** Village, day and signatures as they were typed. */
  common: Raw
  rows: SheetRow[]
  /** What was dropped into the field for pasting, and is no row yet. */
  pasted: string
  /** It waits there until these rows are kept, because the page is full. */
  later: boolean
}

/** What became of what was pasted. */
export interface Placed {
  rows: number
  /** Heads of columns that are not used, and lines that are nobody. */
  unused: string[]
  passed: string[]
  /** How many rows did not fit. */
  left: number
}

/** A sheet of `count` blank rows for `village`, a slug or empty. */
export function blankSheet(count: number, village: string): Sheet {
  return grown(
    { key: randomText(16), next: 1, common: { village: [village] }, rows: [], pasted: '', later: false },
    count,
  )
}

/** The sheet that a page sent. */
export function readSheet(form: Form, raw: Raw): Sheet {
  const paths = [...columnsOf(form), ...besidesOf(form)].map(({ path }) => path)
  const numbers = Object.keys(raw).flatMap((name) => /^r\.([1-9]\d{0,3})\./.exec(name)?.[1] ?? [])
  const rows = [...new Set(numbers.map(Number))]
    .sort((a, b) => a - b)
    .slice(0, MOST_ROWS)
    .map((number) => {
      const cells = paths.map((path) => [path, sent(raw, `r.${number}.${path}`)])
      const twin = choiceIn(sent(raw, `r.${number}.twin`))
      return { number, cells: Object.fromEntries(cells), ...(twin && { twin }) }
    })
  const [key, next] = [sent(raw, 'key'), Number(sent(raw, 'next') || Number.NaN)]
  const { village = [], writtenOn = [], signed = [] } = raw
  return {
    key: /^[\w-]{22}$/.test(key) ? key : randomText(16),
    next: Math.max(Number.isInteger(next) ? next : 1, (rows.at(-1)?.number ?? 0) + 1),
    common: { village, writtenOn, signed },
    rows,
    pasted: sent(raw, 'pasted'),
    later: sent(raw, 'later') === 'yes',
  }
}

function choiceIn(word: string): TwinChoice | undefined {
  return word === 'same' || word === 'new' || word === 'skip' ? word : undefined
}

export function isBlank({ cells }: SheetRow): boolean {
  return Object.values(cells).every((words) => words.trim() === '')
}

/** The sheet with `count` blank rows more, as far as they fit. */
export function grown(sheet: Sheet, count: number): Sheet {
  const more = Math.max(0, Math.min(count, MOST_ROWS - sheet.rows.length))
  const rows = Array.from({ length: more }, (_, index) => ({ number: sheet.next + index, cells: {} }))
  return { ...sheet, next: sheet.next + more, rows: [...sheet.rows, ...rows] }
}

/** The next sheet for what waits, with numbers that no row has had. */
export function nextSheet(sheet: Sheet): Sheet {
  return grown({ ...sheet, rows: [] }, 1)
}

/** The sheet as a page sends it, to be carried on by another one. */
export function rawOf({ key, next, common, rows }: Sheet): Raw {
  const cells = rows.flatMap(({ number, cells, twin = '' }) =>
    Object.entries({ ...cells, ...(twin && { twin }) }).map(
      ([path, words]) => [`r.${number}.${path}`, [words]] as const,
    ),
  )
  return { key: [key], next: [String(next)], ...common, ...Object.fromEntries(cells) }
}

/** The sheet with these rows in its blank ones and below, and how many did not fit; those stay pasted, under heads of ours. */
export function placed(form: Form, sheet: Sheet, rows: SheetRow['cells'][]): { sheet: Sheet; left: number } {
  const blank = sheet.rows.filter(isBlank)
  const roomy = grown(sheet, rows.length - blank.length)
  const free = roomy.rows.filter(isBlank).map(({ number }) => number)
  const filled = new Map(free.map((number, index) => [number, rows[index]]))
  const left = rows.slice(free.length)
  const columns = [...columnsOf(form), ...besidesOf(form)].filter(({ path }) => left.some((row) => row[path]))
  const unread = [columns.map(({ label }) => label), ...left.map((row) => columns.map(({ path }) => row[path] ?? ''))]
  return {
    sheet: {
      ...roomy,
      rows: roomy.rows.map((row) => ({ ...row, cells: filled.get(row.number) ?? row.cells })),
      pasted: left.length > 0 ? pastedOf(unread) : '',
      later: left.length > 0,
    },
    left: left.length,
  }
}
